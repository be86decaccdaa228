import { currentMunicipality, db, type TransferState } from '../../../db/index.ts';
import type { EmployeeId, ParticipantId, TicketId } from '../../../kernel/index.ts';

/** All of it runs inside the caller's municipal transaction. */

export async function aliasesOf(employee: EmployeeId): Promise<ReadonlyMap<string, string>> {
  const rows = await db()
    .selectFrom('desk_alias')
    .select(['kind', 'alias'])
    .where('employee_id', '=', employee)
    .execute();
  return new Map(rows.map((row) => [row.kind, row.alias]));
}

/** The aliases of everybody else, so that no two are taken for one another. */
export async function aliasesOfOthers(employee: EmployeeId): Promise<readonly string[]> {
  const rows = await db()
    .selectFrom('desk_alias')
    .select('alias')
    .distinct()
    .where('employee_id', '!=', employee)
    .execute();
  return rows.map((row) => row.alias);
}

export async function putAlias(employee: EmployeeId, kind: string, alias: string | null): Promise<void> {
  if (alias === null) {
    await db().deleteFrom('desk_alias').where('employee_id', '=', employee).where('kind', '=', kind).execute();
    return;
  }
  await db()
    .insertInto('desk_alias')
    .values({ municipality_id: currentMunicipality(), employee_id: employee, kind, alias })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'employee_id', 'kind']).doUpdateSet({ alias }))
    .execute();
}

export type Station = { readonly placeId: string | null; readonly spot: string };
const nowhere: Station = { placeId: null, spot: '' };

export async function stationOf(employee: EmployeeId): Promise<Station> {
  const row = await db()
    .selectFrom('desk_station')
    .select(['place_id', 'spot'])
    .where('employee_id', '=', employee)
    .executeTakeFirst();
  return row ? { placeId: row.place_id, spot: row.spot } : nowhere;
}

export async function stations(): Promise<ReadonlyMap<EmployeeId, Station>> {
  const rows = await db().selectFrom('desk_station').select(['employee_id', 'place_id', 'spot']).execute();
  return new Map(rows.map((row) => [row.employee_id, { placeId: row.place_id, spot: row.spot }]));
}

export async function putStation(employee: EmployeeId, { placeId, spot }: Station): Promise<void> {
  await db()
    .insertInto('desk_station')
    .values({ municipality_id: currentMunicipality(), employee_id: employee, place_id: placeId, spot })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'employee_id']).doUpdateSet({ place_id: placeId, spot }),
    )
    .execute();
}

export type Transfer = {
  readonly ticketId: TicketId;
  readonly from: EmployeeId;
  readonly to: EmployeeId | null;
  readonly toPlace: string | null;
  readonly line: string;
  readonly shownFrom: string;
  readonly shownTo: string | null;
  readonly askedAt: Date;
  readonly agreed: boolean;
  readonly state: TransferState;
};

const transfers = () =>
  db()
    .selectFrom('desk_transfer')
    .select([
      'ticket_id as ticketId',
      'from_employee as from',
      'to_employee as to',
      'to_place as toPlace',
      'line',
      'shown_from as shownFrom',
      'shown_to as shownTo',
      'asked_at as askedAt',
      'agreed',
      'state',
    ]);

export const openTransfers = (): Promise<readonly Transfer[]> => transfers().where('state', '=', 'open').execute();

export async function transferOf(ticket: TicketId): Promise<Transfer | null> {
  return (await transfers().where('ticket_id', '=', ticket).executeTakeFirst()) ?? null;
}

/** A new wish takes the place of an older one: a citizen is handed to one at a time. */
export async function putTransfer(transfer: Omit<Transfer, 'agreed' | 'state'>): Promise<void> {
  await db().deleteFrom('desk_transfer').where('ticket_id', '=', transfer.ticketId).execute();
  await db()
    .insertInto('desk_transfer')
    .values({
      ticket_id: transfer.ticketId,
      municipality_id: currentMunicipality(),
      from_employee: transfer.from,
      to_employee: transfer.to,
      to_place: transfer.toPlace,
      line: transfer.line,
      shown_from: transfer.shownFrom,
      shown_to: transfer.shownTo,
      asked_at: transfer.askedAt,
      state: 'open',
    })
    .execute();
}

/** False: it was over already. */
export async function settleTransfer(
  ticket: TicketId,
  change: { readonly state: TransferState; readonly to?: EmployeeId } | { readonly agreed: true },
): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('desk_transfer')
    .set(
      'agreed' in change
        ? { agreed: true }
        : { state: change.state, ...(change.to ? { to_employee: change.to, to_place: null } : {}) },
    )
    .where('ticket_id', '=', ticket)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function dropTransfer(ticket: TicketId): Promise<void> {
  await db().deleteFrom('desk_transfer').where('ticket_id', '=', ticket).execute();
}

