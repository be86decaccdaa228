import { addDays, type DateString, easterSunday, publicHoliday } from '../../../kernel/index.ts';

/** Days that many town halls keep closed and no law does (docs/evidence.md, "Danish calendar"). */
export type UsualDay = 'first-of-may' | 'after-ascension' | 'constitution-day' | 'christmas-eve' | 'new-years-eve';

/** A year's, in order; one that is a public holiday that year is left out. */
export function usualDays(year: number): readonly { readonly day: DateString; readonly kind: UsualDay }[] {
  const days: { day: DateString; kind: UsualDay }[] = [
    { day: `${year}-05-01`, kind: 'first-of-may' },
    { day: addDays(easterSunday(year), 40), kind: 'after-ascension' },
    { day: `${year}-06-05`, kind: 'constitution-day' },
    { day: `${year}-12-24`, kind: 'christmas-eve' },
    { day: `${year}-12-31`, kind: 'new-years-eve' },
  ];
  return days.filter(({ day }) => publicHoliday(day) === null).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The public holidays of a year, with their Danish names. */
export function holidaysOf(year: number): readonly { readonly day: DateString; readonly name: string }[] {
  const days: { day: DateString; name: string }[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
    const name = publicHoliday(day);
    if (name !== null) days.push({ day, name });
  }
  return days;
}
