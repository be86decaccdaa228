import { currentMunicipality, db } from '../../../db/index.ts';
import { hashToken, newId, newToken } from '../../../kernel/index.ts';

/** A program that fetches notes for the case system, as those who let it in see it. */
export type NoteProgram = {
  readonly id: string;
  readonly name: string;
  readonly madeAt: Date;
  readonly usedAt: Date | null;
};

/** Those that may fetch notes now, the oldest first. In the caller's municipal transaction, as all here. */
export async function notePrograms(): Promise<readonly NoteProgram[]> {
  const rows = await db()
    .selectFrom('note_program')
    .select(['id', 'name', 'made_at', 'used_at'])
    .where('ended_at', 'is', null)
    .orderBy('made_at')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, madeAt: row.made_at, usedAt: row.used_at }));
}

/** Lets a program in. Its token, 192 bits, is told once; the database keeps the hash. */
export async function addNoteProgram(
  name: string,
  now: Date,
): Promise<{ readonly id: string; readonly token: string }> {
  const [id, token] = [newId(), newToken()];
  await db()
    .insertInto('note_program')
    .values({ id, municipality_id: currentMunicipality(), name, token_hash: hashToken(token), made_at: now })
    .execute();
  return { id, token };
}

/** Its token opens nothing from now on. False: it was over already. */
export async function endNoteProgram(id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('note_program')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const rememberUseMs = 60 * 60_000;

/** Whose token it is; `ended` where it was taken back, null for one that this municipality never gave. */
export async function programOfToken(
  token: string,
  now: Date,
): Promise<{ readonly id: string; readonly ended: boolean } | null> {
  const row = await db()
    .selectFrom('note_program')
    .select(['id', 'used_at', 'ended_at'])
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst();
  if (!row) return null;
  if (row.ended_at === null && (row.used_at === null || now.getTime() - row.used_at.getTime() > rememberUseMs))
    await db().updateTable('note_program').set({ used_at: now }).where('id', '=', row.id).execute();
  return { id: row.id, ended: row.ended_at !== null };
}
