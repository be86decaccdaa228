/**
 * A municipality's whole guide in one language, as it travels to a phone that is to do without us: what is published, and
 * how each service will read from every later day that is known today, so that no fact outlives its date there
 * (docs/architecture.md, invariant 14). The employee's lines stay here.
 */
import type { DateString, Language } from '../../../kernel/index.ts';
import type { Municipality, Place } from '../../tenancy/index.ts';
import type { Ways } from '../inventory/ways.ts';
import type { ComposedService, ComposedText } from '../publication/compose-service.ts';
import type { Publication, ServiceOutline } from '../publication/publication.ts';
import type { GuideWord } from '../reading/word-records.ts';
import type { SearchPin } from '../words/pins.ts';
import { type KeptIndex, keptIndex } from './kept-index.ts';
import { type Packed, pack } from './pack.ts';
import { changesBetween, type TextChange } from './text-change.ts';

/** A source is named by its id; the service holds each once. Texts in the bundle's language are plain text. */
export type KeptService = Readonly<Record<string, unknown>>;

export type GuideBundle = {
  readonly version: 1;
  readonly language: Language;
  /** What had to stay behind for the whole to stay small; the page says so. */
  readonly without: LeftBehind;
  readonly municipality: Municipality;
  readonly places: readonly Place[];
  /** Every service in Danish order: whole where it is published, else what a list says of it. */
  readonly services: readonly (
    | { readonly slug: string; readonly whole: KeptService }
    | { readonly slug: string; readonly outline: ServiceOutline }
  )[];
  /** What a service says differently from a later day on, beside the day before; in the order of days. */
  readonly later: readonly {
    readonly slug: string;
    readonly from: DateString;
    readonly changes: readonly TextChange[];
  }[];
  readonly lifeEvents: readonly { readonly id: string; readonly title: ComposedText }[];
  /** The ways into a service that the municipality has decided on. */
  readonly ways: readonly { readonly slug: string; readonly ways: Ways }[];
  readonly index: KeptIndex;
  /** Answers that an editor has put first; who and why is for staff. */
  readonly pins: readonly Pick<SearchPin, 'query' | 'service' | 'expiresOn'>[];
  /** The official words that are explained in place. */
  readonly words: readonly GuideWord[];
};

/** Nothing; the lists of sources; the records of law and facts too, whose values stand in the texts all the same. */
export const leftBehind = ['nothing', 'sources', 'records'] as const;
export type LeftBehind = (typeof leftBehind)[number];

/** What a bundle is made from. */
export type BundleSource = {
  readonly publication: Publication;
  readonly municipality: Municipality;
  readonly language: Language;
  readonly words: readonly GuideWord[];
};

/** Work between two breaths: a stream of events never waits for the whole guide. */
const servicesAtOnce = 20;
const breathe = () => new Promise<void>((done) => setImmediate(done));

export async function makeBundle(source: BundleSource, without: LeftBehind = 'nothing'): Promise<GuideBundle> {
  const { publication, municipality, language, words } = source;
  const services: GuideBundle['services'][number][] = [];
  const later: GuideBundle['later'][number][] = [];
  const days = publication.changeDates();
  for (const [number, outline] of publication.all(language).entries()) {
    if (number % servicesAtOnce === servicesAtOnce - 1) await breathe();
    const { slug } = outline;
    const service = publication.service(slug, language);
    if (!service) {
      services.push({ slug, outline });
      continue;
    }
    const whole = kept(lighter(service, without), language);
    services.push({ slug, whole });
    let before: KeptService = whole;
    for (const from of days) {
      const then = publication.serviceOn(slug, language, from);
      if (!then) continue;
      const after = kept(lighter(then, without), language);
      const changes = changesBetween(before, after);
      if (changes.length > 0) later.push({ slug, from, changes });
      before = after;
    }
  }
  return {
    version: 1,
    language,
    without,
    municipality,
    places: publication.places,
    services,
    later,
    lifeEvents: publication.lifeEvents(language).map(({ id, title }) => ({ id, title })),
    ways: publication.all(language).flatMap(({ slug }) => {
      const ways = publication.ways(slug);
      return ways ? [{ slug, ways }] : [];
    }),
    index: keptIndex(publication.searchIndexData(language), (slug) => publication.service(slug, language)),
    pins: publication.pins.map(({ query, service, expiresOn }) => ({ query, service, expiresOn })),
    words,
  };
}

/** As it is sent. */
export const packBundle = (bundle: GuideBundle): Packed => pack(bundle);

function lighter(service: ComposedService, without: LeftBehind): ComposedService {
  if (without === 'nothing') return service;
  if (without === 'records') return { ...service, sources: [], law: [], facts: [] };
  const unsourced = <Record extends object>(record: Record) => ({ ...record, source: null });
  return { ...service, sources: [], law: service.law.map(unsourced), facts: service.facts.map(unsourced) };
}

function kept(service: ComposedService, language: Language): KeptService {
  const named = <Record extends { readonly source: { readonly id: string } | null }>(record: Record) => ({
    ...record,
    source: record.source === null || !isListed(service, record.source) ? record.source : record.source.id,
  });
  const reader = {
    ...service,
    steps: service.steps.map(({ lines: _, stops: __, needs, ...step }) => ({
      ...step,
      needs: needs.map(({ id }) => id),
    })),
    stopRules: [],
    law: service.law.map(named),
    facts: service.facts.map(named),
  };
  return shortTexts(reader, language) as KeptService;
}

const isListed = (service: ComposedService, source: { readonly id: string }): boolean =>
  service.sources.some((one) => one.id === source.id && JSON.stringify(one) === JSON.stringify(source));

/** Is it a text with its language, and nothing else? */
export const isText = (value: object): value is ComposedText =>
  'text' in value && 'language' in value && Object.keys(value).length === 2;

function shortTexts(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((one) => shortTexts(one, language));
  if (value === null || typeof value !== 'object') return value;
  if (isText(value)) return value.language === language ? { t: value.text } : { t: value.text, l: value.language };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortTexts(one, language)]));
}

/** The service as the publication gave it, without what only employees read. */
export function restored(keptService: KeptService, language: Language): ComposedService {
  const long = longTexts(keptService, language) as Omit<ComposedService, 'steps' | 'law' | 'facts'> & {
    readonly steps: readonly (Omit<ComposedService['steps'][number], 'needs'> & {
      readonly needs: readonly string[];
    })[];
    readonly law: readonly Named<ComposedService['law'][number]>[];
    readonly facts: readonly Named<ComposedService['facts'][number]>[];
  };
  const sourceOf = (named: string | ComposedService['sources'][number] | null) =>
    typeof named === 'string' ? (long.sources.find(({ id }) => id === named) ?? null) : named;
  return {
    ...long,
    steps: long.steps.map((step) => ({
      ...step,
      needs: long.ready.filter(({ id }) => step.needs.includes(id)),
      lines: [],
      stops: [],
    })),
    law: long.law.map((law) => ({ ...law, source: sourceOf(law.source) })),
    facts: long.facts.map((fact) => ({ ...fact, source: sourceOf(fact.source) })),
  };
}

type Named<Record> = Omit<Record, 'source'> & { readonly source: string | ComposedService['sources'][number] | null };

function longTexts(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((one) => longTexts(one, language));
  if (value === null || typeof value !== 'object') return value;
  if ('t' in value && typeof value.t === 'string')
    return { text: value.t, language: 'l' in value ? value.l : language };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, longTexts(one, language)]));
}
