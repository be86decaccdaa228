import { sql } from 'kysely';
import { db } from '../../../db/index.ts';
import { cancelMessages, enqueueAll, type House, type NewMessage } from '../../../platform/index.ts';
import type { PersonHere } from '../booking/people.ts';
import { whoIsTold } from './plan-messages.ts';
import {
  type FreshLink,
  linkFor,
  type MeetingChange,
  messagesOf,
  type ToldMeeting,
  wordsVersion,
} from './tell-parties.ts';

/** One of many meetings that were made or changed together. */
export type OneTold = {
  readonly meeting: ToldMeeting;
  readonly change: MeetingChange;
  readonly people: readonly PersonHere[];
  /** Made a moment ago: nothing has been said of it. */
  readonly isNew: boolean;
};

const everybody = { links: [], offered: new Set<string>(), only: null };

/**
 * The same of meetings that were made or changed together, in a few statements: she is told once of each change, of the first
 * meeting that it is about, and of the others reminded.
 */
export async function tellOfMany(
  house: House,
  told: readonly OneTold[],
  links: readonly FreshLink[],
  now: Date,
): Promise<void> {
  if (told.length === 0) return;
  const { rows } = await sql<{ words: string }>`select ${wordsVersion()} as words`.execute(db());
  const words = rows[0]?.words ?? '';
  const before = told.filter(({ isNew }) => !isNew);
  const cancelled = before.filter(({ meeting }) => meeting.state === 'cancelled').map(({ meeting }) => meeting.id);
  const moved = before.filter(({ meeting }) => meeting.state !== 'cancelled');
  if (cancelled.length > 0) await cancelMessages(cancelled, now);
  if (moved.length > 0)
    await cancelMessages(
      moved.map(({ meeting }) => meeting.id),
      now,
      undefined,
      moved.flatMap(({ people }) => whoIsTold({ kind: 'in-series' }, people, everybody).map(({ id }) => id)),
    );
  const found = new Map<string, Promise<FreshLink | null>>();
  const linkOf = (personId: string) => {
    const known = found.get(personId) ?? linkFor(house, personId, links);
    found.set(personId, known);
    return known;
  };
  const messages: NewMessage[] = [];
  for (const { meeting, change, people } of told) {
    const written = { meeting, people, words, linkOf };
    messages.push(...(await messagesOf(house, meeting.id, change, links, now, null, written)));
  }
  await enqueueAll(house, messages, now, false);
}
