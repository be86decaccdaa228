import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordbyKommune as municipality } from '../../../../test/support/fjordby-kommune.ts';
import { meetingFor, seedResource, seedType, wishFor } from '../../../../test/support/seed-meetings.ts';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, newId } from '../../../kernel/index.ts';
import { guestLinkAsAgreed } from '../../call/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { readMeeting } from '../../meeting/index.ts';
import { closeContact, deskBeat, employeeLost, takeNext, takeThis } from '../desk.ts';
import { leaveLine, readWaiting, requestHelp } from '../help.ts';
import { ticketOfEmployee, ticketsOfMeeting, ticketsOfSeries } from '../store.ts';
import { queueSweeps } from '../sweeps.ts';
import { arriveAtMeeting, roomOfMeeting } from './arrive.ts';
import { ringSupport } from './ring-support.ts';

let house: TestHouse;
let mette: StaffMember;
let ali: StaffMember;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const staff = (employeeId: EmployeeId, name: string): StaffMember => ({
  employeeId,
  name,
  roles: ['employee'],
  municipality,
});
const tenOClock = new Date('2026-11-25T10:00:00+01:00');
const at = (time: string) => house.clock.set(`2026-11-25T${time}:00+01:00`);

async function agreed(rules: Parameters<typeof seedType>[1] = {}, form: 'video' | 'phone' = 'video'): Promise<string> {
  const type = await seedType(house, rules);
  const { bookMeeting } = await import('../../meeting/booking/bookings.ts');
  const wish = { ...wishFor(type), form };
  const booked = await bookMeeting(house, fjordby, meetingFor(wish, tenOClock), { by: 'citizen' }, house.clock.now());
  if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
  return booked.value.meetingId;
}
const arrive = (meetingId: string, form: 'text' | 'video' = 'video') =>
  arriveAtMeeting(house, municipality, { meetingId, form, language: 'da', name: 'Karen', signs: false });
async function arrived(meetingId: string): Promise<string> {
  const result = await arrive(meetingId);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value.token;
}
const state = async (meetingId: string) => (await inFjordby(() => readMeeting(meetingId)))?.state;

beforeAll(async () => {
  const hours = JSON.stringify(Object.fromEntries('1234567'.split('').map((day) => [day, [['00:00', '24:00']]])));
  house = await openTestHouse({ seed: (owner) => seedPlace(owner, { hours }) });
  const first = await seedResource(house, { name: 'Mette' });
  mette = staff(first.employeeId as EmployeeId, 'Mette');
  const second = await seedResource(house, {
    name: 'Ali',
    skills: ['bostotte'],
    hours: { patterns: [], exceptions: {} },
  });
  ali = staff(second.employeeId as EmployeeId, 'Ali');
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await inFjordby(async () => {
    for (const table of ['help_ticket', 'desk_presence', 'meeting_series', 'meeting', 'meeting_occupancy'] as const)
      await db().deleteFrom(table).execute();
  });
});

