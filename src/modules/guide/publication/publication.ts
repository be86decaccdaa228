import { byDanishOrder, type DateString, type Language, localise } from '../../../kernel/index.ts';
import type { Place } from '../../tenancy/index.ts';
import { buildSearchIndex, type SearchAnswer, type SearchHit, type SearchIndex } from '../search/search-index.ts';
import type { LocalField, LocalisedText, ServiceText } from '../service-text.ts';
import {
  type ComposedService,
  type ComposedText,
  composeService,
  missingLocalFields,
  validOn,
} from './compose-service.ts';
import type { StoredGuide } from './store.ts';

/** A service in a list; every service that the municipality offers has one, published or not. */
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
};

export type LifeEventOutline = {
  readonly id: string;
  readonly title: ComposedText;
  readonly services: readonly ServiceOutline[];
};

export type GuideHit = SearchHit & { readonly service: ServiceOutline };
export type GuideSearchAnswer = {
  readonly kind: SearchAnswer['kind'];
  readonly hits: readonly GuideHit[];
  readonly didYouMean: string | null;
};

/** What an editor must know of a service. */
export type EditorialState = {
  readonly slug: string;
  readonly title: string;
  readonly plainTitle: string;
  readonly authority: string;
  readonly checked: ServiceText['checked'];
  readonly full: boolean;
  readonly missing: readonly LocalField[];
  readonly expiredFacts: readonly string[];
};

/** One municipality's guide as it is published on one date, in memory. */
export type Publication = {
  readonly date: DateString;
  /** The first is where help on screen is staffed. */
  readonly places: readonly Place[];
  /** Null for a service that is unknown, not offered here or not published. */
  readonly service: (slug: string, language: Language) => ComposedService | null;
  /** Null for a service that is unknown or not offered here. */
  readonly outline: (slug: string, language: Language) => ServiceOutline | null;
  readonly search: (query: string, language: Language, limit?: number) => GuideSearchAnswer;
  /** In the order of the front page, each with its services. */
  readonly lifeEvents: (language: Language) => readonly LifeEventOutline[];
  /** Every service, by its official title in Danish order. */
  readonly all: (language: Language) => readonly ServiceOutline[];
  readonly editorial: () => readonly EditorialState[];
};

/** Makes a publication of what is stored, true on `date`. Composes each service when it is first asked for. */
export function publish(stored: StoredGuide, date: DateString): Publication {
  const bySlug = new Map(stored.services.map((one) => [one.service.slug, one]));
  const composed = remember((slug: string, language: Language) => {
    const found = bySlug.get(slug);
    if (!found) return null;
    const result = composeService(found.service, found.local, language, date);
    return result.ok ? result.value : null;
  });
  const outline = remember((slug: string, language: Language): ServiceOutline | null => {
    const found = bySlug.get(slug)?.service;
    if (!found) return null;
    const whole = composed(slug, language);
    return {
      slug,
      title: whole?.title ?? plain(found.title, language),
      plainTitle: whole?.plainTitle ?? plain(found.plainTitle, language),
      lifeEvent: found.lifeEvent,
      summary: whole?.summary ?? null,
      published: whole !== null,
      full: found.steps.length > 0,
      entryUrl: found.entry.url,
    };
  });
  const index = remember((_: string, language: Language) => indexOf(stored, language));
  const all = remember((_: string, language: Language) =>
    [...bySlug.keys()]
      .flatMap((slug) => outline(slug, language) ?? [])
      .sort(byDanishOrder((service) => service.title.text)),
  );
  const lifeEvents = remember((_: string, language: Language) =>
    stored.lifeEvents.map((event) => ({
      id: event.id,
      title: plain(event.title, language),
      services: all('', language).filter((service) => service.lifeEvent === event.id),
    })),
  );
  return {
    date,
    places: stored.places,
    service: composed,
    outline,
    search: (query, language, limit) => {
      const answer = index('', language).search(query, limit);
      const hits = answer.hits.flatMap((hit) => {
        const service = outline(hit.slug, language);
        return service ? [{ ...hit, service }] : [];
      });
      return { kind: answer.kind, hits, didYouMean: answer.didYouMean ?? null };
    },
    lifeEvents: (language) => lifeEvents('', language),
    all: (language) => all('', language),
    editorial: () =>
      stored.services.map(({ service, local }) =>
        editorialState(
          service,
          composed(service.slug, 'da')?.authority.name.text ?? service.authority.name.da,
          missingLocalFields(service, local),
          date,
        ),
      ),
  };
}

function editorialState(
  service: ServiceText,
  authority: string,
  missing: readonly LocalField[],
  date: DateString,
): EditorialState {
  return {
    slug: service.slug,
    title: service.title.da,
    plainTitle: service.plainTitle.da,
    authority,
    checked: service.checked,
    full: service.steps.length > 0,
    missing,
    expiredFacts: service.facts.filter((fact) => !validOn(fact, date)).map((fact) => fact.id),
  };
}

const reference = /\{(?:fact|local):[^}]*\}/g;
/** Without references: for a service that is not published, and for search. */
const plain = (text: LocalisedText, language: Language): ComposedText => {
  const chosen = localise(text, language);
  return { text: chosen.text.replace(reference, '').trim(), language: chosen.language };
};

function indexOf(stored: StoredGuide, language: Language): SearchIndex {
  const stripped = (text: LocalisedText) => ({
    da: plain(text, 'da').text,
    ...(text.en === undefined ? {} : { en: plain(text, 'en').text }),
  });
  const entries = stored.services.map(({ service }) => {
    const parts = [...service.steps.map((step) => step.title), ...service.ready.map((one) => one.text)];
    return {
      slug: service.slug,
      title: stripped(service.title),
      plainTitle: stripped(service.plainTitle),
      summary: stripped(service.summary),
      body: {
        da: parts.map((part) => plain(part, 'da').text).join('. '),
        en: parts.flatMap((part) => (part.en === undefined ? [] : plain(part, 'en').text)).join('. '),
      },
    };
  });
  return buildSearchIndex(entries, stored.concepts, language);
}

/** Computes once per key and language, when first asked. */
function remember<Value>(
  compute: (key: string, language: Language) => Value,
): (key: string, language: Language) => Value {
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
