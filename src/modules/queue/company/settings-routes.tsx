import { type Context, Hono } from 'hono';
import { parseId } from '../../../kernel/index.ts';
import { audit, type FieldError, type House, pathIn, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import type { Guide } from '../../guide/index.ts';
import { requireRole, type StaffEnv, type StaffMember, staffHere } from '../../identity/index.ts';
import { places } from '../../tenancy/index.ts';
import { companyTexts } from './messages.ts';
import { setAlias, setStation } from './names.ts';
import { anyKind } from './rules.ts';
import { aliasesOf, allAlarmContacts, replaceAlarmContacts, stationOf } from './store.ts';
import { DeskAdministrationPage } from './views/desk-administration-page.tsx';
import { OwnDeskPage } from './views/own-desk-page.tsx';

const ownPath = '/skranke/mig';
const administrationPath = '/administration/skranke';
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : value === undefined ? [] : [textOf(value)];

/** Where an employee says how she is shown and where she sits; and where the administrator does so for all. Forms, no scripts. */
export function settingsRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(administrationPath, requireRole(house, 'administrator'));

  /** What a name may be for: any conversation, or the groups that the guide is ordered by. */
  const kindsOf = async (staff: StaffMember, language: StaffEnv['Variables']['language']) =>
    (await guide.publication(staff.municipality.id))
      .lifeEvents(language)
      .map((event) => ({ id: event.id, title: event.title.text }));

  type Outcome = {
    readonly errors?: readonly FieldError[];
    readonly typed?: Readonly<Record<string, unknown>>;
  };
  /** What both pages are given; what could not be kept is answered with 422. */
  const shownTo = async (c: Context<StaffEnv>, { errors = [], typed }: Outcome) => ({
    language: c.var.language,
    staff: c.var.staff,
    groups: await kindsOf(c.var.staff, c.var.language),
    errors,
    saved: c.req.query('gemt') !== undefined,
    ...(typed ? { typed } : {}),
  });
  const statusOf = ({ errors = [] }: Outcome) => (errors.length > 0 ? 422 : 200);
  const saved = (c: Context<StaffEnv>, path: string) => seeOther(c, `${pathIn(c.var.language, '', path)}?gemt=1`);

  const ownPage = async (c: Context<StaffEnv>, outcome: Outcome = {}) => {
    const { staff } = c.var;
    const own = await house.database.inMunicipality(staff.municipality.id, async () => ({
      aliases: await aliasesOf(staff.employeeId),
      station: await stationOf(staff.employeeId),
      places: await places(),
    }));
    return sendPage(c, <OwnDeskPage {...own} {...(await shownTo(c, outcome))} />, statusOf(outcome));
  };

  routes.get(ownPath, (c) => ownPage(c));

  routes.post(ownPath, async (c) => {
    const { staff, language } = c.var;
    const form = await readForm(c);
    const groups = await kindsOf(staff, language);
    await setStation(house, staff, parseId<'place'>(form.place), textOf(form.spot).slice(0, 500));
    const errors: FieldError[] = [];
    for (const kind of [anyKind, ...groups.map((group) => group.id)]) {
      const field = `navn-${kind}`;
      if (form[field] === undefined) continue;
      const set = await setAlias(house, staff, staff.employeeId, kind, textOf(form[field]).slice(0, 500));
      if (!set.ok) errors.push({ field, message: companyTexts(language).settings.errors[set.reason] });
    }
    return errors.length === 0 ? saved(c, ownPath) : ownPage(c, { errors, typed: form });
  });

  const administration = (staff: StaffMember) =>
    house.database.inMunicipality(staff.municipality.id, async () => ({
      employees: (await staffHere()).filter((one) => one.roles.includes('employee')),
      contacts: await allAlarmContacts(),
      places: await places(),
    }));

  const administrationPage = async (c: Context<StaffEnv>, outcome: Outcome = {}) => {
    const all = await administration(c.var.staff);
    return sendPage(c, <DeskAdministrationPage {...all} {...(await shownTo(c, outcome))} />, statusOf(outcome));
  };

  routes.get(administrationPath, (c) => administrationPage(c));

  routes.post(administrationPath, async (c) => {
    const { staff, language } = c.var;
    const known = await administration(staff);
    const form = await readForm(
      c,
      known.places.map((place) => `kald-${place.id}`),
    );
    const groups = await kindsOf(staff, language);
    if (form.handling === 'alarm') {
      const contacts = known.places.flatMap((place) =>
        known.employees
          .filter((one) => listOf(form[`kald-${place.id}`]).includes(one.id))
          .map((one) => ({ placeId: place.id, employeeId: one.id })),
      );
      await house.database.inMunicipality(staff.municipality.id, async () => {
        await replaceAlarmContacts(contacts);
        await audit(
          {
            actor: staff.employeeId,
            role: staff.roles.join(' '),
            action: 'alarm.contacts',
            subject: staff.municipality.id,
            outcome: 'done',
            purpose: 'who is called by the silent alarm',
          },
          house.clock.now(),
        );
        await house.bus.notify(`line:${staff.municipality.id}`);
      });
      return saved(c, administrationPath);
    }
    const employee = known.employees.find((one) => one.id === form.medarbejder);
    const kind = [anyKind, ...groups.map((group) => group.id)].find((one) => one === form.hvornaar);
    if (!employee || kind === undefined) return seeOther(c, pathIn(language, '', administrationPath));
    const set = await setAlias(house, staff, employee.id, kind, textOf(form.navn).slice(0, 500));
    if (set.ok) return saved(c, administrationPath);
    const errors = [{ field: 'navn', message: companyTexts(language).settings.errors[set.reason] }];
    return administrationPage(c, { errors, typed: form });
  });

  return routes;
}
