/** What an employee says of a contact, in the order of its keys. The same words are counted (src/modules/contact). */
export const saidOutcomes = ['together', 'self', 'other-way', 'unsolved', 'forwarded', 'follow-up'] as const;
export type SaidOutcome = (typeof saidOutcomes)[number];

export const toldKinds = ['help-to-self-service', 'information', 'transaction', 'case-status', 'misdirected'] as const;
export type ToldKind = (typeof toldKinds)[number];

export const handChannels = ['phone', 'personal', 'digital-post', 'e-mail', 'letter', 'social-media'] as const;
export type HandChannel = (typeof handChannels)[number];

/** What is prefilled: a guide was open, so it was help with it. */
export const usualKind = (task: string | null): ToldKind => (task === null ? 'information' : 'help-to-self-service');
