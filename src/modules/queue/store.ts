import { type Selectable, sql } from 'kysely';
import { currentMunicipality, db, type HelpForm, type HelpTicketTable } from '../../db/index.ts';
import type { EmployeeId, RoomId, TicketId } from '../../kernel/index.ts';
import { employeeLostBefore, isPresent, placeLostBefore } from './presence.ts';

/** A place in the one line, until the contact is closed. */
export type Ticket = {
  readonly id: TicketId;
  readonly state: 'waiting' | 'taken';
  readonly form: HelpForm;
  readonly language: string;
  readonly service: string | null;
  readonly step: string | null;
  readonly stepsDone: readonly string[];
  readonly name: string | null;
  readonly queuedAt: Date;
  readonly seenUntil: Date;
  readonly takenAt: Date | null;
  readonly employeeId: EmployeeId | null;
  readonly roomId: RoomId;
  /** Invited by this employee: nobody else takes her, and she does not stand in the others' line. */
  readonly reservedFor: EmployeeId | null;
  /** What her line bore when she joined; null where it was not tested. */
  readonly line: HelpForm | null;
};

const ticketOf = (row: Selectable<HelpTicketTable>): Ticket => ({
  id: row.id,
  state: row.state,
  form: row.form,
  language: row.language,
  service: row.service,
  step: row.step,
  stepsDone: row.steps_done,
  name: row.name,
  queuedAt: row.queued_at,
  seenUntil: row.seen_until,
  takenAt: row.taken_at,
  employeeId: row.employee_id,
  roomId: row.room_id,
  reservedFor: row.reserved_for,
  line: row.line_mode,
});

