import type { Kysely } from 'kysely';
import * as house from './0001-house.ts';
import * as audit from './0002-audit.ts';

/** In order; a migration that has left this repository is never changed, only followed. */
export const migrations: readonly { readonly name: string; readonly up: (kysely: Kysely<unknown>) => Promise<void> }[] =
  [
    { name: '0001-house', up: house.up },
    { name: '0002-audit', up: audit.up },
  ];
