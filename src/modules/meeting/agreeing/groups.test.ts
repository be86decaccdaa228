import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedResource, seedType, someone, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse, testDatabaseKind } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import { cancelMeeting } from '../booking/bookings.ts';
import type { MeetingType } from '../meeting-rules.ts';
import {
  allGroups,
  answerSeat,
  checkIn,
  giveUpSeat,
  groupsAhead,
  openGroup,
  passSeatsOn,
  seatList,
  seatOf,
  takeSeat,
} from './groups.ts';

let house: TestHouse;
let type: MeetingType;
let mette: { readonly id: string; readonly employeeId: EmployeeId | null };
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const at = (time: string, day = '2026-11-26') => new Date(`${day}T${time}:00+01:00`);
const citizen = { by: 'citizen' } as const;
const staff = () => ({ by: 'employee', employee: mette.employeeId as EmployeeId }) as const;
const now = () => house.clock.now();
const phone = (index: number) => `+45203041${String(index).padStart(2, '0')}`;

async function opened(seats: number | null = 2, startsAt = at('10:00')): Promise<string> {
  const made = await openGroup(
    house,
    fjordby,
    { wish: wishFor(type, { by: 'employee' }), startsAt, seats },
    staff(),
    now(),
  );
  if (!made.ok) throw new Error(JSON.stringify(made.reason));
  return made.value.meetingId;
}
const take = (meetingId: string, index: number) =>
  takeSeat(house, fjordby, meetingId, someone(phone(index)), citizen, now());
async function taken(meetingId: string, index: number) {
  const seat = await take(meetingId, index);
  if (!seat.ok) throw new Error(JSON.stringify(seat.reason));
  return { id: seat.value.link.personId, state: seat.value.state, before: seat.value.before };
}
const state = async (personId: string) => (await inFjordby(() => seatOf(personId)))?.state;

beforeAll(async () => {
  house = await openTestHouse();
  mette = await seedResource(house, { name: 'Mette' });
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await inFjordby(() => db().deleteFrom('meeting').execute());
  type = await seedType(house, { seats: 12 });
});

test('a course has its seats, a time in a calendar, and is seen by who may join', async () => {
  const meetingId = await opened(null);
  expect(await inFjordby(() => groupsAhead(type.id, now()))).toMatchObject([
    { meetingId, seats: 12, free: 12, waiting: 0 },
  ]);
  expect(await inFjordby(() => allGroups(at('00:00'), at('23:00')))).toHaveLength(1);
  const again = await openGroup(
    house,
    fjordby,
    { wish: wishFor(type, { by: 'employee' }), startsAt: at('10:15'), seats: 5 },
    staff(),
    now(),
  );
  expect(again).toMatchObject({ ok: false, reason: { kind: 'not-free', why: 'meeting' } });
  const single = await seedType(house);
  const wish = wishFor(single, { by: 'employee' });
  expect(await openGroup(house, fjordby, { wish, startsAt: at('12:00'), seats: 5 }, staff(), now())).toEqual({
    ok: false,
    reason: { kind: 'not-a-group' },
  });
});

test('when it is full one waits; a seat that is given up is kept for the first, then the next', async () => {
  const meetingId = await opened();
  const [first, , third, fourth] = [
    await taken(meetingId, 1),
    await taken(meetingId, 2),
    await taken(meetingId, 3),
    await taken(meetingId, 4),
  ];
  expect([first.state, third.state, third.before, fourth.before]).toEqual(['booked', 'waiting', 0, 1]);
  await giveUpSeat(house, fjordby, first.id, citizen, now());
  expect(await state(third.id)).toBe('offered');
  expect(await state(fourth.id)).toBe('waiting');
  // Whoever comes now waits behind them, though a seat is not sat on.
  expect(await taken(meetingId, 5)).toMatchObject({ state: 'waiting', before: 1 });
  house.clock.advance(24 * 3600 - 1);
  expect(await passSeatsOn(house, fjordby, now())).toBe(0);
  house.clock.advance(1);
  expect(await answerSeat(house, fjordby, third.id, true, citizen, now())).toEqual({
    ok: false,
    reason: { kind: 'offer-gone' },
  });
  expect(await passSeatsOn(house, fjordby, now())).toBe(1);
  expect([await state(third.id), await state(fourth.id)]).toEqual(['cancelled', 'offered']);
  expect(await answerSeat(house, fjordby, fourth.id, true, citizen, now())).toEqual({ ok: true, value: 'booked' });
  expect(await answerSeat(house, fjordby, fourth.id, true, citizen, now())).toEqual({ ok: true, value: 'booked' });
});