/** What one employee does to the line goes one at a time: a key pressed twice must find what the first press took. */
export async function lockDesk(employee: EmployeeId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`desk ${employee}`}, 0))`.execute(db());
}

/** The same without waiting, for whoever holds a ticket already: two that wait for each other would both wait for ever. */
export async function tryLockDesk(employee: EmployeeId): Promise<boolean> {
  const { rows } = await sql<{
    got: boolean;
  }>`select pg_try_advisory_xact_lock(hashtextextended(${`desk ${employee}`}, 0)) as got`.execute(db());
  return rows[0]?.got === true;
}

export async function insertTicket(ticket: {
  readonly id: TicketId;
  readonly tokenHash: string;
  readonly form: HelpForm;
  readonly language: string;
  readonly service: string | null;
  readonly step: string | null;
  readonly stepsDone: readonly string[];
  readonly name: string | null;
  readonly queuedAt: Date;
  readonly seenUntil: Date;
  readonly roomId: RoomId;
  readonly reservedFor?: EmployeeId;
  readonly line?: HelpForm | null;
}): Promise<void> {
  await db()
    .insertInto('help_ticket')
    .values({
      id: ticket.id,
      municipality_id: currentMunicipality(),
      token_hash: ticket.tokenHash,
      state: 'waiting',
      form: ticket.form,
      language: ticket.language,
      service: ticket.service,
      step: ticket.step,
      steps_done: JSON.stringify(ticket.stepsDone),
      name: ticket.name,
      queued_at: ticket.queuedAt,
      seen_until: ticket.seenUntil,
      taken_at: null,
      employee_id: null,
      room_id: ticket.roomId,
      reserved_for: ticket.reservedFor ?? null,
      line_mode: ticket.line ?? null,
    })
    .execute();
}

export async function ticketByToken(tokenHash: string): Promise<Ticket | null> {
  const row = await db().selectFrom('help_ticket').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
  return row ? ticketOf(row) : null;
}

const takenBy = (employee: EmployeeId) =>
  db().selectFrom('help_ticket').selectAll().where('state', '=', 'taken').where('employee_id', '=', employee);

export async function ticketOfEmployee(employee: EmployeeId): Promise<Ticket | null> {
  const row = await takenBy(employee).executeTakeFirst();
  return row ? ticketOf(row) : null;
}

/** To end it: nobody gives the citizen back to the line, or to another, until the transaction is over. */
export async function lockTicketOfEmployee(employee: EmployeeId): Promise<Ticket | null> {
  const row = await takenBy(employee).forUpdate().executeTakeFirst();
  return row ? ticketOf(row) : null;
}

/** One ticket, wherever it is, kept from everybody else until the transaction is over. */
export async function lockTicket(ticket: TicketId): Promise<Ticket | null> {
  const row = await db().selectFrom('help_ticket').selectAll().where('id', '=', ticket).forUpdate().executeTakeFirst();
  return row ? ticketOf(row) : null;
}

export async function ticketById(ticket: TicketId): Promise<Ticket | null> {
  const row = await db().selectFrom('help_ticket').selectAll().where('id', '=', ticket).executeTakeFirst();
  return row ? ticketOf(row) : null;
}

/** A locked ticket goes from one employee to another; when it was first taken stays, since her wait ended then. */
export async function markMoved(ticket: TicketId, to: EmployeeId): Promise<void> {
  await db().updateTable('help_ticket').set({ employee_id: to }).where('id', '=', ticket).execute();
}

/** Who waits for whoever is free, first come first. */
export async function waitingTickets(): Promise<readonly Ticket[]> {
  const rows = await db()
    .selectFrom('help_ticket')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('reserved_for', 'is', null)
    .orderBy('queued_at')
    .orderBy('id')
    .execute();
  return rows.map(ticketOf);
}

/** Whom this employee has invited, and who has come; first come first. */
export async function reservedFor(employee: EmployeeId): Promise<readonly Ticket[]> {
  const rows = await db()
    .selectFrom('help_ticket')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('reserved_for', '=', employee)
    .orderBy('queued_at')
    .orderBy('id')
    .execute();
  return rows.map(ticketOf);
}

/** She who stood in line was invited: her place is now with one employee, at the step they talk about. False: she was taken. */
export async function reserve(
  ticket: TicketId,
  employee: EmployeeId,
  wish: { readonly service: string | null; readonly step: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('help_ticket')
    .set({ reserved_for: employee, service: wish.service, step: wish.step })
    .where('id', '=', ticket)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Her employee has been away for long: she stands in the line of all, at the place that her time gives her. */
export async function releaseReservations(employeeAwaySince: Date): Promise<number> {
  const { numUpdatedRows } = await db()
    .updateTable('help_ticket')
    .set({ reserved_for: null })
    .where('state', '=', 'waiting')
    .where('reserved_for', 'is not', null)
    .where('queued_at', '<', employeeAwaySince)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('desk_presence')
            .select('desk_presence.employee_id')
            .whereRef('desk_presence.employee_id', '=', 'help_ticket.reserved_for')
            .where('desk_presence.seen_until', '>', employeeAwaySince),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * The first who is there, locked: whom this employee invited before the line of all. `skip locked`, so that two employees
 * in the same millisecond get two citizens; one who has closed her page for a moment keeps her place, and the next who is
 * there comes before her.
 */
export async function lockFirstPresent(employee: EmployeeId, now: Date): Promise<Ticket | null> {
  const row = await db()
    .selectFrom('help_ticket')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('seen_until', '>', now)
    .where((e) => e.or([e('reserved_for', 'is', null), e('reserved_for', '=', employee)]))
    .orderBy(sql`reserved_for is null`)
    .orderBy('queued_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row ? ticketOf(row) : null;
}

export async function markTaken(ticket: TicketId, employee: EmployeeId, now: Date): Promise<void> {
  await db()
    .updateTable('help_ticket')
    .set({ state: 'taken', employee_id: employee, taken_at: now, reserved_for: null })
    .where('id', '=', ticket)
    .execute();
}

/** Back to the place she had: `queued_at` is untouched. */
export async function markWaiting(ticket: TicketId, seenUntil: Date): Promise<void> {
  await db()
    .updateTable('help_ticket')
    .set({ state: 'waiting', employee_id: null, taken_at: null, seen_until: seenUntil })
    .where('id', '=', ticket)
    .execute();
}

export async function markSeen(ticket: TicketId, seenUntil: Date): Promise<void> {
  await db().updateTable('help_ticket').set({ seen_until: seenUntil }).where('id', '=', ticket).execute();
}

export async function markDone(ticket: TicketId, stepsDone: readonly string[], step: string | null): Promise<void> {
  await db()
    .updateTable('help_ticket')
    .set({ steps_done: JSON.stringify(stepsDone), step })
    .where('id', '=', ticket)
    .execute();
}

/** True for the one caller that removed it; whoever comes second counts nothing. */
export async function removeTicket(ticket: TicketId): Promise<boolean> {
  const { numDeletedRows } = await db().deleteFrom('help_ticket').where('id', '=', ticket).executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function ticketsThatLostTheirPlace(now: Date): Promise<readonly Ticket[]> {
  const rows = await db()
    .selectFrom('help_ticket')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('seen_until', '<', placeLostBefore(now))
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(ticketOf);
}

/** Taken by an employee whose desk has shown no sign of life for long; locked. */
export async function ticketsOfLostEmployees(now: Date): Promise<readonly Ticket[]> {
  const rows = await db()
    .selectFrom('help_ticket')
    .selectAll('help_ticket')
    .where('help_ticket.state', '=', 'taken')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('desk_presence')
            .select('desk_presence.employee_id')
            .whereRef('desk_presence.employee_id', '=', 'help_ticket.employee_id')
            .where('desk_presence.seen_until', '>', employeeLostBefore(now)),
        ),
      ),
    )
    .forUpdate('help_ticket')
    .skipLocked()
    .execute();
  return rows.map(ticketOf);
}

export async function putAtDesk(employee: EmployeeId, seenUntil: Date): Promise<void> {
  await db()
    .insertInto('desk_presence')
    .values({ municipality_id: currentMunicipality(), employee_id: employee, seen_until: seenUntil })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'employee_id']).doUpdateSet({ seen_until: seenUntil }),
    )
    .execute();
}

/** Shortens the sign of life of a desk that was closed, never lengthens it: who left by the button stays gone. */
export async function closeDesk(employee: EmployeeId, seenUntil: Date): Promise<void> {
  await db()
    .updateTable('desk_presence')
    .set({ seen_until: sql<Date>`least(seen_until, ${seenUntil})` })
    .where('employee_id', '=', employee)
    .execute();
}

export async function isAtDesk(employee: EmployeeId, now: Date): Promise<boolean> {
  const row = await db()
    .selectFrom('desk_presence')
    .select('seen_until')
    .where('employee_id', '=', employee)
    .executeTakeFirst();
  return row !== undefined && isPresent(row.seen_until, now);
}

export async function staffAtDesk(now: Date): Promise<number> {
  const row = await db()
    .selectFrom('desk_presence')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('seen_until', '>', now)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** Who sits at the desk now, for colleagues who look for one another. */
export async function whoIsAtDesk(now: Date): Promise<readonly EmployeeId[]> {
  const rows = await db().selectFrom('desk_presence').select('employee_id').where('seen_until', '>', now).execute();
  return rows.map((row) => row.employee_id);
}

/** Who has a citizen now. */
export async function whoIsBusy(): Promise<readonly EmployeeId[]> {
  const rows = await db().selectFrom('help_ticket').select('employee_id').where('state', '=', 'taken').execute();
  return rows.flatMap((row) => row.employee_id ?? []);
}

/** How many of those at the desk have somebody now. */
export async function busyAtDesk(now: Date): Promise<number> {
  const row = await db()
    .selectFrom('help_ticket')
    .innerJoin('desk_presence', 'desk_presence.employee_id', 'help_ticket.employee_id')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('state', '=', 'taken')
    .where('desk_presence.seen_until', '>', now)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** Did a desk's last sign of life run out between two instants? */
export async function deskWentQuiet(after: Date, until: Date): Promise<boolean> {
  const row = await db()
    .selectFrom('desk_presence')
    .select('employee_id')
    .where('seen_until', '>', after)
    .where('seen_until', '<=', until)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many desks went quiet, removed once their last call is surely over. */
export async function removeQuietDesks(before: Date): Promise<number> {
  const { numDeletedRows } = await db().deleteFrom('desk_presence').where('seen_until', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
