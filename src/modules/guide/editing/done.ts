/** What a page says was done; by name, so that nobody can write on the page through its address. */
export const done = [
  'saved',
  'sent',
  'published',
  'approvedAt',
  'back_',
  'discarded',
  'restored',
  'renamed',
  'withdrawnDone',
  'inForce',
] as const;
export type Done = (typeof done)[number];
