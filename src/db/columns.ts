import type { ColumnType } from 'kysely';

/** `jsonb`: written as JSON text and read as an object on both databases. */
export type Json<Value> = ColumnType<Value, string, string>;
export type Instant = ColumnType<Date, Date, Date>;
export type MaybeInstant = ColumnType<Date | null, Date | null, Date | null>;
