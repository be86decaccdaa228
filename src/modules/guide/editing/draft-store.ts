import { isDeepStrictEqual } from 'node:util';
import type { Selectable } from 'kysely';
import { currentMunicipality, db, type GuideDraftTable } from '../../../db/index.ts';
import { newId, ok, type Result, refuse } from '../../../kernel/index.ts';
import { type ApprovalRefusal, approval, type Draft, type Scope } from './draft.ts';

/** Somebody else has saved since: hers is shown beside yours, and nothing is overwritten. */
export type Overtaken = { readonly kind: 'overtaken'; readonly theirs: Draft };
export type DraftRefusal = Overtaken | { readonly kind: 'gone' };

const toDraft = (row: Selectable<GuideDraftTable>): Draft => ({
  id: row.id,
  scope: row.scope,
  service: row.service,
  baseRevision: row.base_revision,
  body: row.body,
  version: row.version,
  state: row.state,
  author: row.author,
  updatedBy: row.updated_by,
  updatedAt: row.updated_at,
  reviewer: row.reviewer,
  publishAt: row.publish_at,
  note: row.note,
  refusal: row.refusal,
});

const drafts = () => db().selectFrom('guide_draft').selectAll().where('municipality_id', '=', currentMunicipality());

/** All drafts of the current municipality's editors, the one touched last first. */
export const allDrafts = async (): Promise<readonly Draft[]> =>
  (await drafts().orderBy('updated_at', 'desc').execute()).map(toDraft);

/** The draft of a text; there is at most one, so that two editors meet in it. */
export async function draftOf(scope: Scope, service: string): Promise<Draft | null> {
  const row = await drafts().where('scope', '=', scope).where('service', '=', service).executeTakeFirst();
  return row ? toDraft(row) : null;
}

export async function draftById(id: string): Promise<Draft | null> {
  const row = await drafts().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? toDraft(row) : null;
}

/** Begins a draft of what is published, or gives the one that somebody has begun. */
export async function openDraft(
  begin: { readonly scope: Scope; readonly service: string; readonly baseRevision: number; readonly body: unknown },
  by: string,
  now: Date,
): Promise<Draft> {
  await db()
    .insertInto('guide_draft')
    .values({
      id: newId(),
      municipality_id: currentMunicipality(),
      scope: begin.scope,
      service: begin.service,
      base_revision: begin.baseRevision,
      body: JSON.stringify(begin.body),
      state: 'writing',
      author: by,
      updated_by: by,
      updated_at: now,
      reviewer: null,
      publish_at: null,
      refusal: null,
    })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'scope', 'service']).doNothing())
    .execute();
  const draft = await draftOf(begin.scope, begin.service);
  if (!draft) throw new Error('unreachable');
  return draft;
}

/**
 * Saves what an editor has written over the version that she saw. A text in review or approved goes back to writing: what
 * was approved is not what would be published.
 */
export async function saveDraft(
  id: string,
  seen: number,
  written: { readonly body: unknown; readonly note: string; readonly baseRevision?: number },
  by: string,
  now: Date,
): Promise<Result<Draft, DraftRefusal>> {
  const draft = await draftById(id);
  if (!draft) return refuse({ kind: 'gone' });
  const body = JSON.parse(JSON.stringify(written.body)) as unknown;
  const baseRevision = written.baseRevision ?? draft.baseRevision;
  const same =
    isDeepStrictEqual(draft.body, body) && draft.note === written.note && draft.baseRevision === baseRevision;
  if (same) return ok(draft);
  if (draft.version !== seen) return refuse({ kind: 'overtaken', theirs: draft });
  await db()
    .updateTable('guide_draft')
    .set({
      body: JSON.stringify(body),
      note: written.note,
      base_revision: baseRevision,
      version: draft.version + 1,
      state: 'writing',
      reviewer: null,
      publish_at: null,
      refusal: null,
      updated_by: by,
      updated_at: now,
    })
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .execute();
  const saved = await draftById(id);
  return saved ? ok(saved) : refuse({ kind: 'gone' });
}

/** To the second person, or back from her. */
export async function moveDraft(
  id: string,
  seen: number,
  to: 'review' | 'writing',
  now: Date,
): Promise<Result<Draft, DraftRefusal>> {
  return change(id, seen, { state: to, reviewer: null, publish_at: null, refusal: null, updated_at: now });
}

/** The second person's word. `publishAt` null: at once. */
export async function approveDraft(
  id: string,
  seen: number,
  reviewer: string,
  publishAt: Date | null,
  now: Date,
): Promise<Result<Draft, DraftRefusal | { readonly kind: ApprovalRefusal }>> {
  const draft = await draftById(id);
  if (!draft) return refuse({ kind: 'gone' });
  if (draft.version !== seen) return refuse({ kind: 'overtaken', theirs: draft });
  const allowed = approval(draft, reviewer, publishAt, now);
  if (!allowed.ok) return refuse({ kind: allowed.reason });
  return change(id, seen, { state: 'approved', reviewer, publish_at: publishAt, refusal: null, updated_at: now });
}

/** It could not be published at its time; its editors are told why, and it waits for them. */
export async function refuseDraft(id: string, refusal: string): Promise<void> {
  await db()
    .updateTable('guide_draft')
    .set({ state: 'writing', publish_at: null, refusal })
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .execute();
}

export async function discardDraft(id: string): Promise<void> {
  await db()
    .deleteFrom('guide_draft')
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .execute();
}

async function change(
  id: string,
  seen: number,
  values: Partial<{
    state: Draft['state'];
    reviewer: string | null;
    publish_at: Date | null;
    refusal: string | null;
    updated_at: Date;
  }>,
): Promise<Result<Draft, DraftRefusal>> {
  const draft = await draftById(id);
  if (!draft) return refuse({ kind: 'gone' });
  if (draft.version !== seen) return refuse({ kind: 'overtaken', theirs: draft });
  await db()
    .updateTable('guide_draft')
    .set({ ...values, version: draft.version + 1 })
    .where('municipality_id', '=', currentMunicipality())
    .where('id', '=', id)
    .execute();
  const changed = await draftById(id);
  return changed ? ok(changed) : refuse({ kind: 'gone' });
}
