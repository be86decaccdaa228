import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import type { Bus } from '../../../platform/index.ts';
import { unknownFacts } from '../editing/draft-problems.ts';
import { writeLocal } from '../editing/publish-draft.ts';
import { factNames } from '../editing/published-store.ts';
import type { MunicipalFact } from '../facts/fact-records.ts';
import { municipalFacts } from '../facts/fact-store.ts';
import { checkLocalText } from '../local/check-local-text.ts';
import { nothingLocal } from '../local/local-text.ts';
import { followList, followRenames } from '../publication/follow-renames.ts';
import { readRenames } from '../publication/renames-store.ts';
import { readLocal, readNational } from '../publication/store.ts';
import { samenessOf } from '../words/local-term.ts';
import { pinKey } from '../words/pins.ts';
import { followContent } from './follow-content.ts';
import type { ContentFault, MunicipalContent } from './municipal-content.ts';

/** Tables that are told row by row; the rest has stores of its own. Names come from here, never from a file. */
type Plain =
  | 'local_term'
  | 'search_pin'
  | 'work_instruction'
  | 'owner_role'
  | 'entrance'
  | 'text_care'
  | 'channel_rule';
/** What the program keeps for itself: whose, which version, and what is computed from the rest. */
const ours = ['municipality_id', 'version', 'plain', 'revision', 'study_id'];

