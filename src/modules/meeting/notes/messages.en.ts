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
} satisfies Messages<typeof da>;
