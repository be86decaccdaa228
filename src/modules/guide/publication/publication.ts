import {
  addDays,
  byDanishOrder,
  type ContentLanguage,
  type DateString,
  type Language,
  type Lru,
  localise,
} from '../../../kernel/index.ts';
import type { Place } from '../../tenancy/index.ts';
import type { TextCare } from '../inventory/store.ts';
import type { Ways } from '../inventory/ways.ts';
import type { LanguageRecord } from '../languages/language-record.ts';
import { applyLocalText } from '../local/apply-local-text.ts';
import { nothingLocal } from '../local/local-text.ts';
import type { IndexData } from '../search/index-data.ts';
import type { SearchAnswer, SearchHit } from '../search/search-index.ts';
import type { LocalisedText, ServiceText } from '../service-text.ts';
import { applyPins, type Pinned, type SearchPin } from '../words/pins.ts';
import { type WordToAvoid, wordsToAvoid } from '../words/words-to-avoid.ts';
import {
  type ComposedService,
  type ComposedText,
  composeService,
  type Embedded,
  missingLocalFields,
} from './compose-service.ts';
import { type EditorialState, editorialState } from './editorial-state.ts';
import { composer } from './embed-facts.ts';
import { followRenames } from './follow-renames.ts';
import { type NationalSearch, searchOf } from './national-search.ts';
import type { LocalVariant, StoredLocal, StoredNational } from './store.ts';

export type { EditorialState } from './editorial-state.ts';

/** A service in a list; every service that the municipality offers or refers from has one, published or not. */
export type ServiceOutline = {
  readonly slug: string;
  readonly title: ComposedText;
  readonly plainTitle: ComposedText;
  readonly lifeEvent: string;
  /** Null while it is not published: the summary may need a field that is missing. */
  readonly summary: ComposedText | null;
  readonly published: boolean;
  /** With steps; else a short entry. */
  readonly full: boolean;
  /** Where the solution is, published or not. */
  readonly entryUrl: string;
  /** Where to go instead, when it is not offered here. */
  readonly referral: { readonly text: ComposedText; readonly url: string | null } | null;
};

export type LifeEventOutline = {
  readonly id: string;
  readonly title: ComposedText;
  readonly services: readonly ServiceOutline[];
};

/** `pinned`: an editor has put it first; staff are told by whom and why. */
export type GuideHit = SearchHit & { readonly service: ServiceOutline; readonly pinned?: Pinned };
export type GuideSearchAnswer = {
  readonly kind: SearchAnswer['kind'];
  readonly hits: readonly GuideHit[];
  readonly didYouMean: string | null;
};

/** One municipality's guide as it is published on one date, in memory. */
export type Publication = {
  readonly date: DateString;
  /** The first is where help on screen is staffed. */
  readonly places: readonly Place[];
  /** Null for a service that is unknown, not offered here or not published. */
  readonly service: (slug: string, language: ContentLanguage) => ComposedService | null;
  /** Null for a service that is unknown, or neither offered here nor referred from. */
  readonly outline: (slug: string, language: ContentLanguage) => ServiceOutline | null;
  /** The name it has now, of one that was renamed. */
  readonly renamed: (slug: string) => string | null;
  /** The title of a text that was withdrawn. */
  readonly withdrawn: (slug: string, language: Language) => ComposedText | null;
  readonly search: (query: string, language: Language, limit?: number) => GuideSearchAnswer;
  /** Answers that an editor has put first. */
  readonly pins: readonly SearchPin[];
  /** What officials should not say of a service, with what to say instead. */
  readonly avoid: (slug: string) => readonly WordToAvoid[];
  /** The service as it will read on another date, as far as is known today: a copy without us must not grow untrue. */
  readonly serviceOn: (slug: string, language: ContentLanguage, date: DateString) => ComposedService | null;
  /** The later dates from which a fact or a law begins or no longer holds, in order. */
  readonly changeDates: () => readonly DateString[];
  /** What the search is made of, for the browser. */
  readonly searchIndexData: (language: Language) => IndexData;
  /** In the order of the front page, each with its services. */
  readonly lifeEvents: (language: Language) => readonly LifeEventOutline[];
  /** Every service, by its official title in Danish order. */
  readonly all: (language: Language) => readonly ServiceOutline[];
  readonly editorial: () => readonly EditorialState[];
  /** Every text behind the pages, for those who look after it. */
  readonly told: () => readonly Told[];
  /** The ways that are offered and recommended; null where nothing was decided. */
  readonly ways: (slug: string) => Ways | null;
  /** What guides can be read in besides Danish and English. */
  readonly languages: readonly LanguageRecord[];
};

