import { type DateString, type Language, wallClock } from '../../../kernel/index.ts';
import { dayAndDate, wallTimeText } from '../../../kernel/language.ts';
import { texts } from './messages.ts';

/** `torsdag den 24. december`, with its year where that is not this one. */
export function dayWords(day: DateString, now: Date, language: Language): string {
  const year = day.slice(0, 4);
  const words = dayAndDate(day, language);
  return year === wallClock(now).date.slice(0, 4) ? words : `${words} ${year}`;
}

/** `torsdag den 24. december kl. 10.30`. */
export function whenWords(instant: Date, now: Date, language: Language): string {
  const { date, time } = wallClock(instant);
  return texts(language).at(dayWords(date, now, language), wallTimeText(time.replace(/^0/, ''), language));
}
