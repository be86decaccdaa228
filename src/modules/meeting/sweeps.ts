import type { House, Sweep } from '../../platform/index.ts';
import type { Directory } from '../tenancy/index.ts';
import { agreeingSweeps } from './agreeing/sweeps.ts';
import { bookingSweeps } from './booking/sweeps.ts';
import { calendarSweeps } from './calendars/mirror.ts';
import { invitationSweeps } from './invitations/sweeps.ts';
import { deletionSweeps } from './notes/deletion.ts';
import { noteSweeps } from './notes/reminders.ts';

/** All that time does to meetings. */
export const meetingSweeps = (house: House, directory: Directory): readonly Sweep[] => [
  ...bookingSweeps(house, directory),
  ...agreeingSweeps(house, directory),
  ...deletionSweeps(house, directory),
  ...invitationSweeps(house, directory),
  ...noteSweeps(house, directory),
  ...calendarSweeps(house, directory),
];
