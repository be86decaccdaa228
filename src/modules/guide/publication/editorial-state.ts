import type { DateString } from '../../../kernel/index.ts';
import { validOn } from '../facts/fact-records.ts';
import type { LocalText } from '../local/local-text.ts';
import type { LocalField, Owner, ServiceText } from '../service-text.ts';
import { missingLocalFields } from './compose-service.ts';
import { composer, type Embedded, factsOf } from './embed-facts.ts';

/** What an editor must know of a service. */
export type EditorialState = {
  readonly slug: string;
  readonly title: string;
  readonly plainTitle: string;
  readonly authority: string;
  readonly checked: ServiceText['checked'];
  readonly owner: Owner | null;
  readonly full: boolean;
  /** False where the municipality refers elsewhere. */
  readonly offered: boolean;
  /** Only this municipality has it. */
  readonly localOnly: boolean;
  /** How many fields it says in its own words. */
  readonly changes: number;
  readonly missing: readonly LocalField[];
  readonly expiredFacts: readonly string[];
};

/** @param service as this municipality tells it */
export function editorialState(
  service: ServiceText,
  variant: LocalText,
  embedded: Embedded,
  date: DateString,
): EditorialState {
  return {
    slug: service.slug,
    title: service.title.da,
    plainTitle: service.plainTitle.da,
    authority: composer(service, embedded, 'da', date)(service.authority.name).text,
    checked: service.checked,
    owner: service.owner ?? null,
    full: service.steps.length > 0,
    offered: variant.offered,
    localOnly: variant.own !== undefined,
    changes: variant.changes.length,
    missing: variant.offered ? missingLocalFields(service, embedded.local) : [],
    expiredFacts: [
      ...factsOf(service, embedded, date)
        .filter(({ version }) => !validOn(version, date))
        .map(({ id }) => id),
      ...[...(embedded.ours ?? [])]
        .filter(([id, fact]) => !validOn(fact, date) && JSON.stringify(embedded.local).includes(`{our:${id}}`))
        .map(([id]) => id),
    ],
  };
}
