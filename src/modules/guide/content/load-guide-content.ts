import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { MunicipalFact, SharedFact } from '../facts/fact-records.ts';
import { InventoryFile } from '../inventory/inventory-file.ts';
import { replacementProblems } from '../inventory/write-inventory.ts';
import { LanguageRecord, labelProblems } from '../languages/language-record.ts';
import { checkLocalText } from '../local/check-local-text.ts';
import { LocalText } from '../local/local-text.ts';
import { type GuideWord, GuideWords } from '../reading/word-records.ts';
import { reservedPaths } from '../reserved-paths.ts';
import { checkServiceText, LocalisedText, missingTranslations, type ServiceText } from '../service-text.ts';
import { type Concept, checkVocabulary } from '../vocabulary.ts';
import { MunicipalityRecord } from './municipality-record.ts';

const LifeEvent = v.strictObject({ id: v.string(), title: LocalisedText });
/** Old name of a service → the name it has now. */
const Redirects = v.record(v.string(), v.string());

export type LifeEvent = v.InferOutput<typeof LifeEvent>;

export type GuideContent = {
  readonly lifeEvents: readonly LifeEvent[];
  readonly services: readonly ServiceText[];
  readonly concepts: readonly Concept[];
  readonly words: readonly GuideWord[];
  readonly facts: readonly SharedFact[];
  readonly redirects: Readonly<Record<string, string>>;
  /** What guides can be read in besides Danish and English. */
  readonly languages?: readonly LanguageRecord[];
  readonly municipalities: readonly {
    readonly record: MunicipalityRecord;
    /** By slug of the service. */
    readonly local: ReadonlyMap<string, LocalText>;
    readonly facts: readonly MunicipalFact[];
    /** Its entrances, as they are when this installation first meets it. */
    readonly inventory?: InventoryFile | null;
  }[];
};

/** One thing wrong with a file, named so that an editor can find it. */
export type ContentProblem = { readonly file: string; readonly path: string; readonly problem: string };

/** Counts up when the shape that is stored changes, so that unchanged files are read again. */
const shape = 2;

