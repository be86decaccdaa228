import type { Kysely } from 'kysely';

/** news, favourites and what has been read. One statement an execute (PGlite). */
export async function up(_kysely: Kysely<unknown>): Promise<void> {}
