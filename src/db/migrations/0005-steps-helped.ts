import type { Kysely } from 'kysely';

/** did a step help. One statement an execute (PGlite). */
export async function up(_kysely: Kysely<unknown>): Promise<void> {}
