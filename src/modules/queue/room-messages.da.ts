/** Words of the citizen's page from the line to the end of the call: all that her script needs of ours. */
export const da = {
  waiting: {
    change: 'Siden skifter selv til samtalen, når det er din tur.',
    private: 'Det er dit eget venterum. Ingen andre kan se eller høre dig.',
    keep: 'Lukker du siden, har du stadig din plads i 2 minutter.',
    ticks: 'Sæt flueben ved det, du har gjort. Medarbejderen, der hjælper dig, kan se det.',
    read: 'Læs videre, mens du venter',
    openGuide: 'Åbn hele vejledningen',
    leave: 'Opgiv min plads',
    unstaffed: 'Den sidste medarbejder er gået fra skærmen',
    unstaffedWay: 'Du har stadig din plads, hvis en kommer tilbage. Vil du ikke vente, så gør sådan:',
    lineLost: 'Vi har mistet forbindelsen et øjeblik. Vi prøver igen, og du har stadig din plads i 2 minutter.',
    notJoined: 'Vi kunne ikke nå kommunen. Prøv igen, eller ring i stedet.',
    taken: 'Det er din tur',
    gone: 'Du har ikke længere en plads i køen',
    goneWhy: 'Enten har du opgivet pladsen, eller også har siden været lukket i mere end 2 minutter.',
    startAgain: 'Få hjælp nu',
    /** The same where she has come for a meeting: it is hers, and its link lets her in as often as she needs it. */
    meeting: {
      keep: 'Lukker du siden, så åbn linket til mødet igen. Du kan komme ind, så længe mødet varer.',
      leave: 'Forlad venterummet',
      lineLost: 'Vi har mistet forbindelsen et øjeblik. Vi prøver igen. Du kan også åbne linket til mødet igen.',
      gone: 'Du er ikke i venterummet mere',
      goneWhy:
        'Enten har du forladt det, eller også har siden været lukket i mere end 2 minutter. Dit møde er stadig aftalt. Gå ind igen fra din aftale.',
      startAgain: 'Til din aftale',
      again: 'Blev I afbrudt? Gå ind igen fra din aftale',
      banner: 'Du er i venterummet til dit møde',
    },
    banner: (place: number) => `Du er nummer ${place} i køen`,
    bannerTaken: 'Det er din tur nu',
    toRoom: 'Gå til venterummet',
    toCall: 'Gå til samtalen',
  },
  /** What her tested line means for the talk. */
  weak: {
    voice:
      'Din forbindelse er svag lige nu. Vi begynder uden dit billede, så lyden kommer igennem. Du kan tænde kameraet bagefter.',
    text: 'Din forbindelse er meget svag lige nu. Vi begynder med at skrive. Du kan tænde mikrofonen, hvis det bliver bedre.',
  },
  call: {
    stopped: 'Samtalen er stoppet',
    stoppedWhy: 'Medarbejderen har stoppet samtalen. Der er ikke gemt noget af det, I sagde eller skrev.',
    stoppedWay: 'Du har stadig ret til hjælp. Du kan ringe til kommunen eller komme forbi.',
    otherWays: 'Se andre måder at få hjælp på',
    starting: 'Medarbejderen kommer nu',
    with: (name: string) => `Du taler med ${name}`,
    ended: 'Samtalen er slut',
    endedByOther: 'Medarbejderen har afsluttet samtalen.',
    after:
      'Tryk på Gå videre. Så spørger vi kort, om det hjalp, og viser, hvordan du kommer videre. Du kan springe alle spørgsmål over.',
    goOn: 'Gå videre',
    again: 'Blev I afbrudt? Få hjælp igen',
    guideNone: 'Vejledning',
  },
};
