/**
 * Answers that an editor has put first ("best bets"): for one search, one service, until a date. What is pinned is decided
 * by people, so each pin says who looks after it and why, and ends by itself. Pure; the date is given.
 */
import { addDays, type DateString } from '../../../kernel/copenhagen.ts';
import { containsCpr } from '../../../kernel/redact.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { rootedText } from '../search/danish-analyser.ts';
import { emergencyRoute } from '../search/emergency-route.ts';

export type SearchPin = {
  readonly id: string;
  readonly query: string;
  readonly service: string;
  readonly ownerRole: string;
  readonly reason: string;
  /** The last day on which it holds. */
  readonly expiresOn: DateString;
  readonly version: number;
};
export type PinDraft = Omit<SearchPin, 'id' | 'version'>;

/** Equal for all inflections of the same words: a pin for "flytte" holds for "flytter". */
export const pinKey = (query: string): string => rootedText(query);

export const pinHolds = (pin: Pick<SearchPin, 'expiresOn'>, date: DateString): boolean => date <= pin.expiresOn;

/** What staff may know of a hit that stands first by a pin; citizens are shown nothing of it. */
export type Pinned = Pick<SearchPin, 'ownerRole' | 'reason' | 'expiresOn'>;

type Answer<Hit> = {
  readonly kind: 'hits' | 'unsure' | 'none';
  readonly hits: readonly Hit[];
  readonly didYouMean: string | null;
};

/**
 * Puts the pinned service first. `hitOf` makes a hit of a service that search did not find, or null for one that is not
 * offered here: then the pin does nothing. Emergency help stands above every answer and is not of this.
 */
export function applyPins<Hit extends { readonly slug: string }>(
  answer: Answer<Hit>,
  query: string,
  pins: readonly SearchPin[],
  date: DateString,
  hitOf: (service: string) => Hit | null,
): Answer<Hit & { readonly pinned?: Pinned }> {
  const key = pins.length === 0 ? '' : pinKey(query);
  const pin = key === '' ? undefined : pins.find((one) => pinHolds(one, date) && pinKey(one.query) === key);
  if (!pin) return answer;
  const hit = answer.hits.find(({ slug }) => slug === pin.service) ?? hitOf(pin.service);
  if (!hit) return answer;
  const { ownerRole, reason, expiresOn } = pin;
  const others = answer.hits.filter(({ slug }) => slug !== pin.service);
  return { kind: 'hits', hits: [{ ...hit, pinned: { ownerRole, reason, expiresOn } }, ...others], didYouMean: null };
}

export type PinFields = Readonly<Record<string, string>>;
export type PinFault =
  | {
      readonly field: 'query';
      readonly kind: 'missing' | 'long' | 'cpr' | 'twice' | 'emergency';
    }
  | { readonly field: 'service'; readonly kind: 'choose' }
  | { readonly field: 'ownerRole' | 'reason'; readonly kind: 'missing' | 'long' | 'cpr' }
  | { readonly field: 'expiresOn'; readonly kind: 'date' | 'past' | 'far' };

const longest = { query: 120, ownerRole: 80, reason: 240 } as const;
/** A year from now, and somebody has to want it again. */
export const mostPinDays = 366;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

export function readPinForm(
  fields: PinFields,
  context: {
    readonly pins: readonly Pick<SearchPin, 'id' | 'query'>[];
    readonly services: readonly string[];
    readonly today: DateString;
  },
  editing: string | null = null,
): Result<PinDraft, readonly PinFault[]> {
  const text = (name: string) => (fields[name] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
  const faults: PinFault[] = [];
  for (const field of ['query', 'ownerRole', 'reason'] as const) {
    const value = text(field);
    if (value === '') faults.push({ field, kind: 'missing' });
    else if (containsCpr(value)) faults.push({ field, kind: 'cpr' });
    else if (value.length > longest[field]) faults.push({ field, kind: 'long' });
  }
  const key = pinKey(text('query'));
  if (text('query') !== '' && key === '') faults.push({ field: 'query', kind: 'missing' });
  else if (emergencyRoute(text('query')) !== null) faults.push({ field: 'query', kind: 'emergency' });
  else if (key !== '' && context.pins.some((pin) => pin.id !== editing && pinKey(pin.query) === key))
    faults.push({ field: 'query', kind: 'twice' });
  if (!context.services.includes(text('service'))) faults.push({ field: 'service', kind: 'choose' });
  const expiresOn = text('expiresOn');
  if (!isoDate.test(expiresOn) || Number.isNaN(Date.parse(expiresOn)))
    faults.push({ field: 'expiresOn', kind: 'date' });
  else if (expiresOn < context.today) faults.push({ field: 'expiresOn', kind: 'past' });
  else if (expiresOn > addDays(context.today, mostPinDays)) faults.push({ field: 'expiresOn', kind: 'far' });
  if (faults.length > 0) return refuse(faults);
  return ok({
    query: text('query'),
    service: text('service'),
    ownerRole: text('ownerRole'),
    reason: text('reason'),
    expiresOn,
  });
}
