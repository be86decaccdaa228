import { type Context, Hono } from 'hono';
import { parseId, pathIn, wallClock } from '../../../kernel/index.ts';
import { type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv, type StaffMember, staffHere } from '../../identity/index.ts';
import { places } from '../../tenancy/index.ts';
import { resourceKinds } from '../meeting-rules.ts';
import { addResource, changeResource, type HoursRefusal } from './change-hours.ts';
import { texts } from './messages.ts';
import { type ResourceForm, readHoursForm, readResourceForm, resourceForm } from './resource-form.ts';
import {
  allResources,
  type ResourceCard,
  type ResourceToSave,
  resourceById,
  resourceOfEmployee,
} from './resource-store.ts';
import { ResourceListPage } from './views/resource-list-page.tsx';
import { ownHoursPath, ResourcePage, type ResourcePageProps, resourcesPath } from './views/resource-page.tsx';

type C = Context<StaffEnv>;
type Shown = Partial<ResourcePageProps>;
const emptyForm: ResourceForm = { kind: 'employee', active: 'ja', t1every: '1' };

/** Where an administrator says who and what can be booked, and when; and where an employee changes her own hours. */
export function resourceRoutes(house: House): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use(resourcesPath, requireRole(house, 'administrator'));
  app.use(`${resourcesPath}/*`, requireRole(house, 'administrator'));
  app.use(ownHoursPath, requireRole(house, 'employee'));
  const today = () => wallClock(house.clock.now()).date;
  const within = <Value,>(c: C, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const known = (c: C) =>
    within(c, async () => {
      const resources = await allResources();
      const taken = new Set(resources.map(({ employeeId }) => employeeId));
      const employees = (await staffHere()).filter((one) => one.roles.includes('employee') && !taken.has(one.id));
      return { resources, employees, places: await places() };
    });

  app.get(resourcesPath, async (c) => {
    const { resources, employees, places: all } = await known(c);
    const { staff, language } = c.var;
    return sendPage(
      c,
      <ResourceListPage language={language} staff={staff} resources={resources} places={all} without={employees} />,
    );
  });

  const newPage = async (c: C, values: ResourceForm, shown: Shown, status: 200 | 409 | 422 = 200) => {
    const { staff, language } = c.var;
    const { employees, places: all } = await known(c);
    return sendPage(
      c,
      <ResourcePage
        language={language}
        staff={staff}
        title={texts(language).one.new}
        path={`${resourcesPath}/ny`}
        all={{ places: all, employees, named: true }}
        values={values}
        errors={[]}
        now={house.clock.now()}
        {...shown}
      />,
      status,
    );
  };

  app.get(`${resourcesPath}/ny`, (c) =>
    newPage(c, { ...emptyForm, employee: parseId(c.req.query('medarbejder')) ?? '' }, {}),
  );

  app.post(`${resourcesPath}/ny`, async (c) => {
    const { staff, language } = c.var;
    const t = texts(language).errors;
    const values = textsOf(await readForm(c));
    const { employees, places: all } = await known(c);
    const kind = resourceKinds.find((one) => one === values.kind);
    const employee = employees.find((one) => one.id === values.employee);
    if (!kind) return newPage(c, values, { errors: [{ field: 'kind', message: t.kind }] }, 422);
    if ((kind === 'employee') !== (employee !== undefined))
      return newPage(c, values, { errors: [{ field: 'employee', message: t.employee }] }, 422);
    const fixed = { kind, employeeId: employee?.id ?? null, name: employee?.name ?? null };
    const read = readResourceForm(
      values,
      fixed,
      all.map(({ id }) => id),
      language,
      today(),
    );
    if (!read.ok) return newPage(c, values, { errors: read.reason }, 422);
    const made = await addResource(house, staff, read.value, house.clock.now());
    if (!made.ok) return newPage(c, values, { errors: [{ field: 'employee', message: t.hasOne }] }, 409);
    return seeOther(c, `${pathIn(language, '', `${resourcesPath}/${made.value.id}`)}?gemt=0`);
  });

  const page = async (c: C, card: ResourceCard, shown: Shown, status: 200 | 409 | 422 = 200) => {
    const { staff, language } = c.var;
    const all = await within(c, places);
    return sendPage(
      c,
      <ResourcePage
        language={language}
        staff={staff}
        title={card.name}
        path={`${resourcesPath}/${card.id}`}
        all={{ places: all, employees: null, named: card.kind !== 'employee' }}
        values={resourceForm(card, language, today())}
        errors={[]}
        now={house.clock.now()}
        {...savedWords(c)}
        {...shown}
      />,
      status,
    );
  };
  const ownPage = (c: C, card: ResourceCard | null, shown: Shown, status: 200 | 409 | 422 = 200) => {
    const { staff, language } = c.var;
    const t = texts(language).own;
    const values = card ? resourceForm(card, language, today()) : {};
    return sendPage(
      c,
      <ResourcePage
        language={language}
        staff={staff}
        title={t.title}
        path={ownHoursPath}
        all={null}
        values={values}
        errors={[]}
        missing={card === null}
        now={house.clock.now()}
        {...savedWords(c)}
        {...shown}
      />,
      status,
    );
  };
  type Draw = (shown: Shown, status: 409 | 422 | 200) => Response | Promise<Response>;

  /** What a refusal shows: everything that was typed, and what must be known before it is sent again. */
  const refused = (c: C, reason: HoursRefusal, values: ResourceForm, draw: Draw) => {
    if (reason.kind === 'affects') return draw({ values, way: reason }, 200);
    if (!reason.stored) return c.notFound();
    const { language } = c.var;
    const stored = resourceForm(reason.stored, language, today());
    const kept = { ...values, version: stored.version ?? '' };
    const errors = [{ field: '', message: texts(language).errors.stale }];
    return draw({ values: kept, errors, stored }, 409);
  };
  const change = (staff: StaffMember, card: ResourceCard, values: ResourceForm, resource: ResourceToSave) =>
    changeResource(
      house,
      staff,
      { id: card.id, version: Number(values.version), seen: values.set ?? '', resource },
      house.clock.now(),
    );

  const byId = async (c: C): Promise<ResourceCard | null> => {
    const id = parseId(c.req.param('id'));
    return id ? within(c, () => resourceById(id)) : null;
  };

  app.get(`${resourcesPath}/:id{[0-9a-f-]{36}}`, async (c) => {
    const card = await byId(c);
    return card ? page(c, card, {}) : c.notFound();
  });

  app.post(`${resourcesPath}/:id{[0-9a-f-]{36}}`, async (c) => {
    const { staff, language } = c.var;
    const values = textsOf(await readForm(c));
    const card = await byId(c);
    if (!card) return c.notFound();
    const fixed = { ...card, name: card.kind === 'employee' ? card.name : null };
    const read = readResourceForm(
      values,
      fixed,
      (await within(c, places)).map(({ id }) => id),
      language,
      today(),
    );
    if (!read.ok) return page(c, card, { values, errors: read.reason }, 422);
    const saved = await change(staff, card, values, read.value);
    if (saved.ok) return seeOther(c, `${pathIn(language, '', `${resourcesPath}/${card.id}`)}?gemt=${saved.value}`);
    return refused(c, saved.reason, values, (shown, status) => page(c, card, shown, status));
  });

  app.get(ownHoursPath, async (c) => ownPage(c, await within(c, () => resourceOfEmployee(c.var.staff.employeeId)), {}));

  app.post(ownHoursPath, async (c) => {
    const { staff, language } = c.var;
    const values = textsOf(await readForm(c));
    const card = await within(c, () => resourceOfEmployee(staff.employeeId));
    if (!card) return ownPage(c, null, {}, 409);
    const hours = readHoursForm(values, language, today());
    if (!hours.ok) return ownPage(c, card, { values, errors: hours.reason }, 422);
    const saved = await change(staff, card, values, { ...card, hours: hours.value });
    if (saved.ok) return seeOther(c, `${pathIn(language, '', ownHoursPath)}?gemt=${saved.value}`);
    return refused(c, saved.reason, values, (shown, status) => ownPage(c, card, shown, status));
  });
  return app;
}

const textsOf = (form: Readonly<Record<string, string | readonly string[]>>): ResourceForm =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, typeof value === 'string' ? value : '']));

/** `?gemt=3`: saved, and three meetings are to be moved. */
const savedWords = (c: C): Shown => {
  const saved = c.req.method === 'GET' ? c.req.query('gemt') : undefined;
  return saved === undefined ? {} : { saved: true, left: Number.parseInt(saved, 10) || 0 };
};
