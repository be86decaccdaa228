import { addDays, type DateString, isoWeek, type Language, wallClock } from '../../../kernel/index.ts';
import { dayAndDate, locale, wallTimeText } from '../../../kernel/language.ts';
import { texts } from './messages.ts';

/** `10.30`, `9`: a whole hour has no minutes in Danish. */
export const timeOf = (instant: Date, language: Language): string =>
  wallTimeText(wallClock(instant).time.replace(/^0/, ''), language);

/** `onsdag den 25. november`, with its year where that is not this one. */
export function dayOf(date: DateString, now: Date, language: Language): string {
  const words = dayAndDate(date, language);
  // Versions of the language data differ about the little word; whoever hears the date needs it.
  const day = language === 'da' ? words.replace(/^(\p{L}+)\s+(?=\d)/u, '$1 den ') : words;
  const year = date.slice(0, 4);
  return year === wallClock(now).date.slice(0, 4) ? day : `${day} ${year}`;
}

/** As a line begins. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** `onsdag den 25. november kl. 10.30`. */
export const whenOf = (instant: Date, now: Date, language: Language): string =>
  texts(language).at(dayOf(wallClock(instant).date, now, language), timeOf(instant, language));

const shortDay = new Map<Language, Intl.DateTimeFormat>();
/** `23. november`. */
export function shortDate(date: DateString, language: Language): string {
  const format =
    shortDay.get(language) ??
    new Intl.DateTimeFormat(locale[language], { day: 'numeric', month: 'long', timeZone: 'UTC' });
  shortDay.set(language, format);
  return format.format(new Date(`${date}T12:00:00Z`));
}

/** `48`. */
export const weekNumber = (monday: DateString): string => String(Number(isoWeek(monday).slice(-2)));

/** `Uge 48: 23. november til 29. november`. */
export const weekName = (monday: DateString, language: Language): string =>
  texts(language).times.week(weekNumber(monday), shortDate(monday, language), shortDate(addDays(monday, 6), language));

const names = new Map<Language, Intl.DisplayNames>();
/** `arabisk`; sign language by its own word. */
export function languageWords(code: string, language: Language): string {
  if (code === 'sgn') return texts(language).signLanguage;
  const found = names.get(language) ?? new Intl.DisplayNames([language], { type: 'language' });
  names.set(language, found);
  try {
    return found.of(code) ?? code;
  } catch {
    return code;
  }
}

/** `arabisk (العربية)`: for whoever reads little Danish, and looks for her own language. */
export function languageChoice(code: string, language: Language): string {
  const words = languageWords(code, language);
  if (code === 'sgn') return words;
  const own = new Intl.DisplayNames([code], { type: 'language' }).of(code);
  return own === undefined || own === code || own.toLowerCase() === words.toLowerCase() ? words : `${words} (${own})`;
}

/** `•• •• 22 33`: enough to know one's own number by. */
export const maskedPhone = (phone: string): string => `•• •• ${phone.slice(-4, -2)} ${phone.slice(-2)}`;
