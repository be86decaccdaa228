import { db } from '../../db/index.ts';

/** One entry as it is shown; `actor` is for a named investigation only. */
export type AuditRow = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly subject: string;
  readonly outcome: 'done' | 'refused';
  readonly purpose: string;
};

/** Instants, the second one outside; `beforeSeq` continues where the last page ended. There is no filter by actor. */
export type AuditQuery = {
  readonly from: Date;
  readonly until: Date;
  readonly action: string | null;
  readonly beforeSeq: number | null;
  readonly most: number;
};

/** The current municipality's entries, newest first, at most `most`; and whether there are older ones. */
export async function readAudit(
  query: AuditQuery,
): Promise<{ readonly rows: readonly AuditRow[]; readonly older: boolean }> {
  const { from, until, action, beforeSeq, most } = query;
  let select = db()
    .selectFrom('audit_entry')
    .select(['seq', 'at', 'actor', 'role', 'action', 'subject', 'outcome', 'purpose'])
    .where('at', '>=', from)
    .where('at', '<', until);
  if (action !== null) select = select.where('action', '=', action);
  if (beforeSeq !== null) select = select.where('seq', '<', beforeSeq);
  const found = await select
    .orderBy('seq', 'desc')
    .limit(most + 1)
    .execute();
  const rows = found.slice(0, most).map((row) => ({ ...row, seq: Number(row.seq) }));
  return { rows, older: found.length > most };
}

/** The actions that occur, in alphabetical order. */
export async function auditActions(): Promise<readonly string[]> {
  const rows = await db().selectFrom('audit_entry').select('action').distinct().orderBy('action').execute();
  return rows.map((row) => row.action);
}

/** What was noted about one thing since an instant, oldest first, without who did it: for the person it is about. */
export async function auditAbout(
  subject: string,
  since: Date,
): Promise<readonly Pick<AuditRow, 'at' | 'role' | 'action' | 'outcome'>[]> {
  return db()
    .selectFrom('audit_entry')
    .select(['at', 'role', 'action', 'outcome'])
    .where('at', '>=', since)
    .where('subject', '=', subject)
    .orderBy('seq')
    .execute();
}
