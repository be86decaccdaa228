import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../../../db/index.ts';
import type { MunicipalityId } from '../../../kernel/index.ts';
import { writeInventory } from '../inventory/write-inventory.ts';
import type { LocalText } from '../local/local-text.ts';
import { type ContentProblem, contentFingerprint, type GuideContent, loadGuideContent } from './load-guide-content.ts';

type Tx = Transaction<Tables>;

/** Under which name the digest of the content that the database holds is kept. */
const fingerprintName = 'guide content';

export type PreparedContent =
  | { readonly ok: true; readonly changed: boolean }
  | { readonly ok: false; readonly problems: readonly ContentProblem[] };

/**
 * Brings the database to the content folder, as its owner. When no file has changed since last time, nothing is read but
 * the files' digest: a second start must be fast.
 */
export async function prepareGuideContent(owner: Kysely<Tables>, folder: string): Promise<PreparedContent> {
  const fingerprint = contentFingerprint(folder);
  const known = await owner
    .selectFrom('installation')
    .select('value')
    .where('name', '=', fingerprintName)
    .executeTakeFirst();
  if (known?.value === fingerprint) return { ok: true, changed: false };
  const loaded = loadGuideContent(folder);
  if (!loaded.ok) return loaded;
  await writeGuideContent(owner, loaded.content);
  await owner
    .insertInto('installation')
    .values({ name: fingerprintName, value: fingerprint })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: fingerprint }))
    .execute();
  return { ok: true, changed: true };
}

/**
 * Writes national texts, and what each municipality says itself, in one transaction. Services that are gone are removed;
 * municipalities and places are written only where they are missing, so that a restart undoes no administrator's change.
 */
export async function writeGuideContent(owner: Kysely<Tables>, content: GuideContent): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    // Several processes may start at once.
    await sql`select pg_advisory_xact_lock(hashtextextended('guide content', 0))`.execute(tx);
    await writeLifeEvents(tx, content);
    await writeServices(tx, content);
    await writeFacts(tx, content);
    await writeVocabulary(tx, content);
    await writeWords(tx, content);
    await writeLanguages(tx, content);
    for (const municipality of content.municipalities) await writeMunicipality(tx, municipality);
    await removeGone(tx, content);
  });
}

async function writeLifeEvents(tx: Tx, { lifeEvents }: GuideContent): Promise<void> {
  if (lifeEvents.length === 0) return;
  await tx
    .insertInto('life_event')
    .values(lifeEvents.map(({ id, title }, position) => ({ id, position, title: JSON.stringify(title) })))
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((row) => ({ position: row.ref('excluded.position'), title: row.ref('excluded.title') })),
    )
    .execute();
}

/**
 * A text that an editor has changed here is not overwritten by a newer file: the file is laid beside it (`shipped`), and the
 * editor sees the three of them. A file that has not changed changes nothing.
 */
async function writeServices(tx: Tx, { services, redirects }: GuideContent): Promise<void> {
  const rows = await tx
    .selectFrom('guide_service')
    .select(['slug', 'fingerprint', 'origin', 'revision', 'state'])
    .execute();
  const known = new Map(rows.map((row) => [row.slug, row]));
  for (const service of services) {
    const body = JSON.stringify(service);
    const fingerprint = createHash('sha256').update(body).digest('hex');
    const row = known.get(service.slug);
    if (row?.fingerprint === fingerprint) continue;
    if (row?.origin === 'edited') {
      await tx
        .updateTable('guide_service')
        .set({ shipped: body, fingerprint })
        .where('slug', '=', service.slug)
        .execute();
      continue;
    }
    const changed = { life_event: service.lifeEvent, body, fingerprint, revision: (row?.revision ?? 0) + 1 };
    await tx
      .insertInto('guide_service')
      .values({ slug: service.slug, ...changed })
      .onConflict((conflict) => conflict.column('slug').doUpdateSet({ ...changed, state: 'live' }))
      .execute();
    await tx
      .insertInto('guide_service_revision')
      .values({
        service: service.slug,
        revision: changed.revision,
        body,
        published_at: sql`now()`,
        author: null,
      } as never)
      .execute();
  }
  for (const [slug, service] of Object.entries(redirects))
    await tx
      .insertInto('guide_redirect')
      .values({ slug, service })
      .onConflict((conflict) => conflict.column('slug').doUpdateSet({ service }))
      .execute();
}

async function writeFacts(tx: Tx, { facts }: GuideContent): Promise<void> {
  const rows = await tx.selectFrom('guide_fact').select(['id', 'body', 'origin', 'revision']).execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  for (const fact of facts) {
    const body = JSON.stringify(fact);
    const row = known.get(fact.id);
    if (row?.origin === 'edited' || (row && isDeepStrictEqual(row.body, JSON.parse(body)))) continue;
    const revision = (row?.revision ?? 0) + 1;
    await tx
      .insertInto('guide_fact')
      .values({ id: fact.id, body, revision })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ body, revision }))
      .execute();
    await tx
      .insertInto('guide_fact_revision')
      .values({ fact: fact.id, revision, body, published_at: sql`now()`, author: null } as never)
      .execute();
  }
  const kept = facts.map((fact) => fact.id);
  const gone = rows.filter((row) => row.origin === 'shipped' && !kept.includes(row.id)).map((row) => row.id);
  if (gone.length > 0) await tx.deleteFrom('guide_fact').where('id', 'in', gone).execute();
}

