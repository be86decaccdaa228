import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { MeetingType } from '../meeting-rules.ts';
import type { NewMeeting } from './booking-types.ts';
import { bookMeeting } from './bookings.ts';

let house: TestHouse;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const at = (time: string) => new Date(`2026-11-25T${time}:00+01:00`);
const number = (n: number) => `+45203${String(n).padStart(5, '0')}`;
const book = (type: MeetingType, startsAt: Date, n: number, over: Partial<NewMeeting> = {}) =>
  bookMeeting(
    house,
    fjordby,
    meetingFor(wishFor(type), startsAt, { person: someone(number(n)), ...over }),
    { by: 'citizen' },
    house.clock.now(),
  );
const times = ['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00'];
const occupancies = () => inFjordby(() => db().selectFrom('meeting_occupancy').selectAll().execute());
const each = <Value>(values: readonly string[], of: (value: string, index: number) => Promise<Value>) =>
  Promise.all(values.map(of));

beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(() =>
  inFjordby(async () => {
    await db().deleteFrom('meeting').execute();
    await db().deleteFrom('meeting_occupancy').execute();
    await db().deleteFrom('meeting_resource').execute();
  }),
);
afterEach(() => vi.restoreAllMocks());

describe('bookings that come while others are being written', () => {
  test('go together in the next transaction, each with its own link, message and audit', async () => {
    for (let n = 0; n < 3; n += 1) await seedResource(house, { name: `Nr. ${n}` });
    const type = await seedType(house);
    const transactions = vi.spyOn(house.database, 'inMunicipality');
    const results = await each(times, (time, n) => book(type, at(time), n));
    // The first goes at once, and all that came meanwhile after it.
    expect(transactions).toHaveBeenCalledTimes(2);
    const booked = results.flatMap((one) => (one.ok ? [one.value] : []));
    expect(booked.map(({ startsAt }) => startsAt)).toEqual(times.map(at));
    expect(new Set(booked.map(({ token }) => token)).size).toBe(times.length);
    for (const { meetingId, personId } of booked) {
      const [people, told, noted] = await inFjordby(async () => [
        await db().selectFrom('meeting_person').select('id').where('meeting_id', '=', meetingId).execute(),
        await db().selectFrom('message_record').select(['person', 'kind']).where('about', '=', meetingId).execute(),
        await db().selectFrom('audit_entry').select('action').where('subject', '=', meetingId).execute(),
      ]);
      expect(people).toEqual([{ id: personId }]);
      expect(told).toContainEqual({ person: personId, kind: 'booked' });
      expect(noted).toEqual([{ action: 'meeting.book' }]);
    }
  });

  test('are decided one after the other: whoever has least that week is next, and nobody is taken twice', async () => {
    const employees = [];
    for (let n = 0; n < 3; n += 1) employees.push((await seedResource(house, { name: `Nr. ${n}` })).id);
    const type = await seedType(house);
    await each(times, (time, n) => book(type, at(time), n));
    const taken = await occupancies();
    expect(employees.map((id) => taken.filter(({ resource_id }) => resource_id === id).length)).toEqual([3, 3, 3]);
    const at14 = await Promise.all(Array.from({ length: 6 }, (_, n) => book(type, at('14:00'), 20 + n)));
    expect(at14.map((one) => (one.ok ? 'ok' : one.reason.kind)).sort()).toEqual([
      'ok',
      'ok',
      'ok',
      'taken',
      'taken',
      'taken',
    ]);
    const later = (await occupancies()).filter(({ starts_at }) => starts_at.getTime() === at('14:00').getTime());
    expect(new Set(later.map(({ resource_id }) => resource_id)).size).toBe(3);
  });

  test('keep the one she met before, also beside others', async () => {
    const employees = [];
    for (let n = 0; n < 3; n += 1) employees.push((await seedResource(house, { name: `Nr. ${n}` })).id);
    const type = await seedType(house, { mostAhead: 10 });
    const first = await book(type, at('08:00'), 1);
    const hers = (await occupancies())[0]?.resource_id;
    expect([first.ok, employees.includes(hers ?? '')]).toEqual([true, true]);
    await each(times.slice(1), (time, n) => book(type, at(time), n === 4 ? 1 : 30 + n));
    const again = (await occupancies()).find(({ starts_at }) => starts_at.getTime() === at(times[5] ?? '').getTime());
    expect(again?.resource_id).toBe(hers);
  });

  test('of one citizen are counted: no more than her type allows, and the same wish is one meeting', async () => {
    for (let n = 0; n < 9; n += 1) await seedResource(house, { name: `Nr. ${n}` });
    const type = await seedType(house, { mostAhead: 2 });
    const results = await each(times, (time) => book(type, at(time), 1));
    expect(results.map((one) => (one.ok ? 'ok' : one.reason.kind)).sort()).toEqual([
      'ok',
      'ok',
      ...Array(7).fill('too-many'),
    ]);
    const same = await Promise.all(Array.from({ length: 4 }, () => book(type, at('15:00'), 2, { requestKey: 'once' })));
    expect(new Set(same.map((one) => (one.ok ? one.value.token : one.reason.kind))).size).toBe(1);
  });

  test('are booked alone where the database refused them together', async () => {
    await seedResource(house);
    const type = await seedType(house);
    const original = house.database.inMunicipality.bind(house.database);
    const refused = Object.assign(new Error('deadlock detected'), { code: '40P01' });
    let calls = 0;
    vi.spyOn(house.database, 'inMunicipality').mockImplementation((municipality, work) =>
      original(municipality, async () => {
        const value = await work();
        calls += 1;
        if (calls <= 2) throw refused;
        return value;
      }),
    );
    const results = await each(times, (time, n) => book(type, at(time), n));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(calls).toBe(2 + times.length);
    vi.restoreAllMocks();
    expect((await occupancies()).length).toBe(times.length);
  });

  test('are not booked a second time where nobody knows whether they were', async () => {
    await seedResource(house);
    const type = await seedType(house);
    const original = house.database.inMunicipality.bind(house.database);
    vi.spyOn(house.database, 'inMunicipality').mockImplementation(async (municipality, work) => {
      await original(municipality, work);
      throw new Error('Connection terminated unexpectedly');
    });
    const results = await Promise.allSettled(times.map((time, n) => book(type, at(time), n)));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    vi.restoreAllMocks();
    expect((await occupancies()).length).toBe(times.length);
  });
});

test('a booking inside a transaction is a fault', async () => {
  await seedResource(house);
  const type = await seedType(house);
  await expect(inFjordby(() => book(type, at('10:00'), 1))).rejects.toThrow('call it outside one');
});