async function rowsOf<Row>(table: Plain, kept: readonly string[] = []): Promise<Row[]> {
  const left = ours.filter((column) => !kept.includes(column));
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(t) - ${sql.raw(`array[${left.map((one) => `'${one}'`).join(', ')}]`)} as row from ${sql.table(table)} t
    where municipality_id = ${currentMunicipality()}`.execute(db());
  return rows.map(({ row }) => row);
}

async function insertRows(table: Plain, rows: readonly object[], onConflict = ''): Promise<void> {
  if (rows.length === 0) return;
  const whole = rows.map((row) => ({ ...row, municipality_id: currentMunicipality() }));
  const columns = Object.keys(whole[0] ?? {})
    .map((name) => `"${name}"`)
    .join(', ');
  await sql`insert into ${sql.table(table)} (${sql.raw(columns)})
    select ${sql.raw(columns)} from jsonb_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(whole)}::jsonb)
    ${sql.raw(onConflict)}`.execute(db());
}

const clear = (table: Plain) =>
  sql`delete from ${sql.table(table)} where municipality_id = ${currentMunicipality()}`.execute(db());

/** Everything the current municipality has written itself, under the names that services have now. */
export async function exportContent(municipality: string): Promise<MunicipalContent> {
  const local = await readLocal();
  const stored: MunicipalContent = {
    format: 'medbetjening-municipality',
    version: 1,
    municipality,
    texts: Object.fromEntries([...local.variants].map(([slug, { text }]) => [slug, text])),
    facts: [...local.facts.values()],
    redirects: Object.fromEntries(local.redirects),
    words: await rowsOf('local_term'),
    pins: await rowsOf('search_pin'),
    instructions: await rowsOf('work_instruction'),
    roles: (await rowsOf<{ name: string }>('owner_role')).map(({ name }) => name),
    entrances: await rowsOf('entrance'),
    care: await rowsOf('text_care'),
    rules: await rowsOf('channel_rule', ['version']),
  };
  const content = await namedNow(stored);
  // Only now: a text that was emptied under the present name stands before one under an old name.
  const texts = Object.entries(content.texts).filter(([, text]) => !isDeepStrictEqual(text, nothingLocal));
  return { ...content, texts: Object.fromEntries(texts) };
}

/** A file's content as it will be put in: a file may be older than a rename. */
export const namedNow = async (content: MunicipalContent): Promise<MunicipalContent> =>
  followContent(content, await readNational());

/** What an import would change: names of what is new, otherwise, or gone. */
export type ContentChange = {
  readonly part: keyof MunicipalContent;
  readonly name: string;
  readonly kind: 'new' | 'changed' | 'gone';
};

export function contentChanges(before: MunicipalContent, after: MunicipalContent): readonly ContentChange[] {
  const changes: ContentChange[] = [];
  const compare = (
    part: keyof MunicipalContent,
    old: ReadonlyMap<string, unknown>,
    now: ReadonlyMap<string, unknown>,
    stays = false,
  ) => {
    for (const [name, value] of now)
      if (!old.has(name)) changes.push({ part, name, kind: 'new' });
      else if (!isDeepStrictEqual(old.get(name), value)) changes.push({ part, name, kind: 'changed' });
    if (!stays) for (const name of old.keys()) if (!now.has(name)) changes.push({ part, name, kind: 'gone' });
  };
  const by = <Item>(items: readonly Item[], name: (item: Item) => string) =>
    new Map(items.map((item) => [name(item), item]));
  compare('texts', new Map(Object.entries(before.texts)), new Map(Object.entries(after.texts)));
  compare(
    'facts',
    by(before.facts, ({ id }) => id),
    by(after.facts, ({ id }) => id),
  );
  compare('redirects', new Map(Object.entries(before.redirects)), new Map(Object.entries(after.redirects)));
  compare(
    'words',
    by(before.words, ({ service, term }) => `${service}: ${term}`),
    by(after.words, ({ service, term }) => `${service}: ${term}`),
  );
  compare(
    'pins',
    by(before.pins, ({ query }) => query),
    by(after.pins, ({ query }) => query),
  );
  compare(
    'instructions',
    by(before.instructions, ({ service }) => service),
    by(after.instructions, ({ service }) => service),
  );
  compare(
    'roles',
    by(before.roles, (name) => name),
    by(after.roles, (name) => name),
  );
  compare(
    'entrances',
    by(before.entrances, ({ id }) => id),
    by(after.entrances, ({ id }) => id),
    true,
  );
  compare(
    'care',
    by(before.care, ({ service }) => service),
    by(after.care, ({ service }) => service),
    true,
  );
  compare(
    'rules',
    by(before.rules, ({ service, version }) => `${service} ${version}`),
    by(after.rules, ({ service, version }) => `${service} ${version}`),
    true,
  );
  return changes;
}

/** Does the file fit the national texts it differs from? */
async function faultsOf(content: MunicipalContent): Promise<readonly ContentFault[]> {
  const national = await readNational();
  const shared = [...(await factNames())].filter((name) => !name.startsWith('our:'));
  const facts = new Set([...shared, ...content.facts.map(({ id }) => `our:${id}`)]);
  const faults: ContentFault[] = [];
  const own = new Set(Object.entries(content.texts).flatMap(([slug, { own }]) => (own ? [slug] : [])));
  const known = (slug: string) => national.services.has(slug) || own.has(slug);
  for (const [slug, text] of Object.entries(content.texts)) {
    const service = national.services.get(slug)?.service;
    for (const { path, problem } of [...checkLocalText(slug, text, service, facts), ...unknownFacts(text, facts)])
      faults.push({ path: `texts.${slug}.${path}`, problem });
  }
  for (const [part, slugs] of [
    ['words', content.words.map(({ service }) => service)],
    ['pins', content.pins.map(({ service }) => service)],
    ['instructions', content.instructions.map(({ service }) => service)],
    ['redirects', Object.values(content.redirects)],
  ] as const)
    for (const slug of new Set(slugs))
      if (!known(slug)) faults.push({ path: part, problem: `names the service “${slug}”, which is not here` });
  const rows = await sql<{
    id: string;
  }>`select id from entrance where municipality_id = ${currentMunicipality()}`.execute(db());
  const entrances = new Set([...content.entrances, ...rows.rows].map(({ id }) => id));
  for (const { name, replaced_by } of content.entrances)
    if (replaced_by !== null && !entrances.has(replaced_by))
      faults.push({ path: 'entrances', problem: `“${name}” is replaced by one that is not in the file` });
  return faults;
}

/**
 * Puts a file's content in place of the municipality's, in the caller's transaction: whole, or not at all. Entrances, care
 * and channel rules are added to and changed, never removed: they are the record of what was decided. Texts keep their
 * history.
 */
export async function importContent(
  bus: Bus,
  file: MunicipalContent,
  entry: { readonly by: string; readonly note: string; readonly now: Date },
): Promise<Result<number, readonly ContentFault[]>> {
  const content = await namedNow(file);
  const faults = await faultsOf(content);
  if (faults.length > 0) return refuse(faults);
  const stored = await readLocal();
  const before = followRenames(stored, await readNational());
  const texts = new Map(Object.entries(content.texts));
  for (const slug of before.variants.keys()) if (!texts.has(slug)) texts.set(slug, nothingLocal);
  let changed = 0;
  for (const [slug, text] of texts) {
    const known = before.variants.get(slug);
    // As they will be read: a file's keys may stand in another order.
    if (known ? isDeepStrictEqual(known.text, JSON.parse(JSON.stringify(text))) : isDeepStrictEqual(text, nothingLocal))
      continue;
    changed += 1;
    await writeLocal(slug, text, {
      revision: (stored.variants.get(slug)?.revision ?? 0) + 1,
      now: entry.now,
      author: entry.by,
      note: entry.note,
    });
  }
  await replaceFacts(content.facts, entry.now);
  await db().deleteFrom('local_redirect').where('municipality_id', '=', currentMunicipality()).execute();
  for (const [slug, service] of Object.entries(content.redirects))
    await db().insertInto('local_redirect').values({ municipality_id: currentMunicipality(), slug, service }).execute();
  type Instructed = { readonly service: string; readonly body: string; readonly revision: number };
  const instructed = followList(
    await rowsOf<Instructed>('work_instruction', ['revision']),
    await readRenames(),
    ({ service }) => service,
  );
  // Versions go on from where they were: a form that was open before the import must not be saved over it.
  const words = nextVersion(await rowsOf<Versioned>('local_term', ['version']));
  const pins = nextVersion(await rowsOf<Versioned>('search_pin', ['version']));
  for (const table of ['local_term', 'search_pin', 'work_instruction', 'owner_role'] as const) await clear(table);
  await insertRows(
    'local_term',
    content.words.map((word) => ({ ...word, plain: samenessOf(word.term), study_id: null, version: words(word.id) })),
  );
  await insertRows(
    'search_pin',
    content.pins.map((pin) => ({ ...pin, plain: pinKey(pin.query), version: pins(pin.id) })),
  );
  await insertRows(
    'work_instruction',
    // What is changed is unread again; what is not, stays read.
    content.instructions.map((one) => {
      const old = instructed.find(({ service }) => service === one.service);
      return { ...one, revision: old?.body === one.body ? old.revision : (old?.revision ?? 0) + 1 };
    }),
  );
  await insertRows(
    'owner_role',
    content.roles.map((name) => ({ name })),
  );
  await insertRows(
    'entrance',
    content.entrances.map((one) => ({ ...one, replaced_by: null, version: 1 })),
    `on conflict (id) do update set ${overwrite(['name', 'kind', 'status', 'purpose', 'address', 'services', 'owner_role', 'backup_role', 'unit', 'data_class', 'kle', 'note', 'cycle_months', 'checked_on', 'checked_role', 'checked_how'])}, version = entrance.version + 1`,
  );
  for (const { id, replaced_by } of content.entrances)
    await sql`update entrance set replaced_by = ${replaced_by} where municipality_id = ${currentMunicipality()} and id = ${id}`.execute(
      db(),
    );
  await insertRows(
    'text_care',
    content.care.map((one) => ({ ...one, version: 1 })),
    `on conflict (municipality_id, service) do update set ${overwrite(['owner_role', 'cycle_months', 'checked_on', 'checked_role', 'checked_how'])}, version = text_care.version + 1`,
  );
  await insertRows('channel_rule', content.rules, 'on conflict do nothing');
  await bus.notify(`guide:${currentMunicipality()}`);
  return ok(changed);
}

const overwrite = (columns: readonly string[]): string =>
  columns.map((column) => `${column} = excluded.${column}`).join(', ');

type Versioned = { readonly id: string; readonly version: number };
const nextVersion = (rows: readonly Versioned[]) => {
  const known = new Map(rows.map(({ id, version }) => [id, version]));
  return (id: string): number => (known.get(id) ?? 0) + 1;
};

async function replaceFacts(facts: readonly MunicipalFact[], now: Date): Promise<void> {
  const before = new Map((await municipalFacts()).map(({ fact, revision }) => [fact.id, { fact, revision }]));
  await db().deleteFrom('municipal_fact').where('municipality_id', '=', currentMunicipality()).execute();
  for (const fact of facts) {
    const known = before.get(fact.id);
    const same = known !== undefined && isDeepStrictEqual(known.fact, JSON.parse(JSON.stringify(fact)));
    await db()
      .insertInto('municipal_fact')
      .values({
        municipality_id: currentMunicipality(),
        id: fact.id,
        body: JSON.stringify(fact),
        revision: same ? known.revision : (known?.revision ?? 0) + 1,
        updated_at: now,
      })
      .execute();
  }
}
