import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { Meeting } from '../booking/booking-types.ts';
import type { PersonHere } from '../booking/people.ts';
import { nobody } from '../person-details.ts';
import { CallFirst } from './call-first.tsx';

const now = new Date('2026-11-25T09:05:00Z');
const person = (role: PersonHere['role'], phone: string, over: Partial<PersonHere> = {}): PersonHere => ({
  id: phone,
  role,
  details: { ...nobody, phone },
  channel: 'sms',
  protected: false,
  meetingId: 'm',
  seriesId: null,
  seat: 'booked',
  contactKey: null,
  reminders: true,
  identity: 'told',
  ...over,
});

test('who was taken off, or whose authority is over, is not the one to ring', () => {
  const meeting = { id: 'm', state: 'no-show', form: 'phone', type: { rules: {} } } as Meeting;
  const until = (phone: string, day: string) =>
    person('representative', phone, { details: { ...nobody, phone, authority: { instead: true, until: day } } });
  const people = [
    person('citizen', '+4520304050'),
    person('representative', '+4520304051', { seat: 'cancelled' }),
    until('+4520304052', '2026-11-24'),
    until('+4520304053', '2026-11-25'),
  ];
  const shown = renderToString(
    <CallFirst language="da" meeting={meeting} people={people} arrivedAt={null} now={now} />,
  );
  expect([...shown.matchAll(/tel:\+(\d+)/g)].map(([, phone]) => phone)).toEqual(['4520304050', '4520304053']);
});
