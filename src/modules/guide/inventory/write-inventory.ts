import type { Transaction } from 'kysely';
import type { Tables } from '../../../db/index.ts';
import type { EntranceId, MunicipalityId } from '../../../kernel/index.ts';
import type { InventoryFile } from './inventory-file.ts';

/**
 * Writes what is missing of an inventory file, as the owner acting for the municipality: what an editor has changed since
 * stays changed, and a role that she has taken off the list comes back only with an empty list.
 */
export async function writeInventory(
  tx: Transaction<Tables>,
  municipality: MunicipalityId,
  file: InventoryFile,
): Promise<void> {
  const own = { municipality_id: municipality };
  const checkedColumns = (checked: InventoryFile['entrances'][number]['checked']) => ({
    checked_on: checked?.on ?? null,
    checked_role: checked?.role ?? '',
    checked_how: checked?.how ?? '',
  });
  const anyRole = await tx.selectFrom('owner_role').select('name').limit(1).executeTakeFirst();
  if (!anyRole && file.roles.length > 0)
    await tx
      .insertInto('owner_role')
      .values(file.roles.map((name) => ({ ...own, name })))
      .execute();
  // What replaces comes before what it replaced.
  const ordered = [...file.entrances].sort((a, b) => depth(a.id, file) - depth(b.id, file));
  for (const one of ordered)
    await tx
      .insertInto('entrance')
      .values({
        ...own,
        id: one.id as EntranceId,
        name: one.name,
        kind: one.kind,
        status: one.status,
        purpose: one.purpose,
        address: one.address,
        services: JSON.stringify(one.services),
        owner_role: one.owner ?? '',
        backup_role: one.backup ?? '',
        unit: one.unit ?? '',
        data_class: one.data,
        kle: one.kle ?? '',
        note: one.note ?? '',
        replaced_by: (one.replacedBy ?? null) as EntranceId | null,
        cycle_months: one.cycle,
        version: 1,
        ...checkedColumns(one.checked),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  for (const text of file.texts)
    await tx
      .insertInto('text_care')
      .values({
        ...own,
        service: text.service,
        owner_role: text.owner ?? '',
        cycle_months: text.cycle,
        version: 1,
        ...checkedColumns(text.checked),
      })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'service']).doNothing())
      .execute();
  for (const rule of file.rules) {
    const decided = await tx
      .selectFrom('channel_rule')
      .select('version')
      .where('service', '=', rule.service)
      .limit(1)
      .executeTakeFirst();
    if (decided) continue;
    await tx
      .insertInto('channel_rule')
      .values({
        ...own,
        service: rule.service,
        version: 1,
        withdrawn: false,
        offered: JSON.stringify(rule.offered),
        recommended: JSON.stringify(rule.recommended),
        reason: rule.reason,
        decided_by: rule.decidedBy,
        decided_on: rule.decidedOn,
        review_on: rule.reviewOn,
      })
      .execute();
  }
}

/** How many replacements lie between an entrance and the end of its chain. */
function depth(id: string, file: InventoryFile): number {
  const next = file.entrances.find((one) => one.id === id)?.replacedBy;
  return next === undefined ? 0 : 1 + depth(next, file);
}

/** Chains of replacements that go round or point at nothing: such a file is refused. */
export function replacementProblems(file: InventoryFile): readonly string[] {
  const known = new Map(file.entrances.map((one) => [one.id, one]));
  return file.entrances.flatMap((one) => {
    const seen = new Set<string>([one.id]);
    let next = one.replacedBy;
    while (next !== undefined) {
      if (!known.has(next)) return [`${one.name}: is replaced by what is not in the file`];
      if (seen.has(next)) return [`${one.name}: is replaced in a circle`];
      seen.add(next);
      next = known.get(next)?.replacedBy;
    }
    return [];
  });
}
