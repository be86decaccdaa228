import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { currentMunicipality, db, listOf, prepared, type Slots } from '../../db/index.ts';

/**
 * Who looked at or changed personal data, and who was refused (docs/evidence.md, "Audit"). The program can add and read,
 * never change. Each entry is chained to the one before it in its municipality, so that a changed, deleted or reordered entry is
 * found; a cut tail is found by comparing with a head kept elsewhere (`auditHead` is written to the log).
 */
export type AuditEntry = {
  /** An employee's id, `citizen`, or `system`. */
  readonly actor: string;
  readonly role: string;
  /** What was done, as `noun.verb`: `ticket.take`. */
  readonly action: string;
  /** The id of what it was done to; never a name, a number or a text. */
  readonly subject: string;
  readonly outcome: 'done' | 'refused';
  readonly purpose: string;
};

/** What of an entry is hashed, in this order. */
const fieldsOf = (at: Date, entry: AuditEntry): readonly string[] => [
  at.toISOString(),
  entry.actor,
  entry.role,
  entry.action,
  entry.subject,
  entry.outcome,
  entry.purpose,
];

/** As the database makes it (`audit_chain`): of the hash before it, its number and its fields. */
function chain(previous: string, seq: number, at: Date, entry: AuditEntry): string {
  return createHash('sha256')
    .update(JSON.stringify([previous, seq, ...fieldsOf(at, entry)]))
    .digest('hex');
}

/**
 * Adds an entry in the transaction of what it tells about: either both are kept or neither. It is numbered and chained while
 * the transaction commits, so that it can be read from then on, and nobody waits for the chain before.
 */
export async function audit(entry: AuditEntry, at: Date): Promise<void> {
  await note(auditValues([entry], at));
}

export type AuditValues = ReturnType<typeof auditValues>;
export function auditValues(entries: readonly AuditEntry[], at: Date) {
  const of = (cell: (entry: AuditEntry) => string) => listOf(entries.map(cell));
  return {
    trail: currentMunicipality(),
    notedAt: at,
    actors: of(({ actor }) => actor),
    roles: of(({ role }) => role),
    actions: of(({ action }) => action),
    subjects: of(({ subject }) => subject),
    outcomes: of(({ outcome }) => outcome),
    purposes: of(({ purpose }) => purpose),
    hashed: of((entry) => JSON.stringify(fieldsOf(at, entry))),
  };
}

/** The statement that notes entries, for whoever writes them beside something else. */
export const noteEntries = (at: Slots<AuditValues>) => sql<never>`
  insert into audit_noted (municipality_id, at, actor, role, action, subject, outcome, purpose, fields)
  select ${at.trail}::uuid, ${at.notedAt}::timestamptz, e.actor, e.role, e.action, e.subject, e.outcome, e.purpose, e.hashed from unnest(${at.actors}::text[], ${at.roles}::text[], ${at.actions}::text[], ${at.subjects}::text[],
    ${at.outcomes}::text[], ${at.purposes}::text[], ${at.hashed}::text[])
    e(actor, role, action, subject, outcome, purpose, hashed)`;
const note = prepared<AuditValues, never>(noteEntries);

export type AuditFault = { readonly seq: number; readonly fault: 'changed' | 'missing' | 'cut tail' };

/** A trail of years does not fit in memory. */
const rowsAtOnce = 5000;

/**
 * The entries after this number, in their order; none at the end. A page is a range of numbers from the first that is
 * there, not a limit: without statistics, which the embedded database never gathers, a limit sorts the whole rest.
 */
async function pageAfter(seq: number | null) {
  const trail = db().selectFrom('audit_entry').orderBy('seq');
  const next = await (seq === null ? trail : trail.where('seq', '>', seq)).select('seq').limit(1).executeTakeFirst();
  if (!next) return [];
  const first = Number(next.seq);
  return trail
    .selectAll()
    .where('seq', '>=', first)
    .where('seq', '<', first + rowsAtOnce)
    .execute();
}

/** Walks the chain of the current municipality; `head` is what was noted elsewhere, if anything was. */
export async function verifyAudit(head?: {
  readonly seq: number;
  readonly hash: string;
}): Promise<readonly AuditFault[]> {
  const faults: AuditFault[] = [];
  let previous: { seq: number; hash: string } | null = null;
  let noted: string | null = null;
  for (;;) {
    const rows = await pageAfter(previous?.seq ?? null);
    if (rows.length === 0) break;
    for (const row of rows) {
      const seq = Number(row.seq);
      if (previous && (seq !== previous.seq + 1 || row.previous_hash !== previous.hash))
        faults.push({ seq, fault: 'missing' });
      if (chain(row.previous_hash, seq, row.at, row) !== row.hash) faults.push({ seq, fault: 'changed' });
      if (seq === head?.seq) noted = row.hash;
      previous = { seq, hash: row.hash };
    }
  }
  if (head && noted === null && (previous?.seq ?? 0) < head.seq) faults.push({ seq: head.seq, fault: 'cut tail' });
  if (head && noted !== null && noted !== head.hash) faults.push({ seq: head.seq, fault: 'changed' });
  return faults;
}

/** The newest entry's number and hash, to be noted where the database's owner cannot change it. */
export async function auditHead(): Promise<{ readonly seq: number; readonly hash: string } | null> {
  const last = await db()
    .selectFrom('audit_entry')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? { seq: Number(last.seq), hash: last.hash } : null;
}

/** Removes what is older than the retention period; the database refuses a period under 180 days. */
export async function expireAudit(before: Date): Promise<number> {
  const { rows } = await sql<{
    removed: number;
  }>`select audit_expire(${currentMunicipality()}::uuid, ${before}) as removed`.execute(db());
  return Number(rows[0]?.removed ?? 0);
}
