import { currentMunicipality, db } from '../../db/index.ts';
import type { EmployeeId } from '../../kernel/index.ts';
import type { InvitationWish, OpenInvitation } from './invitation.ts';

export async function insertInvitation(invitation: {
  readonly id: string;
  readonly codeHash: string;
  readonly employeeId: EmployeeId;
  readonly employeeName: string;
  readonly wish: InvitationWish;
  readonly expiresAt: Date;
}): Promise<void> {
  await db()
    .insertInto('call_invitation')
    .values({
      id: invitation.id,
      municipality_id: currentMunicipality(),
      code_hash: invitation.codeHash,
      employee_id: invitation.employeeId,
      employee_name: invitation.employeeName,
      wish: JSON.stringify(invitation.wish),
      expires_at: invitation.expiresAt,
    })
    .execute();
}

export async function invitationBy(codeHash: string, now: Date): Promise<OpenInvitation | null> {
  const row = await db()
    .selectFrom('call_invitation')
    .select(['employee_id', 'wish', 'employee_name'])
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ? { ...(row.wish as InvitationWish), employeeId: row.employee_id, employeeName: row.employee_name } : null;
}

export async function invitationOf(id: string, employee: EmployeeId): Promise<{ readonly expiresAt: Date } | null> {
  const row = await db()
    .selectFrom('call_invitation')
    .select('expires_at')
    .where('id', '=', id)
    .where('employee_id', '=', employee)
    .executeTakeFirst();
  return row ? { expiresAt: row.expires_at } : null;
}

/** Takes it away and gives it to the one caller that did: of two browsers one gets in. */
export async function spendInvitation(
  codeHash: string,
  now: Date,
): Promise<{ readonly employeeId: EmployeeId; readonly employeeName: string; readonly wish: InvitationWish } | null> {
  const row = await db()
    .deleteFrom('call_invitation')
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .returning(['employee_id', 'wish', 'employee_name'])
    .executeTakeFirst();
  return row
    ? { employeeId: row.employee_id, employeeName: row.employee_name, wish: row.wish as InvitationWish }
    : null;
}

export async function dropInvitationsExpiredBefore(now: Date): Promise<void> {
  await db().deleteFrom('call_invitation').where('expires_at', '<=', now).execute();
}
