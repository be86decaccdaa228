/** What changes on a date: amounts, deadlines and law that begin or end, and texts that are set to be published. Pure. */
import { addDays, type DateString } from '../../../kernel/index.ts';
import type { LocalisedText, ServiceText } from '../service-text.ts';
import type { MunicipalFact, SharedFact } from './fact-records.ts';

export type DatedChange = {
  /** A service's own fact or law, a fact that several embed, or one of the municipality's own. */
  readonly kind: 'fact' | 'law' | 'shared-fact' | 'our-fact';
  readonly id: string;
  /** Slugs of the services that say it. */
  readonly services: readonly string[];
  readonly date: DateString;
  /** What was true until then; null where it begins. */
  readonly before: LocalisedText | null;
  /** What is true from then; null where nothing follows: the pages will say that it is being checked. */
  readonly after: LocalisedText | null;
};

export type DatedRecords = {
  readonly services: readonly ServiceText[];
  readonly shared: readonly SharedFact[];
  readonly ours: readonly MunicipalFact[];
  /** Which services embed a fact of that reference: `fact:fee`, `our:phone`. */
  readonly usedBy: (reference: string) => readonly string[];
};

type Version = {
  readonly value: LocalisedText;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
};

/** Everything that changes from `from` to `to`, both included, in order of date. */
export function changesBetween(records: DatedRecords, from: DateString, to: DateString): readonly DatedChange[] {
  const found: DatedChange[] = [];
  const note = (kind: DatedChange['kind'], id: string, services: readonly string[], versions: readonly Version[]) => {
    for (const date of turningDays(versions))
      if (date >= from && date <= to) found.push({ kind, id, services, date, ...around(versions, date) });
  };
  for (const service of records.services) {
    for (const [id, versions] of byId(service.facts)) note('fact', id, [service.slug], versions);
    const law = service.law.map((record) => ({ ...record, value: record.statement }));
    for (const [id, versions] of byId(law)) note('law', id, [service.slug], versions);
  }
  for (const fact of records.shared) note('shared-fact', fact.id, records.usedBy(`fact:${fact.id}`), fact.versions);
  for (const fact of records.ours) note('our-fact', fact.id, records.usedBy(`our:${fact.id}`), [fact]);
  return found.sort((a, b) => a.date.localeCompare(b.date) || a.id.localeCompare(b.id));
}

/** The first day of each value, and the first day after each that ends. */
function turningDays(versions: readonly Version[]): readonly DateString[] {
  const days = versions.flatMap(({ validFrom, validTo }) => [
    ...(validFrom === undefined ? [] : [validFrom]),
    ...(validTo === undefined ? [] : [addDays(validTo, 1)]),
  ]);
  return [...new Set(days)] as DateString[];
}

function around(versions: readonly Version[], date: DateString): Pick<DatedChange, 'before' | 'after'> {
  const holding = (day: string) =>
    versions.find(
      ({ validFrom, validTo }) =>
        (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo),
    )?.value ?? null;
  return { before: holding(addDays(date, -1)), after: holding(date) };
}

function byId<Dated extends { readonly id: string }>(dated: readonly Dated[]): ReadonlyMap<string, readonly Dated[]> {
  const groups = new Map<string, Dated[]>();
  for (const one of dated) groups.set(one.id, [...(groups.get(one.id) ?? []), one]);
  return groups;
}
