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
  /** To the unit: nothing of the meeting but its day. */
  mail: {
    subject: 'Et notat mangler',
    text: (day: string, address: string) =>
      `Et møde, der blev holdt ${day}, mangler et notat eller svaret, at der ikke var noget at notere.\n\nDen, der holdt mødet, finder det her: ${address}\n\nIngen læser svar på denne e-mail.`,
  },
  open: {
    title: 'Notater, der mangler',
    back: 'Til ledelse',
    count: (notes: number) =>
      notes === 0 ? 'Ingen notater mangler.' : notes === 1 ? '1 notat mangler.' : `${notes} notater mangler.`,
    intro: 'Pligten følger mødetypen (offentlighedsloven § 13). Her står ingen borgere og ingen enkelte møder.',
    head: ['Medarbejder', 'Mødetype', 'Notater', 'Ældste fra'],
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
