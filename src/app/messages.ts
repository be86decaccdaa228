import { catalogue, type Messages } from '../kernel/index.ts';

const da = {
  product: 'Medbetjening',
  choose: 'Vælg din kommune',
  chooseIntro: 'Find hjælp til at klare det digitale selv, eller få en medarbejder ved din side.',
  staff: 'For medarbejdere',
  notFound: 'Siden findes ikke',
  notFoundWay: 'Adressen er ikke længere i brug, eller den er ikke helt som vores. Her er veje videre:',
  search: 'Søg efter det, du skal bruge',
  help: 'Få hjælp af en medarbejder',
  frontPage: 'Gå til forsiden',
  failed: 'Der gik noget galt hos os',
  failedWay: 'Prøv igen om lidt. Hjælper det ikke, så ring til kommunen.',
  failedId: (id: string) => `Sig dette nummer, hvis du ringer: ${id}`,
  closing: 'Vi er tilbage om et øjeblik',
  tooLarge: 'Det, du sendte, er for stort.',
  noLength: 'Det, du sendte, siger ikke, hvor stort det er.',
  tooMany: 'Der kommer for mange forespørgsler på én gang. Prøv igen om et minut.',
  privacy: {
    title: 'Dine oplysninger',
    lead: 'Vi gemmer så lidt som muligt. Her står, hvad det er.',
    rows: [
      [
        'Når du læser og søger',
        'Vi gemmer ikke, hvad du læser. Hvad der søges på, tæller vi uden at vide, hvem der søger: ordene gemmer vi først, når mindst fem har søgt på det samme på mindst tre dage, og tal, adresser og navne tager vi ud. Indtil da har vi kun et mærke, som ikke kan læses, i højst otte uger. Siden med svar fortæller os, om en af vejledningerne blev åbnet. Dine flueben i en vejledning ligger på din egen enhed i højst 14 dage. Beder du om hjælp, følger de med, så medarbejderen kan se, hvor langt du er. Den tekststørrelse, du vælger, ligger også kun hos dig. Svar, der giver dig en personlig vejledning, gemmer vi ikke; de står i sidens adresse. Siger du, om et trin hjalp, tæller vi svaret for ugen og intet andet.',
      ],
      [
        'Når du står i kø',
        'Vi gemmer emnet, trinnet, sproget, tidspunktet og det navn, du selv skriver. Det slettes, når henvendelsen er slut.',
      ],
      [
        'I samtalen',
        'Lyd og billede går krypteret mellem din og medarbejderens browser. Vi optager ikke. Tekst går samme vej, når I er forbundet; indtil da går den gennem kommunens server, kun i hukommelsen. Skrivefeltet siger hvilken vej.',
      ],
      [
        'Når du aftaler et møde',
        'Vi gemmer tiden, formen, sproget, det emne, du kom fra, og det, du selv skriver for at blive fundet igen. Navn, nummer og adresse ligger låst, og det bliver noteret, når en medarbejder åbner dem. På din egen side kan du se, hvad der er gemt, og hvornår det slettes. Til et anonymt møde spørger vi ikke om noget, der kan føre til dig; seks ord er din vej tilbage.',
      ],
      [
        'Kalendere',
        'Kalenderfilen i din e-mail siger, at du har et møde med kommunen, og hvornår; ikke hvad det handler om. En medarbejder kan se sine møder i sin egen kalender. Der står kun, at hun er optaget, eller hvilken slags møde det er, aldrig hvem du er; til et anonymt møde kun, at hun er optaget. Fra hendes egne kalendere henter vi kun, hvornår hun er optaget, så du ikke får en tid, hvor hun ikke kan.',
      ],
      ['Bagefter', 'Vi tæller, at der var en henvendelse, og hvordan det gik. Tallet kan ikke føres tilbage til dig.'],
      [
        'Cookies',
        'Vi bruger kun dem, siderne skal bruge: en, der holder din plads i køen, en, der lader dig svare én gang bagefter, og når du aftaler et møde nogle få, der husker din tid og åbner din egen side i højst 12 timer. Til et anonymt møde forsvinder de, når du lukker browseren. Ingen statistik-cookies, og ingen andre firmaer er med.',
      ],
    ],
    rights:
      'Vil du vide mere eller klage over kommunens brug af oplysninger, så skriv til kommunens databeskyttelsesrådgiver eller til Datatilsynet.',
    counting: 'Sådan tæller vi, hvor meget vejledningen bliver brugt',
    ask: 'Spørg en medarbejder',
  },
  accessibility: {
    title: 'Tilgængelighedserklæring',
    /** With a place to break: the word is wider than a phone. */
    heading: 'Tilgængeligheds\u00aderklæring',
    lead: 'Siderne er bygget, så de kan bruges med tastatur, skærmlæser, forstørrelse og uden JavaScript. Selve samtalen kræver JavaScript.',
    pending: 'Kommunen har endnu ikke lagt sin erklæring ud på was.digst.dk. Når den gør det, fører denne side derhen.',
    complain:
      'Møder du noget, du ikke kan bruge, så ring eller skriv til kommunen. Du kan klage til Digitaliseringsstyrelsen.',
  },
};