export type Companion = {
  readonly ticketId: TicketId;
  readonly employeeId: EmployeeId;
  readonly state: 'asked' | 'in' | 'declined';
  readonly participantId: ParticipantId | null;
};

const companions = () =>
  db()
    .selectFrom('desk_companion')
    .select(['ticket_id as ticketId', 'employee_id as employeeId', 'state', 'participant_id as participantId']);

export const companionsOf = (ticket: TicketId): Promise<readonly Companion[]> =>
  companions().where('ticket_id', '=', ticket).orderBy('employee_id').execute();

/** Who asks this employee to come. */
export const asksTo = (employee: EmployeeId): Promise<readonly Companion[]> =>
  companions().where('employee_id', '=', employee).where('state', '=', 'asked').orderBy('ticket_id').execute();

/** The conversation that she has joined. */
export async function companyOf(employee: EmployeeId): Promise<(Companion & { participantId: ParticipantId }) | null> {
  const row = await companions().where('employee_id', '=', employee).where('state', '=', 'in').executeTakeFirst();
  return row?.participantId ? { ...row, participantId: row.participantId } : null;
}

export async function everybodyInCompany(): Promise<readonly EmployeeId[]> {
  const rows = await db().selectFrom('desk_companion').select('employee_id').where('state', '=', 'in').execute();
  return rows.map((row) => row.employee_id);
}

export async function putCompanion(companion: Companion): Promise<void> {
  const { state, participantId } = companion;
  await db()
    .insertInto('desk_companion')
    .values({
      municipality_id: currentMunicipality(),
      ticket_id: companion.ticketId,
      employee_id: companion.employeeId,
      state,
      participant_id: participantId,
    })
    .onConflict((conflict) =>
      conflict.columns(['ticket_id', 'employee_id']).doUpdateSet({ state, participant_id: participantId }),
    )
    .execute();
}

export async function dropCompanion(ticket: TicketId, employee: EmployeeId): Promise<void> {
  await db().deleteFrom('desk_companion').where('ticket_id', '=', ticket).where('employee_id', '=', employee).execute();
}

/** The citizen stands in line again: whoever was asked is not, and nobody is handed anything. */
export async function dropCompanyOf(ticket: TicketId): Promise<void> {
  await db().deleteFrom('desk_companion').where('ticket_id', '=', ticket).execute();
  await dropTransfer(ticket);
}

/** Who is called from a place; from nowhere in particular, everybody who is called from anywhere. */
export async function alarmContacts(placeId: string | null): Promise<readonly EmployeeId[]> {
  let select = db().selectFrom('desk_alarm_contact').select('employee_id').distinct();
  if (placeId !== null) select = select.where('place_id', '=', placeId);
  return (await select.execute()).map((row) => row.employee_id);
}

export async function allAlarmContacts(): Promise<readonly { placeId: string; employeeId: EmployeeId }[]> {
  return db().selectFrom('desk_alarm_contact').select(['place_id as placeId', 'employee_id as employeeId']).execute();
}

export async function replaceAlarmContacts(
  contacts: readonly { readonly placeId: string; readonly employeeId: EmployeeId }[],
): Promise<void> {
  const municipality_id = currentMunicipality();
  await db().deleteFrom('desk_alarm_contact').execute();
  if (contacts.length === 0) return;
  await db()
    .insertInto('desk_alarm_contact')
    .values(contacts.map((one) => ({ municipality_id, place_id: one.placeId, employee_id: one.employeeId })))
    .execute();
}

export type Alarm = {
  readonly id: string;
  readonly employeeId: EmployeeId;
  readonly placeId: string | null;
  readonly raisedAt: Date;
  readonly answeredBy: EmployeeId | null;
};

const alarms = () =>
  db()
    .selectFrom('desk_alarm')
    .select([
      'id',
      'employee_id as employeeId',
      'place_id as placeId',
      'raised_at as raisedAt',
      'answered_by as answeredBy',
    ]);

export const openAlarms = (): Promise<readonly Alarm[]> => alarms().orderBy('raised_at').execute();

/** False: hers is open already. */
export async function insertAlarm(alarm: Omit<Alarm, 'answeredBy'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db()
    .insertInto('desk_alarm')
    .values({
      id: alarm.id,
      municipality_id: currentMunicipality(),
      employee_id: alarm.employeeId,
      place_id: alarm.placeId,
      raised_at: alarm.raisedAt,
      answered_by: null,
      answered_at: null,
    })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'employee_id']).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** False: somebody else came first, or it is over. */
export async function answerAlarm(id: string, by: EmployeeId, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('desk_alarm')
    .set({ answered_by: by, answered_at: now })
    .where('id', '=', id)
    .where('answered_by', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function endAlarm(employee: EmployeeId): Promise<boolean> {
  const { numDeletedRows } = await db().deleteFrom('desk_alarm').where('employee_id', '=', employee).executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function dropAlarmsBefore(before: Date): Promise<number> {
  const { numDeletedRows } = await db().deleteFrom('desk_alarm').where('raised_at', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
