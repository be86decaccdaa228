import { Hono } from 'hono';
import { type Language, wallClock } from '../../kernel/index.ts';
import { audit, type FieldError, type House, pathIn, readForm, seeOther, sendPage } from '../../platform/index.ts';
import {
  changedParts,
  changePlace,
  type Place,
  type PlaceFault,
  type PlaceForm,
  placeFingerprint,
  placeForm,
  places,
  placeToChange,
  readPlaceForm,
} from '../tenancy/index.ts';
import { texts } from './messages.ts';
import { requireRole } from './require-role.tsx';
import type { StaffEnv, StaffMember } from './staff.ts';
import { HoursPage } from './views/hours-page.tsx';

const path = '/administration/aabningstider';

/**
 * Where an administrator changes when a place is open and how it is reached. Here and not in tenancy, whose data it is:
 * the pages of the administration need to know who is at work, and tenancy stands before that is known.
 */
export function hoursRoutes(house: House): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use(path, requireRole(house, 'administrator'));
  const today = () => wallClock(house.clock.now()).date;
  const all = (staff: StaffMember) => house.database.inMunicipality(staff.municipality.id, places);

  app.get(path, async (c) => {
    const { staff, language } = c.var;
    const known = await all(staff);
    const asked = c.req.query('sted');
    const place = asked === undefined ? known[0] : known.find((one) => one.id === asked);
    if (asked !== undefined && !place) return c.notFound();
    const values = place ? placeForm(place, language, today()) : {};
    const shown = { staff, language, places: known, place: place ?? null, values, errors: [] };
    return sendPage(c, <HoursPage {...shown} saved={c.req.query('gemt') !== undefined} />);
  });

  app.post(path, async (c) => {
    const { staff, language } = c.var;
    const values = textsOf(await readForm(c));
    const known = await all(staff);
    const place = known.find((one) => one.id === values.place);
    if (!place) return c.notFound();
    const shown = { staff, language, places: known, place };
    const read = readPlaceForm(values, today());
    if (!read.ok)
      return sendPage(c, <HoursPage {...shown} values={values} errors={fieldErrors(read.reason, language)} />, 422);

    const outcome = await house.database.inMunicipality(staff.municipality.id, async () => {
      const now = await placeToChange(place.id);
      if (!now || placeFingerprint(now) !== values.seen) return { stale: now };
      const parts = changedParts(now, read.value, today());
      if (parts.length > 0) {
        await changePlace(place.id, read.value);
        await house.bus.notify(`line:${staff.municipality.id}`);
        await house.bus.notify(`guide:${staff.municipality.id}`);
        await audit(changeEntry(staff, place, parts), house.clock.now());
      }
      return null;
    });
    if (outcome !== null) {
      if (outcome.stale === null) return c.notFound();
      const errors = [{ field: '', message: texts(language).administration.hours.errors.stale }];
      const stored = placeForm(outcome.stale, language, today());
      const kept = { ...values, seen: stored.seen ?? '' };
      return sendPage(c, <HoursPage {...shown} values={kept} errors={errors} stored={stored} />, 409);
    }
    const which = known[0]?.id === place.id ? '' : `&sted=${place.id}`;
    return seeOther(c, `${pathIn(language, '', path)}?gemt=1${which}`);
  });
  return app;
}

const textsOf = (form: Readonly<Record<string, string | readonly string[]>>): PlaceForm =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value : '']));

/** Which parts changed, never what they say: the place itself tells that. */
const changeEntry = (staff: StaffMember, place: Place, parts: readonly string[]) =>
  ({
    actor: staff.employeeId,
    role: staff.roles.join(' '),
    action: 'hours.change',
    subject: place.id,
    outcome: 'done',
    purpose: `changed ${parts.join(', ')}`,
  }) as const;

/** Each fault in the reader's words, and where it is. */
function fieldErrors(faults: readonly PlaceFault[], language: Language): readonly FieldError[] {
  const { errors, days } = texts(language).administration.hours;
  return faults.map((one) => {
    if (one.about === 'contact') return { field: one.field, message: errors[one.field] };
    const { field } = one;
    if (one.about === 'hours') {
      const day = days[Number(field.slice(-1)) - 1] ?? '';
      const where = field.startsWith('help') ? errors.help(day) : errors.place(day);
      return { field, message: errors[one.fault.kind](where, one.fault.part) };
    }
    const { fault } = one;
    switch (fault.kind) {
      case 'many':
        return { field, message: errors.many };
      case 'date':
      case 'past':
      case 'far':
      case 'twice':
        return { field, message: errors[fault.kind](fault.line) };
      default:
        return { field, message: errors[fault.kind](`"${fault.line}"`, fault.part) };
    }
  });
}
