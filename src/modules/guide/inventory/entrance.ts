/** The words of the inventory: what an entrance is, and what may be said of one. Pure, and read by every file here. */
import type { DateString, EntranceId } from '../../../kernel/index.ts';

/** Ways of contact as KOMHEN counts them, with those that came later. */
export const channels = [
  'self-service',
  'digital-post',
  'e-mail',
  'web-form',
  'phone',
  'video',
  'personal',
  'letter',
  'social-media',
  'system',
  'volunteer',
  'kiosk',
] as const;
export type Channel = (typeof channels)[number];
export const isChannel = (value: string): value is Channel => (channels as readonly string[]).includes(value);

export const entranceKinds = [
  'self-service',
  'web-form',
  'paper-form',
  'mailbox',
  'digital-post',
  'phone',
  'video',
  'counter',
  'kiosk',
  'letter',
  'social-media',
  'volunteer',
] as const;
export type EntranceKind = (typeof entranceKinds)[number];

/** Which channel a contact through such an entrance is counted as. */
export const channelOf: Readonly<Record<EntranceKind, Channel>> = {
  'self-service': 'self-service',
  'web-form': 'web-form',
  'paper-form': 'letter',
  mailbox: 'e-mail',
  'digital-post': 'digital-post',
  phone: 'phone',
  video: 'video',
  counter: 'personal',
  kiosk: 'kiosk',
  letter: 'letter',
  'social-media': 'social-media',
  volunteer: 'volunteer',
};

export const entranceStatuses = ['planned', 'in-use', 'paused', 'retired'] as const;
export type EntranceStatus = (typeof entranceStatuses)[number];

/** What one comes for: two forms are doubles only when they serve the same. */
export const purposes = ['apply', 'report', 'book', 'ask', 'document', 'pay', 'complain', 'other'] as const;
export type Purpose = (typeof purposes)[number];

/** The most private that may come in this way. */
export const dataClasses = ['none', 'ordinary', 'cpr', 'sensitive', 'not-judged'] as const;
export type DataClass = (typeof dataClasses)[number];

export type Entrance = {
  readonly id: EntranceId;
  readonly name: string;
  readonly kind: EntranceKind;
  readonly status: EntranceStatus;
  readonly purpose: Purpose;
  /** Web address, phone number, mail address, or where to go: by its kind. */
  readonly address: string;
  readonly services: readonly string[];
  /** A role, never a person; empty: nobody. */
  readonly ownerRole: string;
  readonly backupRole: string;
  /** Who receives what comes in. */
  readonly unit: string;
  readonly dataClass: DataClass;
  /** A code only: the list itself may not be shipped. Empty: none. */
  readonly kle: string;
  readonly note: string;
  readonly replacedBy: EntranceId | null;
  readonly cycleMonths: number;
  readonly checked: Checked | null;
  readonly version: number;
};

/** When it was last looked at, in which role and how. */
export type Checked = { readonly on: DateString; readonly role: string; readonly how: string };

/** What an editor writes; the rest is the program's. */
export type EntranceText = Omit<Entrance, 'id' | 'version' | 'checked' | 'replacedBy' | 'status'> & {
  readonly status: Exclude<EntranceStatus, 'retired'>;
};

/** Kinds whose address is a web address. */
export const hasWebAddress = (kind: EntranceKind): boolean =>
  kind === 'self-service' || kind === 'web-form' || kind === 'social-media' || kind === 'video';

/** Two of these for one need are one too many; two counters are two places. */
export const shouldBeAlone: ReadonlySet<EntranceKind> = new Set([
  'self-service',
  'web-form',
  'paper-form',
  'mailbox',
  'digital-post',
  'phone',
]);

export const isDigitalForm = (kind: EntranceKind): boolean => kind === 'self-service' || kind === 'web-form';

/** Ways for somebody who cannot or may not go by screen. A kiosk and a video call are screens too. */
export const isOtherWay = (kind: EntranceKind): boolean =>
  kind === 'phone' || kind === 'counter' || kind === 'paper-form' || kind === 'letter';
export const nonDigitalChannels: readonly Channel[] = ['phone', 'personal', 'letter'];

/** `10 20 30 40`, `+45 10203040` and `10203040` are one number. */
export const phoneDigits = (text: string): string => text.replace(/\D/g, '').replace(/^(?:0045|45)(?=\d{8}$)/, '');

const phoneShaped = /(?<![\d/.-])(?:\+45\s?)?\d{2}\s?\d{2}\s?\d{2}\s?\d{2}(?![\d/.-])/g;
/** Every Danish phone number in a text, as digits. */
export const phonesIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(phoneShaped)].map(([found]) => phoneDigits(found))),
];
