/** Who comes with her. */
export const along = {
  companion: {
    title: 'Tag en ledsager med',
    lead: 'En ledsager sidder med og støtter dig. Du bestemmer selv, hvem det er. Det kan være en fra familien, en ven eller en bisidder.',
    name: 'Hvad hedder den, du tager med?',
    add: 'Tilføj, og få et link',
  },
  representative: {
    title: 'Lad en anden repræsentere dig',
    lead: 'En partsrepræsentant handler for dig: taler på dine vegne, kan flytte mødet og kan melde afbud.',
    name: 'Hvad hedder den, der repræsenterer dig?',
    add: 'Tilføj, og få et link',
  },
  contact: 'E-mail eller mobilnummer (frivilligt)',
  contactHint: 'Skriver du det, sender vi en invitation. Ellers får du et link, som du selv giver videre.',
  contactHintUnsent: 'Du får et link, som du selv giver videre.',
  how: 'Kommer du selv med?',
  beside: 'Ja, vi kommer begge to',
  besideHint: 'Du er der selv og får hjælp til at tale din sag.',
  instead: 'Nej, den anden kommer i stedet for mig',
  insteadHint: 'Nogle møder skal du selv være med til. Så kontakter vi dig.',
  until: 'Sidste dag, det gælder (frivilligt)',
  untilHint:
    'Det gælder kun dette møde. Efter den dag kan den anden hverken se eller ændre noget. Uden en dato gælder det, til mødet er slettet hos os.',
  proof: 'Medarbejderen kan bede om en fuldmagt, før I taler om din sag.',
  kept: 'Vi gemmer navnet, og det, du skriver, låst. Det bliver slettet sammen med mødet.',
  back: 'Tilbage uden at tilføje',
  faults: {
    'navn missing': 'Skriv, hvad den anden hedder.',
    'kontakt unreadable':
      'Skriv en e-mail som navn@eksempel.dk eller et nummer med 8 cifre. Eller lad feltet stå tomt.',
    'hvordan missing': 'Vælg, om du selv kommer med.',
    'dato unreadable': 'Vælg en dato, eller lad feltet stå tomt.',
    'dato past': 'Vælg en dato, der ikke er gået.',
    'dato early': 'Vælg mødets dag eller en dag efter.',
  } as Readonly<Record<string, string>>,
  linkTitle: (name: string) => `Link til ${name}`,
  sent: {
    mail: (name: string) => `Vi sender linket til ${name} på e-mail.`,
    sms: (name: string) =>
      `Vi sender en sms med en kode til ${name}. Vi sender aldrig links i sms, for det gør svindlere.`,
  },
  passOn: (name: string) => `Giv linket til ${name}. Det er kun til den ene person.`,
  passOnToo: 'Du kan også selv give linket videre. Det er kun til den ene person.',
  passOnWords: (address: string) => `Her er dit link til mødet: ${address}`,
  copy: 'Markér linket, og kopiér det. Eller send det herfra. Åbn det ikke selv: så ser du den andens side i stedet for din egen.',
  bySms: 'Send fra min telefon',
  byMail: 'Send fra min e-mail',
  codeFor: (code: string, where: string) =>
    `Koden er ${code}. Den virker på ${where} sammen med det mobilnummer, du skrev.`,
  companionSees:
    'På siden står, hvornår mødet er, og hvordan man kommer med. Medarbejderen lukker først ledsageren ind, når du er der.',
  representativeSees: 'På siden kan mødet flyttes og aflyses, og der er adgang til mødet.',
  once: 'Vi viser linket nu og ikke igen. Bliver det væk, kan du lave et nyt på din side.',
  done: 'Jeg har givet linket videre',
  linkFor: (name: string) => `Lav et nyt link til ${name}`,
  remove: (name: string) => `${name} kommer ikke alligevel`,
  outlived: (name: string, until: string): string =>
    `${name} kan ikke repræsentere dig til mødet: fuldmagten gælder til og med ${until}.`,
  roleWords: (represents: boolean, authority: { readonly instead: boolean } | null): string =>
    !represents ? 'kommer med' : authority?.instead ? 'repræsenterer dig og kommer i stedet' : 'repræsenterer dig',
};
