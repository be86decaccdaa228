import { currentMunicipality, db, editNationally } from '../../../db/index.ts';
import type { Bus } from '../../../platform/index.ts';
import type { LocalText } from '../local/local-text.ts';
import type { ServiceText } from '../service-text.ts';
import type { Scope } from './draft.ts';

export type PublishedNational = {
  readonly service: ServiceText;
  readonly revision: number;
  readonly withdrawn: boolean;
  /** A newer text of ours that was not taken over, because this one is edited here. */
  readonly shipped: ServiceText | null;
};

export async function publishedNational(service: string): Promise<PublishedNational | null> {
  const row = await db()
    .selectFrom('guide_service')
    .select(['body', 'revision', 'state', 'shipped'])
    .where('slug', '=', service)
    .executeTakeFirst();
  if (!row) return null;
  return {
    service: row.body as ServiceText,
    revision: row.revision,
    withdrawn: row.state === 'withdrawn',
    shipped: row.shipped as ServiceText | null,
  };
}

export async function publishedLocal(
  service: string,
): Promise<{ readonly text: LocalText; readonly revision: number } | null> {
  const row = await db()
    .selectFrom('guide_variant')
    .select(['body', 'revision'])
    .where('municipality_id', '=', currentMunicipality())
    .where('service', '=', service)
    .executeTakeFirst();
  return row ? { text: row.body as LocalText, revision: row.revision } : null;
}

/** What a text may name: shared facts by id, and the municipality's own as `our:id`. */
export async function factNames(): Promise<ReadonlySet<string>> {
  const shared = await db().selectFrom('guide_fact').select('id').execute();
  const ours = await db()
    .selectFrom('municipal_fact')
    .select('id')
    .where('municipality_id', '=', currentMunicipality())
    .execute();
  return new Set([...shared.map(({ id }) => id), ...ours.map(({ id }) => `our:${id}`)]);
}

/** One text that has been published, newest first. */
export type Revision = {
  readonly revision: number;
  readonly publishedAt: Date;
  /** An employee's id; null for what came from a file. */
  readonly author: string | null;
  readonly note: string;
};

export async function history(scope: Scope, service: string): Promise<readonly Revision[]> {
  const columns = ['revision', 'published_at', 'author', 'note'] as const;
  const rows =
    scope === 'national'
      ? await db()
          .selectFrom('guide_service_revision')
          .select(columns)
          .where('service', '=', service)
          .orderBy('revision', 'desc')
          .execute()
      : await db()
          .selectFrom('guide_variant_revision')
          .select(columns)
          .where('municipality_id', '=', currentMunicipality())
          .where('service', '=', service)
          .orderBy('revision', 'desc')
          .execute();
  return rows.map(({ published_at, ...row }) => ({ ...row, publishedAt: published_at }));
}

/** A text as it was; null where there is no such revision. A `ServiceText` or a `LocalText`, by its scope. */
export async function revisionText(scope: Scope, service: string, revision: number): Promise<unknown> {
  const row =
    scope === 'national'
      ? await db()
          .selectFrom('guide_service_revision')
          .select('body')
          .where('service', '=', service)
          .where('revision', '=', revision)
          .executeTakeFirst()
      : await db()
          .selectFrom('guide_variant_revision')
          .select('body')
          .where('municipality_id', '=', currentMunicipality())
          .where('service', '=', service)
          .where('revision', '=', revision)
          .executeTakeFirst();
  return row?.body ?? null;
}

/** National texts as they were in the revisions that local changes were written against. */
export async function nationalRevisions(
  service: string,
  revisions: readonly number[],
): Promise<ReadonlyMap<number, ServiceText>> {
  if (revisions.length === 0) return new Map();
  const rows = await db()
    .selectFrom('guide_service_revision')
    .select(['revision', 'body'])
    .where('service', '=', service)
    .where('revision', 'in', [...new Set(revisions)])
    .execute();
  return new Map(rows.map(({ revision, body }) => [revision, body as ServiceText]));
}

/** Takes a national text out of every guide, or back in. Its address says that it was withdrawn; local texts stay stored. */
export async function setWithdrawn(bus: Bus, service: string, withdrawn: boolean): Promise<void> {
  await editNationally();
  await db()
    .updateTable('guide_service')
    .set({ state: withdrawn ? 'withdrawn' : 'live', origin: 'edited' })
    .where('slug', '=', service)
    .execute();
  await bus.notify('guide:national');
}

/**
 * Gives a national service another name. The old one is kept as a withdrawn text and leads to the new one for ever; what
 * municipalities have written under the old name follows when it is read (publication/follow-renames.ts), because nobody
 * may write in all their rows.
 */
export async function renameNational(bus: Bus, from: string, to: string, author: string, now: Date): Promise<void> {
  await editNationally();
  const old = await db().selectFrom('guide_service').selectAll().where('slug', '=', from).executeTakeFirstOrThrow();
  const body = JSON.stringify({ ...(old.body as ServiceText), slug: to });
  await db()
    .insertInto('guide_service')
    .values({
      slug: to,
      life_event: old.life_event,
      body,
      fingerprint: '',
      revision: old.revision + 1,
      origin: 'edited',
    })
    .execute();
  for (const { revision, ...entry } of await revisionsOf(from))
    await db()
      .insertInto('guide_service_revision')
      .values({ ...entry, service: to, revision, body: JSON.stringify(entry.body) })
      .execute();
  await db()
    .insertInto('guide_service_revision')
    .values({ service: to, revision: old.revision + 1, body, published_at: now, author, note: `${from} → ${to}` })
    .execute();
  await db()
    .updateTable('guide_service')
    .set({ state: 'withdrawn', origin: 'edited' })
    .where('slug', '=', from)
    .execute();
  await db().updateTable('guide_redirect').set({ service: to }).where('service', '=', from).execute();
  await db().deleteFrom('guide_redirect').where('slug', '=', to).execute();
  await db().insertInto('guide_redirect').values({ slug: from, service: to }).execute();
  const concept = await db()
    .selectFrom('vocabulary_concept')
    .select('body')
    .where('service', '=', from)
    .executeTakeFirst();
  if (concept)
    await db()
      .insertInto('vocabulary_concept')
      .values({ service: to, body: JSON.stringify({ ...(concept.body as object), service: to }), origin: 'edited' })
      .onConflict((conflict) => conflict.column('service').doNothing())
      .execute();
  await bus.notify('guide:national');
}

const revisionsOf = (service: string) =>
  db().selectFrom('guide_service_revision').selectAll().where('service', '=', service).execute();
