export const da = {
  heading: 'Vejledningen',
  none: 'Her kommer vejledningen, når I har valgt den, I skal bruge.',
  others: 'De andre trin',
  shownBy: (name: string) => `${name} viser dig dette trin`,
  shown: (name: string, step: string) => `${name} viser dig: ${step}`,
  hers: 'Borgeren gør selv trinnene. Her ser du, hvor langt hun er.',
  done: 'gjort',
};
