import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse, testDatabaseKind } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { Directory } from '../../tenancy/index.ts';
import { bookMeeting, cancelMeeting, readMeeting } from '../booking/bookings.ts';
import type { MeetingType, ResourceHours } from '../meeting-rules.ts';
import { answerEarlier, earlierWishOf, forgetEarlier, offerEarlier, wishEarlier } from './earlier.ts';
import { fitting, offerUntil } from './earlier-offers.ts';
import { passFreedOn } from './freed.ts';

let house: TestHouse;
let type: MeetingType;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const at = (day: string, time: string) => new Date(`2026-11-${day}T${time}:00+01:00`);
const citizen = { by: 'citizen' } as const;
const now = () => house.clock.now();
const phone = (index: number) => `+45203042${String(index).padStart(2, '0')}`;
/** One half hour a day: what is booked is full. */
const scarce: ResourceHours = {
  patterns: [
    {
      from: null,
      to: null,
      everyWeeks: 1,
      anchor: null,
      weekly: {
        '1': [['10:00', '10:30']],
        '2': [['10:00', '10:30']],
        '3': [['10:00', '10:30']],
        '4': [['10:00', '10:30']],
        '5': [['10:00', '10:30']],
        '6': [],
        '7': [],
      },
    },
  ],
  exceptions: {},
};

const book = async (day: string, index: number, of = type) => {
  const made = await bookMeeting(
    house,
    fjordby,
    meetingFor(wishFor(of), at(day, '10:00'), { person: someone(phone(index)) }),
    citizen,
    now(),
  );
  if (!made.ok) throw new Error(JSON.stringify(made.reason));
  return made.value.meetingId;
};
const wish = (meetingId: string, notBefore: Date | null = null) =>
  wishEarlier(house, fjordby, meetingId, notBefore, citizen, now());
const cancel = (meetingId: string) =>
  cancelMeeting(house, fjordby, meetingId, { version: null, actor: { by: 'citizen' } }, now());
const answer = (meetingId: string, yes: boolean) => answerEarlier(house, fjordby, meetingId, yes, citizen, now());
const sweep = () => offerEarlier(house, fjordby, now());
const offered = async (meetingId: string) =>
  (await inFjordby(() => earlierWishOf(meetingId, now())))?.offer?.startsAt ?? null;
const startOf = async (meetingId: string) => (await inFjordby(() => readMeeting(meetingId)))?.startsAt;
const messages = () =>
  inFjordby(async () =>
    (await db().selectFrom('message_record').select('about').where('kind', '=', 'earlier-offered').execute()).map(
      (row) => row.about,
    ),
  );

beforeAll(async () => {
  house = await openTestHouse();
  await seedResource(house, { name: 'Mette', hours: scarce });
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:10:00Z');
  await inFjordby(async () => {
    await db().deleteFrom('meeting').execute();
    await db().deleteFrom('meeting_occupancy').execute();
    await db().deleteFrom('message_record').execute();
    await db().deleteFrom('message_outbox').execute();
  });
  type = await seedType(house);
});

/** Wednesday to Friday are full; Karen on Thursday and Lis on Friday would rather come earlier. */
async function full() {
  const [wednesday, thursday, friday] = [await book('25', 1), await book('26', 2), await book('27', 3)];
  await wish(thursday);
  house.clock.advance(60);
  await wish(friday);
  return { wednesday, thursday, friday };
}

test('a time that becomes free is given on as soon as that is true, each to one, before any sweep', async () => {
  const freed = await passFreedOn(house, { all: async () => [{ id: fjordby }] } as unknown as Directory);
  const { wednesday, thursday, friday } = await full();
  await cancel(wednesday);
  await expect.poll(() => offered(thursday)).toEqual(at('25', '10:00'));
  expect(await offered(friday)).toBeNull();
  await cancel(thursday);
  // Both her time and the one that was kept for her are free; the next is asked for one of them.
  await expect.poll(() => offered(friday)).toEqual(at('25', '10:00'));
  await freed.stop();
  expect(await messages()).toEqual([thursday, friday]);
});

test('a time that becomes free is kept for who has waited longest; her yes gives hers to the next', async () => {
  const { wednesday, thursday, friday } = await full();
  expect(await sweep()).toBe(0);
  await cancel(wednesday);
  expect(await sweep()).toBe(1);
  expect(await offered(thursday)).toEqual(at('25', '10:00'));
  expect(await offered(friday)).toBeNull();
  // It is nobody else's meanwhile.
  const quick = await bookMeeting(
    house,
    fjordby,
    meetingFor(wishFor(type), at('25', '10:00'), { person: someone(phone(9)) }),
    citizen,
    now(),
  );
  expect(quick).toMatchObject({ ok: false, reason: { kind: 'taken' } });
  expect(await answer(thursday, true)).toEqual({ ok: true, value: { startsAt: at('25', '10:00') } });
  expect(await startOf(thursday)).toEqual(at('25', '10:00'));
  expect(await offered(friday)).toEqual(at('26', '10:00'));
  expect(await messages()).toEqual([thursday, friday]);
  expect(await inFjordby(() => earlierWishOf(thursday, now()))).toBeNull();
});

test('a no goes to the next at once, and she is not asked about that time again', async () => {
  const { wednesday, thursday, friday } = await full();
  await cancel(wednesday);
  await sweep();
  expect(await answer(thursday, false)).toEqual({ ok: true, value: null });
  expect(await offered(friday)).toEqual(at('25', '10:00'));
  await forgetEarlier(house, fjordby, friday, citizen, now());
  // The next morning it is still free, and she may be told of a time again; not of that one.
  house.clock.set('2026-11-25T07:05:00Z');
  expect(await sweep()).toBe(0);
  expect(await startOf(thursday)).toEqual(at('26', '10:00'));
});