describe('who comes for a meeting', () => {
  test('is let to the door a quarter of an hour before, and told when it opens', async () => {
    const id = await agreed();
    at('09:44');
    expect(await arrive(id)).toEqual({
      ok: false,
      reason: { kind: 'early', opens: new Date('2026-11-25T09:45:00+01:00') },
    });
    at('09:45');
    const token = await arrived(id);
    const { state: waiting } = await inFjordby(() => readWaiting(token, house.clock.now()));
    expect(waiting).toMatchObject({ kind: 'waiting', meetsAt: tenOClock });
  });

  test('waits for the one it was agreed with, and for nobody else', async () => {
    const id = await agreed();
    at('10:00');
    await arrived(id);
    for (const one of [mette, ali]) await deskBeat(house, one);
    expect((await takeNext(house, ali)).ok).toBe(false);
    expect((await takeNext(house, mette)).ok).toBe(true);
  });

  test('keeps her place with her own employee while that one is away for hours', async () => {
    const id = await agreed();
    at('10:00');
    await arrived(id);
    house.clock.advance(30);
    const directory = { all: async () => [municipality] } as never;
    for (const sweep of queueSweeps(house, directory).filter(({ name }) => name === 'queue desks'))
      await sweep.run(new Date(0));
    const [ticket] = await inFjordby(() => ticketsOfMeeting(id));
    expect(ticket?.reservedFor).toBe(mette.employeeId);
  });

  test('who is early takes nobody’s turn, and may begin early when both are there', async () => {
    const id = await agreed();
    at('09:46');
    await arrived(id);
    await deskBeat(house, mette);
    const walkIn = await requestHelp(
      house,
      municipality,
      { form: 'text', language: 'da', service: null, step: null, stepsDone: [], name: null },
      undefined,
    );
    expect(walkIn.ok).toBe(true);
    const next = await takeNext(house, mette);
    expect(next.ok && next.value.ticket.meetingId).toBeNull();
    await closeContact(house, mette, { outcome: 'together', kind: 'information', task: null });
    const [ticket] = await inFjordby(() => ticketsOfMeeting(id));
    if (!ticket) throw new Error('no place');
    expect((await takeThis(house, ali, ticket.id)).ok).toBe(false);
    expect((await takeThis(house, mette, ticket.id)).ok).toBe(true);
  });

  test('has one place, from whichever browser, and the newest holds it', async () => {
    const id = await agreed();
    at('10:00');
    const first = await arrived(id);
    const second = await arrived(id);
    expect(await inFjordby(() => ticketsOfMeeting(id))).toHaveLength(1);
    const states = [first, second].map((token) => inFjordby(() => readWaiting(token, house.clock.now())));
    expect((await Promise.all(states)).map((one) => one.state.kind)).toEqual(['gone', 'waiting']);
  });

  test('who presses twice at once has one place', async () => {
    const id = await agreed();
    at('10:00');
    const both = await Promise.all([arrive(id), arrive(id)]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await inFjordby(() => ticketsOfMeeting(id))).toHaveLength(1);
  });

  test('who leaves the waiting room has a meeting still, counted as nothing, and may come again', async () => {
    const id = await agreed();
    at('10:00');
    await leaveLine(house, municipality, await arrived(id));
    expect(await state(id)).toBe('booked');
    expect(
      await inFjordby(() => db().selectFrom('contact_count').select('count').where('outcome', '=', 'left').execute()),
    ).toEqual([]);
    expect((await arrive(id)).ok).toBe(true);
  });

  test('the employee’s last tap ends the meeting', async () => {
    const id = await agreed({ noteDuty: true });
    at('10:00');
    await arrived(id);
    await deskBeat(house, mette);
    await takeNext(house, mette);
    await closeContact(house, mette, { outcome: 'together', kind: 'information', task: null });
    const meeting = await inFjordby(() => readMeeting(id));
    expect([meeting?.state, meeting?.noteState]).toEqual(['done', 'due']);
    expect(await arrive(id)).toEqual({ ok: false, reason: { kind: 'over' } });
  });

  test('what it became while she was in the room ends with the contact only where it is now, not a day that has not come', async () => {
    const { convertMeeting } = await import('../../meeting/booking/bookings.ts');
    const becomes = async (startsAt: Date | null) => {
      house.clock.set('2026-11-24T09:00:00Z');
      const id = await agreed({ noteDuty: true, evaluation: 'meeting' });
      at('10:00');
      await arrived(id);
      await deskBeat(house, mette);
      expect((await takeNext(house, mette)).ok).toBe(true);
      const change = { version: null, actor: { by: 'employee', employee: mette.employeeId } } as const;
      const to = { form: 'in-person', startsAt, phone: null } as const;
      const became = await convertMeeting(house, fjordby, id, to, change, house.clock.now());
      if (!became.ok) throw new Error(JSON.stringify(became.reason));
      expect((await closeContact(house, mette, { outcome: 'together', kind: 'information', task: null })).ok).toBe(
        true,
      );
      expect(await inFjordby(() => ticketOfEmployee(mette.employeeId))).toBeNull();
      return state(became.value.meetingId);
    };
    expect(await becomes(new Date('2026-11-26T10:00:00+01:00'))).toBe('booked');
    expect(await becomes(null)).toBe('done');
  });

  test('an employee whose browser died gets her back, nobody else', async () => {
    const id = await agreed();
    at('10:00');
    await arrived(id);
    await deskBeat(house, mette);
    await takeNext(house, mette);
    await inFjordby(async () => {
      const ticket = await ticketOfEmployee(mette.employeeId);
      if (ticket) await employeeLost(house, municipality, ticket);
    });
    const [ticket] = await inFjordby(() => ticketsOfMeeting(id));
    expect([ticket?.state, ticket?.reservedFor]).toEqual(['waiting', mette.employeeId]);
  });

  test('who was named as her companion has a way in when she is there, and not before', async () => {
    const id = await agreed();
    at('10:00');
    const room = () => inFjordby(() => roomOfMeeting(id, house.clock.now()));
    expect(await room()).toBeNull();
    await arrived(id);
    const opened = await room();
    if (!opened) throw new Error('no room');
    const token = await inFjordby(() => guestLinkAsAgreed(house, opened, 'companion'));
    expect(token).not.toBeNull();
    const links = await inFjordby(() => db().selectFrom('call_guest_link').select(['room_id', 'role']).execute());
    expect(links).toEqual([{ room_id: opened, role: 'companion' }]);
  });

  test('a meeting by phone has no door; hidden addresses without a relay leave writing', async () => {
    const phone = await agreed({}, 'phone');
    at('10:00');
    expect(await arrive(phone)).toEqual({ ok: false, reason: { kind: 'form', form: 'phone' } });
    await inFjordby(() => db().deleteFrom('meeting').execute());
    house.clock.set('2026-11-24T09:00:00Z');
    const video = await agreed();
    await inFjordby(() =>
      db().updateTable('meeting').set({ hidden_addresses: true }).where('id', '=', video).execute(),
    );
    at('10:00');
    expect(await arrive(video)).toEqual({ ok: false, reason: { kind: 'no-relay' } });
    expect((await arrive(video, 'text')).ok).toBe(true);
  });
});