test('a no goes to the next at once, and a seat is never kept past the beginning', async () => {
  const meetingId = await opened(2, at('10:00', '2026-11-25'));
  const seats = [1, 2, 3, 4];
  const people: { readonly id: string }[] = [];
  for (const index of seats) people.push(await taken(meetingId, index));
  house.clock.set('2026-11-25T08:00:00Z');
  await giveUpSeat(house, fjordby, people[0]?.id ?? '', citizen, now());
  expect(await inFjordby(() => seatOf(people[2]?.id ?? ''))).toMatchObject({ offeredUntil: at('10:00', '2026-11-25') });
  await answerSeat(house, fjordby, people[2]?.id ?? '', false, citizen, now());
  expect(await state(people[3]?.id ?? '')).toBe('offered');
  house.clock.set('2026-11-25T09:00:00Z');
  expect(await giveUpSeat(house, fjordby, people[1]?.id ?? '', citizen, now())).toMatchObject({
    reason: { kind: 'too-late' },
  });
  expect(await take(meetingId, 9)).toMatchObject({ ok: false, reason: { kind: 'too-late' } });
});

test('nobody has two seats, nor one in what is cancelled or not hers to take', async () => {
  const meetingId = await opened();
  await taken(meetingId, 1);
  expect(await take(meetingId, 1)).toEqual({ ok: false, reason: { kind: 'has-one' } });
  await cancelMeeting(house, fjordby, meetingId, { version: null, actor: staff() }, now());
  expect(await take(meetingId, 2)).toEqual({ ok: false, reason: { kind: 'too-late' } });
  type = await seedType(house, { seats: 12, bookedBy: 'employee' });
  const closed = await opened(2, at('12:00'));
  expect(await take(closed, 2)).toEqual({ ok: false, reason: { kind: 'not-for-citizens' } });
  expect(await takeSeat(house, fjordby, closed, someone(phone(2)), staff(), now())).toMatchObject({ ok: true });
});

test('who holds it sees names and that is noted; a colleague sees how many', async () => {
  const ole = await seedResource(house, { name: 'Ole', hours: { patterns: [], exceptions: {} } });
  const meetingId = await opened();
  const { id } = await taken(meetingId, 1);
  const list = (employee: EmployeeId | null) =>
    inFjordby(() => seatList(house, meetingId, employee as EmployeeId, now()));
  expect(await list(mette.employeeId)).toMatchObject([{ personId: id, name: 'Karen Prøve', state: 'booked' }]);
  expect(await list(ole.employeeId)).toMatchObject([{ personId: id, name: null, state: 'booked' }]);
  const noted = await inFjordby(() =>
    db().selectFrom('audit_entry').select('actor').where('action', '=', 'meeting.seats').execute(),
  );
  expect(noted).toEqual([{ actor: mette.employeeId }]);
  await checkIn(house, fjordby, id, true, staff(), now());
  expect(await state(id)).toBe('checked-in');
  await checkIn(house, fjordby, id, false, staff(), now());
  expect(await state(id)).toBe('booked');
});

describe.runIf(testDatabaseKind === 'postgres')('on PostgreSQL [PostgreSQL only]', () => {
  test('thirty at once for five seats: five sit, the others wait in one order, and what is freed goes round once', async () => {
    const meetingId = await opened(5);
    const seats = await Promise.all(Array.from({ length: 30 }, (_, index) => taken(meetingId, index)));
    const booked = seats.filter((one) => one.state === 'booked');
    expect(booked).toHaveLength(5);
    expect(new Set(seats.filter((one) => one.state === 'waiting').map((one) => one.before)).size).toBe(25);
    await Promise.all([
      ...booked.map((one) => giveUpSeat(house, fjordby, one.id, citizen, now())),
      ...Array.from({ length: 4 }, () => passSeatsOn(house, fjordby, now())),
      ...Array.from({ length: 5 }, (_, index) => taken(meetingId, 50 + index)),
    ]);
    const states = await inFjordby(async () =>
      (await db().selectFrom('meeting_person').select('seat').where('meeting_id', '=', meetingId).execute()).map(
        (row) => row.seat,
      ),
    );
    const many = (of: string) => states.filter((one) => one === of).length;
    expect([many('booked'), many('offered'), many('cancelled'), many('waiting')]).toEqual([0, 5, 5, 25]);
  }, 60_000);
});
