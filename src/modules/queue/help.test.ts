import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordbyKommune as municipality } from '../../../test/support/fjordby-kommune.ts';
import { fjordby, openTestHouse, type TestHouse, testDatabaseKind } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { type EmployeeId, hashToken, newId } from '../../kernel/index.ts';
import type { StaffMember } from '../identity/index.ts';
import { closeContact, deskBeat, deskClosed, employeeLost, goneTakeNext, takeNext } from './desk.ts';
import { beat, type HelpWish, leaveLine, pageClosed, readCounter, readWaiting, requestHelp } from './help.ts';
import { arrivalSeconds, keepPlaceSeconds } from './presence.ts';
import { ticketOfEmployee } from './store.ts';
import { queueSweeps } from './sweeps.ts';

let house: TestHouse;
const weekdays = [['09:00', '15:00']] as const;
const week = { '1': weekdays, '2': weekdays, '3': weekdays, '4': weekdays, '5': weekdays, '6': [], '7': [] };

async function employee(name: string): Promise<StaffMember> {
  const employeeId = newId<'employee'>() as EmployeeId;
  await house.database.inMunicipality(fjordby, () =>
    db()
      .insertInto('employee')
      .values({
        id: employeeId,
        municipality_id: fjordby,
        issuer: 'test',
        subject: employeeId,
        name,
        roles: '["employee"]',
      })
      .execute(),
  );
  return { employeeId, name, roles: ['employee'], municipality };
}

const wish = (more: Partial<HelpWish> = {}): HelpWish => ({
  form: 'video',
  language: 'da',
  service: null,
  step: null,
  stepsDone: [],
  name: null,
  ...more,
});
async function inLine(more: Partial<HelpWish> = {}): Promise<string> {
  const asked = await requestHelp(house, municipality, wish(more), undefined);
  if (!asked.ok) throw new Error('not open');
  // What she is shown with the place is what her waiting room reads of it.
  expect(asked.value.begun?.state).toEqual(await waiting(asked.value.token));
  house.clock.advance(1);
  return asked.value.token;
}
const waiting = (token: string) =>
  house.database.inMunicipality(fjordby, async () => (await readWaiting(token, house.clock.now())).state);
const counter = () => house.database.inMunicipality(fjordby, async () => (await readCounter(house.clock.now())).state);
const counted = (outcome: string) =>
  house.database.inMunicipality(fjordby, async () =>
    (await db().selectFrom('contact_count').select('count').where('outcome', '=', outcome).execute()).reduce(
      (sum, row) => sum + row.count,
      0,
    ),
  );
const directory = {
  all: async () => [municipality],
  bySlug: async () => municipality,
  byHost: async () => null,
  byId: async () => municipality,
};
const sweep = async (watchingSince: Date) => {
  for (const one of queueSweeps(house, directory)) await one.run(watchingSince);
};

beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      await owner
        .insertInto('place')
        .values({
          id: newId(),
          municipality_id: fjordby,
          name: 'Borgerservice',
          address: 'Rådhuspladsen 1',
          phone: '10 20 30 40',
          hours: JSON.stringify(week),
          help_hours: JSON.stringify(week),
          exceptions: '{}',
          open_on_holidays: false,
          help_open_on_holidays: false,
        })
        .execute();
    },
  });
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await house.database.inMunicipality(fjordby, async () => {
    await db().deleteFrom('help_ticket').execute();
    await db().deleteFrom('call_room').execute();
    await db().deleteFrom('desk_presence').execute();
  });
});

describe('the counter', () => {
  test('with nobody at the desk makes no ticket', async () => {
    const asked = await requestHelp(house, municipality, wish(), undefined);
    expect(asked).toMatchObject({ ok: false, reason: { open: false, reason: 'nobody-at-desk' } });
    expect(
      await house.database.inMunicipality(fjordby, () => db().selectFrom('help_ticket').selectAll().execute()),
    ).toEqual([]);
  });

  test('outside hours makes no ticket, though somebody sits there, and says when it opens', async () => {
    await deskBeat(house, await employee('Mette'));
    house.clock.set('2026-11-24T15:00:00Z');
    await deskBeat(house, await employee('Ali'));
    const asked = await requestHelp(house, municipality, wish(), undefined);
    expect(asked).toMatchObject({
      ok: false,
      reason: { open: false, reason: 'outside-hours', opens: { date: '2026-11-25', time: '09:00' } },
    });
  });

  test('is closed again when the last desk shows no sign of life', async () => {
    await deskBeat(house, await employee('Mette'));
    expect(await counter()).toMatchObject({ open: true, staff: 1 });
    house.clock.advance(60);
    expect(await counter()).toMatchObject({ open: false, reason: 'nobody-at-desk' });
  });

  test('tells those who already wait that the last employee has left, and keeps their place', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, mette);
    const token = await inLine();
    expect(await waiting(token)).toMatchObject({ kind: 'waiting', place: 1, staffed: true });
    await deskClosed(house, mette, house.clock.now());
    expect(await waiting(token)).toMatchObject({ kind: 'waiting', place: 1, staffed: false });
  });
});

