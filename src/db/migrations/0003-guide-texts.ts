import type { Kysely } from 'kysely';

/** guide texts edited here: revisions, facts, local differences, drafts. One statement an execute (PGlite). */
export async function up(_kysely: Kysely<unknown>): Promise<void> {}
