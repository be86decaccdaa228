import { expect, test } from 'vitest';
import { fjordbyKommune as municipality } from '../../../../test/support/fjordby-kommune.ts';
import { meetingFor, seedResource, seedType, wishFor } from '../../../../test/support/seed-meetings.ts';
import { seedPlace } from '../../../../test/support/seed-place.ts';
import { fjordby, openTestHouse } from '../../../../test/support/test-house.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import { wordsOf } from '../citizen-routes.tsx';
import { deskBeat } from '../desk.ts';
import { readWaiting } from '../help.ts';
import { arriveAtMeeting } from './arrive.ts';

test('whoever waits for her meeting is told that she is seen when the agreed employee’s desk is open, and not before', async () => {
  const hours = JSON.stringify(Object.fromEntries('1234567'.split('').map((day) => [day, [['00:00', '24:00']]])));
  const house = await openTestHouse({ seed: (owner) => seedPlace(owner, { hours }) });
  const agreed = await seedResource(house, { name: 'Mette' });
  const other = await seedResource(house, { name: 'Ali', hours: { patterns: [], exceptions: {} } });
  house.clock.set('2026-11-24T09:00:00Z');
  const tenOClock = new Date('2026-11-25T10:00:00+01:00');
  const wish = { ...wishFor(await seedType(house)), form: 'video' as const };
  const { bookMeeting } = await import('../../meeting/booking/bookings.ts');
  const booked = await bookMeeting(house, fjordby, meetingFor(wish, tenOClock), { by: 'citizen' }, house.clock.now());
  if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
  house.clock.set('2026-11-25T09:50:00+01:00');
  const { meetingId } = booked.value;
  const came = { meetingId, form: 'video', language: 'da', name: 'Karen', signs: false } as const;
  const arrived = await arriveAtMeeting(house, municipality, came);
  if (!arrived.ok) throw new Error(JSON.stringify(arrived.reason));
  const told = async () => {
    const now = house.clock.now();
    const { state } = await house.database.inMunicipality(fjordby, () => readWaiting(arrived.value.token, now));
    return wordsOf(state, 'da', now).estimate;
  };
  const comes = (employeeId: string | null, name: string) =>
    deskBeat(house, { employeeId: employeeId as EmployeeId, name, roles: ['employee'], municipality });
  expect(await told()).toMatch(/^Medarbejderen er ikke ved skærmen endnu\./);
  await comes(other.employeeId, 'Ali');
  expect(await told()).toMatch(/^Medarbejderen er ikke ved skærmen endnu\./);
  await comes(agreed.employeeId, 'Mette');
  expect(await told()).toMatch(/^Medarbejderen kan se, at du er her\./);
  house.clock.set('2026-11-25T10:30:00+01:00');
  expect(await told()).toMatch(/^Medarbejderen er forsinket\./);
});
