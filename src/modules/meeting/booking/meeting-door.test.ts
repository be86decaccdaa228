import { expect, test } from 'vitest';
import { meetingDoor } from './meeting-door.ts';

const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);
const meeting = { state: 'booked', form: 'video', seats: 1, startsAt: at('09:00'), endsAt: at('09:30') } as const;

test.each([
  ['08:44', { kind: 'early', opens: at('08:45') }],
  ['08:45', { kind: 'open', opens: at('08:45') }],
  ['10:30', { kind: 'open', opens: at('08:45') }],
  ['10:31', { kind: 'over' }],
] as const)('the door at %s', (time, door) => {
  expect(meetingDoor(meeting, at(time))).toEqual(door);
});

test('no door where there is no room', () => {
  expect(meetingDoor({ ...meeting, form: 'phone' }, at('09:00'))).toEqual({ kind: 'form', form: 'phone' });
  expect(meetingDoor({ ...meeting, seats: 8, form: 'kiosk' }, at('09:00'))).toEqual({ kind: 'group' });
  expect(meetingDoor({ ...meeting, seats: 8 }, at('09:00'))).toMatchObject({ kind: 'open' });
  expect(meetingDoor({ ...meeting, state: 'cancelled' }, at('09:00'))).toEqual({ kind: 'cancelled' });
  expect(meetingDoor({ ...meeting, state: 'done' }, at('09:00'))).toEqual({ kind: 'over' });
  expect(meetingDoor({ ...meeting, state: 'proposed', startsAt: null, endsAt: null }, at('09:00'))).toEqual({
    kind: 'no-time-yet',
  });
});
