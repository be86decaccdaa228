import type { MessageChannel } from '../../../db/index.ts';

/** What is written to somebody about a meeting. */
export const messageKinds = [
  'booked',
  'moved',
  'converted',
  'cancelled',
  'proposed',
  'proposal-withdrawn',
  'reminder',
  'earlier-offered',
  'seat-offered',
  'missed',
  'agreed',
  'along',
  'not-along',
  'evaluate',
  'invited',
] as const;
export type MessageKind = (typeof messageKinds)[number];

export const messageChannels = ['mail', 'sms', 'digital-post', 'letter'] as const satisfies readonly MessageChannel[];

/** `reminder-1440` is a reminder; null for a kind that is not about a meeting. */
export const kindOf = (recorded: string): MessageKind | null =>
  messageKinds.find((kind) => recorded === kind || (kind === 'reminder' && recorded.startsWith('reminder-'))) ?? null;

/** Written to the unit itself: a note is missing. */
export const noteDueKind = 'note-due';