/** What all municipalities share, in memory once. */
export type NationalGuide = { readonly stored: StoredNational; readonly search: NationalSearch };

/** A service as this municipality tells it, with what its text embeds. */
export type Told = {
  readonly service: ServiceText;
  readonly variant: LocalVariant['text'];
  readonly embedded: Embedded;
};

/**
 * Makes a publication of what is stored, true on `date`. Composes each service when it is asked for, and keeps the latest
 * in `kept`, which all municipalities share; `name` is this publication's own in it.
 */
export function publish(
  national: NationalGuide,
  stored: StoredLocal,
  date: DateString,
  { kept, name }: { readonly kept: Lru<ComposedService>; readonly name: string },
): Publication {
  const local = followRenames(stored, national.stored);
  const told = (slug: string): Told | null => tell(slug, national.stored, local);
  // A name may be both: a national text came after the municipality's own.
  const slugs = [
    ...new Set([
      ...[...national.stored.services].filter(([, { withdrawn }]) => !withdrawn).map(([slug]) => slug),
      ...[...local.variants].filter(([, { text }]) => text.own).map(([slug]) => slug),
    ]),
  ];
  const composedOn = (slug: string, language: ContentLanguage, day: DateString): ComposedService | null => {
    const found = told(slug);
    if (!found?.variant.offered) return null;
    const result = composeService(found.service, found.embedded, language, day);
    return result.ok ? result.value : null;
  };
  const composed = (slug: string, language: ContentLanguage): ComposedService | null => {
    const key = `${name} ${language} ${slug}`;
    const known = kept.get(key);
    if (known) return known;
    const found = composedOn(slug, language, date);
    if (found) kept.set(key, found);
    return found;
  };
  const outline = remember((slug: string, language: ContentLanguage) => {
    const found = told(slug);
    return found && outlineOf(slug, found, language, date);
  });
  const index = (language: Language) =>
    national.search.layer(stored, language, () => searchOf(national, local, language));
  const all = remember((_: string, language: Language) =>
    slugs.flatMap((slug) => outline(slug, language) ?? []).sort(byDanishOrder((service) => service.title.text)),
  );
  const lifeEvents = remember((_: string, language: Language) =>
    national.stored.lifeEvents.map((event) => ({
      id: event.id,
      title: plain(event.title, language),
      services: all('', language).filter((service) => service.lifeEvent === event.id),
    })),
  );
  return {
    date,
    places: local.places,
    service: composed,
    outline,
    renamed: (slug) => {
      const target = local.redirects.get(slug) ?? national.stored.redirects.get(slug);
      return target !== undefined && told(target) ? target : null;
    },
    withdrawn: (slug, language) => {
      const found = national.stored.services.get(slug);
      return found?.withdrawn && !local.variants.get(slug)?.text.own ? plain(found.service.title, language) : null;
    },
    search: (query, language, limit) => {
      const answer = index(language).search(query, limit);
      const hits = answer.hits.flatMap((hit) => {
        const service = outline(hit.slug, language);
        return service ? [{ ...hit, service }] : [];
      });
      const found = {
        kind: hits.length === 0 ? ('none' as const) : answer.kind,
        hits,
        didYouMean: answer.didYouMean ?? null,
      };
      return applyPins<GuideHit>(found, query, local.pins, date, (slug) => {
        const service = outline(slug, language);
        return service && { slug, score: 1, why: 'exact', service };
      });
    },
    pins: local.pins,
    avoid: (slug) => wordsToAvoid(slug, national.stored.concepts, local.terms),
    serviceOn: composedOn,
    changeDates: () => {
      const texts = slugs.flatMap((slug) => told(slug)?.service ?? []);
      const shared = [...national.stored.facts.values()].flatMap(({ versions }) => versions);
      return changeDates(
        [...texts.flatMap(({ facts, law }) => [...facts, ...law]), ...shared, ...local.facts.values()],
        date,
      );
    },
    searchIndexData: (language) => index(language).toJSON(),
    lifeEvents: (language) => lifeEvents('', language),
    all: (language) => all('', language),
    told: () => slugs.flatMap((slug) => told(slug) ?? []),
    ways: (slug) => local.ways.get(slug) ?? null,
    languages: national.stored.languages,
    editorial: () =>
      slugs.flatMap((slug) => {
        const found = told(slug);
        return found ? [editorialState(found.service, found.variant, found.embedded, date)] : [];
      }),
  };
}