describe('a place in line', () => {
  test('is first come, first served, and the same link in two tabs is one place', async () => {
    await deskBeat(house, await employee('Mette'));
    const first = await inLine();
    const second = await inLine();
    expect(await waiting(second)).toMatchObject({ place: 2 });
    const again = await requestHelp(house, municipality, wish(), first);
    expect(again).toMatchObject({ ok: true, value: { token: first } });
    expect(await waiting(second)).toMatchObject({ place: 2 });
  });

  test('asked for again with hidden addresses, hides them in the place she has', async () => {
    await deskBeat(house, await employee('Mette'));
    const token = await inLine();
    const hidden = () =>
      house.database.inMunicipality(municipality.id, () =>
        db()
          .selectFrom('call_room')
          .innerJoin('help_ticket', 'help_ticket.room_id', 'call_room.id')
          .select('relay_only')
          .where('token_hash', '=', hashToken(token))
          .executeTakeFirstOrThrow(),
      );
    expect(await hidden()).toEqual({ relay_only: false });
    await requestHelp(house, municipality, { ...wish(), hideAddress: true }, token);
    expect(await hidden()).toEqual({ relay_only: true });
  });

  test('is kept for two minutes after the page is closed, and then given up and counted', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, mette);
    const token = await inLine();
    const left = await counted('left');
    await pageClosed(house, municipality, token);
    const longAgo = new Date(0);
    house.clock.advance(keepPlaceSeconds - 1);
    await sweep(longAgo);
    expect(await waiting(token)).toMatchObject({ kind: 'waiting', place: 1 });
    house.clock.advance(2);
    await sweep(longAgo);
    expect(await waiting(token)).toEqual({ kind: 'gone' });
    expect(await counted('left')).toBe(left + 1);
  });

  test('is not lost because the server was away: a new process waits two minutes before it takes any', async () => {
    await deskBeat(house, await employee('Mette'));
    const token = await inLine();
    await pageClosed(house, municipality, token);
    house.clock.advance(keepPlaceSeconds * 3);
    await sweep(house.clock.now());
    expect(await waiting(token)).toMatchObject({ kind: 'waiting' });
  });

  test('of one who is away is kept, and the next who is there comes first', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, mette);
    const away = await inLine();
    const here = await inLine();
    await pageClosed(house, municipality, away);
    const taken = await takeNext(house, mette);
    expect(taken.ok).toBe(true);
    expect(await waiting(here)).toEqual({ kind: 'taken' });
    await beat(house, municipality, away);
    expect(await waiting(away)).toMatchObject({ kind: 'waiting', place: 1 });
  });

  test('can be given up', async () => {
    await deskBeat(house, await employee('Mette'));
    const token = await inLine();
    await leaveLine(house, municipality, token);
    expect(await waiting(token)).toEqual({ kind: 'gone' });
  });

  test('holds a name only as she wrote it, never a CPR number', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, mette);
    await inLine({ name: 'Karen 610190-1234' });
    await takeNext(house, mette);
    const mine = await house.database.inMunicipality(fjordby, () => ticketOfEmployee(mette.employeeId));
    expect(mine?.name).toBe('Karen [fjernet]');
  });
});

describe('taking the next', () => {
  test('gives each citizen to one employee, also in the same millisecond', async () => {
    const staff = await Promise.all(Array.from({ length: 6 }, (_, index) => employee(`Nr. ${index}`)));
    await deskBeat(house, staff[0] as StaffMember);
    const tokens = await Promise.all(
      Array.from({ length: 4 }, () => requestHelp(house, municipality, wish(), undefined)),
    );
    expect(tokens.every((one) => one.ok)).toBe(true);
    const taken = await Promise.all(staff.map((one) => takeNext(house, one)));
    const ids = taken.flatMap((one) => (one.ok ? [one.value.ticket.id] : []));
    expect(new Set(ids).size).toBe(4);
    expect(taken.filter((one) => !one.ok).map((one) => !one.ok && one.reason)).toEqual([
      'nobody-waits',
      'nobody-waits',
    ]);
  });

  test('is noted in the audit with neither topic nor outcome', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, mette);
    await inLine();
    await takeNext(house, mette);
    const entry = await house.database.inMunicipality(fjordby, () =>
      db().selectFrom('audit_entry').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow(),
    );
    expect(entry).toMatchObject({ actor: mette.employeeId, action: 'ticket.take', outcome: 'done' });
  });

  test('one at a time; one who was gone when taken costs one key', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, mette);
    const gone = await inLine();
    const next = await inLine();
    await takeNext(house, mette);
    expect(await takeNext(house, mette)).toEqual({ ok: false, reason: 'has-one-already' });
    const left = await counted('left');
    expect(await goneTakeNext(house, mette)).toEqual({ ok: false, reason: 'has-one-already' });
    house.clock.advance(arrivalSeconds);
    expect(await goneTakeNext(house, mette)).toMatchObject({ ok: true });
    expect(await waiting(gone)).toEqual({ kind: 'gone' });
    expect(await waiting(next)).toEqual({ kind: 'taken' });
    expect(await counted('left')).toBe(left + 1);
  });
});

