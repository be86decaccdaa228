import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meetingFor, seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse, testDatabaseKind } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { newId, type Result } from '../../../kernel/index.ts';
import type { MeetingType } from '../meeting-rules.ts';
import type { Booked, NewMeeting, Refusal } from './booking-types.ts';
import { bookMeeting, cancelMeeting, confirmHold, holdTime, moveMeeting } from './bookings.ts';
import { lockResources } from './occupy.ts';
import { forgetHolds } from './sweeps.ts';

let house: TestHouse;
const citizen = { by: 'citizen' } as const;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const at = (time: string) => new Date(`2026-11-25T${time}:00+01:00`);
const number = (n: number) => `+45203${String(n).padStart(5, '0')}`;
const book = (type: MeetingType, startsAt: Date, n: number, over: Partial<NewMeeting> = {}) =>
  bookMeeting(
    house,
    fjordby,
    meetingFor(wishFor(type), startsAt, { person: someone(number(n)), ...over }),
    citizen,
    house.clock.now(),
  );
const kinds = (results: readonly Result<unknown, Refusal>[]) =>
  results.map((one) => (one.ok ? 'ok' : one.reason.kind)).sort();
const counted = (results: readonly Result<unknown, Refusal>[]) =>
  Object.fromEntries(
    [...new Set(kinds(results))].map((kind) => [kind, kinds(results).filter((one) => one === kind).length]),
  );
const many = <Value>(n: number, work: (index: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: n }, (_, index) => work(index)));

