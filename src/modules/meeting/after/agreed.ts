import * as v from 'valibot';
import { currentMunicipality, db } from '../../../db/index.ts';
import { type EmployeeId, ok, type Result, redactCpr, refuse } from '../../../kernel/index.ts';
import { cancelMessages, type House } from '../../../platform/index.ts';
import { addEvent, tellHouse } from '../booking/note-change.ts';
import { becameOf, readMeeting } from '../booking/read-meeting.ts';
import { tellParties } from '../messages/tell-parties.ts';

export const pointsAtMost = 60;
export const pointLetters = 600;
const purpose = 'meeting agreed';
const pointsSchema = v.array(v.string());

/** What was agreed at one meeting, as she said yes to it. */
export type Agreed = { readonly startsAt: Date | null; readonly writtenAt: Date; readonly points: readonly string[] };

/** Points as they are kept: one line each, none empty, no CPR number. Pure. */
export const cleanPoints = (written: readonly string[]): readonly string[] =>
  written
    .map((point) => redactCpr(point.replace(/[\p{C}\s]+/gu, ' ').trim()).slice(0, pointLetters))
    .filter((point) => point !== '')
    .slice(0, pointsAtMost);

/**
 * Keeps what was agreed for her own page and tells her by her channel that it is there, never what it says; no points take it
 * away. Of an anonymous meeting nothing is kept. In the caller's municipal transaction.
 */
export async function writeAgreed(
  house: House,
  of: string,
  written: readonly string[],
  employee: EmployeeId,
  now: Date,
): Promise<Result<null, 'no-meeting' | 'anonymous'>> {
  const asked = await readMeeting(of);
  // She waited at the door while it was given another form.
  const meeting = asked && ((await becameOf(asked)) ?? asked);
  if (!meeting || (meeting.state !== 'booked' && meeting.state !== 'done') || meeting.seats > 1)
    return refuse('no-meeting');
  if (meeting.type.rules.anonymous) return refuse('anonymous');
  const meetingId = meeting.id;
  const points = cleanPoints(written);
  const before = await agreedAt(house, meetingId);
  if (JSON.stringify(before?.points ?? []) === JSON.stringify(points)) return ok(null);
  const actor = { by: 'employee', employee } as const;
  if (points.length === 0) {
    await db().deleteFrom('meeting_agreed').where('meeting_id', '=', meetingId).execute();
    await cancelMessages(meetingId, now, ['agreed']);
  } else {
    const row = {
      sealed: house.keys.seal(purpose, meetingId, JSON.stringify(points)),
      written_by: employee,
      written_at: now,
    };
    await db()
      .insertInto('meeting_agreed')
      .values({ meeting_id: meetingId, municipality_id: currentMunicipality(), ...row })
      .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet(row))
      .execute();
    await tellParties(house, meetingId, { kind: 'agreed' }, [], now);
  }
  await addEvent(meetingId, { kind: 'agreed', from: null, to: null }, actor, now);
  await tellHouse(house, 'agreed', meetingId, actor, now);
  return ok(null);
}

/** What was agreed at one meeting; null for nothing. Reading it is the caller's to audit. */
export async function agreedAt(house: Pick<House, 'keys'>, meetingId: string): Promise<Agreed | null> {
  const [found] = await read(house, 'meeting.id', meetingId, 1);
  return found ?? null;
}

/** What was agreed at the meetings of a series, the newest first. */
export const agreedInSeries = (house: Pick<House, 'keys'>, seriesId: string): Promise<readonly Agreed[]> =>
  read(house, 'meeting.series_id', seriesId, 5);

async function read(
  house: Pick<House, 'keys'>,
  by: 'meeting.id' | 'meeting.series_id',
  id: string,
  most: number,
): Promise<readonly Agreed[]> {
  const rows = await db()
    .selectFrom('meeting_agreed')
    .innerJoin('meeting', 'meeting.id', 'meeting_agreed.meeting_id')
    .select(['meeting_agreed.meeting_id', 'meeting_agreed.sealed', 'meeting_agreed.written_at', 'meeting.starts_at'])
    .where(by, '=', id)
    .orderBy('meeting.starts_at', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => {
    const plain = house.keys.open(purpose, row.meeting_id, row.sealed);
    if (plain === null) throw new Error('Points that this installation did not seal.');
    return { startsAt: row.starts_at, writtenAt: row.written_at, points: v.parse(pointsSchema, JSON.parse(plain)) };
  });
}
