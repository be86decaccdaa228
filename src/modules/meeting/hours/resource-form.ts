import { type DateString, type Language, ok, type Result, redactCpr, refuse } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import {
  type ExceptionFault,
  isoDays,
  parseExceptions,
  parseHours,
  writeExceptions,
  writeHours,
} from '../../tenancy/index.ts';
import type { Interval, ResourceHours } from '../meeting-rules.ts';
import { texts } from './messages.ts';
import type { ResourceCard, ResourceToSave } from './resource-store.ts';

/** The form's fields by name: `t2day1` is Monday of the second times, `t2from` where their season begins. */
export type ResourceForm = Readonly<Record<string, string>>;

export const mostPatterns = 8;
type Pattern = ResourceHours['patterns'][number];

/** Languages that are offered by name; others are written as codes. */
export const usualLanguages = ['da', 'en', 'de', 'ar', 'fa', 'pl', 'ro', 'so', 'tr', 'uk', 'sgn'] as const;

/** How many times stand in a form: those with a day written, and at least one. */
export const patternsIn = (form: ResourceForm): number =>
  Math.max(1, ...Array.from({ length: mostPatterns }, (_, at) => (isWritten(form, at + 1) ? at + 1 : 0)));

const isWritten = (form: ResourceForm, number: number): boolean =>
  isoDays.some((day) => (form[`t${number}day${day}`] ?? '').trim() !== '');

/** Hours as they stand before anything is typed. */
export function hoursForm(hours: ResourceHours, language: Language, today: DateString): ResourceForm {
  const patterns = hours.patterns.flatMap((pattern, at) => [
    ...isoDays.map((day) => [`t${at + 1}day${day}`, writeHours(pattern.weekly[day], language)] as const),
    [`t${at + 1}from`, pattern.from ?? ''] as const,
    [`t${at + 1}to`, pattern.to ?? ''] as const,
    [`t${at + 1}every`, String(pattern.everyWeeks)] as const,
    [`t${at + 1}anchor`, pattern.anchor ?? ''] as const,
  ]);
  return { ...Object.fromEntries(patterns), exceptions: writeExceptions(hours.exceptions, language, today) };
}

export function resourceForm(card: ResourceCard, language: Language, today: DateString): ResourceForm {
  const others = card.languages.filter((one) => !(usualLanguages as readonly string[]).includes(one));
  return {
    ...hoursForm(card.hours, language, today),
    name: card.name,
    place: card.placeId ?? '',
    skills: card.skills.join(', '),
    ...Object.fromEntries(card.languages.map((one) => [`sprog-${one}`, 'ja'])),
    languages: others.join(', '),
    ...(card.active ? { active: 'ja' } : {}),
    version: String(card.version),
  };
}

type Read<Value> = Result<Value, readonly FieldError[]>;

/** Reads hours kindly; every field that could not be read is named, in the order of the page. */
export function readHoursForm(form: ResourceForm, language: Language, today: DateString): Read<ResourceHours> {
  const errors: FieldError[] = [];
  const t = texts(language);
  const patterns: Pattern[] = [];
  for (let number = 1; number <= mostPatterns; number += 1)
    if (isWritten(form, number)) patterns.push(readPattern(form, number, errors, language));
  const parsed = parseExceptions((form.exceptions ?? '').slice(0, 20_000), today);
  if (!parsed.ok) errors.push({ field: 'exceptions', message: exceptionWords(parsed.reason, language) });
  if (errors.length > 0) return refuse(errors);
  const exceptions = parsed.ok ? parsed.value : {};
  return ok({
    patterns,
    exceptions: Object.fromEntries(Object.entries(exceptions).map(([day, all]) => [day, pairs(all)])),
  });

  function exceptionWords(fault: ExceptionFault, of: Language): string {
    const words = texts(of).errors;
    if (fault.kind === 'many') return words.many;
    if (fault.kind === 'unreadable' || fault.kind === 'backwards' || fault.kind === 'overlap')
      return words[fault.kind](t.hours.exceptions, fault.part);
    return words[fault.kind](fault.line);
  }
}

