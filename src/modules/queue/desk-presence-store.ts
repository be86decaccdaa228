import { sql } from 'kysely';
import { currentMunicipality, db } from '../../db/index.ts';
import type { EmployeeId } from '../../kernel/index.ts';
import { isPresent } from './presence.ts';

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
