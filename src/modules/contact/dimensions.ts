import { catalogue, type Language } from '../../kernel/index.ts';

/**
 * What a counted contact is described by. The lists can grow, and only at the end: a figure already shown keeps its name.
 *
 * KOMHEN 2.0, the municipalities' count of contacts, knew no video channel that could be found; its whole list was not to be
 * had (docs/evidence.md, "Figures and disclosure"). Help on screen has its three forms; other channels join the list with
 * the doors that count them. Its contact types were information, transaction, help to self-service, case status and misdirected.
 */
export const contactChannels = ['video', 'voice', 'text'] as const;
export type ContactChannel = (typeof contactChannels)[number];

export const contactKinds = [
  'help-to-self-service',
  'information',
  'transaction',
  'case-status',
  'misdirected',
] as const;
export type ContactKind = (typeof contactKinds)[number];

/**
 * `left` went away before being served; it is not a kind of solved or unsolved. `unrecorded` was served, but the employee's
 * browser was gone before she said how it ended.
 */
export const contactOutcomes = ['together', 'self', 'other-way', 'unsolved', 'left', 'unrecorded'] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];

/** The task of a contact that came without a guide. */
export const noTask = 'none';

type Names = {
  readonly channel: Record<ContactChannel, string>;
  readonly kind: Record<ContactKind, string>;
  readonly outcome: Record<ContactOutcome, string>;
  readonly noTask: string;
};

const da: Names = {
  channel: { video: 'Video', voice: 'Tale', text: 'Tekst' },
  kind: {
    'help-to-self-service': 'Hjælp til selvbetjening',
    information: 'Oplysning',
    transaction: 'Ekspedition',
    'case-status': 'Spørgsmål om en sag',
    misdirected: 'Fejlhenvendelse',
  },
  outcome: {
    together: 'Løst sammen',
    self: 'Borgeren klarede det selv',
    'other-way': 'Anden vej',
    unsolved: 'Ikke løst',
    left: 'Gik, før nogen kunne hjælpe',
    unrecorded: 'Hjulpet, udfald ikke noteret',
  },
  noTask: 'Uden vejledning',
};

const en: Names = {
  channel: { video: 'Video', voice: 'Voice', text: 'Text' },
  kind: {
    'help-to-self-service': 'Help with self-service',
    information: 'Information',
    transaction: 'Transaction',
    'case-status': 'Question about a case',
    misdirected: 'Meant for somebody else',
  },
  outcome: {
    together: 'Solved together',
    self: 'The citizen did it alone',
    'other-way': 'Another way',
    unsolved: 'Not solved',
    left: 'Left before anybody could help',
    unrecorded: 'Helped, outcome not noted',
  },
  noTask: 'Without a guide',
};

/** What channels, kinds and outcomes are called. */
export const contactNames: (language: Language) => Names = catalogue({ da, en });