const pairs = (intervals: readonly Interval[]): [string, string][] => intervals.map(([from, to]) => [from, to]);
const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

function readPattern(form: ResourceForm, number: number, errors: FieldError[], language: Language): Pattern {
  const t = texts(language);
  const name = (part: string) => `t${number}${part}`;
  const date = (part: 'from' | 'to' | 'anchor'): DateString | null => {
    const text = (form[name(part)] ?? '').trim();
    if (text === '') return null;
    if (isDate(text)) return text;
    errors.push({ field: name(part), message: part === 'anchor' ? t.errors.anchor : t.errors.season });
    return null;
  };
  const weekly = Object.fromEntries(
    isoDays.map((day, at) => {
      const parsed = parseHours((form[name(`day${day}`)] ?? '').slice(0, 200));
      if (!parsed.ok)
        errors.push({
          field: name(`day${day}`),
          message: t.errors[parsed.reason.kind](t.days[at] ?? '', parsed.reason.part),
        });
      return [day, parsed.ok ? pairs(parsed.value) : []];
    }),
  ) as Pattern['weekly'];
  const [from, to] = [date('from'), date('to')];
  if (from !== null && to !== null && to < from) errors.push({ field: name('to'), message: t.errors.seasonBackwards });
  const weeks = Number(form[name('every')] ?? '1');
  const everyWeeks = weeks === 2 || weeks === 3 || weeks === 4 ? weeks : 1;
  const before = errors.length;
  const anchor = everyWeeks === 1 ? null : date('anchor');
  if (everyWeeks !== 1 && anchor === null && errors.length === before)
    errors.push({ field: name('anchor'), message: t.errors.anchor });
  return { from, to, everyWeeks, anchor, weekly };
}

const words = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((one) => one.trim().toLowerCase())
      .filter((one) => one !== ''),
  ),
];

/** Reads everything of a resource; `kind` and `employeeId` are decided already, and an employee's name is her own. */
export function readResourceForm(
  form: ResourceForm,
  fixed: Pick<ResourceToSave, 'kind' | 'employeeId'> & { readonly name: string | null },
  places: readonly string[],
  language: Language,
  today: DateString,
): Read<ResourceToSave> {
  const t = texts(language).errors;
  const errors: FieldError[] = [];
  const name = fixed.name ?? redactCpr((form.name ?? '').replace(/[\p{C}\s]+/gu, ' ').trim());
  if (name.length < 2 || name.length > 80) errors.push({ field: 'name', message: t.name });
  const place = form.place ?? '';
  if (place !== '' && !places.includes(place)) errors.push({ field: 'place', message: t.place });
  const skills = words(redactCpr(form.skills ?? ''));
  if (skills.length > 20 || skills.some((one) => one.length > 40)) errors.push({ field: 'skills', message: t.skills });
  const written = words(form.languages ?? '');
  const strange = written.find((one) => !/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(one));
  if (strange !== undefined) errors.push({ field: 'languages', message: t.languages(strange.slice(0, 20)) });
  const languages = [...usualLanguages.filter((one) => form[`sprog-${one}`] === 'ja'), ...written];
  if (fixed.kind === 'interpreter' && languages.length === 0)
    errors.push({ field: 'languages', message: t.interpreter });
  const hours = readHoursForm(form, language, today);
  if (!hours.ok) return refuse([...errors, ...hours.reason]);
  if (errors.length > 0) return refuse(errors);
  return ok({
    kind: fixed.kind,
    employeeId: fixed.employeeId,
    name,
    placeId: place === '' ? null : place,
    skills,
    languages: [...new Set(languages)],
    hours: hours.value,
    active: form.active === 'ja',
  });
}