describe('the wait', () => {
  test('is measured once there are twenty, and short while somebody at the desk has nobody', async () => {
    const mette = await employee('Mette');
    const conversation = async () => {
      await deskBeat(house, mette);
      await inLine();
      await takeNext(house, mette);
      house.clock.advance(400);
      await closeContact(house, mette, { outcome: 'self', kind: 'information', task: null });
    };
    await deskBeat(house, mette);
    const fewer = await inLine();
    expect(await waiting(fewer)).toMatchObject({ estimate: { kind: 'unknown' } });
    await leaveLine(house, municipality, fewer);
    for (let nth = 0; nth < 20; nth += 1) await conversation();
    await deskBeat(house, mette);
    const first = await inLine();
    const second = await inLine();
    expect(await waiting(first)).toMatchObject({ place: 1, estimate: { kind: 'soon' } });
    expect(await waiting(second)).toMatchObject({ place: 2, estimate: { kind: 'range' } });
    await takeNext(house, mette);
    expect(await waiting(second)).toMatchObject({ place: 1, estimate: { kind: 'range' } });
  });
});

describe('closing', () => {
  test('counts once and leaves no row of the ticket or its room', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, mette);
    await inLine();
    await takeNext(house, mette);
    const before = await counted('together');
    const closing = { outcome: 'together', kind: 'information', task: null } as const;
    const twice = await Promise.all([closeContact(house, mette, closing), closeContact(house, mette, closing)]);
    expect(twice.filter((one) => one.ok)).toHaveLength(1);
    expect(await counted('together')).toBe(before + 1);
    const rows = await house.database.inMunicipality(fjordby, async () => [
      ...(await db().selectFrom('help_ticket').selectAll().execute()),
      ...(await db().selectFrom('call_room').selectAll().execute()),
      ...(await db().selectFrom('call_participant').selectAll().execute()),
    ]);
    expect(rows).toEqual([]);
  });
});

describe('an employee who is lost', () => {
  test('in a conversation gives the citizen back to the place she had', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, mette);
    const first = await inLine();
    const second = await inLine();
    await takeNext(house, mette);
    await beat(house, municipality, first);
    house.clock.advance(120);
    await beat(house, municipality, second);
    await sweep(new Date(0));
    expect(await waiting(first)).toMatchObject({ kind: 'waiting', place: 1 });
    expect(await waiting(second)).toMatchObject({ kind: 'waiting', place: 2 });
  });

  test('after the conversation had ended leaves a contact whose outcome nobody wrote down', async () => {
    const mette = await employee('Mette');
    await deskBeat(house, mette);
    await inLine();
    const taken = await takeNext(house, mette);
    if (!taken.ok) throw new Error('not taken');
    await house.database.inMunicipality(fjordby, async () => {
      await db().updateTable('call_room').set({ ended_at: house.clock.now(), ended_by: 'citizen' }).execute();
      const mine = await ticketOfEmployee(mette.employeeId);
      if (mine) await employeeLost(house, municipality, mine);
    });
    expect(await counted('unrecorded')).toBe(1);
  });
});

// Real concurrency exists on PostgreSQL only: the embedded database has one connection.
if (testDatabaseKind === 'postgres')
  test('a hundred citizens and ten employees: nobody is lost, doubled or served twice', async () => {
    const staff = await Promise.all(Array.from({ length: 10 }, (_, index) => employee(`S${index}`)));
    await deskBeat(house, staff[0] as StaffMember);
    await Promise.all(Array.from({ length: 100 }, () => requestHelp(house, municipality, wish(), undefined)));
    const served: string[] = [];
    await Promise.all(
      staff.map(async (one) => {
        for (;;) {
          const taken = await takeNext(house, one);
          if (!taken.ok) return;
          served.push(taken.value.ticket.id);
          await closeContact(house, one, { outcome: 'self', kind: 'information', task: null });
        }
      }),
    );
    expect(served).toHaveLength(100);
    expect(new Set(served).size).toBe(100);
  });
