/** Words at the door of a meeting. */
export const da = {
  title: 'Gå til mødet',
  back: 'Til din aftale',
  says: {
    early: (when: string) => `Døren åbner ${when}. Kom tilbage til denne side da.`,
    over: 'Mødet er slut.',
    cancelled: 'Mødet er aflyst.',
    'no-time-yet': 'Der er ikke valgt en tid endnu.',
    phone: 'Mødet holdes i telefonen. Vi ringer til dig.',
    'in-person': 'Mødet holdes, hvor du møder op selv.',
    group: 'Holdet mødes ikke ved en skærm. Se på din aftale, hvor det holdes.',
    stopped: 'Medarbejderen har afsluttet mødet for dig.',
    gone: 'Vi kan ikke finde din aftale. Åbn linket i din besked igen, eller skriv din kode.',
    'no-relay':
      'Her kan vi ikke skjule, hvor du er på nettet, når I taler eller ser hinanden. Du kan skrive sammen med os i stedet.',
    'not-begun': 'Borgeren er ikke kommet endnu. Prøv igen om et øjeblik.',
  },
  code: 'Skriv din kode',
  write: 'Skriv sammen i stedet',
  again: 'Prøv igen',
  goIn: 'Gå ind',
  companion: 'Mødet er åbent. Du bliver lukket ind af medarbejderen.',
  ring: {
    title: 'Ring til din støtteperson',
    notNow: (when: string) => `Du kan ringe igen ${when}.`,
    never: 'Der er ikke aftalt en tid, hvor du kan ringe.',
    nobody: 'Der er ingen ved skærmen lige nu. Prøv igen om lidt, eller ring til os.',
    already: 'Du ringer allerede op fra en anden side.',
  },
};
