import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { instantOf, parseId, pathIn } from '../../../kernel/index.ts';
import {
  type FieldError,
  type House,
  parseInput,
  readForm,
  readPhone,
  seeOther,
  sendPage,
} from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import type { Meeting, Refusal } from '../booking/booking-types.ts';
import { convertMeeting, personsOf, readMeeting } from '../booking/bookings.ts';
import { meetingForms } from '../meeting-rules.ts';
import { formsOfType } from '../types/store.ts';
import { type ClosedForm, type ConvertForm, ConvertPage } from './convert-page.tsx';
import { texts } from './messages.ts';
import { minePath } from './my-meetings-page.tsx';
import { readTyped } from './new-meeting.ts';

type C = Context<StaffEnv>;
const text = (most: number) => v.pipe(v.fallback(v.string(), ''), v.trim(), v.maxLength(most));
const convertSchema = v.object({
  form: v.fallback(v.picklist(['', ...meetingForms]), ''),
  telefon: text(60),
  dato: text(10),
  kl: text(5),
  version: v.fallback(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)), 0),
});
const nothing: ConvertForm = { form: '', telefon: '', dato: '', kl: '' };

/** A meeting that stands is held in another form: by phone instead of on the screen, or here after all. */
export function convertRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const path = `${minePath}/:id{[0-9a-f-]{36}}/form`;

  /** Null where there is no such meeting, it does not stand, or it is many people's. */
  const found = (c: C) =>
    house.database.inMunicipality(c.var.staff.municipality.id, async () => {
      const id = parseId(c.req.param('id'));
      const meeting = id && (await readMeeting(id));
      if (meeting?.state !== 'booked' || meeting.seats > 1) return null;
      const citizen = (await personsOf(house, meeting.id)).find(({ role }) => role === 'citizen');
      const { open, closed } = choicesFor(meeting, await formsOfType(meeting.type.id));
      const reachable = citizen === undefined || citizen.details.phone !== null;
      return { meeting, open, closed, asksPhone: !reachable && open.some(({ form }) => form === 'phone') };
    });
  type Found = NonNullable<Awaited<ReturnType<typeof found>>>;

  const show = (c: C, here: Found, values: ConvertForm, errors: readonly FieldError[], status: 200 | 409 | 422 = 200) =>
    sendPage(
      c,
      <ConvertPage language={c.var.language} staff={c.var.staff} {...here} values={values} errors={errors} />,
      status,
    );

  routes.get(path, async (c) => {
    const here = await found(c);
    const form = here?.open.find((one) => one.form === c.req.query('form'))?.form ?? '';
    return here ? show(c, here, { ...nothing, form }, []) : c.notFound();
  });

  routes.post(path, async (c) => {
    const { staff, language } = c.var;
    const t = texts(language);
    const here = await found(c);
    if (!here) return c.notFound();
    const read = parseInput(convertSchema, await readForm(c));
    if (!read.ok) return show(c, here, nothing, [{ field: 'form', message: t.convert.faults.form }], 422);
    const values = read.value;
    const errors: FieldError[] = [];
    const form = here.open.find((one) => one.form === values.form)?.form;
    if (form === undefined) errors.push({ field: 'form', message: t.convert.faults.form });
    const phone = values.telefon === '' ? null : readPhone(values.telefon);
    if (here.asksPhone && (values.telefon === '' ? form === 'phone' : phone === null))
      errors.push({ field: 'telefon', message: t.fresh.faults.phone });
    const other = values.dato === '' && values.kl === '' ? null : readTyped(values.dato, values.kl);
    if (other === null && (values.dato !== '' || values.kl !== ''))
      errors.push({ field: 'dato', message: t.fresh.faults.typed });
    if (errors.length > 0 || form === undefined) return show(c, here, values, errors, 422);
    const converted = await convertMeeting(
      house,
      staff.municipality.id,
      here.meeting.id,
      {
        form,
        startsAt: other && instantOf(other.date, other.time),
        phone: here.asksPhone && form === 'phone' ? phone : null,
      },
      { version: values.version, actor: { by: 'employee', employee: staff.employeeId } },
      house.clock.now(),
    );
    if (converted.ok) return seeOther(c, `${pathIn(language, '', `${minePath}/${converted.value.meetingId}`)}?gemt=1`);
    return show(c, (await found(c)) ?? here, values, [wordsOf(converted.reason)], 409);

    function wordsOf(refusal: Refusal): FieldError {
      switch (refusal.kind) {
        case 'not-free':
          return { field: 'form', message: `${t.fresh.why[refusal.why]} ${t.convert.faults.anotherTime}` };
        case 'changed':
          return { field: '', message: t.fresh.faults.changed };
        case 'too-late':
        case 'no-meeting':
          return { field: '', message: t.convert.faults.gone };
        default:
          return { field: 'form', message: `${t.fresh.faults.taken} ${t.convert.faults.anotherTime}` };
      }
    }
  });
  return routes;
}

/** Which forms it can be given and which not. Of an anonymous person there is no number to ring. Pure. */
export function choicesFor(
  { type, form: now }: Pick<Meeting, 'type' | 'form'>,
  known: Awaited<ReturnType<typeof formsOfType>>,
): { readonly open: Meeting['type']['forms']; readonly closed: readonly ClosedForm[] } {
  const others = meetingForms.filter((form) => form !== now);
  const nobodysNumber = (form: string) => type.rules.anonymous && form === 'phone';
  const open = type.forms.filter(({ form }) => form !== now && !nobodysNumber(form));
  const closed = others
    .filter((form) => !open.some((one) => one.form === form))
    .map((form): ClosedForm => {
      const law = known.find((one) => one.form === form)?.law ?? '';
      return { form, why: nobodysNumber(form) ? 'anonymous' : 'law', law };
    });
  return { open, closed };
}