describe('she rings her support person', () => {
  async function series(onCallSkill: string | null = 'bostotte'): Promise<string> {
    const type = await seedType(house);
    const id = newId();
    const hours = Object.fromEntries('1234567'.split('').map((day) => [day, [['09:00', '15:00']]]));
    await inFjordby(async () => {
      const own = await db()
        .selectFrom('meeting_resource')
        .select('id')
        .where('employee_id', '=', mette.employeeId)
        .executeTakeFirstOrThrow();
      await db()
        .insertInto('meeting_series')
        .values({
          id,
          municipality_id: fjordby,
          type_id: type.id,
          form: 'video',
          resource_id: own.id,
          pattern: JSON.stringify({
            everyWeeks: 1,
            weekdays: [3],
            time: '10:00',
            minutes: 30,
            from: '2026-11-25',
            until: null,
            count: null,
            onHoliday: 'skip',
            without: [],
          }),
          ring_hours: JSON.stringify(hours),
          on_call_skill: onCallSkill,
          language: 'da',
          state: 'running',
          created_at: house.clock.now(),
          delete_on: null,
        })
        .execute();
    });
    return id;
  }
  const ring = (seriesId: string, over: { readonly form?: 'text' | 'video'; readonly hide?: boolean } = {}) =>
    ringSupport(house, municipality, {
      ...{ seriesId, form: 'video', language: 'da', name: 'Karen', signs: false, hide: false },
      ...over,
    });

  test('under name and address protection she is rung without a trace of where she is, or she writes', async () => {
    const id = await series();
    at('11:00');
    for (const one of [mette, ali]) await deskBeat(house, one);
    expect(await ring(id, { hide: true })).toEqual({ ok: false, reason: { kind: 'no-relay' } });
    expect((await ring(id, { hide: true, form: 'text' })).ok).toBe(true);
    const rooms = await inFjordby(() => db().selectFrom('call_room').select('relay_only').execute());
    expect(rooms.some(({ relay_only }) => relay_only)).toBe(true);
  });

  test('her own first, the team on call after a minute', async () => {
    const id = await series();
    at('11:00');
    for (const one of [mette, ali]) await deskBeat(house, one);
    expect((await ring(id)).ok).toBe(true);
    expect((await takeNext(house, ali)).ok).toBe(false);
    house.clock.advance(61);
    for (const one of [mette, ali]) await deskBeat(house, one);
    await inFjordby(() =>
      db()
        .updateTable('help_ticket')
        .set({ seen_until: new Date(house.clock.now().getTime() + 60_000) })
        .execute(),
    );
    expect((await takeNext(house, ali)).ok).toBe(true);
  });

  test('the team at once when her own is not there; nobody says so', async () => {
    const id = await series();
    at('11:00');
    expect(await ring(id)).toEqual({ ok: false, reason: { kind: 'nobody' } });
    await deskBeat(house, ali);
    expect((await ring(id)).ok).toBe(true);
    expect(await ring(id)).toEqual({ ok: false, reason: { kind: 'already' } });
    expect((await takeNext(house, ali)).ok).toBe(true);
  });

  test('who presses twice at once rings once', async () => {
    const id = await series();
    at('11:00');
    await deskBeat(house, mette);
    const both = await Promise.all([ring(id), ring(id)]);
    expect(both.map((one) => (one.ok ? 'rings' : one.reason.kind)).sort()).toEqual(['already', 'rings']);
    expect(await inFjordby(() => ticketsOfSeries(id))).toHaveLength(1);
  });

  test('an employee whose browser died gets her back where no team stands behind her', async () => {
    const id = await series(null);
    at('11:00');
    await deskBeat(house, mette);
    expect((await ring(id)).ok).toBe(true);
    expect((await takeNext(house, mette)).ok).toBe(true);
    await inFjordby(async () => {
      const ticket = await ticketOfEmployee(mette.employeeId);
      if (ticket) await employeeLost(house, municipality, ticket);
    });
    const [ticket] = await inFjordby(() => ticketsOfSeries(id));
    expect([ticket?.state, ticket?.reservedFor]).toEqual(['waiting', mette.employeeId]);
  });

  test('outside the hours she is told when, and who has no such skill is shown nothing', async () => {
    const id = await series();
    at('16:00');
    expect(await ring(id)).toEqual({
      ok: false,
      reason: { kind: 'not-now', opens: new Date('2026-11-26T09:00:00+01:00') },
    });
    at('11:00');
    await deskBeat(house, ali);
    await ring(id);
    await deskBeat(house, mette);
    expect((await takeNext(house, mette)).ok).toBe(false);
  });
});
