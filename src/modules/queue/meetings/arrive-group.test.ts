import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordbyKommune as municipality } from '../../../../test/support/fjordby-kommune.ts';
import { seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db, type SeatState } from '../../../db/index.ts';
import type { EmployeeId, RoomId } from '../../../kernel/index.ts';
import { actOnPlace, enterAsGuest, makeGuestLink } from '../../call/guests/guests.ts';
import { ownPlace } from '../../call/guests/own-place.ts';
import { participantToken, roomState } from '../../call/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { giveUpSeat, openGroup, takeSeat } from '../../meeting/agreeing/groups.ts';
import { cancelMeeting, moveMeeting } from '../../meeting/booking/bookings.ts';
import { readMeeting, stillHolds } from '../../meeting/index.ts';
import { nobody } from '../../meeting/person-details.ts';
import { stopFor } from '../company/stop.ts';
import { closeContact, deskBeat, employeeLost, goneTakeNext, takeNext, takeThis } from '../desk.ts';
import { ticketOfEmployee, ticketsOfMeeting } from '../store.ts';
import { queueSweeps } from '../sweeps.ts';
import { arriveAtGroup } from './arrive-group.ts';

let house: TestHouse;
let mette: StaffMember;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const at = (time: string) => house.clock.set(`2026-11-25T${time}:00+01:00`);
const tenOClock = new Date('2026-11-25T10:00:00+01:00');
const now = () => house.clock.now();
const citizen = { by: 'citizen' } as const;
const staff = () => ({ by: 'employee', employee: mette.employeeId }) as const;

/** A course by video tomorrow at ten, and this many who have a seat. */
async function course(people: number, seats = 3, isProtected = false) {
  const type = await seedType(house, { seats: 3, evaluation: 'meeting' }, ['video', 'in-person']);
  const wish = wishFor(type, { by: 'employee', form: 'video' });
  const made = await openGroup(house, fjordby, { wish, startsAt: tenOClock, seats }, staff(), now());
  if (!made.ok) throw new Error(JSON.stringify(made.reason));
  const { meetingId } = made.value;
  const persons: string[] = [];
  for (let index = 0; index < people; index += 1) persons.push((await seat(meetingId, index, isProtected)).id);
  return { meetingId, persons };
}
async function seat(meetingId: string, index: number, isProtected = false): Promise<{ id: string; state: SeatState }> {
  const person = someone(`+4520304${String(100 + index)}`, { protected: isProtected });
  const taken = await takeSeat(house, fjordby, meetingId, person, citizen, now());
  if (!taken.ok) throw new Error(JSON.stringify(taken.reason));
  return { id: taken.value.link.personId, state: taken.value.state };
}
const knock = (meetingId: string, personId: string) =>
  arriveAtGroup(house, municipality, { meetingId, personId, signs: false });
/** Through the door and into the lobby, under the name that she gives herself. */
async function come(meetingId: string, personId: string, name: string) {
  const arrived = await knock(meetingId, personId);
  if (!arrived.ok) throw new Error(JSON.stringify(arrived.reason));
  const entering = { name, confidential: false, adult: false };
  const entered = await inFjordby(() => enterAsGuest(house, arrived.value.token, entering));
  if (!entered.ok) throw new Error(entered.reason);
  return { ...entered.value, before: arrived.value.place };
}
const room = async (roomId: RoomId) => (await inFjordby(() => roomState(roomId, now())))?.participants ?? [];
const shown = async (roomId: RoomId) =>
  (await room(roomId)).map(({ role, displayName, identity, state }) => [role, displayName, identity, state]);
const seatStates = async (meetingId: string) =>
  (
    await inFjordby(() =>
      db()
        .selectFrom('meeting_person')
        .select('seat')
        .where('meeting_id', '=', meetingId)
        .orderBy('joined_at')
        .execute(),
    )
  ).map((one) => one.seat);
