import { currentMunicipality, db } from '../../../db/index.ts';
import { newId, redactCpr } from '../../../kernel/index.ts';

/** What is looked after here, as the log names it. */
export type Governed = `entrance ${string}` | `text ${string}` | `channel ${string}` | 'roles';
export type ChangeAction = 'add' | 'change' | 'retire' | 'check' | 'import' | 'decide' | 'withdraw';

export type Change = {
  readonly subject: Governed;
  readonly action: ChangeAction;
  /** The role or roles of whoever did it; the log names no person. */
  readonly role: string;
  readonly reason: string;
  /** Names of what was changed. */
  readonly fields: readonly string[];
};

export type LoggedChange = Change & { readonly at: Date };

/** Adds to the log in the transaction of the change; the program can add and read, never change. */
export async function logChanges(changes: readonly Change[], at: Date): Promise<void> {
  for (let from = 0; from < changes.length; from += 500)
    await db()
      .insertInto('governance_change')
      .values(
        changes.slice(from, from + 500).map((change) => ({
          id: newId(),
          municipality_id: currentMunicipality(),
          at,
          role: change.role,
          subject: change.subject,
          action: change.action,
          reason: redactCpr(change.reason),
          fields: JSON.stringify(change.fields),
        })),
      )
      .execute();
}

/** The newest first. */
export async function changesOf(subject: Governed, limit = 30): Promise<readonly LoggedChange[]> {
  const rows = await db()
    .selectFrom('governance_change')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    subject: row.subject as Governed,
    action: row.action as ChangeAction,
    role: row.role,
    reason: row.reason,
    fields: row.fields,
    at: row.at,
  }));
}