async function overlaps(): Promise<number> {
  return inFjordby(async () => {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from meeting_occupancy a join meeting_occupancy b
      on a.resource_id = b.resource_id and a.id < b.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at`.execute(
      db(),
    );
    return rows[0]?.n ?? 0;
  });
}
const standing = () =>
  inFjordby(() =>
    db().selectFrom('meeting').select(['id', 'starts_at', 'state']).where('state', '=', 'booked').execute(),
  );

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

test('the database refuses an overlap, also to whoever asks nobody', async () => {
  const { id } = await seedResource(house);
  const row = (from: string, to: string) => ({
    id: newId(),
    municipality_id: fjordby,
    resource_id: id,
    meeting_id: null,
    option_id: null,
    why: 'freed' as const,
    starts_at: at(from),
    ends_at: at(to),
    expires_at: at('23:00'),
  });
  const insert = (from: string, to: string) =>
    inFjordby(() => db().insertInto('meeting_occupancy').values(row(from, to)).execute());
  await insert('10:00', '11:00');
  for (const [from, to] of [
    ['10:00', '11:00'],
    ['10:30', '10:45'],
    ['09:30', '10:01'],
    ['10:59', '12:00'],
  ] as const)
    await expect(insert(from, to), `${from}–${to}`).rejects.toMatchObject({ code: '23P01' });
  await insert('11:00', '11:30');
});

// Real concurrency exists on PostgreSQL only: the embedded database has one connection.
describe.runIf(testDatabaseKind === 'postgres')('on PostgreSQL [PostgreSQL only]', () => {
  test('of sixty-four who want one time, one gets it, soon, and the others are told that it is taken', async () => {
    await seedResource(house);
    // Who is quick wins each time; how many she may have ahead is another rule.
    const type = await seedType(house, { mostAhead: 10 });
    for (const time of ['08:00', '09:00', '10:00', '11:00', '12:00']) {
      const began = performance.now();
      const results = await many(64, (n) => book(type, at(time), n));
      expect(counted(results)).toEqual({ ok: 1, taken: 63 });
      expect(performance.now() - began).toBeLessThan(5000);
    }
    expect((await standing()).length).toBe(5);
    expect(await overlaps()).toBe(0);
  });

  test('of thirty-two who want any of twenty, twenty get one each', async () => {
    await many(20, (n) => seedResource(house, { name: `Nr. ${n}` }));
    const type = await seedType(house);
    for (const time of ['08:00', '10:00', '12:00'])
      expect(counted(await many(32, (n) => book(type, at(time), n)))).toEqual({ ok: 20, taken: 12 });
    expect(await overlaps()).toBe(0);
  });

  test('an employee and one of two rooms, wanted by many in every order: never half of it', async () => {
    await many(4, (n) => seedResource(house, { name: `Nr. ${n}` }));
    await many(2, (n) => seedResource(house, { kind: 'room', name: `Lokale ${n}` }));
    const plain = await seedType(house);
    const withRoom = await seedType(house, {
      needs: [
        { kind: 'room', skills: [] },
        { kind: 'employee', skills: [] },
      ],
    });
    const results = await many(24, (n) => book(n % 3 === 0 ? plain : withRoom, at('10:00'), n));
    const taken = await inFjordby(() => db().selectFrom('meeting_occupancy').selectAll().execute());
    const rooms = taken.length - results.filter(({ ok }) => ok).length;
    expect([taken.length - rooms, rooms <= 2]).toEqual([results.filter(({ ok }) => ok).length, true]);
    expect(counted(results).ok).toBe(4);
    expect(await overlaps()).toBe(0);
  });

  test('the same wish sent eight times at once is one meeting with one link', async () => {
    await many(8, (n) => seedResource(house, { name: `Nr. ${n}` }));
    const type = await seedType(house);
    const results = await many(8, () => book(type, at('10:00'), 1, { requestKey: 'once' }));
    const tokens = new Set(results.map((one) => (one.ok ? (one.value as Booked).token : one.reason.kind)));
    expect([tokens.size, (await standing()).length]).toEqual([1, 1]);
  });

  test('a citizen who books ten times at once gets as many as her type allows', async () => {
    await many(12, (n) => seedResource(house, { name: `Nr. ${n}` }));
    const type = await seedType(house, { mostAhead: 3 });
    expect(counted(await many(10, () => book(type, at('10:00'), 1)))).toEqual({ ok: 3, 'too-many': 7 });
  });

  test('holds that run out, are confirmed and are wanted by others meanwhile: one has each time', async () => {
    await seedResource(house);
    const type = await seedType(house);
    for (const [index, time] of ['08:00', '09:00', '10:00', '11:00', '12:00', '13:00'].entries()) {
      const wish = {
        wish: wishFor(type),
        startsAt: at(time),
        pageLanguage: 'da',
        topic: null,
        step: null,
        requestKey: null,
        insteadOf: null,
      } as const;
      const first = await holdTime(house, fjordby, wish, house.clock.now());
      if (!first.ok) throw new Error(first.reason.kind);
      const late = new Date(house.clock.now().getTime() + (index % 2 === 0 ? 599 : 640) * 1000);
      const who = { person: someone(number(500 + index)), others: [], hiddenAddresses: false };
      const results = await Promise.all([
        inFjordby(() => confirmHold(house, first.value.holdToken, who, late)),
        ...Array.from({ length: 7 }, (_, n) =>
          bookMeeting(
            house,
            fjordby,
            meetingFor(wishFor(type), at(time), { person: someone(number(n)) }),
            citizen,
            late,
          ),
        ),
        ...Array.from({ length: 2 }, () =>
          inFjordby(() => forgetHolds(late)).then(() => ({ ok: false, reason: { kind: 'taken' } }) as const),
        ),
      ]);
      expect(results.filter(({ ok }) => ok).length, time).toBe(1);
    }
    expect(await overlaps()).toBe(0);
  });

  test('a hold past its end that is confirmed in the moment somebody else wants its time stays whole', async () => {
    await seedResource(house);
    const type = await seedType(house);
    const startsAt = at('10:00');
    const wish = { wish: wishFor(type), startsAt, pageLanguage: 'da', topic: null, step: null } as const;
    const held = await holdTime(house, fjordby, { ...wish, requestKey: null, insteadOf: null }, house.clock.now());
    if (!held.ok) throw new Error(held.reason.kind);
    const who = { person: someone(number(1)), others: [], hiddenAddresses: false };
    const later = new Date(house.clock.now().getTime() + 700_000);
    let letGo = () => {};
    let confirming: Promise<Result<Booked, Refusal>> | undefined;
    await new Promise<void>((written) => {
      confirming = inFjordby(async () => {
        // In time by her clock, past its end by the other's.
        const confirmed = await confirmHold(house, held.value.holdToken, who, house.clock.now());
        written();
        await new Promise<void>((done) => {
          letGo = done;
        });
        return confirmed;
      });
    });
    const wanting = bookMeeting(
      house,
      fjordby,
      meetingFor(wishFor(type), startsAt, { person: someone(number(2)) }),
      citizen,
      later,
    );
    await expect.poll(async () => lockWaiters('transactionid')).toBeGreaterThan(0);
    letGo();
    expect((await confirming)?.ok).toBe(true);
    expect(counted([await wanting])).toEqual({ taken: 1 });
    const rows = await inFjordby(() => db().selectFrom('meeting_occupancy').select(['meeting_id', 'why']).execute());
    expect(rows).toEqual([{ meeting_id: held.value.meetingId, why: 'meeting' }]);
  });

  test('moved, cancelled and booked anew at once: nothing is in two places and nothing is left behind', async () => {
    await many(2, (n) => seedResource(house, { name: `Nr. ${n}` }));
    const type = await seedType(house, { mostAhead: 50 });
    const first = await many(2, (n) => book(type, at('10:00'), n));
    const ids = first.flatMap((one) => (one.ok ? [one.value.meetingId] : []));
    const change = { version: null, actor: citizen };
    const now = house.clock.now();
    for (let round = 0; round < 5; round += 1) {
      const times = [at('10:00'), at('10:15'), at('10:30'), at('11:00')];
      await many(16, (n) => {
        const time = times[(n + round) % 4] ?? at('10:00');
        if (n % 4 === 3) return book(type, time, 100 + round * 20 + n);
        return moveMeeting(house, fjordby, ids[n % 2] ?? '', time, change, now);
      });
    }
    await many(8, (n) => cancelMeeting(house, fjordby, ids[n % 2] ?? '', change, now));
    const rows = await inFjordby(() => db().selectFrom('meeting_occupancy').selectAll().execute());
    const stand = await standing();
    expect(await overlaps()).toBe(0);
    expect(rows.map(({ meeting_id }) => meeting_id).sort()).toEqual(stand.map(({ id }) => id).sort());
    for (const row of rows) expect(stand.find(({ id }) => id === row.meeting_id)?.starts_at).toEqual(row.starts_at);
  });

  test('of two who change one meeting with the same state before them, one is told', async () => {
    await many(3, (n) => seedResource(house, { name: `Nr. ${n}` }));
    const type = await seedType(house);
    const mine = await book(type, at('10:00'), 1);
    const id = mine.ok ? mine.value.meetingId : '';
    const change = { version: 1, actor: { by: 'system' } as const };
    const results = await Promise.all([
      moveMeeting(house, fjordby, id, at('12:00'), change, house.clock.now()),
      moveMeeting(house, fjordby, id, at('13:00'), change, house.clock.now()),
      cancelMeeting(house, fjordby, id, change, house.clock.now()),
    ]);
    expect(counted(results)).toEqual({ ok: 1, changed: 2 });
  });

  test('a lock is held for the shortest: whoever waits behind a slow one is served when it ends', async () => {
    const { id } = await seedResource(house);
    const type = await seedType(house);
    let letGo = () => {};
    const slow = inFjordby(async () => {
      await lockResources([id]);
      await new Promise<void>((done) => {
        letGo = done;
      });
    });
    const waiting = book(type, at('10:00'), 1);
    await expect.poll(async () => lockWaiters()).toBeGreaterThan(0);
    letGo();
    await slow;
    expect((await waiting).ok).toBe(true);
  });

  async function lockWaiters(kind: 'advisory' | 'transactionid' = 'advisory'): Promise<number> {
    const client = new pg.Client({ connectionString: house.databaseUrl ?? '' });
    await client.connect();
    try {
      const { rows } = await client.query(
        'select count(*)::int as n from pg_locks where locktype = $1 and not granted',
        [kind],
      );
      return rows[0]?.n ?? 0;
    } finally {
      await client.end();
    }
  }
});
