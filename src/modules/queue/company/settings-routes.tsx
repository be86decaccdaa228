import { Hono } from 'hono';
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

  const ownPage = async (staff: StaffMember) =>
    house.database.inMunicipality(staff.municipality.id, async () => ({
      aliases: await aliasesOf(staff.employeeId),
      station: await stationOf(staff.employeeId),
      places: await places(),
    }));

  routes.get(ownPath, async (c) => {
    const { staff, language } = c.var;
    return sendPage(
      c,
      <OwnDeskPage
        {...(await ownPage(staff))}
        language={language}
        staff={staff}
        groups={await kindsOf(staff, language)}
        errors={[]}
        saved={c.req.query('gemt') !== undefined}
      />,
    );
  });

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
    if (errors.length === 0) return seeOther(c, `${pathIn(language, '', ownPath)}?gemt=1`);
    const shown = await ownPage(staff);
    return sendPage(
      c,
      <OwnDeskPage {...shown} language={language} staff={staff} groups={groups} errors={errors} typed={form} />,
      422,
    );
  });

  const administration = (staff: StaffMember) =>
    house.database.inMunicipality(staff.municipality.id, async () => ({
      employees: (await staffHere()).filter((one) => one.roles.includes('employee')),
      contacts: await allAlarmContacts(),
      places: await places(),
    }));

  routes.get(administrationPath, async (c) => {
    const { staff, language } = c.var;
    return sendPage(
      c,
      <DeskAdministrationPage
        {...(await administration(staff))}
        language={language}
        staff={staff}
        groups={await kindsOf(staff, language)}
        errors={[]}
        saved={c.req.query('gemt') !== undefined}
      />,
    );
  });

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
      return seeOther(c, `${pathIn(language, '', administrationPath)}?gemt=1`);
    }
    const employee = known.employees.find((one) => one.id === form.medarbejder);
    const kind = [anyKind, ...groups.map((group) => group.id)].find((one) => one === form.hvornaar);
    if (!employee || kind === undefined) return seeOther(c, pathIn(language, '', administrationPath));
    const set = await setAlias(house, staff, employee.id, kind, textOf(form.navn).slice(0, 500));
    if (set.ok) return seeOther(c, `${pathIn(language, '', administrationPath)}?gemt=1`);
    const errors = [{ field: 'navn', message: companyTexts(language).settings.errors[set.reason] }];
    return sendPage(
      c,
      <DeskAdministrationPage
        {...known}
        language={language}
        staff={staff}
        groups={groups}
        errors={errors}
        typed={form}
      />,
      422,
    );
  });

  return routes;
}
