import * as v from 'valibot';
import { currentMunicipality, db, editNationally } from '../../../db/index.ts';
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import type { Bus } from '../../../platform/index.ts';
import { LocalText } from '../local/local-text.ts';
import { checkServiceText, type TextProblem } from '../service-text.ts';
import type { Draft } from './draft.ts';
import { localProblems, nameProblems } from './draft-problems.ts';
import { discardDraft } from './draft-store.ts';
import { unwrittenProblems } from './empty-service.ts';
import { factNames, publishedLocal, publishedNational } from './published-store.ts';

export type PublishRefusal =
  /** Fields by name, and what is wrong with each. */
  | { readonly kind: 'problems'; readonly problems: readonly TextProblem[] }
  /** Somebody else's text was published since this draft was begun: the two must be laid beside each other first. */
  | { readonly kind: 'base-moved'; readonly revision: number };

/** Makes the draft the published text, keeps what it replaces in the history, and wakes every process. */
export function publishDraft(bus: Bus, draft: Draft, now: Date): Promise<Result<number, PublishRefusal>> {
  return draft.scope === 'national' ? publishNational(bus, draft, now) : publishLocal(bus, draft, now);
}

async function publishNational(bus: Bus, draft: Draft, now: Date): Promise<Result<number, PublishRefusal>> {
  const checked = checkServiceText(draft.body, await factNames());
  if (!checked.ok) return refuse({ kind: 'problems', problems: checked.problems });
  const { service } = checked;
  const misplaced = [...nameProblems(draft.service, service), ...unwrittenProblems(service)];
  if (misplaced.length > 0) return refuse({ kind: 'problems', problems: misplaced });
  const published = await publishedNational(draft.service);
  // It was taken out of every guide, or has another name now: a text that waited for its time must not bring it back.
  if (published?.withdrawn)
    return refuse({ kind: 'problems', problems: [{ path: '', problem: 'is withdrawn: put it back first' }] });
  if ((published?.revision ?? 0) !== draft.baseRevision)
    return refuse({ kind: 'base-moved', revision: published?.revision ?? 0 });
  const revision = (published?.revision ?? 0) + 1;
  const body = JSON.stringify(service);
  await editNationally();
  await db()
    .insertInto('guide_service')
    .values({ slug: draft.service, life_event: service.lifeEvent, body, fingerprint: '', revision, origin: 'edited' })
    .onConflict((conflict) =>
      conflict
        .column('slug')
        .doUpdateSet({ life_event: service.lifeEvent, body, revision, origin: 'edited', state: 'live', shipped: null }),
    )
    .execute();
  await db()
    .insertInto('guide_service_revision')
    .values({
      service: draft.service,
      revision,
      body,
      published_at: now,
      author: draft.updatedBy,
      note: draft.note,
    })
    .execute();
  await discardDraft(draft.id);
  await bus.notify('guide:national');
  return ok(revision);
}

async function publishLocal(bus: Bus, draft: Draft, now: Date): Promise<Result<number, PublishRefusal>> {
  const national = await publishedNational(draft.service);
  const problems = localProblems(draft.service, draft.body, national?.service, await factNames());
  if (problems.length > 0) return refuse({ kind: 'problems', problems });
  const text = v.parse(LocalText, draft.body);
  const published = await publishedLocal(draft.service);
  if ((published?.revision ?? 0) !== draft.baseRevision)
    return refuse({ kind: 'base-moved', revision: published?.revision ?? 0 });
  const revision = (published?.revision ?? 0) + 1;
  await writeLocal(draft.service, text, { revision, now, author: draft.updatedBy, note: draft.note });
  await discardDraft(draft.id);
  await bus.notify(`guide:${currentMunicipality()}`);
  return ok(revision);
}

/** Writes a municipality's text and its place in the history; checked before. */
export async function writeLocal(
  service: string,
  text: LocalText,
  entry: { readonly revision: number; readonly now: Date; readonly author: string; readonly note: string },
): Promise<void> {
  const body = JSON.stringify(text);
  const { revision } = entry;
  await db()
    .insertInto('guide_variant')
    .values({ municipality_id: currentMunicipality(), service, body, revision, origin: 'edited' })
    .onConflict((conflict) =>
      conflict.columns(['municipality_id', 'service']).doUpdateSet({ body, revision, origin: 'edited' }),
    )
    .execute();
  await db()
    .insertInto('guide_variant_revision')
    .values({
      municipality_id: currentMunicipality(),
      service,
      revision,
      body,
      published_at: entry.now,
      author: entry.author,
      note: entry.note,
    })
    .execute();
}
