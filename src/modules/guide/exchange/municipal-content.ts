/**
 * A municipality's whole content as one file: everything it has written itself, nothing national and nothing about anybody.
 * Version 1; docs/exchange.md describes each part. Pure.
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import { cprProblems } from '../editing/draft-problems.ts';
import { MunicipalFact } from '../facts/fact-records.ts';
import { channels, dataClasses, entranceKinds, entranceStatuses, purposes } from '../inventory/entrance.ts';
import { LocalText } from '../local/local-text.ts';
import { termRelations, termSources } from '../words/local-term.ts';

const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use a-z, 0-9 and hyphens'), v.maxLength(60));
const uuid = v.pipe(v.string(), v.uuid('use a uuid'));
const date = v.pipe(v.string(), v.isoDate('use a date as 2026-11-24'));
const line = v.pipe(v.string(), v.maxLength(300));
const words = v.pipe(line, v.minLength(1));
const body = v.pipe(v.string(), v.maxLength(4000));
const months = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60));

export const Word = v.strictObject({
  id: uuid,
  service: slug,
  term: v.pipe(words, v.maxLength(120)),
  relation: v.picklist(termRelations),
  strength: v.picklist([1, 2, 3]),
  lang: v.picklist(['da', 'en']),
  region: line,
  say_instead: line,
  sensitive: v.boolean(),
  source: v.picklist(termSources),
  source_note: line,
  seen: v.pipe(v.number(), v.integer(), v.minValue(0)),
  noted_on: date,
});
export const Pin = v.strictObject({
  id: uuid,
  query: words,
  service: slug,
  owner: words,
  reason: words,
  expires_on: date,
});
export const EntranceRecord = v.strictObject({
  id: uuid,
  name: words,
  kind: v.picklist(entranceKinds),
  status: v.picklist(entranceStatuses),
  purpose: v.picklist(purposes),
  address: line,
  services: v.array(slug),
  owner_role: line,
  backup_role: line,
  unit: line,
  data_class: v.picklist(dataClasses),
  kle: line,
  note: body,
  replaced_by: v.nullable(uuid),
  cycle_months: months,
  checked_on: v.nullable(date),
  checked_role: line,
  checked_how: line,
});
export const Care = v.strictObject({
  service: slug,
  owner_role: line,
  cycle_months: months,
  checked_on: v.nullable(date),
  checked_role: line,
  checked_how: line,
});
export const Rule = v.strictObject({
  service: slug,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  withdrawn: v.boolean(),
  offered: v.array(v.picklist(channels)),
  recommended: v.array(v.picklist(channels)),
  reason: body,
  decided_by: line,
  decided_on: date,
  review_on: date,
});

export const MunicipalContent = v.strictObject({
  format: v.literal('medbetjening-municipality', 'is not a file of a municipality’s content'),
  version: v.literal(1, 'is a version that this program does not read'),
  /** Slug of the municipality that it came from. */
  municipality: slug,
  /** By slug of the service. */
  texts: v.record(slug, LocalText),
  facts: v.array(MunicipalFact),
  /** Old name → name. */
  redirects: v.record(slug, slug),
  words: v.array(Word),
  pins: v.array(Pin),
  instructions: v.array(v.strictObject({ service: slug, body, updated_on: date })),
  roles: v.array(words),
  entrances: v.array(EntranceRecord),
  care: v.array(Care),
  rules: v.array(Rule),
});
export type MunicipalContent = v.InferOutput<typeof MunicipalContent>;

/** One thing wrong with a file, by its place in it. */
export type ContentFault = { readonly path: string; readonly problem: string };

/** More than 300 services with every field rewritten in three languages. */
export const mostBytes = 10 * 1024 * 1024;
const mostFaults = 50;

/** Reads a file; every fault of it, up to fifty, and nothing half read. */
export function readMunicipalContent(bytes: Uint8Array): Result<MunicipalContent, readonly ContentFault[]> {
  if (bytes.byteLength > mostBytes) return refuse([{ path: '', problem: `is larger than ${mostBytes} bytes` }]);
  let input: unknown;
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    return refuse([{ path: '', problem: 'is not JSON' }]);
  }
  const parsed = v.safeParse(MunicipalContent, input);
  if (parsed.success) {
    const doubles = [...repeated(parsed.output), ...cprProblems(parsed.output)];
    return doubles.length === 0 ? ok(parsed.output) : refuse(doubles);
  }
  return refuse(
    parsed.issues.slice(0, mostFaults).map((issue) => ({ path: v.getDotPath(issue) ?? '', problem: issue.message })),
  );
}

function repeated(content: MunicipalContent): ContentFault[] {
  const faults: ContentFault[] = [];
  const check = (path: string, names: readonly string[]) => {
    for (const name of new Set(names.filter((one, at) => names.indexOf(one) !== at)))
      faults.push({ path, problem: `has “${name}” twice` });
  };
  check(
    'facts',
    content.facts.map(({ id }) => id),
  );
  check(
    'words',
    content.words.map(({ service, term }) => `${service} ${term.toLowerCase()}`),
  );
  check(
    'pins',
    content.pins.map(({ query }) => query.toLowerCase()),
  );
  check(
    'entrances',
    content.entrances.map(({ id }) => id),
  );
  check(
    'rules',
    content.rules.map(({ service, version }) => `${service} ${version}`),
  );
  return faults;
}

/** The file as text: keys and lists in a fixed order, so that the same content is the same bytes. */
export const writeMunicipalContent = (content: MunicipalContent): string =>
  `${JSON.stringify(inOrder(content), keysInOrder, 1)}\n`;

/** The database keeps objects without an order of their own, so a file gets one: by name, what the file is first. */
function keysInOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const first = ['format', 'version', 'municipality'];
  const rank = (key: string) => ('format' in value ? first.indexOf(key) + 1 || 9 : 0);
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

/** Keys of objects in order; of lists, those of records by what names them. The order within texts and languages is kept. */
function inOrder(content: MunicipalContent): MunicipalContent {
  const byName = <Item>(items: readonly Item[], name: (item: Item) => string): Item[] =>
    [...items].sort((a, b) => (name(a) < name(b) ? -1 : 1));
  const sorted = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    format: content.format,
    version: content.version,
    municipality: content.municipality,
    texts: sorted(content.texts),
    facts: byName(content.facts, ({ id }) => id),
    redirects: sorted(content.redirects),
    words: byName(content.words, ({ service, term, id }) => `${service} ${term} ${id}`),
    pins: byName(content.pins, ({ query, id }) => `${query} ${id}`),
    instructions: byName(content.instructions, ({ service }) => service),
    roles: [...content.roles].sort(),
    entrances: byName(content.entrances, ({ name, id }) => `${name} ${id}`),
    care: byName(content.care, ({ service }) => service),
    rules: byName(content.rules, ({ service, version }) => `${service} ${String(version).padStart(6, '0')}`),
  };
}

/** Ids belong to one municipality: in another, each gets one that is always the same for the same original. */
export function withOwnIds(content: MunicipalContent, municipality: string): MunicipalContent {
  const own = (id: string): string => {
    const hex = createHash('sha256').update(`${municipality} ${id}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  return {
    ...content,
    words: content.words.map((one) => ({ ...one, id: own(one.id) })),
    pins: content.pins.map((one) => ({ ...one, id: own(one.id) })),
    entrances: content.entrances.map((one) => ({
      ...one,
      id: own(one.id),
      replaced_by: one.replaced_by === null ? null : own(one.replaced_by),
    })),
  };
}
