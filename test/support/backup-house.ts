import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';
import { type Database, db, openDatabase } from '../../src/db/index.ts';
import { type MunicipalityId, systemClock } from '../../src/kernel/index.ts';
import { audit, verifyAudit } from '../../src/platform/index.ts';
import { fjordby, hedelund } from './test-house.ts';

/** Where a database lies, as the settings say it. */
export type Where = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  readonly secret: string | null;
};

/** A folder that is gone after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'medbetjening-backup-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** An empty database on the server of TEST_DATABASE_URL, dropped after the test file. */
export async function emptyPostgres(): Promise<string> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is needed with TEST_DB=postgres');
  const name = `mb_backup_${randomBytes(6).toString('hex')}`;
  await onPostgres(server, `create database ${name}`);
  afterAll(() => onPostgres(server, `drop database if exists ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

/** Runs statements one after another as the login of `url`. */
export async function onPostgres(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Opens a database with two municipalities in it, or one that has them already. */
export async function openSeeded(where: Where): Promise<Database> {
  const opened = await openDatabase({
    ...where,
    pool: 4,
    prepare: async (owner) => {
      await owner
        .insertInto('municipality')
        .values(
          [
            { id: fjordby, slug: 'fjordby', name: 'Fjordby' },
            { id: hedelund, slug: 'hedelund', name: 'Hedelund' },
          ].map((one) => ({
            ...one,
            full_name: `${one.name} Kommune`,
            code: null,
            host: null,
            colour: '#1a5e63',
            demonstration: true,
          })),
        )
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.reason));
  return opened.value;
}

/** One acknowledged audit entry; its subject is `subject`. */
export const writeEntry = (database: Database, municipality: MunicipalityId, subject: string): Promise<void> =>
  database.inMunicipality(municipality, () =>
    audit(
      { actor: 'system', role: 'system', action: 'test.write', subject, outcome: 'done', purpose: 'test' },
      systemClock.now(),
    ),
  );

/** The subjects of a trail in their order, and the faults of its chain. */
export const readTrail = (database: Database, municipality: MunicipalityId) =>
  database.inMunicipality(municipality, async () => ({
    subjects: (await db().selectFrom('audit_entry').select('subject').orderBy('seq').execute()).map(
      (row) => row.subject,
    ),
    faults: await verifyAudit(),
  }));
