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
};
