import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../../../db/index.ts';
import type { MunicipalityId } from '../../../kernel/index.ts';
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
    await writeVocabulary(tx, content);
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

async function writeServices(tx: Tx, { services }: GuideContent): Promise<void> {
  const rows = await tx.selectFrom('guide_service').select(['slug', 'fingerprint']).execute();
  const known = new Map(rows.map((row) => [row.slug, row.fingerprint]));
  for (const service of services) {
    const body = JSON.stringify(service);
    const fingerprint = createHash('sha256').update(body).digest('hex');
    if (known.get(service.slug) === fingerprint) continue;
    const changed = { life_event: service.lifeEvent, body, fingerprint };
    await tx
      .insertInto('guide_service')
      .values({ slug: service.slug, ...changed })
      .onConflict((conflict) => conflict.column('slug').doUpdateSet(changed))
      .execute();
  }
}

async function writeVocabulary(tx: Tx, { concepts }: GuideContent): Promise<void> {
  await tx.deleteFrom('vocabulary_concept').execute();
  if (concepts.length === 0) return;
  await tx
    .insertInto('vocabulary_concept')
    .values(concepts.map((concept) => ({ service: concept.service, body: JSON.stringify(concept) })))
    .execute();
}

async function writeMunicipality(tx: Tx, { record, local }: GuideContent['municipalities'][number]): Promise<void> {
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
  for (const [service, values] of local) {
    const changed = { local: JSON.stringify(values) };
    await tx
      .insertInto('guide_variant')
      .values({ municipality_id: id, service, offered: true, ...changed })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'service']).doUpdateSet(changed))
      .execute();
  }
}

/** A ticket keeps its place in the line when its topic goes; only the topic is forgotten. */
async function removeGone(tx: Tx, content: GuideContent): Promise<void> {
  const kept = new Set(content.services.map((service) => service.slug));
  const rows = await tx.selectFrom('guide_service').select('slug').execute();
  const gone = rows.map((row) => row.slug).filter((slug) => !kept.has(slug));
  if (gone.length > 0) {
    const municipalities = await tx.selectFrom('municipality').select('id').execute();
    for (const { id } of municipalities) {
      await actFor(tx, id);
      await tx.updateTable('help_ticket').set({ service: null, step: null }).where('service', 'in', gone).execute();
      await tx.deleteFrom('guide_variant').where('service', 'in', gone).execute();
    }
    await tx.deleteFrom('guide_service').where('slug', 'in', gone).execute();
  }
  const events = content.lifeEvents.map((event) => event.id);
  if (events.length > 0) await tx.deleteFrom('life_event').where('id', 'not in', events).execute();
}

/** Row-level security is forced on the owner too. */
async function actFor(tx: Tx, municipality: MunicipalityId): Promise<void> {
  await sql`select set_config('app.municipality', ${municipality}, true)`.execute(tx);
}
