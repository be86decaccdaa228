import type { Kysely } from 'kysely';

/** uses of the guide, counted. One statement an execute (PGlite). */
export async function up(_kysely: Kysely<unknown>): Promise<void> {}
