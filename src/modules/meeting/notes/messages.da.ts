/** Words of the page about deletion. */
export const da = {
  title: 'Sletning af møder',
  back: 'Til administration',
  intro:
    'Alt om et møde slettes på den dag, mødetypen siger: deltagere, tider, beskeder og notat. Et møde, der mangler sit notat, venter på det.',
  ahead: (days: number) => `Det slettes i de næste ${days} dage`,
  noneAhead: 'Intet.',
  done: 'Det er slettet',
  noneDone: 'Intet endnu.',
  head: ['Dag', 'Mødetype', 'Møder'],
  /** To the unit: nothing of the meetings but how many, and the day of the oldest. */
  mail: {
    subject: (notes: number) => (notes === 1 ? 'Et notat mangler' : `${notes} notater mangler`),
    text: (notes: number, oldest: string, address: string) =>
      `${notes === 1 ? `Et møde, der blev holdt ${oldest},` : `${notes} møder, det ældste holdt ${oldest},`} mangler et notat eller svaret, at der ikke var noget at notere.\n\nHver medarbejder finder sine her: ${address}\n\nIngen læser svar på denne e-mail.`,
  },
  open: {
    title: 'Notater, der mangler',
    back: 'Til ledelse',
    count: (notes: number) =>
      notes === 0 ? 'Færre end fem notater mangler, eller ingen.' : `Mindst ${notes} notater mangler.`,
    intro:
      'Pligten følger mødetypen (offentlighedsloven § 13). Tallene er rundet ned. En mødetype vises først, når mindst ti mangler på samme sted. Hver medarbejder ser sine egne ved skranken.',
    head: ['Mødetype', 'Sted', 'Notater, mindst', 'Det ældste har ventet'],
    noPlace: 'Uden sted',
    waited: (weeks: number) => (weeks === 0 ? 'Under en uge' : weeks === 1 ? 'Mindst en uge' : `Mindst ${weeks} uger`),
  },
  programs: {
    title: 'Programmer, der henter notater',
    intro:
      'Fagsystemet kan hente notater og sige, at det har dem. Så slettes teksten her. Hvert program får sin egen nøgle, som kun åbner notater.',
    address: 'Programmet spørger på',
    none: 'Intet program henter notater.',
    neverUsed: (made: string) => `Lukket ind ${made}. Har ikke hentet noget endnu.`,
    used: (made: string, used: string) => `Lukket ind ${made}. Hentede sidst ${used}.`,
    end: 'Tag nøglen tilbage',
    ended: 'Nøglen virker ikke mere.',
    add: 'Luk et program ind',
    name: 'Programmets navn',
    nameHint: 'For eksempel det fagsystem, der henter.',
    make: 'Lav en nøgle',
    made: 'Kopiér nøglen nu. Den vises kun her.',
    faults: { name: 'Skriv et navn med mindst 2 og højst 80 tegn' },
  },
};
