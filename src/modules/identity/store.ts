import { currentMunicipality, db } from '../../db/index.ts';
import { type EmployeeId, hashToken, newId, newToken } from '../../kernel/index.ts';
import { type Role, roles } from './role.ts';
import { absoluteSeconds, idleSeconds, sessionState } from './session.ts';

/** All of it runs inside `inMunicipality`. */

export type KnownSession = { readonly employeeId: EmployeeId; readonly name: string; readonly roles: readonly Role[] };

/** Makes or renews the employee known by issuer and subject, and begins a session. The token is told only here. */
export async function beginSession(
  employee: {
    readonly issuer: string;
    readonly subject: string;
    readonly name: string;
    readonly roles: readonly Role[];
  },
  idToken: string | null,
  now: Date,
): Promise<{ readonly employeeId: EmployeeId; readonly token: string }> {
  const municipality_id = currentMunicipality();
  const { issuer, subject, name } = employee;
  const held = JSON.stringify(employee.roles);
  const { id } = await db()
    .insertInto('employee')
    .values({ id: newId<'employee'>(), municipality_id, issuer, subject, name, roles: held })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'issuer', 'subject']).doUpdateSet({ name, roles: held }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const token = newToken();
  const expires_at = new Date(now.getTime() + absoluteSeconds * 1000);
  await db()
    .insertInto('staff_session')
    .values({
      token_hash: hashToken(token),
      municipality_id,
      employee_id: id,
      created_at: now,
      seen_at: now,
      expires_at,
      id_token: idToken,
    })
    .execute();
  return { employeeId: id, token };
}

/** Who holds this token now. Notes that she was seen, at most once a minute. */
export async function sessionOf(token: string, now: Date): Promise<KnownSession | null> {
  const token_hash = hashToken(token);
  const row = await db()
    .selectFrom('staff_session as s')
    .innerJoin('employee as e', (join) =>
      join.onRef('e.id', '=', 's.employee_id').onRef('e.municipality_id', '=', 's.municipality_id'),
    )
    .select(['e.id', 'e.name', 'e.roles', 's.seen_at', 's.expires_at'])
    .where('s.token_hash', '=', token_hash)
    .executeTakeFirst();
  if (!row) return null;
  const { live, touch } = sessionState({ seenAt: row.seen_at, expiresAt: row.expires_at }, now);
  if (!live) return null;
  if (touch)
    await db().updateTable('staff_session').set({ seen_at: now }).where('token_hash', '=', token_hash).execute();
  return { employeeId: row.id, name: row.name, roles: roles.filter((role) => row.roles.includes(role)) };
}

/** Ends one session; tells whose it was, and the sealed ID token that the provider's logout wants. */
export async function endSession(
  token: string,
): Promise<{ readonly employeeId: EmployeeId; readonly idToken: string | null } | null> {
  const row = await db()
    .deleteFrom('staff_session')
    .where('token_hash', '=', hashToken(token))
    .returning(['employee_id', 'id_token'])
    .executeTakeFirst();
  return row ? { employeeId: row.employee_id, idToken: row.id_token } : null;
}

/** Ends every session of one employee. */
export async function endSessionsOf(employee: EmployeeId): Promise<void> {
  await db().deleteFrom('staff_session').where('employee_id', '=', employee).execute();
}

/** Ends every session in the municipality; the employees whose they were. */
export async function endAllSessions(): Promise<readonly EmployeeId[]> {
  const rows = await db().deleteFrom('staff_session').returning('employee_id').execute();
  return [...new Set(rows.map((row) => row.employee_id))];
}

/** The provider no longer gives her a right to be here: her roles and sessions end. Null when she was never here. */
export async function disableEmployee(issuer: string, subject: string): Promise<EmployeeId | null> {
  const row = await db()
    .updateTable('employee')
    .set({ roles: '[]' })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  await endSessionsOf(row.id);
  return row.id;
}

/** How many places one is logged in at; only ever asked by the employee herself. */
export async function countOwnSessions(employee: EmployeeId, now: Date): Promise<number> {
  const rows = await db()
    .selectFrom('staff_session')
    .select(['seen_at', 'expires_at'])
    .where('employee_id', '=', employee)
    .execute();
  return rows.filter((row) => sessionState({ seenAt: row.seen_at, expiresAt: row.expires_at }, now).live).length;
}

/** Removes what can no longer be used. */
export async function removeEndedSessions(now: Date): Promise<number> {
  const quietSince = new Date(now.getTime() - idleSeconds * 1000);
  const { numDeletedRows } = await db()
    .deleteFrom('staff_session')
    .where((where) => where.or([where('expires_at', '<=', now), where('seen_at', '<=', quietSince)]))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** The names behind ids: for colleagues who write one text together, and for an investigation that has been named and audited. */
export async function employeeNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db()
    .selectFrom('employee')
    .select(['id', 'name'])
    .where('id', 'in', ids as readonly EmployeeId[])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Everybody who has worked here and may still: for whoever sets up the desk, and to tell names apart. */
export async function staffHere(): Promise<
  readonly { readonly id: EmployeeId; readonly name: string; readonly roles: readonly Role[] }[]
> {
  const rows = await db()
    .selectFrom('employee')
    .select(['id', 'name', 'roles'])
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows
    .map((row) => ({ ...row, roles: roles.filter((role) => row.roles.includes(role)) }))
    .filter((one) => one.roles.length > 0);
}