async function hostIn(roomId: RoomId) {
  const me = (await room(roomId)).find(({ role }) => role === 'employee');
  const place =
    me &&
    (await inFjordby(() => ownPlace(house.keys, { participant: me.id, token: participantToken(house.keys, me.id) })));
  if (!place) throw new Error('no employee');
  return place;
}
const lying = (about: string) =>
  inFjordby(() =>
    db()
      .selectFrom('message_outbox')
      .innerJoin('message_record', 'message_record.id', 'message_outbox.id')
      .select(['message_record.kind', 'person'])
      .where('about', '=', about)
      .orderBy('message_record.kind')
      .execute(),
  );
const act = async (roomId: RoomId, participant: string, what: 'admit' | 'hold' | 'back' | 'remove') => {
  const host = await hostIn(roomId);
  const who = (await room(roomId)).find(({ id }) => id === participant)?.who ?? 0;
  return inFjordby(() => actOnPlace(house, { actor: mette.employeeId, role: 'employee' }, host, who, what));
};

beforeAll(async () => {
  const hours = JSON.stringify(Object.fromEntries('1234567'.split('').map((day) => [day, [['00:00', '24:00']]])));
  house = await openTestHouse({ seed: (owner) => seedPlace(owner, { hours }) });
  const { employeeId } = await seedResource(house, { name: 'Mette' });
  mette = { employeeId: employeeId as EmployeeId, name: 'Mette', roles: ['employee'], municipality };
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await inFjordby(async () => {
    for (const table of [
      'help_ticket',
      'call_room',
      'desk_presence',
      'message_record',
      'message_outbox',
      'meeting',
      'meeting_occupancy',
    ] as const)
      await db().deleteFrom(table).execute();
  });
});

