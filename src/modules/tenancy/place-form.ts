import { createHash } from 'node:crypto';
import { type DateString, type Language, ok, type Result, redactCpr, refuse } from '../../kernel/index.ts';
import type { Hours } from './opening-hours.ts';
import type { Place } from './store.ts';
import {
  type ExceptionFault,
  type HoursFault,
  type Intervals,
  parseExceptions,
  parseHours,
  writeExceptions,
  writeHours,
} from './written-hours.ts';

/** What an administrator may change of a place. Exceptions hold for the place and for help on screen alike. */
export type PlaceChange = Pick<Place, 'address' | 'phone' | 'hours' | 'helpHours'>;

export const isoDays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** The form's fields by name: `hours1` is Monday at the place, `help7` Sunday on screen; a holiday flag is `ja` or absent. */
export type PlaceForm = Readonly<Record<string, string>>;

export type PlaceFault =
  | { readonly field: string; readonly about: 'hours'; readonly fault: HoursFault }
  | { readonly field: string; readonly about: 'exceptions'; readonly fault: ExceptionFault }
  | { readonly field: 'address' | 'phone'; readonly about: 'contact' };

/** The form as it stands before anything is typed. */
export function placeForm(place: Place, language: Language, today: DateString): PlaceForm {
  const days = (name: string, { weekly }: Hours) =>
    isoDays.map((day) => [`${name}${day}`, writeHours(weekly[day] ?? [], language)] as const);
  return {
    ...Object.fromEntries([...days('hours', place.hours), ...days('help', place.helpHours)]),
    exceptions: writeExceptions(place.hours.exceptions, language, today),
    address: place.address,
    phone: place.phone,
    seen: placeFingerprint(place),
    ...(place.hours.openOnHolidays ? { openOnHolidays: 'ja' } : {}),
    ...(place.helpHours.openOnHolidays ? { helpOpenOnHolidays: 'ja' } : {}),
  };
}

/** Reads the form kindly; every field that could not be read is named, in the order of the page. */
export function readPlaceForm(form: PlaceForm, today: DateString): Result<PlaceChange, readonly PlaceFault[]> {
  const faults: PlaceFault[] = [];
  const week = (name: string) => {
    const days = isoDays.map((day): readonly [string, Intervals] => {
      const parsed = parseHours((form[`${name}${day}`] ?? '').slice(0, 200));
      if (!parsed.ok) faults.push({ field: `${name}${day}`, about: 'hours', fault: parsed.reason });
      return [day, parsed.ok ? parsed.value : []];
    });
    return Object.fromEntries(days) as Hours['weekly'];
  };
  const weekly = week('hours');
  const helpWeekly = week('help');
  const parsed = parseExceptions(form.exceptions ?? '', today);
  if (!parsed.ok) faults.push({ field: 'exceptions', about: 'exceptions', fault: parsed.reason });
  const exceptions = parsed.ok ? parsed.value : {};
  const address = redactCpr((form.address ?? '').replace(/[\p{C}\s]+/gu, ' ').trim());
  if (address.length < 5 || address.length > 200) faults.push({ field: 'address', about: 'contact' });
  const phone = (form.phone ?? '').replace(/\s+/g, ' ').trim();
  if (!/^\+?[\d ]{8,20}$/.test(phone) || phone.replace(/\D/g, '').length < 8)
    faults.push({ field: 'phone', about: 'contact' });
  if (faults.length > 0) return refuse(faults);
  return ok({
    address,
    phone,
    hours: { weekly, exceptions, openOnHolidays: form.openOnHolidays === 'ja' },
    helpHours: { weekly: helpWeekly, exceptions, openOnHolidays: form.helpOpenOnHolidays === 'ja' },
  });
}

/** Recognises the place that a form was filled from: two administrators never undo each other unseen. */
export const placeFingerprint = (place: PlaceChange): string =>
  createHash('sha256').update(comparable(place).join('\n')).digest('base64url').slice(0, 22);

/** What differs, in the words of the audit; empty when nothing does. Days that are over differ from nothing. */
export function changedParts(before: PlaceChange, after: PlaceChange, today: DateString): readonly string[] {
  const names = ['address', 'phone', 'hours', 'help', 'exceptions', 'holidays'];
  const old = comparable(before, today);
  const now = comparable(after, today);
  return names.filter((_, at) => old[at] !== now[at]);
}

function comparable({ address, phone, hours, helpHours }: PlaceChange, from: DateString = ''): readonly string[] {
  const week = ({ weekly }: Hours) => isoDays.map((day) => writeHours(weekly[day] ?? [], 'en')).join('; ');
  return [
    address,
    phone,
    week(hours),
    week(helpHours),
    writeExceptions(hours.exceptions, 'en', from),
    `${hours.openOnHolidays} ${helpHours.openOnHolidays}`,
  ];
}
