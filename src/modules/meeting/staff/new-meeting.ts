import * as v from 'valibot';
import { db, type MeetingForm } from '../../../db/index.ts';
import { type DateString, type EmployeeId, parseId, redactCpr } from '../../../kernel/index.ts';
import { readPhone } from '../../../platform/index.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import type { NewPerson } from '../booking/booking-types.ts';
import { interpreterLanguages } from '../citizen/choices.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { nobody } from '../person-details.ts';
import { readDate } from '../read-date.ts';
import { channelOf, readWays, type Ways } from '../way-to-reach.ts';

/** What an employee has chosen before she looks for times; stands in the address, and none of it is personal. */
export type NewChoices = {
  readonly type: MeetingType;
  readonly form: MeetingForm;
  /** `mig`, `alle`, a resource's id, or `k:` and a skill. */
  readonly with: string;
  readonly language: string;
  readonly interpreter: string | null;
  readonly minutes: number | null;
};

export type Colleague = { readonly id: string; readonly name: string; readonly employeeId: EmployeeId | null };

/** Whose calendars can be looked in, and which teams there are by their skills. In the caller's municipal transaction. */
export async function colleagues(): Promise<{
  readonly people: readonly Colleague[];
  readonly teams: readonly string[];
}> {
  const rows = await db()
    .selectFrom('meeting_resource')
    .select(['id', 'name', 'employee_id', 'skills'])
    .where('kind', '=', 'employee')
    .where('active', '=', true)
    .orderBy('name')
    .execute();
  return {
    people: rows.map((row) => ({ id: row.id, name: row.name, employeeId: row.employee_id })),
    teams: [...new Set(rows.flatMap((row) => [...row.skills]))].sort(),
  };
}

/** Reads the choices of an address; null where no kind or form has been chosen. Pure. */
export function readNewChoices(
  types: readonly MeetingType[],
  input: Readonly<Record<string, unknown>>,
): NewChoices | null {
  const type = types.find(({ slug }) => slug === input.type);
  const form = type?.forms.find(({ form }) => form === input.form)?.form ?? type?.forms[0]?.form;
  if (!type || !form) return null;
  const minutes = Number(input.minutter);
  const interpreter = interpreterLanguages.find((one) => one === input.tolk) ?? null;
  return {
    type,
    form,
    with: typeof input.med === 'string' && input.med !== '' ? input.med.slice(0, 60) : 'mig',
    language: typeof input.sprog === 'string' && /^[a-z]{2,3}$/.test(input.sprog) ? input.sprog : 'da',
    interpreter,
    minutes: Number.isInteger(minutes) && minutes >= 5 && minutes <= 480 ? minutes : null,
  };
}

/** The wish that finds times and books one. `own`: the employee's own calendar; null where she has none. Pure. */
export function wishOfNew(choices: NewChoices, own: string | null, instead: string | null): TimeWish {
  const id = parseId(choices.with);
  const who =
    choices.with === 'mig' && own !== null
      ? { resource: own }
      : id
        ? { resource: id }
        : choices.with.startsWith('k:')
          ? { skill: choices.with.slice(2) }
          : null;
  return {
    type: choices.type,
    form: choices.form,
    language: choices.language,
    interpreter: choices.interpreter,
    with: who,
    place: null,
    minutes: choices.minutes,
    by: 'employee',
    instead,
    contactKey: null,
  };
}

const text = (most: number) => v.pipe(v.optional(v.string(), ''), v.maxLength(most), v.trim());
export const newPersonSchema = v.object({
  navn: text(200),
  kontakt: text(200),
  telefon: text(60),
  ledsager: text(200),
  kaldenavn: text(60),
  cpr: text(20),
  vej: text(120),
  by: text(120),
  beskyttet: v.optional(v.literal('ja')),
});
export type NewPersonForm = { readonly [Key in keyof v.InferOutput<typeof newPersonSchema>]?: string | undefined };
export type PersonFault = {
  readonly field: keyof NewPersonForm;
  readonly fault: 'name' | 'contact' | 'phone' | 'alias' | 'cpr' | 'street' | 'town';
};

/** Who she books for; `known`: how she is reached where nothing of it is written. Of an anonymous person she is told a name to call her by, and nothing else. Pure. */
export function readNewPerson(
  choices: NewChoices,
  form: NewPersonForm,
  known: Ways | null = null,
): { readonly person: NewPerson; readonly others: readonly NewPerson[] } | readonly PersonFault[] {
  const { anonymous, companions } = choices.type.rules;
  const base = { role: 'citizen', protected: form.beskyttet === 'ja' } as const;
  if (anonymous) {
    const alias = redactCpr(form.kaldenavn ?? '').slice(0, 40);
    if (alias === '') return [{ field: 'kaldenavn', fault: 'alias' }];
    const details = { ...nobody, alias, interpreter: choices.interpreter };
    return { person: { ...base, protected: false, details, channel: 'none' }, others: [] };
  }
  const faults: PersonFault[] = [];
  const name = redactCpr(form.navn ?? '').slice(0, 100);
  if (name === '') faults.push({ field: 'navn', fault: 'name' });
  const read = readWays(name, form);
  const isWritten = [form.kontakt, form.cpr, form.vej, form.by].some((one) => (one ?? '') !== '');
  const { ways, faults: unread } = isWritten || known === null ? read : { ways: waysOf(known), faults: [] };
  faults.push(...unread);
  const called = (form.telefon ?? '') === '' ? null : readPhone(form.telefon ?? '');
  if ((form.telefon ?? '') !== '' && called === null) faults.push({ field: 'telefon', fault: 'phone' });
  const phone = called ?? ways.phone;
  if (choices.form === 'phone' && phone === null && faults.length === 0)
    faults.push({ field: 'telefon', fault: 'phone' });
  const channel = channelOf({ ...ways, phone });
  // A protected address that no message needs is not kept.
  const needsAddress = !base.protected || channel === 'letter' || channel === 'digital-post';
  const address = needsAddress ? ways.address : null;
  const details = { ...nobody, ...ways, name, phone, address, interpreter: choices.interpreter };
  if (channel === 'none' && unread.length === 0) faults.push({ field: 'kontakt', fault: 'contact' });
  if (faults.length > 0) return faults;
  const companion = redactCpr(form.ledsager ?? '').slice(0, 100);
  const others =
    companions && companion !== ''
      ? [
          {
            role: 'companion',
            protected: false,
            details: { ...nobody, name: companion },
            channel: 'none',
          } as const,
        ]
      : [];
  return { person: { ...base, details, channel }, others };
}

const waysOf = ({ mail, phone, cpr, address }: Ways): Ways => ({ mail, phone, cpr, address });

/** `2026-11-25` and `10.30` or `10:30` as they are typed; null for what is none. Pure. */
export function readTyped(date: unknown, time: unknown): { readonly date: DateString; readonly time: string } | null {
  const clock = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(String(time ?? '').trim());
  const day = readDate(date);
  if (!clock || day === null) return null;
  return { date: day, time: `${clock[1]?.padStart(2, '0')}:${clock[2]}` };
}
