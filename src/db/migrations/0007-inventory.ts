import type { Kysely } from 'kysely';

/** channels, entrances and their checks. One statement an execute (PGlite). */
export async function up(_kysely: Kysely<unknown>): Promise<void> {}
