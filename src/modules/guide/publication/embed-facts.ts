/**
 * Dated facts and local values are set into a text when it is shown, never typed into it: one edit changes every page, and
 * what is not valid today is not shown as true (docs/architecture.md, invariant 14). Pure: the date is given.
 */
import { type ContentLanguage, type DateString, localise } from '../../../kernel/index.ts';
import { type MunicipalFact, onDate, type SharedFact, validOn } from '../facts/fact-records.ts';
import type { LocalValues } from '../local/local-text.ts';
import type { Fact, LocalisedText, ServiceText } from '../service-text.ts';
import { checkingText } from './checking-text.ts';

/** A text and the language it is really in: Danish where the language asked for is missing. */
export type ComposedText = { readonly text: string; readonly language: ContentLanguage };

/** What a text may name besides its own facts. */
export type Embedded = {
  /** The fields that the municipality fills in. */
  readonly local: LocalValues;
  /** National facts that several services share, by id. */
  readonly shared?: ReadonlyMap<string, SharedFact>;
  /** The municipality's own facts, by id. */
  readonly ours?: ReadonlyMap<string, MunicipalFact>;
};

type Version = Pick<Fact, 'value' | 'validFrom' | 'validTo' | 'checked'> & {
  readonly source: string | SharedFact['versions'][number]['source'];
};

/** The text's own facts and the shared ones it names, each as it is on the date. */
export function factsOf(service: ServiceText, { shared }: Embedded, today: DateString) {
  const found = new Map<string, { readonly id: string; readonly kind: Fact['kind']; readonly version: Version }>();
  for (const { id, kind } of service.facts) {
    const version = onDate(
      service.facts.filter((fact) => fact.id === id),
      today,
    );
    if (version) found.set(id, { id, kind, version });
  }
  if (!shared || shared.size === 0) return [...found.values()];
  for (const [, id = ''] of JSON.stringify(service).matchAll(/\{fact:([a-z0-9-]+)\}/g)) {
    const fact = shared.get(id);
    const version = fact && onDate(fact.versions, today);
    if (fact && version && !found.has(id)) found.set(id, { id, kind: fact.kind, version });
  }
  return [...found.values()];
}

export type Composer = (text: LocalisedText) => ComposedText;

/**
 * Sets facts and local fields into a text. A fact may hold a local field, and a local field one of the municipality's own
 * facts, so references are followed twice more and no further: a circle ends.
 */
export function composer(
  service: Pick<ServiceText, 'facts'>,
  { local, shared, ours }: Embedded,
  language: ContentLanguage,
  today: DateString,
): Composer {
  const set = (text: string, depth: number): string =>
    text.includes('{')
      ? text.replace(/\{(fact|local|our):([^}]*)\}(\.?)/g, (_, kind: string, id: string, stop: string) => {
          const value = resolved(kind, id, depth);
          // “893 kr.” at the end of a sentence has its full stop already.
          return value.endsWith('.') ? value : value + stop;
        })
      : text;
  const followed = (text: LocalisedText, depth: number): string => {
    const value = localise(text, language).text;
    return depth > 0 ? set(value, depth - 1) : value;
  };
  const resolved = (kind: string, id: string, depth: number): string => {
    if (kind === 'local') return local[id] === undefined ? '' : followed(local[id], depth);
    if (kind === 'our') {
      const fact = ours?.get(id);
      // Unknown: removed since, or never there. A hole in a sentence would look like the truth.
      if (!fact) return `[${checkingText('rule', language)}]`;
      return validOn(fact, today) ? followed(fact.value, depth) : `[${checkingText(fact.kind, language)}]`;
    }
    const own = service.facts.filter((fact) => fact.id === id);
    const version = own.length > 0 ? onDate(own, today) : onDate(shared?.get(id)?.versions ?? [], today);
    if (!version) return `[${checkingText('rule', language)}]`;
    if (!validOn(version, today)) return `[${checkingText(own[0]?.kind ?? shared?.get(id)?.kind ?? 'rule', language)}]`;
    return followed(version.value, depth);
  };
  return (text) => {
    const chosen = localise(text, language);
    return { text: set(chosen.text, 2), language: chosen.language };
  };
}
