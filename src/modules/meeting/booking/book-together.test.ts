import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse, testDatabaseKind } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { saveType } from '../types/store.ts';
import type { NewMeeting } from './booking-types.ts';
import { bookMeeting, contactKeyOf } from './bookings.ts';
import { lockResources } from './occupy.ts';

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
    const refused = Object.assign(new Error('deadlock detected'), { code: '40P01', severity: 'ERROR' });
    const original = house.database.inMunicipality.bind(house.database);
    const together: number[] = [];
    vi.spyOn(house.database, 'inMunicipality').mockImplementation((municipality, work) =>
      original(municipality, async () => {
        const value = await work();
        const noted = await db().selectFrom('audit_noted').select('id').execute();
        together.push(noted.length);
        if (noted.length > 1) throw refused;
        return value;
      }),
    );
    const results = await each(times, (time, n) => book(type, at(time), n));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect([together.filter((many) => many === 8).length, together.filter((many) => many === 1).length]).toEqual([
      2, 9,
    ]);
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

test('who comes behind a transaction that does not come back is booked alone', async () => {
  await seedResource(house);
  const type = await seedType(house);
  const original = house.database.inMunicipality.bind(house.database);
  let comeBack = () => {};
  vi.spyOn(house.database, 'inMunicipality').mockImplementationOnce(async (municipality, work) => {
    await new Promise<void>((done) => {
      comeBack = done;
    });
    return original(municipality, work);
  });
  const lost = book(type, at('08:00'), 1);
  const behind = await Promise.all([book(type, at('09:00'), 2), book(type, at('10:00'), 3)]);
  expect(behind.map(({ ok }) => ok)).toEqual([true, true]);
  expect((await book(type, at('11:00'), 4)).ok).toBe(true);
  comeBack();
  expect((await lost).ok).toBe(true);
  expect((await book(type, at('12:00'), 5)).ok).toBe(true);
});

test('a kind that was changed or closed meanwhile is booked as it is now', async () => {
  await seedResource(house);
  const type = await seedType(house, {}, ['video']);
  const edit = { id: type.id, slug: type.slug, title: type.title, position: 0, version: type.version };
  const forms = [{ form: 'video' as const, allowed: true, law: 'Forvaltningsloven' }];
  const longer = { ...type.rules, retentionDays: 90 };
  await inFjordby(() => saveType({ ...edit, active: true, rules: longer, forms }));
  const both = await Promise.all([book(type, at('10:00'), 1), book(type, at('11:00'), 2)]);
  expect(both.map((one) => (one.ok ? 'ok' : one.reason))).toEqual(['ok', 'ok']);
  const rows = await inFjordby(() => db().selectFrom('meeting').select('delete_on').execute());
  expect(rows.map(({ delete_on }) => delete_on)).toEqual(['2027-02-23', '2027-02-23']);
  await inFjordby(() => saveType({ ...edit, version: type.version + 1, active: false, rules: longer, forms }));
  const closed = await book(type, at('12:00'), 3);
  expect(closed).toEqual({ ok: false, reason: { kind: 'not-free', why: 'form-not-allowed' } });
});

// Two who decide at once exist on PostgreSQL only.
describe.runIf(testDatabaseKind === 'postgres')('beside somebody else who decides [PostgreSQL only]', () => {
  /** Somebody has this lock until the answer's function is called. */
  async function held(lock: () => Promise<void>): Promise<() => Promise<void>> {
    let letGo = () => {};
    let over: Promise<void> = Promise.resolve();
    await new Promise<void>((taken) => {
      over = inFjordby(async () => {
        await lock();
        taken();
        await new Promise<void>((done) => {
          letGo = done;
        });
      });
    });
    return () => {
      letGo();
      return over;
    };
  }

  test('about an employee, another is taken without waiting', async () => {
    const [busy, free] = [await seedResource(house, { name: 'A' }), await seedResource(house, { name: 'B' })];
    const type = await seedType(house);
    const end = await held(() => lockResources([busy.id]));
    const results = await each(times, (time, n) => book(type, at(time), n));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(new Set((await occupancies()).map(({ resource_id }) => resource_id))).toEqual(new Set([free.id]));
    await end();
  });

  test('about a citizen, only she waits', async () => {
    await seedResource(house);
    const type = await seedType(house);
    const key = contactKeyOf(house, someone(number(1)).details) ?? '';
    const end = await held(async () => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`citizen ${key}`}, 0))`.execute(db());
    });
    let hers = false;
    const waiting = book(type, at('08:00'), 1).then((booked) => {
      hers = booked.ok;
    });
    const rest = await each(times.slice(1), (time, n) => book(type, at(time), 2 + n));
    expect([rest.every(({ ok }) => ok), hers]).toEqual([true, false]);
    await end();
    await waiting;
    expect(hers).toBe(true);
  });
});

test('a booking inside a transaction is a fault', async () => {
  await seedResource(house);
  const type = await seedType(house);
  await expect(inFjordby(() => book(type, at('10:00'), 1))).rejects.toThrow('call it outside one');
});