test('silence is a no after two hours, and a yes comes too late then', async () => {
  const { wednesday, thursday, friday } = await full();
  await cancel(wednesday);
  await sweep();
  house.clock.advance(120 * 60 - 1);
  expect(await sweep()).toBe(0);
  house.clock.advance(1);
  expect(await answer(thursday, true)).toEqual({ ok: false, reason: { kind: 'offer-gone' } });
  expect(await sweep()).toBe(1);
  expect(await offered(friday)).toEqual(at('25', '10:00'));
  expect(await startOf(thursday)).toEqual(at('26', '10:00'));
});

test('nobody is told twice in a day, whatever becomes free', async () => {
  const [wednesday, thursday] = [await book('25', 1), await book('26', 2)];
  const mine = [await book('27', 3), await book('30', 3)] as const;
  for (const one of mine) await wish(one);
  await cancel(wednesday);
  await cancel(thursday);
  expect(await sweep()).toBe(1);
  await answer(mine[0], false);
  for (let minute = 0; minute < 10; minute += 1) {
    house.clock.advance(600);
    await sweep();
  }
  expect(await messages()).toHaveLength(1);
  house.clock.set('2026-11-25T06:59:00Z');
  expect(await sweep()).toBe(0);
  // Tomorrow, but not before eight.
  house.clock.set('2026-11-25T07:00:00Z');
  expect(await sweep()).toBe(1);
});

test('not before she can come, not on the same day, not at a time of another meeting of hers', async () => {
  const [wednesday, thursday, friday] = [await book('25', 1), await book('26', 2), await book('27', 3)];
  await wish(friday, at('26', '00:00'));
  await cancel(wednesday);
  expect(await sweep()).toBe(0);
  await cancel(thursday);
  expect(await sweep()).toBe(1);
  expect(await offered(friday)).toEqual(at('26', '10:00'));
});

test('never to a kind that citizens do not book, nor where no earlier day is left', async () => {
  const closed = await seedType(house, { bookedBy: 'employee' });
  const made = await bookMeeting(
    house,
    fjordby,
    meetingFor(wishFor(closed, { by: 'employee' }), at('26', '10:00')),
    { by: 'system' },
    now(),
  );
  if (!made.ok) throw new Error('not booked');
  expect(await wish(made.value.meetingId)).toEqual({ ok: false, reason: { kind: 'not-for-citizens' } });
  const soon = await book('25', 2, await seedType(house, { noticeMinutes: 14 * 60 }));
  expect(await wish(soon)).toEqual({ ok: false, reason: { kind: 'too-late' } });
  await cancel(soon);
  expect(await wish(soon)).toEqual({ ok: false, reason: { kind: 'too-late' } });
});

test('a type that was closed to citizens after she wished offers her nothing more', async () => {
  const { wednesday } = await full();
  await cancel(wednesday);
  await inFjordby(() => db().updateTable('meeting_type').set({ active: false }).where('id', '=', type.id).execute());
  expect(await sweep()).toBe(0);
});

test('an offer stands two hours, less where the time is near, and not at all where she could not answer', () => {
  const moment = at('25', '09:00');
  expect(offerUntil(at('26', '10:00'), 60, moment)).toEqual(at('25', '11:00'));
  expect(offerUntil(at('25', '11:00'), 60, moment)).toEqual(at('25', '10:00'));
  expect(offerUntil(at('25', '10:14'), 60, moment)).toBeNull();
  const hers = { startsAt: at('26', '10:00'), notBefore: null, refused: new Set<number>() };
  const times = [at('25', '12:00'), at('26', '09:00')].map((startsAt) => ({ startsAt, endsAt: startsAt }));
  expect(fitting(times, hers, 60, moment).map((one) => one.startsAt)).toEqual([at('25', '12:00')]);
});

describe.runIf(testDatabaseKind === 'postgres')('on PostgreSQL [PostgreSQL only]', () => {
  test('sweeps at once tell one person of one time', async () => {
    const [wednesday, thursday] = [await book('25', 1), await book('26', 2)];
    for (const day of ['27', '30']) await wish(await book(day, 3));
    await cancel(wednesday);
    await cancel(thursday);
    await Promise.all(Array.from({ length: 6 }, sweep));
    expect(await messages()).toHaveLength(1);
  }, 60_000);

  test('many sweeps, answers and bookings at once: each time is one person’s, and nothing hangs', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { wednesday, thursday, friday } = await full();
      await cancel(wednesday);
      await Promise.all([
        ...Array.from({ length: 5 }, sweep),
        bookMeeting(
          house,
          fjordby,
          meetingFor(wishFor(type), at('25', '10:00'), { person: someone(phone(40)) }),
          citizen,
          now(),
        ),
      ]);
      await Promise.all([answer(thursday, true), answer(thursday, false), answer(friday, true), sweep(), sweep()]);
      const rows = await inFjordby(() =>
        db().selectFrom('meeting_occupancy').select(['resource_id', 'starts_at']).execute(),
      );
      expect(new Set(rows.map((row) => row.starts_at.getTime())).size).toBe(rows.length);
      await inFjordby(() => db().deleteFrom('meeting').execute());
    }
  }, 60_000);
});
