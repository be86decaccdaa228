import { currentMunicipality, db } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';
import { type PinDraft, pinKey, type SearchPin } from './pins.ts';

/** All pins of the current municipality, also those that have run out: an editor renews or removes them. */
export async function readPins(): Promise<readonly SearchPin[]> {
  const rows = await db()
    .selectFrom('search_pin')
    .selectAll()
    .where('municipality_id', '=', currentMunicipality())
    .orderBy('expires_on')
    .orderBy('plain')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    query: row.query,
    service: row.service,
    ownerRole: row.owner,
    reason: row.reason,
    expiresOn: row.expires_on,
    version: row.version,
  }));
}

const columnsOf = (draft: PinDraft) => ({
  query: draft.query,
  plain: pinKey(draft.query),
  service: draft.service,
  owner: draft.ownerRole,
  reason: draft.reason,
  expires_on: draft.expiresOn,
});

/** False when the same search was pinned a moment before. */
export async function addPin(draft: PinDraft): Promise<boolean> {
  const added = await db()
    .insertInto('search_pin')
    .values({ municipality_id: currentMunicipality(), id: newId(), ...columnsOf(draft) })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'plain']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** False when it has been changed or removed since `version` was read. */
export async function changePin(id: string, version: number, draft: PinDraft): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('search_pin')
    .set({ ...columnsOf(draft), version: version + 1 })
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function removePin(id: string, version: number): Promise<boolean> {
  const { numDeletedRows } = await db()
    .deleteFrom('search_pin')
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}