type Period = { readonly validFrom?: DateString | undefined; readonly validTo?: DateString | undefined };

function changeDates(periods: readonly Period[], after: DateString): readonly DateString[] {
  const days = periods.flatMap(({ validFrom, validTo }) => [validFrom ?? after, validTo ? addDays(validTo, 1) : after]);
  return [...new Set(days)].filter((day) => day > after).sort();
}

/** The service as this municipality tells it; null for one that is unknown, withdrawn or not its business. */
function tell(slug: string, national: StoredNational, local: StoredLocal): Told | null {
  const variant = local.variants.get(slug)?.text ?? nothingLocal;
  const found = national.services.get(slug);
  const text = variant.own ?? (found && !found.withdrawn ? found.service : null);
  if (!text || (!variant.offered && !variant.referral)) return null;
  const embedded = { local: variant.local, shared: national.facts, ours: local.facts };
  return { service: lookedAfter(applyLocalText(text, variant), local.care.get(slug)), variant, embedded };
}

/** Who looks after the text here, and when it was last looked at: nationally or here, whichever is later. */
function lookedAfter(service: ServiceText, care: TextCare | undefined): ServiceText {
  if (!care) return service;
  const { checked, ownerRole, cycleMonths } = care;
  return {
    ...service,
    ...(checked !== null && checked.on >= service.checked.date
      ? { checked: { date: checked.on, by: checked.role } }
      : {}),
    ...(ownerRole === '' ? {} : { owner: { role: ownerRole, cycleMonths } }),
  };
}

function outlineOf(
  slug: string,
  { service, variant, embedded }: Told,
  language: ContentLanguage,
  date: DateString,
): ServiceOutline {
  const published = variant.offered && missingLocalFields(service, embedded.local).length === 0;
  const text = published ? composer(service, embedded, language, date) : (one: LocalisedText) => plain(one, language);
  return {
    slug,
    title: text(service.title),
    plainTitle: text(service.plainTitle),
    lifeEvent: service.lifeEvent,
    summary: published ? text(service.summary) : null,
    published,
    full: service.steps.length > 0,
    entryUrl: service.entry.url,
    referral:
      variant.offered || !variant.referral
        ? null
        : { text: plain(variant.referral.text, language), url: variant.referral.url ?? null },
  };
}

const reference = /\{(?:fact|local|our):[^}]*\}/g;
/** Without references: for a service that is not published. */
const plain = (text: LocalisedText, language: ContentLanguage): ComposedText => {
  const chosen = localise(text, language);
  return { text: chosen.text.replace(reference, '').trim(), language: chosen.language };
};

/** Computes once per key and language, when first asked. */
function remember<Value, Tag extends ContentLanguage>(
  compute: (key: string, language: Tag) => Value,
): (key: string, language: Tag) => Value {
  const known = new Map<string, Value>();
  return (key, language) => {
    const name = `${language} ${key}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const value = compute(key, language);
    // What does not exist is not remembered: made-up slugs must not fill the memory.
    if (value !== null) known.set(name, value);
    return value;
  };
}
