import type { Kysely } from 'kysely';

/** films of a service. One statement an execute (PGlite). */
export async function up(_kysely: Kysely<unknown>): Promise<void> {}