const en: Messages<typeof da> = {
  product: 'Medbetjening',
  choose: 'Choose your municipality',
  chooseIntro: 'Find help to do the digital things yourself, or get an employee at your side.',
  staff: 'For employees',
  notFound: 'The page does not exist',
  notFoundWay: 'The address is no longer in use, or it is not quite one of ours. Here is how to go on:',
  search: 'Search for what you need',
  help: 'Get help from an employee',
  frontPage: 'Go to the front page',
  failed: 'Something went wrong on our side',
  failedWay: 'Try again in a moment. If that does not help, call the municipality.',
  failedId: (id) => `Say this number if you call: ${id}`,
  closing: 'We are back in a moment',
  tooLarge: 'What you sent is too large.',
  noLength: 'What you sent does not say how large it is.',
  tooMany: 'Too many requests at once. Try again in a minute.',
  privacy: {
    title: 'Your data',
    lead: 'We keep as little as possible. This is what it is.',
    rows: [
      [
        'When you read and search',
        'We do not keep what you read. What is searched for we count without knowing who searches: we store the words only when at least five have searched for the same on at least three days, and take out numbers, addresses and names. Until then we have only a mark that cannot be read, for at most eight weeks. The page of answers tells us whether one of the guides was opened. Your ticks in a guide stay on your own device for at most 14 days. If you ask for help, they come along, so that the employee can see how far you are. The text size you choose stays with you too. Answers that make a personal guide are not stored; they stand in the address of the page. If you say whether a step helped, we count the answer for the week and nothing else.',
      ],
      [
        'When you are in line',
        'We keep the topic, the step, the language, the time and the name you choose to write. It is deleted when the contact is over.',
      ],
      [
        'In the conversation',
        'Sound and picture go encrypted between your browser and the employee’s. We do not record. Text goes the same way once you are connected; until then it goes through our server, in memory only. The text field says which way.',
      ],
      [
        'When you agree on a meeting',
        'We keep the time, the form, the language, the topic you came from, and what you write yourself to be found again. Name, number and address lie locked, and it is noted when an employee opens them. Your own page shows what is stored and when it is deleted. For an anonymous meeting we ask for nothing that can lead to you; six words are your way back.',
      ],
      [
        'Calendars',
        'The calendar file in your e-mail says that you have a meeting with the municipality, and when; not what it is about. An employee can see her meetings in her own calendar. It says only that she is busy, or what kind of meeting it is, never who you are; for an anonymous meeting only that she is busy. From her own calendars we fetch only when she is busy, so that you are not given a time when she cannot come.',
      ],
      ['Afterwards', 'We count that there was a contact and how it went. The figure cannot be traced to you.'],
      [
        'Cookies',
        'We use only those that the pages need: one keeps your place in line, one lets you answer once afterwards, and when you agree on a meeting a few remember your time and open your own page for at most 12 hours. For an anonymous meeting they are gone when you close the browser. No statistics cookies, and no other companies.',
      ],
    ],
    rights:
      'To know more or to complain about the use of your data, write to the data protection officer of the municipality or to Datatilsynet.',
    counting: 'How we count the use of the guide',
    ask: 'Ask an employee',
  },
  accessibility: {
    title: 'Accessibility statement',
    heading: 'Accessibility statement',
    lead: 'The pages are built for keyboard, screen reader, magnification and for use without JavaScript. The conversation itself needs JavaScript.',
    pending:
      'The municipality has not yet published its statement at was.digst.dk. When it does, this page leads there.',
    complain:
      'If you meet something you cannot use, call or write to the municipality. You can complain to the Agency for Digital Government.',
  },
};

export const texts = catalogue({ da, en });
