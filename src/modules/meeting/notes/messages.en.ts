import type { Messages } from '../../../kernel/index.ts';
import type { da } from './messages.da.ts';

export const en = {
  title: 'Deletion of meetings',
  back: 'To administration',
  intro:
    'Everything about a meeting is deleted on the day its kind says: people, times, messages and note. A meeting that lacks its note waits for it.',
  ahead: (days: number) => `Deleted within the next ${days} days`,
  noneAhead: 'Nothing.',
  done: 'Deleted',
  noneDone: 'Nothing yet.',
  head: ['Day', 'Kind', 'Meetings'],
  mail: {
    subject: (notes: number) => (notes === 1 ? 'A note is missing' : `${notes} notes are missing`),
    text: (notes: number, oldest: string, address: string) =>
      `${notes === 1 ? `A meeting that was held on ${oldest} lacks` : `${notes} meetings, the oldest held on ${oldest}, lack`} a note, or the answer that there was nothing to note.\n\nEach employee finds her own here: ${address}\n\nNobody reads answers to this e-mail.`,
  },
  open: {
    title: 'Notes that are missing',
    back: 'To the figures',
    count: (notes: number) =>
      notes === 0 ? 'Fewer than five notes are missing, or none.' : `At least ${notes} notes are missing.`,
    intro:
      'The duty follows the kind of meeting (Access to Public Administration Files Act, section 13). Figures are rounded down. A kind is shown once at least ten are missing at the same place. Each employee sees her own at the desk.',
    head: ['Kind', 'Place', 'Notes, at least', 'The oldest has waited'],
    noPlace: 'Without a place',
    waited: (weeks: number) =>
      weeks === 0 ? 'Less than a week' : weeks === 1 ? 'At least a week' : `At least ${weeks} weeks`,
  },
  programs: {
    title: 'Programs that fetch notes',
    intro:
      'The case system can fetch notes and say that it has them. Then the text is deleted here. Each program has a key of its own, which opens notes alone.',
    address: 'The program asks at',
    none: 'No program fetches notes.',
    neverUsed: (made: string) => `Let in ${made}. Has not fetched anything yet.`,
    used: (made: string, used: string) => `Let in ${made}. Last fetched ${used}.`,
    end: 'Take the key back',
    ended: 'The key no longer works.',
    add: 'Let a program in',
    name: 'The program’s name',
    nameHint: 'For example the case system that fetches.',
    make: 'Make a key',
    made: 'Copy the key now. It is shown only here.',
    faults: { name: 'Write a name of 2 to 80 characters' },
  },
} satisfies Messages<typeof da>;
