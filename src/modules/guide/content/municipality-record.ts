/** The shape of content/municipalities/{slug}.yaml: a municipality as it is when this installation first meets it. */
import * as v from 'valibot';

const uuid = v.pipe(v.string(), v.uuid('use a uuid'));
const words = v.pipe(v.string(), v.trim(), v.minLength(1));
const wallTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'use a time as 09:30'));
const interval = v.pipe(
  v.tuple([wallTime, wallTime]),
  v.check(([from, to]) => from < to, 'the first time comes before the second'),
);
const day = v.optional(v.array(interval), []);
/** Written with names of days, because nobody remembers whether 1 is Monday; kept by ISO weekday. */
const week = v.pipe(
  v.strictObject({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }),
  v.transform(({ mon, tue, wed, thu, fri, sat, sun }) => ({
    '1': mon,
    '2': tue,
    '3': wed,
    '4': thu,
    '5': fri,
    '6': sat,
    '7': sun,
  })),
);

export const PlaceRecord = v.strictObject({
  id: uuid,
  name: words,
  address: words,
  phone: words,
  hours: week,
  /** When help on screen is staffed. */
  helpHours: week,
  exceptions: v.record(v.pipe(v.string(), v.isoDate('use a date as 2026-12-24')), v.array(interval)),
  openOnHolidays: v.boolean(),
  helpOpenOnHolidays: v.boolean(),
});

export const MunicipalityRecord = v.strictObject({
  id: uuid,
  slug: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower case letters a-z, digits and hyphens')),
  name: words,
  fullName: words,
  /** Four digits; left out for an invented municipality. */
  code: v.optional(v.pipe(v.string(), v.regex(/^\d{4}$/, 'use four digits as text'))),
  host: v.optional(words),
  colour: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'use a colour as #1a5e63')),
  demonstration: v.boolean(),
  places: v.pipe(v.array(PlaceRecord), v.minLength(1, 'a municipality has at least one place with a phone')),
});

export type MunicipalityRecord = v.InferOutput<typeof MunicipalityRecord>;
export type PlaceRecord = v.InferOutput<typeof PlaceRecord>;
