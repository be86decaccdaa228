import type { Kysely } from 'kysely';

/** the vocabulary as content, searches and studies. One statement an execute (PGlite). */
export async function up(_kysely: Kysely<unknown>): Promise<void> {}
