export type * from './call-tables.ts';
export { lockDataFolder } from './data-folder-lock.ts';
export {
  afterCommit,
  currentMunicipality,
  Database,
  type DatabaseKind,
  db,
  editNationally,
  isInTransaction,
} from './database.ts';
export { appRole } from './declare-table.ts';
export type * from './desk-tables.ts';
export { type Inventory, readInventory } from './inventory.ts';
export { keptByVersion, rowsVersion } from './kept-rows.ts';
export type * from './meeting-tables.ts';
export { migrations } from './migrations/index.ts';
export { type OpenOptions, type OpenRefusal, openDatabase } from './open-database.ts';
export { listOf, prepared, type Slots } from './prepared.ts';
export { type PostgresSnapshot, readPostgresSnapshot } from './read-postgres-snapshot.ts';
export type * from './schema.ts';
