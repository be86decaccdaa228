import { beforeAll, beforeEach } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../../test/support/test-house.ts';
import { db } from '../../../../db/index.ts';
import type { MeetingType } from '../../meeting-rules.ts';
import type { NewMeeting, Refusal } from '../booking-types.ts';
import { bookMeeting, confirmHold, holdTime, readMeeting } from '../bookings.ts';

export const citizen = { by: 'citizen' } as const;
export const at = (time: string) => new Date(`2026-11-25T${time}:00+01:00`);
export const reason = (result: { ok: true } | { ok: false; reason: Refusal }) =>
  result.ok ? 'ok' : result.reason.kind;

/** A house with one employee and, before each test, one kind of meeting and nothing booked; the clock says nine. */
export function openBookings() {
  const here = {} as { house: TestHouse; type: MeetingType };
  const inFjordby = <Value>(work: () => Promise<Value>) => here.house.database.inMunicipality(fjordby, work);
  const now = () => here.house.clock.now();

  const book = (startsAt: Date, over: Partial<NewMeeting> = {}, of = here.type) =>
    bookMeeting(here.house, fjordby, meetingFor(wishFor(of), startsAt, over), citizen, now());
  const booked = async (startsAt: Date, over: Partial<NewMeeting> = {}, of = here.type) => {
    const result = await book(startsAt, over, of);
    if (!result.ok) throw new Error(JSON.stringify(result.reason));
    return result.value;
  };
  const hold = (startsAt: Date, over: { insteadOf?: string; requestKey?: string } = {}, of = here.type) => {
    const { insteadOf = null, requestKey = null } = over;
    const wish = { wish: wishFor(of), startsAt, pageLanguage: 'da', topic: null, step: null } as const;
    return holdTime(here.house, fjordby, { ...wish, requestKey, insteadOf }, now());
  };
  const held = async (startsAt: Date, over: { insteadOf?: string; requestKey?: string } = {}) => {
    const result = await hold(startsAt, over);
    if (!result.ok) throw new Error(JSON.stringify(result.reason));
    return result.value;
  };
  const confirm = (holdToken: string, phone = '+4520304050') =>
    inFjordby(() =>
      confirmHold(here.house, holdToken, { person: someone(phone), others: [], hiddenAddresses: false }, now()),
    );
  const taken = () => inFjordby(() => db().selectFrom('meeting_occupancy').selectAll().orderBy('starts_at').execute());
  const read = (id: string) => inFjordby(() => readMeeting(id));

  beforeAll(async () => {
    here.house = await openTestHouse();
    await seedResource(here.house, { name: 'Mette' });
  });
  beforeEach(async () => {
    here.house.clock.set('2026-11-24T09:00:00Z');
    await inFjordby(async () => {
      await db().deleteFrom('meeting').execute();
      await db().deleteFrom('meeting_occupancy').execute();
    });
    here.type = await seedType(here.house);
  });
  return { here, inFjordby, book, booked, hold, held, confirm, taken, read };
}
