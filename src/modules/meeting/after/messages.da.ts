/** What passes between the citizen and whoever holds her meeting, on the employee's page. */
export const da = {
  noInterpreter: 'Borgeren ønsker tolk, og ingen er booket',
  noInterpreterDo: 'Ingen var ledig på mødets tid. Find en anden tolk, flyt mødet, eller ring til borgeren.',
  shownByLogin:
    'Den, der bookede, eller som har borgerens link, har logget ind med MitID. Navnet på mødet er ikke sammenholdt med MitID.',
  notShown: 'Mødet kræver MitID. Borgeren har ikke vist det endnu.',
  stands: (name: string, instead: boolean): string =>
    instead ? `${name} kommer i stedet for borgeren.` : `${name} repræsenterer borgeren. Borgeren kommer også selv.`,
  until: (day: string) => `Det gælder til og med ${day}.`,
  thisMeeting: 'Det gælder kun dette møde.',
  proof: 'Det har borgeren selv skrevet. Bed om en fuldmagt, hvis I skal tale om sagen.',
  papers: 'Papirer fra borgeren',
  paper: (kind: string, kilobytes: number, day: string) => `${kind}, ${kilobytes} kB, sendt ${day}`,
  unchecked: 'Ikke tjekket for virus.',
  papersHint: 'Papirerne bliver slettet sammen med mødet. Hører et til sagen, så gem det dér.',
  agreed: 'Det aftalte',
  points: 'Det, borgeren har sagt ja til',
  pointsHint:
    'Ét punkt på hver linje. Det står på borgerens side, og borgeren får besked om, at det er der. Teksten sendes ikke med.',
  put: 'Læg det på borgerens side',
  change: 'Ret det på borgerens side',
};
