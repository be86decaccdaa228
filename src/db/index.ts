export { lockDataFolder } from './data-folder-lock.ts';
export { afterCommit, currentMunicipality, Database, type DatabaseKind, db, editNationally } from './database.ts';
export { appRole } from './declare-table.ts';
export { type Inventory, readInventory } from './inventory.ts';
export { migrations } from './migrations/index.ts';
export { type OpenOptions, type OpenRefusal, openDatabase } from './open-database.ts';
export { type PostgresSnapshot, readPostgresSnapshot } from './read-postgres-snapshot.ts';
export type * from './schema.ts';