describe('a course by video', () => {
  test('all who have a seat come to one room, are on the list, and are let in by the employee', async () => {
    const { meetingId, persons } = await course(2);
    const [karen = '', bo = ''] = persons;
    at('09:44');
    expect(await knock(meetingId, karen)).toMatchObject({ ok: false, reason: { kind: 'early' } });
    expect(await seatStates(meetingId)).toEqual(['booked', 'booked']);
    at('09:45');
    const first = await come(meetingId, karen, 'Karen');
    const second = await come(meetingId, bo, '');
    expect(second.roomId).toBe(first.roomId);
    expect(await seatStates(meetingId)).toEqual(['checked-in', 'checked-in']);
    expect(await shown(first.roomId)).toEqual([
      ['participant', 'Karen', 'link', 'lobby'],
      ['participant', null, 'link', 'lobby'],
    ]);
    await deskBeat(house, mette);
    const [ticket] = await inFjordby(() => ticketsOfMeeting(meetingId));
    expect(ticket).toMatchObject({ reservedFor: mette.employeeId, name: null, queuedAt: tenOClock });
    expect((await takeThis(house, mette, ticket?.id ?? ('' as never))).ok).toBe(true);
    // Being taken lets nobody in: that is one press for each.
    expect((await shown(first.roomId)).map(([role, , , state]) => `${role} ${state}`)).toEqual([
      'participant lobby',
      'participant lobby',
      'employee admitted',
    ]);
    for (const one of [first, second])
      expect(await act(first.roomId, one.participantId, 'admit')).toEqual({ ok: true, value: null });
    expect((await shown(first.roomId)).every(([, , , state]) => state === 'admitted')).toBe(true);
    // Nobody's page is there any more, and the key that drops whoever is gone drops no group.
    house.clock.advance(60);
    expect((await goneTakeNext(house, mette)).ok).toBe(false);
    expect(await inFjordby(() => ticketOfEmployee(mette.employeeId))).not.toBeNull();
  });

  test('the row is there when its time has come, without anybody’s page, and goes when the door closes', async () => {
    const { meetingId, persons } = await course(1);
    at('09:50');
    await come(meetingId, persons[0] ?? '', 'Karen');
    const sweep = async () => {
      const directory = { all: async () => [municipality] } as never;
      for (const one of queueSweeps(house, directory)) await one.run(new Date(0));
    };
    house.clock.advance(40 * 60);
    await sweep();
    await deskBeat(house, mette);
    expect(await inFjordby(() => ticketsOfMeeting(meetingId))).toHaveLength(1);
    at('11:33');
    await sweep();
    expect(await inFjordby(() => ticketsOfMeeting(meetingId))).toHaveLength(0);
    expect((await inFjordby(() => readMeeting(meetingId)))?.state).toBe('booked');
  });

  test('who comes again, from another browser too, has the same place and one', async () => {
    const { meetingId, persons } = await course(1);
    const [karen = ''] = persons;
    at('10:00');
    const first = await come(meetingId, karen, 'Karen');
    const again = await come(meetingId, karen, 'Karen K.');
    expect(again.before).toBe(first.participantId);
    expect(again.participantId).toBe(first.participantId);
    expect(await shown(first.roomId)).toEqual([['participant', 'Karen K.', 'link', 'lobby']]);
    // Two who press at once, as two tabs do.
    const both = await Promise.all([knock(meetingId, karen), knock(meetingId, karen)]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await inFjordby(() => ticketsOfMeeting(meetingId))).toHaveLength(1);
  });

  test('whoever was put out stays out by every way, while the others go on; on hold is brought back', async () => {
    const { meetingId, persons } = await course(2);
    const [karen = '', bo = ''] = persons;
    at('10:00');
    const first = await come(meetingId, karen, 'Karen');
    const second = await come(meetingId, bo, 'Bo');
    await deskBeat(house, mette);
    expect((await takeNext(house, mette)).ok).toBe(true);
    for (const one of [first, second]) await act(first.roomId, one.participantId, 'admit');
    await act(first.roomId, second.participantId, 'hold');
    expect(await come(meetingId, bo, 'Bo')).toMatchObject({ participantId: second.participantId });
    expect((await shown(first.roomId))[1]).toEqual(['participant', 'Bo', 'link', 'held']);
    await act(first.roomId, second.participantId, 'back');

    const unused = await knock(meetingId, karen);
    const who = (await room(first.roomId)).find(({ id }) => id === first.participantId)?.who ?? 0;
    expect((await stopFor(house, mette, 'abuse', who)).ok).toBe(true);
    expect(await knock(meetingId, karen)).toEqual({ ok: false, reason: { kind: 'stopped' } });
    const token = unused.ok ? unused.value.token : '';
    expect(await inFjordby(() => enterAsGuest(house, token, { name: 'X', confidential: false, adult: false }))).toEqual(
      {
        ok: false,
        reason: 'removed',
      },
    );
    expect((await shown(first.roomId)).map(([, name, , state]) => [name, state])).toEqual([
      ['Karen', 'removed'],
      ['Bo', 'admitted'],
      ['Mette', 'admitted'],
    ]);
    // The employee hung up by mistake: those who come again are in a new room, and she is in neither.
    await inFjordby(() => db().updateTable('call_room').set({ ended_at: now(), ended_by: 'employee' }).execute());
    expect(await knock(meetingId, karen)).toEqual({ ok: false, reason: { kind: 'stopped' } });
    expect((await come(meetingId, bo, 'Bo')).roomId).not.toBe(first.roomId);
  });

  test('a seat is a place in the room: nobody else is given it', async () => {
    const { meetingId, persons } = await course(3);
    const [a = '', b = '', c = ''] = persons;
    at('10:00');
    const { roomId } = await come(meetingId, a, 'A');
    await deskBeat(house, mette);
    await takeNext(house, mette);
    const host = await hostIn(roomId);
    const wish = { role: 'interpreter', language: 'ar', signs: false } as const;
    const made = await inFjordby(() => makeGuestLink(house, { actor: 'x', role: 'employee' }, host, wish));
    const token = made.ok ? made.value.token : '';
    const guest = { name: 'Tolk', confidential: true, adult: true };
    expect(await inFjordby(() => enterAsGuest(house, token, guest))).toEqual({ ok: false, reason: 'full' });
    await come(meetingId, b, 'B');
    await come(meetingId, c, 'C');
    // One has given hers up before it began; who has it now has her place too.
    expect((await giveUpSeat(house, fjordby, c, staff(), now())).ok).toBe(true);
    const next = await takeSeat(house, fjordby, meetingId, someone('+4520304999'), staff(), now());
    const late = next.ok ? next.value.link.personId : '';
    expect((await come(meetingId, late, 'D')).roomId).toBe(roomId);
    expect((await shown(roomId)).map(([, name, , state]) => [name, state])).toEqual([
      ['A', 'lobby'],
      ['Mette', 'admitted'],
      ['B', 'lobby'],
      ['C', 'removed'],
      ['D', 'lobby'],
    ]);
    expect(await knock(meetingId, c)).toEqual({ ok: false, reason: { kind: 'gone' } });
  });

  test('who waits for a seat, or is of another course, has no way in', async () => {
    const { meetingId } = await course(3);
    const waits = await seat(meetingId, 9);
    expect(waits.state).toBe('waiting');
    at('10:00');
    expect(await knock(meetingId, waits.id)).toEqual({ ok: false, reason: { kind: 'gone' } });
    expect(await inFjordby(() => ticketsOfMeeting(meetingId))).toHaveLength(0);
  });

  test('an employee whose browser died finds them waiting again, seen by nobody', async () => {
    const { meetingId, persons } = await course(1);
    at('10:00');
    const { roomId, participantId } = await come(meetingId, persons[0] ?? '', 'Karen');
    await deskBeat(house, mette);
    await takeNext(house, mette);
    await act(roomId, participantId, 'admit');
    await inFjordby(async () => {
      const ticket = await ticketOfEmployee(mette.employeeId);
      if (ticket) await employeeLost(house, municipality, ticket);
    });
    house.clock.advance(300);
    const directory = { all: async () => [municipality] } as never;
    for (const one of queueSweeps(house, directory)) await one.run(new Date(0));
    expect(await shown(roomId)).toEqual([['participant', 'Karen', 'link', 'lobby']]);
    await deskBeat(house, mette);
    expect((await takeNext(house, mette)).ok).toBe(true);
  });

  test('closing it ends the meeting: who came is asked how it went, who stayed away is told', async () => {
    const { meetingId, persons } = await course(2);
    at('10:00');
    await come(meetingId, persons[0] ?? '', 'Karen');
    await deskBeat(house, mette);
    await takeNext(house, mette);
    await closeContact(house, mette, { outcome: 'together', kind: 'information', task: null });
    expect((await inFjordby(() => readMeeting(meetingId)))?.state).toBe('done');
    const told = (await lying(meetingId)).filter(({ kind }) => kind === 'evaluate' || kind === 'missed');
    expect(told).toEqual([
      { kind: 'evaluate', person: persons[0] },
      { kind: 'missed', person: persons[1] },
    ]);
    const claimed = told.map((one, at) => ({ ...one, id: String(at), about: meetingId }) as never);
    expect(await inFjordby(() => stillHolds(claimed))).toEqual(new Set(['0', '1']));
    expect(await knock(meetingId, persons[1] ?? '')).toEqual({ ok: false, reason: { kind: 'over' } });
  });

  test('moved or cancelled, everybody with a seat is told, and the door is the new one', async () => {
    const { meetingId, persons } = await course(2);
    const kinds = async () =>
      (await lying(meetingId)).map(({ kind, person }) => `${kind} ${persons.indexOf(person ?? '')}`);
    const later = new Date('2026-11-25T14:00:00+01:00');
    expect((await moveMeeting(house, fjordby, meetingId, later, { version: null, actor: staff() }, now())).ok).toBe(
      true,
    );
    expect(await kinds()).toEqual(expect.arrayContaining(['moved 0', 'moved 1']));
    at('10:00');
    expect(await knock(meetingId, persons[0] ?? '')).toMatchObject({ ok: false, reason: { kind: 'early' } });
    expect((await cancelMeeting(house, fjordby, meetingId, { version: null, actor: staff() }, now())).ok).toBe(true);
    expect(await kinds()).toEqual(expect.arrayContaining(['cancelled 0', 'cancelled 1']));
    expect(await knock(meetingId, persons[0] ?? '')).toEqual({ ok: false, reason: { kind: 'cancelled' } });
  });

  test('moved while some wait already, the room stays as long as the new door', async () => {
    const { meetingId, persons } = await course(2);
    const [karen = '', bo = ''] = persons;
    at('09:50');
    const first = await come(meetingId, karen, 'Karen');
    const halfPast = new Date('2026-11-25T10:30:00+01:00');
    const moved = await moveMeeting(house, fjordby, meetingId, halfPast, { version: null, actor: staff() }, now());
    expect(moved.ok).toBe(true);
    at('10:20');
    const second = await come(meetingId, bo, 'Bo');
    expect(second.roomId).toBe(first.roomId);
    const [ticket] = await inFjordby(() => ticketsOfMeeting(meetingId));
    expect(ticket?.staysUntil).toEqual(new Date('2026-11-25T12:00:00+01:00'));
  });

  test('one who is protected hides the addresses of all', async () => {
    const { meetingId, persons } = await course(1, 3, true);
    at('10:00');
    const { roomId } = await come(meetingId, persons[0] ?? '', 'K');
    const row = await inFjordby(() =>
      db().selectFrom('call_room').select('relay_only').where('id', '=', roomId).executeTakeFirst(),
    );
    expect(row?.relay_only).toBe(true);
  });

  test('what others are told of an anonymous person is what she writes at the door', async () => {
    const type = await seedType(house, { seats: 3, anonymous: true, companions: false }, ['video']);
    const wish = wishFor(type, { by: 'employee', form: 'video' });
    const made = await openGroup(house, fjordby, { wish, startsAt: tenOClock, seats: null }, staff(), now());
    const meetingId = made.ok ? made.value.meetingId : '';
    const details = { ...nobody, alias: 'Fuglen' };
    const person = { role: 'citizen', protected: false, channel: 'none', details, phrase: 'a b c d e f' } as const;
    const taken = await takeSeat(house, fjordby, meetingId, person, citizen, now());
    if (!taken.ok) throw new Error(JSON.stringify(taken.reason));
    at('10:00');
    const { roomId } = await come(meetingId, taken.value.link.personId, '');
    expect(await shown(roomId)).toEqual([['participant', null, 'none', 'lobby']]);
  });
});

test('more seats than a room bears are refused by name where nothing forwards, and a kiosk is one person’s', async () => {
  const type = await seedType(house, { seats: 12 }, ['video', 'kiosk', 'in-person']);
  const open = (form: 'video' | 'kiosk' | 'in-person', seats: number | null, of: TestHouse = house) =>
    openGroup(
      of,
      fjordby,
      { wish: wishFor(type, { by: 'employee', form }), startsAt: tenOClock, seats },
      staff(),
      now(),
    );
  expect(await open('video', null)).toEqual({ ok: false, reason: { kind: 'too-many-for-video', most: 3 } });
  expect(await open('video', 4)).toEqual({ ok: false, reason: { kind: 'too-many-for-video', most: 3 } });
  expect(await open('kiosk', 2)).toEqual({ ok: false, reason: { kind: 'not-free', why: 'form-not-allowed' } });
  const withServer = {
    ...house,
    config: { ...house.config, livekit: { url: 'ws://x', key: 'k', secret: 's' } as never },
  };
  expect((await open('video', null, withServer)).ok).toBe(true);
});
