import { catalogue, type Language } from '../../kernel/index.ts';

/**
 * What a counted contact is described by. The lists can grow, and only at the end: a figure already shown keeps its name.
 *
 * The record is laid out so that it can be set beside KOMHEN 2.0, the municipalities' count of contacts: ISO week, channel,
 * task, kind and how it was closed. Its own list of channels was not to be had whole and knew no video that could be found
 * (docs/evidence.md, "Figures and disclosure"). Help on screen has its three forms, voice and text being ours; the rest are
 * the municipality's other ways in.
 */
export const contactChannels = [
  'video',
  'voice',
  'text',
  'phone',
  'personal',
  'self-service',
  'digital-post',
  'e-mail',
  'web-form',
  'letter',
  'social-media',
  'system',
  'volunteer',
] as const;
export type ContactChannel = (typeof contactChannels)[number];

/** Where help comes on our own screen: only there is a wait measured, and only there are people asked afterwards. */
export const screenChannels = ['video', 'voice', 'text'] as const satisfies readonly ContactChannel[];
/** The ways in that an employee registers by hand while she has the guide open. */
export const handChannels = [
  'phone',
  'personal',
  'digital-post',
  'e-mail',
  'letter',
  'social-media',
] as const satisfies readonly ContactChannel[];
export type HandChannel = (typeof handChannels)[number];

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
export const contactOutcomes = [
  'together',
  'self',
  'other-way',
  'unsolved',
  'left',
  'unrecorded',
  'forwarded',
  'follow-up',
] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];
/** What an employee can say of a contact; the others are the line's own. */
export const saidOutcomes = [
  'together',
  'self',
  'other-way',
  'unsolved',
  'forwarded',
  'follow-up',
] as const satisfies readonly ContactOutcome[];
export type SaidOutcome = (typeof saidOutcomes)[number];

/** How a contact was closed, in the words of the municipalities' count. */
export const contactClosings = ['first-contact', 'forwarded', 'follow-up', 'unresolved'] as const;
export type ContactClosing = (typeof contactClosings)[number];

/**
 * Another way that was given is an answer, so the contact was closed at once. Who left unhelped was never a contact of
 * anybody's, and what nobody wrote down cannot be said.
 */
export const closingOf: Readonly<Record<ContactOutcome, ContactClosing | null>> = {
  together: 'first-contact',
  self: 'first-contact',
  'other-way': 'first-contact',
  unsolved: 'unresolved',
  forwarded: 'forwarded',
  'follow-up': 'follow-up',
  left: null,
  unrecorded: null,
};

/** The task of a contact that came without a guide. */
export const noTask = 'none';

type Names = {
  readonly channel: Record<ContactChannel, string>;
  readonly kind: Record<ContactKind, string>;
  readonly outcome: Record<ContactOutcome, string>;
  readonly closing: Record<ContactClosing, string>;
  readonly noTask: string;
};

const da: Names = {
  channel: {
    video: 'Video',
    voice: 'Tale',
    text: 'Tekst',
    phone: 'Telefon',
    personal: 'Personligt fremmøde',
    'self-service': 'Selvbetjening',
    'digital-post': 'Digital Post',
    'e-mail': 'E-mail',
    'web-form': 'Formular på nettet',
    letter: 'Brev',
    'social-media': 'Sociale medier',
    system: 'Fra et andet system',
    volunteer: 'Frivillig',
  },
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
    forwarded: 'Sendt videre',
    'follow-up': 'Følges op',
  },
  closing: {
    'first-contact': 'Ved første henvendelse',
    forwarded: 'Sendt videre',
    'follow-up': 'Følges op',
    unresolved: 'Ikke løst',
  },
  noTask: 'Uden vejledning',
};

const en: Names = {
  channel: {
    video: 'Video',
    voice: 'Voice',
    text: 'Text',
    phone: 'Telephone',
    personal: 'In person',
    'self-service': 'Self-service',
    'digital-post': 'Digital Post',
    'e-mail': 'E-mail',
    'web-form': 'Web form',
    letter: 'Letter',
    'social-media': 'Social media',
    system: 'From another system',
    volunteer: 'Volunteer',
  },
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
    forwarded: 'Passed on',
    'follow-up': 'To be followed up',
  },
  closing: {
    'first-contact': 'At first contact',
    forwarded: 'Passed on',
    'follow-up': 'To be followed up',
    unresolved: 'Not solved',
  },
  noTask: 'Without a guide',
};

/** What channels, kinds and outcomes are called. */
export const contactNames: (language: Language) => Names = catalogue({ da, en });