/** A digest of every file of the content folder: equal means that nothing needs to be read again. */
export function contentFingerprint(folder: string): string {
  const hash = createHash('sha256').update(`shape ${shape}`);
  for (const file of yamlFiles(folder)) hash.update(`\n${file}\n`).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

/** Reads and checks the whole content folder. Every problem of every file is told, not only the first. */
export function loadGuideContent(
  folder: string,
): { ok: true; content: GuideContent } | { ok: false; problems: readonly ContentProblem[] } {
  const reader = new ContentReader(folder);
  const lifeEvents = reader.read('life-events.yaml', v.array(LifeEvent)) ?? [];
  const facts = reader.readIf('facts.yaml', v.array(SharedFact)) ?? [];
  const factIds = new Set(facts.map((fact) => fact.id));
  const services = yamlFiles(folder, 'services').flatMap((file) => reader.service(file, lifeEvents, factIds));
  const languages = yamlFiles(folder, 'languages').flatMap((file) => reader.language(file));
  const redirects = reader.readIf('redirects.yaml', Redirects) ?? {};
  const concepts = yamlFiles(folder, 'vocabulary').flatMap((file) => reader.concepts(file));
  const words = reader.readIf('words.yaml', GuideWords) ?? [];
  for (const [slug, target] of Object.entries(redirects))
    if (services.some((one) => one.slug === slug) || !services.some((one) => one.slug === target))
      reader.note('redirects.yaml', slug, 'must be a name that no service has, and lead to one that a service has');
  const municipalities = yamlFiles(folder, 'municipalities', false).flatMap((file) => {
    const record = reader.read(file, MunicipalityRecord);
    if (record === null) return [];
    const own = `municipalities/${record.slug}`;
    const ours = reader.readIf(`${own}/facts.yaml`, v.array(MunicipalFact)) ?? [];
    return [
      {
        record,
        local: reader.local(record.slug, services, { shared: factIds, ours: new Set(ours.map((fact) => fact.id)) }),
        facts: ours,
        inventory: reader.inventory(`${own}/inventory.yaml`),
      },
    ];
  });
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  return { ok: true, content: { lifeEvents, services, concepts, words, facts, redirects, languages, municipalities } };
}

class ContentReader {
  readonly problems: ContentProblem[] = [];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A file held to its schema; null, and its problems noted, when it is not as it should be. */
  read<Schema extends v.GenericSchema>(file: string, schema: Schema): v.InferOutput<Schema> | null {
    const input = this.#parse(file);
    if (input === undefined) return null;
    const parsed = v.safeParse(schema, input);
    if (parsed.success) return parsed.output;
    for (const issue of parsed.issues) this.note(file, v.getDotPath(issue) ?? '', issue.message);
    return null;
  }

  /** As `read`, for a file that need not be there. */
  readIf<Schema extends v.GenericSchema>(file: string, schema: Schema): v.InferOutput<Schema> | null {
    return existsSync(join(this.#folder, file)) ? this.read(file, schema) : null;
  }

  language(file: string): LanguageRecord[] {
    const record = this.read(file, LanguageRecord);
    if (record === null) return [];
    for (const { path, problem } of labelProblems(record)) this.note(file, path, problem);
    if (`languages/${record.code}.yaml` !== file) this.note(file, 'code', 'is not the name of the file');
    return [record];
  }

  inventory(file: string): InventoryFile | null {
    const inventory = this.readIf(file, InventoryFile);
    for (const problem of inventory ? replacementProblems(inventory) : []) this.note(file, 'entrances', problem);
    return inventory;
  }

  service(file: string, lifeEvents: readonly LifeEvent[], facts: ReadonlySet<string>): ServiceText[] {
    const input = this.#parse(file);
    if (input === undefined) return [];
    const checked = checkServiceText(input, facts);
    if (!checked.ok) {
      for (const { path, problem } of checked.problems) this.note(file, path, problem);
      return [];
    }
    const { service } = checked;
    if (`services/${service.slug}.yaml` !== file) this.note(file, 'slug', 'is not the name of the file');
    if (service.steps.length > 0)
      for (const path of missingTranslations(service, 'en'))
        this.note(file, path, 'a full guide has its citizen text in English too');
    if (reservedPaths.has(service.slug)) this.note(file, 'slug', 'is the name of one of our own pages');
    if (!lifeEvents.some((one) => one.id === service.lifeEvent))
      this.note(file, 'lifeEvent', `names “${service.lifeEvent}”, which is not in life-events.yaml`);
    return [service];
  }

  concepts(file: string): Concept[] {
    const input = this.#parse(file);
    if (input === undefined) return [];
    const checked = checkVocabulary(input);
    if (checked.ok) return [...checked.vocabulary.concepts];
    for (const { path, problem } of checked.problems) this.note(file, path, problem);
    return [];
  }

  local(
    municipality: string,
    services: readonly ServiceText[],
    facts: { readonly shared: ReadonlySet<string>; readonly ours: ReadonlySet<string> },
  ): Map<string, LocalText> {
    const found = new Map<string, LocalText>();
    for (const file of yamlFiles(this.#folder, `municipalities/${municipality}/local`)) {
      const slug = file.replace(/^.*\/|\.yaml$/g, '');
      const text = this.read(file, LocalText);
      if (text === null) continue;
      const national = services.find((one) => one.slug === slug);
      for (const { path, problem } of checkLocalText(slug, text, national, facts.shared))
        this.note(file, path, problem);
      for (const [, id = ''] of JSON.stringify(text).matchAll(/\{our:([^}]*)\}/g))
        if (!facts.ours.has(id)) this.note(file, '', `names “${id}”, which is not in the municipality’s facts.yaml`);
      found.set(slug, text);
    }
    return found;
  }

  #parse(file: string): unknown {
    try {
      return parse(readFileSync(join(this.#folder, file), 'utf8')) ?? null;
    } catch (error) {
      this.note(file, '', error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
      return undefined;
    }
  }

  note(file: string, path: string, problem: string): void {
    this.problems.push({ file, path, problem });
  }
}

/** Paths of the YAML files below `folder/under`, relative to `folder`, in a fixed order. */
function yamlFiles(folder: string, under = '', deep = true): string[] {
  const from = join(folder, under);
  if (!existsSync(from)) return [];
  return readdirSync(from, { withFileTypes: true })
    .flatMap((entry) => {
      const path = under === '' ? entry.name : `${under}/${entry.name}`;
      if (entry.isDirectory()) return deep ? yamlFiles(folder, path) : [];
      return entry.name.endsWith('.yaml') ? [path] : [];
    })
    .sort();
}
