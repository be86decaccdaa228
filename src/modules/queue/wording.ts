import {
  addDays,
  type DateString,
  dayAndDate,
  type Language,
  type WallTime,
  wallClock,
  wallTimeText,
} from '../../kernel/index.ts';
import type { WaitEstimate } from '../contact/index.ts';
import { openState, type Place } from '../tenancy/index.ts';
import type { CounterState } from './counter-state.ts';
import { texts } from './messages.ts';

/** `i dag kl. 10`, `i morgen kl. 9.30`, `mandag den 23. november kl. 10`. */
export function opensWhen(
  opens: { readonly date: DateString; readonly time: WallTime },
  now: Date,
  language: Language,
): string {
  const t = texts(language).counter;
  const today = wallClock(now).date;
  const time = wallTimeText(opens.time.replace(/^0/, ''), language);
  if (opens.date === today) return t.today(time);
  return opens.date === addDays(today, 1) ? t.tomorrow(time) : t.onDay(dayAndDate(opens.date, language), time);
}

/** An estimate in words, never a single number it cannot stand for. */
export function waitWords(estimate: WaitEstimate, language: Language): string {
  const t = texts(language).counter;
  if (estimate.kind === 'unknown') return t.waitUnknown;
  return estimate.kind === 'soon' ? t.waitSoon : t.waitRange(estimate.low, estimate.high);
}

/** One line that says how the counter stands, for the button that leads to it. */
export function counterWords(state: CounterState, now: Date, language: Language): string {
  const t = texts(language).counter;
  if (state.open) return `${t.open} ${t.staffed} ${waitWords(state.estimate, language)}`;
  const opens = state.opens === null ? '' : ` ${t.opens(opensWhen(state.opens, now, language))}`;
  return `${state.reason === 'outside-hours' ? t.outsideHours : t.nobody}${opens}`;
}

/** When the place itself is open, in words. */
export function placeWords(place: Place, now: Date, language: Language): string {
  const t = texts(language).help;
  const state = openState(place.hours, now);
  if (state.open) return t.placeOpen(wallTimeText(state.closes, language));
  if (state.opens === null) return t.placeClosed;
  const time = wallTimeText(state.opens.time.replace(/^0/, ''), language);
  return state.opens.date === wallClock(now).date
    ? t.placeOpensToday(time)
    : t.placeOpens(dayAndDate(state.opens.date, language), time);
}
