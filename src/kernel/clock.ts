/** Time is passed in, so that a rule about opening hours can be tested at any hour. */
export type Clock = { readonly now: () => Date };

export const systemClock: Clock = { now: () => new Date() };
