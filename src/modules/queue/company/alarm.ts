import { type EmployeeId, newId, parseId } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { alarmMinutes } from './rules.ts';
import { alarmContacts, answerAlarm, dropAlarmsBefore, endAlarm, insertAlarm, openAlarms, stationOf } from './store.ts';

/**
 * The silent alarm. It stands on topics that only desks hear and in rows that only desks read: nothing of it goes near a
 * ticket, a room or a citizen's stream.
 */

/** The desks of the caller and of those who are called read again; no page of a citizen hears these topics. */
async function wake(house: House, caller: EmployeeId, placeId: string | null): Promise<void> {
  for (const one of new Set([caller, ...(await alarmContacts(placeId))])) await house.bus.notify(`staff:${one}`);
}

const note = (staff: StaffMember, action: string, subject: string, now: Date) =>
  audit(
    { actor: staff.employeeId, role: 'employee', action, subject, outcome: 'done', purpose: 'safety of an employee' },
    now,
  );

/** Calls the colleagues who are named for her place. One press; a second one adds nothing. */
export async function raiseAlarm(house: House, staff: StaffMember): Promise<void> {
  const now = house.clock.now();
  await house.database.inMunicipality(staff.municipality.id, async () => {
    const { placeId } = await stationOf(staff.employeeId);
    const id = newId<'alarm'>();
    if (!(await insertAlarm({ id, employeeId: staff.employeeId, placeId, raisedAt: now }))) return;
    await note(staff, 'alarm.raise', id, now);
    await wake(house, staff.employeeId, placeId);
  });
}

/** "I am coming": the first who says it; the caller sees her name. Only those who were called may. */
export async function comeToAlarm(house: House, staff: StaffMember, id: string): Promise<void> {
  const alarmId = parseId<'alarm'>(id);
  if (alarmId === null) return;
  const now = house.clock.now();
  await house.database.inMunicipality(staff.municipality.id, async () => {
    const alarm = (await openAlarms()).find((one) => one.id === alarmId);
    if (!alarm || !(await isCalled(staff.employeeId, alarm))) return;
    if (!(await answerAlarm(alarmId, staff.employeeId, now))) return;
    await note(staff, 'alarm.answer', alarmId, now);
    await wake(house, alarm.employeeId, alarm.placeId);
  });
}

/** It is over, or was pressed by mistake. */
export async function endOwnAlarm(house: House, staff: StaffMember): Promise<void> {
  const now = house.clock.now();
  await house.database.inMunicipality(staff.municipality.id, async () => {
    const own = (await openAlarms()).find((one) => one.employeeId === staff.employeeId);
    if (!own || !(await endAlarm(staff.employeeId))) return;
    await note(staff, 'alarm.end', own.id, now);
    await wake(house, staff.employeeId, own.placeId);
  });
}

/** Is this employee one of those whom the alarm calls? In the caller's municipal transaction. */
export async function isCalled(
  employee: EmployeeId,
  alarm: { readonly employeeId: EmployeeId; readonly placeId: string | null },
): Promise<boolean> {
  return employee !== alarm.employeeId && (await alarmContacts(alarm.placeId)).includes(employee);
}

/** Who would see one from this place now: named for it, and among those at a desk. */
export async function reachedByAlarm(
  placeId: string | null,
  atDesk: readonly EmployeeId[],
): Promise<readonly EmployeeId[]> {
  return (await alarmContacts(placeId)).filter((one) => atDesk.includes(one));
}

/** An alarm that nobody has ended does not stand for ever. */
export const forgetAlarms = (now: Date): Promise<number> =>
  dropAlarmsBefore(new Date(now.getTime() - alarmMinutes * 60_000));