async function writeVocabulary(tx: Tx, { concepts }: GuideContent): Promise<void> {
  await tx.deleteFrom('vocabulary_concept').where('origin', '=', 'shipped').execute();
  if (concepts.length === 0) return;
  await tx
    .insertInto('vocabulary_concept')
    .values(concepts.map((concept) => ({ service: concept.service, body: JSON.stringify(concept) })))
    .onConflict((conflict) => conflict.column('service').doNothing())
    .execute();
}

async function writeWords(tx: Tx, { words }: GuideContent): Promise<void> {
  await tx.deleteFrom('guide_word').execute();
  if (words.length === 0) return;
  await tx
    .insertInto('guide_word')
    .values(words.map((word) => ({ id: word.id, body: JSON.stringify(word) })))
    .execute();
}

/** What an editor has changed here stays; what is as we shipped it follows the files. */
async function writeLanguages(tx: Tx, { languages = [] }: GuideContent): Promise<void> {
  await tx.deleteFrom('guide_language').where('origin', '=', 'shipped').execute();
  for (const language of languages)
    await tx
      .insertInto('guide_language')
      .values({ code: language.code, body: JSON.stringify(language) })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .execute();
}

async function writeMunicipality(
  tx: Tx,
  { record, local, facts, inventory }: GuideContent['municipalities'][number],
): Promise<void> {
  const id = record.id as MunicipalityId;
  await tx
    .insertInto('municipality')
    .values({
      id,
      slug: record.slug,
      name: record.name,
      full_name: record.fullName,
      code: record.code ?? null,
      host: record.host ?? null,
      colour: record.colour,
      demonstration: record.demonstration,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await actFor(tx, id);
  for (const place of record.places) {
    await tx
      .insertInto('place')
      .values({
        id: place.id,
        municipality_id: id,
        name: place.name,
        address: place.address,
        phone: place.phone,
        hours: JSON.stringify(place.hours),
        help_hours: JSON.stringify(place.helpHours),
        exceptions: JSON.stringify(place.exceptions),
        open_on_holidays: place.openOnHolidays,
        help_open_on_holidays: place.helpOpenOnHolidays,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
  await writeVariants(tx, id, local);
  if (inventory) await writeInventory(tx, id, inventory);
  for (const fact of facts)
    await tx
      .insertInto('municipal_fact')
      .values({ municipality_id: id, id: fact.id, body: JSON.stringify(fact), updated_at: sql`now()` } as never)
      .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doNothing())
      .execute();
}

/** What an editor has changed here stays; what is as we shipped it follows the files. */
async function writeVariants(tx: Tx, id: MunicipalityId, local: ReadonlyMap<string, LocalText>): Promise<void> {
  const rows = await tx
    .selectFrom('guide_variant')
    .select(['service', 'body', 'origin', 'revision'])
    .where('municipality_id', '=', id)
    .execute();
  const known = new Map(rows.map((row) => [row.service, row]));
  for (const [service, text] of local) {
    const body = JSON.stringify(text);
    const row = known.get(service);
    if (row?.origin === 'edited' || (row && isDeepStrictEqual(row.body, JSON.parse(body)))) continue;
    const revision = (row?.revision ?? 0) + 1;
    await tx
      .insertInto('guide_variant')
      .values({ municipality_id: id, service, body, revision })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'service']).doUpdateSet({ body, revision }))
      .execute();
    await tx
      .insertInto('guide_variant_revision')
      .values({ municipality_id: id, service, revision, body, published_at: sql`now()`, author: null } as never)
      .execute();
  }
}

/**
 * A text whose file is gone is withdrawn, not deleted: local texts point at it, and its address must say what became of it.
 * Not where an editor has taken it over.
 */
async function removeGone(tx: Tx, content: GuideContent): Promise<void> {
  const kept = new Set(content.services.map((service) => service.slug));
  const rows = await tx.selectFrom('guide_service').select('slug').where('origin', '=', 'shipped').execute();
  const gone = rows.map((row) => row.slug).filter((slug) => !kept.has(slug));
  if (gone.length > 0) {
    await tx
      .updateTable('guide_service')
      .set({ state: 'withdrawn', fingerprint: '' })
      .where('slug', 'in', gone)
      .execute();
    const municipalities = await tx.selectFrom('municipality').select('id').execute();
    for (const { id } of municipalities) {
      await actFor(tx, id);
      // A ticket keeps its place in the line when its topic goes; only the topic is forgotten.
      await tx.updateTable('help_ticket').set({ service: null, step: null }).where('service', 'in', gone).execute();
    }
  }
  const events = content.lifeEvents.map((event) => event.id);
  if (events.length > 0)
    await tx
      .deleteFrom('life_event')
      .where('id', 'not in', events)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(selectFrom('guide_service').select('slug').whereRef('guide_service.life_event', '=', 'life_event.id')),
        ),
      )
      .execute();
}

/** Row-level security is forced on the owner too. */
async function actFor(tx: Tx, municipality: MunicipalityId): Promise<void> {
  await sql`select set_config('app.municipality', ${municipality}, true)`.execute(tx);
}
