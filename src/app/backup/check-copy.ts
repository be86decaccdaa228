import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, db, type Inventory } from '../../db/index.ts';
import type { Config } from '../../kernel/index.ts';
import { type AuditFault, installationSecret, keysFrom, verifyAudit } from '../../platform/index.ts';
import { fingerprintName, secretFingerprint } from '../same-secret.ts';
import { type Difference, differences, type Manifest } from './manifest.ts';

/** What a restored database holds otherwise than it should; both empty when all is well. */
export type Findings = {
  readonly differences: readonly Difference[];
  readonly faults: readonly { readonly municipality: string; readonly fault: AuditFault }[];
};

/** Compares a restored database with its manifest: rows by table, and each audit trail up to the head that was noted. */
export async function checkCopy(
  database: Database,
  manifest: Manifest,
  inventory: Inventory | null,
): Promise<Findings> {
  const faults: Findings['faults'][number][] = [];
  for (const { municipality, slug, seq, hash } of manifest.auditHeads)
    for (const fault of await database.inMunicipality(municipality, () => verifyAudit({ seq, hash })))
      faults.push({ municipality: slug, fault });
  return { differences: inventory === null ? [] : differences(manifest, inventory), faults };
}

/** Does the secret that the program would start with fit the database? `none`: the database has not met one yet. */
export type SecretState = 'fits' | 'missing' | 'other' | 'none';

export async function secretState(
  database: Database,
  config: Pick<Config, 'dataDir' | 'secret'>,
): Promise<SecretState> {
  const stored = await database.inTx(() =>
    db().selectFrom('installation').select('value').where('name', '=', fingerprintName).executeTakeFirst(),
  );
  if (!stored) return 'none';
  if (config.secret === null && !existsSync(join(config.dataDir, 'secret'))) return 'missing';
  const keys = keysFrom(installationSecret(config.secret, config.dataDir));
  return secretFingerprint(keys) === stored.value ? 'fits' : 'other';
}
