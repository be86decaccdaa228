import { type Selectable, sql } from 'kysely';
import { currentMunicipality, db, type HelpForm, type HelpTicketTable } from '../../db/index.ts';
import type { EmployeeId, RoomId, TicketId } from '../../kernel/index.ts';
import { employeeLostBefore, placeLostBefore } from './presence.ts';

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
  /** Invited by this employee, or come for a meeting with her: nobody else takes her, and she does not stand in the others' line. */
  readonly reservedFor: EmployeeId | null;
  /** The meeting she has come for, or the series whose support person she rings. */
  readonly meetingId: string | null;
  readonly seriesId: string | null;
  /** Only who has this skill may take her, and from `openFrom` on where she is reserved for somebody first. */
  readonly forSkill: string | null;
  readonly openFrom: Date | null;
  /** A group meeting's own place, of nobody's page: until then it stays. Null for everybody else's. */
  readonly staysUntil: Date | null;
  /** What her line bore when it was tested, or null; a good one tested in the waiting room is not told. */
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
  meetingId: row.meeting_id,
  seriesId: row.series_id,
  forSkill: row.for_skill,
  openFrom: row.open_from,
  staysUntil: row.stays_until,
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

/** Who comes by this meeting's or series' link comes one at a time: a door pressed twice must find the place of the first press. */
export async function lockArrival(meetingOrSeries: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`arrive ${meetingOrSeries}`}, 0))`.execute(db());
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
  readonly reservedFor?: EmployeeId | null;
  readonly line?: HelpForm | null;
  readonly meetingId?: string | null;
  readonly seriesId?: string | null;
  readonly forSkill?: string | null;
  readonly openFrom?: Date | null;
  readonly staysUntil?: Date | null;
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
      meeting_id: ticket.meetingId ?? null,
      series_id: ticket.seriesId ?? null,
      for_skill: ticket.forSkill ?? null,
      open_from: ticket.openFrom ?? null,
      stays_until: ticket.staysUntil ?? null,
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

/** Places of who has come for this meeting, kept until the transaction is over; none while nobody has. */
export async function ticketsOfMeeting(meetingId: string): Promise<readonly Ticket[]> {
  const rows = await db()
    .selectFrom('help_ticket')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('queued_at')
    .forUpdate()
    .execute();
  return rows.map(ticketOf);
}

/** Places of who rings by this agreement. */
export async function ticketsOfSeries(seriesId: string): Promise<readonly Ticket[]> {
  const rows = await db().selectFrom('help_ticket').selectAll().where('series_id', '=', seriesId).execute();
  return rows.map(ticketOf);
}

/** Her secret is a new one: she came back by her link, from another browser perhaps. The former page is told by the room. */
export async function renewTicketToken(ticket: TicketId, tokenHash: string, seenUntil: Date): Promise<void> {
  await db()
    .updateTable('help_ticket')
    .set({ token_hash: tokenHash, seen_until: seenUntil })
    .where('id', '=', ticket)
    .execute();
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
    .where('for_skill', 'is', null)
    .orderBy('queued_at')
    .orderBy('id')
    .execute();
  return rows.map(ticketOf);
}

/** Who waits for a team that has one of these skills, and may be taken by any of it by now; first come first. */
export async function waitingForSkills(skills: readonly string[], now: Date): Promise<readonly Ticket[]> {
  if (skills.length === 0) return [];
  const rows = await db()
    .selectFrom('help_ticket')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('for_skill', 'in', skills)
    .where('open_from', '<=', now)
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
    // A meeting is with the one it was agreed with, and who rings her support person has a team behind that one.
    .where('meeting_id', 'is', null)
    .where('series_id', 'is', null)
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

/** A meeting is next when its time has come, or nearly: who comes a quarter of an hour early takes nobody's turn. */
const meetingIsNextMs = 5 * 60_000;

/**
 * The first who is there, locked: whom this employee invited or meets, then who rings a team of hers, then the line of
 * all. `skip locked`, so that two employees in the same millisecond get two citizens; one who has closed her page for a
 * moment keeps her place, and the next who is there comes before her. `queued_at` of a meeting is its time.
 */
export async function lockFirstPresent(
  employee: EmployeeId,
  skills: readonly string[],
  now: Date,
): Promise<Ticket | null> {
  const row = await db()
    .selectFrom('help_ticket')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('seen_until', '>', now)
    .where('queued_at', '<=', new Date(now.getTime() + meetingIsNextMs))
    .where((e) =>
      e.or([
        e('reserved_for', '=', employee),
        e.and([e('reserved_for', 'is', null), e('for_skill', 'is', null)]),
        ...(skills.length === 0 ? [] : [e.and([e('for_skill', 'in', [...skills]), e('open_from', '<=', now)])]),
      ]),
    )
    .orderBy(sql`(reserved_for = ${employee}) is not true`)
    .orderBy(sql`for_skill is null`)
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

/** Back to the place she had: `queued_at` is untouched. Who came for a meeting, or rang by an agreement, waits for the same employee. */
export async function markWaiting(ticket: TicketId, seenUntil: Date): Promise<void> {
  await db()
    .updateTable('help_ticket')
    .set({
      state: 'waiting',
      reserved_for: sql`case when meeting_id is null and series_id is null then reserved_for else employee_id end`,
      employee_id: null,
      taken_at: null,
      seen_until: seenUntil,
    })
    .where('id', '=', ticket)
    .execute();
}

/** A group meeting's own place stays as long as its door is open. */
export async function keepUntil(ticket: TicketId, until: Date): Promise<void> {
  await db()
    .updateTable('help_ticket')
    .set({ stays_until: until, seen_until: until })
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

export async function markLine(ticket: TicketId, line: HelpForm): Promise<void> {
  await db().updateTable('help_ticket').set({ line_mode: line }).where('id', '=', ticket).execute();
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
