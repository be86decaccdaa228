import { type Context, Hono } from 'hono';
import { parseId, pathIn } from '../../../kernel/index.ts';
import { audit, type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { CalendarPage, type CalendarPageProps } from './calendar-page.tsx';
import { feedPath } from './feed-routes.ts';
import { calendarPath } from './feed-section.tsx';
import { changeFeed, endFeed, feedOf, makeFeed } from './feed-store.ts';
import { texts } from './messages.ts';
import { mostSources, readSourceForm, sourceForm } from './source-form.ts';
import { addSource, hasSource, removeSource, resourceOf, sourcesOf } from './source-store.ts';

type C = Context<StaffEnv>;

/** Where an employee decides who reads her calendar here, and which calendars of hers are read. */
export function calendarStaffRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(calendarPath, requireRole(house, 'employee'));
  routes.use(`${calendarPath}/*`, requireRole(house, 'employee'));
  const within = <Value,>(c: C, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const note = (c: C, action: string, subject: string) =>
    audit(
      { actor: c.var.staff.employeeId, role: 'employee', action, subject, outcome: 'done', purpose: 'calendar' },
      house.clock.now(),
    );
  const back = (c: C, done: string) => seeOther(c, `${pathIn(c.var.language, '', calendarPath)}?klar=${done}`);

  async function show(c: C, shown: Partial<CalendarPageProps>, status: 200 | 422 = 200): Promise<Response> {
    const { staff, language } = c.var;
    const { feed, sources } = await within(c, async () => {
      const resource = await resourceOf(staff.employeeId);
      return { feed: await feedOf(staff.employeeId), sources: resource && (await sourcesOf(house, resource)) };
    });
    const t = texts(language);
    const done = new Map([
      ['gemt', t.feed.changed],
      ['lukket', t.feed.ended],
      ['tilfoejet', t.sources.added],
      ['fjernet', t.sources.removed],
    ]).get(c.req.query('klar') ?? '');
    c.header('cache-control', 'no-store');
    return sendPage(
      c,
      <CalendarPage
        language={language}
        staff={staff}
        feed={feed}
        address={null}
        sources={sources || null}
        outlook={house.config.graph !== null}
        typed={sourceForm({})}
        now={house.clock.now()}
        errors={[]}
        done={done ?? null}
        {...shown}
      />,
      status,
    );
  }

  routes.get(calendarPath, (c) => show(c, {}));

  routes.post(`${calendarPath}/adresse`, async (c) => {
    const { staff, language } = c.var;
    const { employeeId } = staff;
    const form = await readForm(c);
    if (form.hvad === 'luk') {
      await within(c, async () => {
        await endFeed(employeeId);
        await note(c, 'calendar-feed.end', employeeId);
      });
      return back(c, 'lukket');
    }
    const shows = form.vis;
    if (shows !== 'busy' && shows !== 'type')
      return show(c, { errors: [{ field: 'vis', message: texts(language).faults.shows }] }, 422);
    if (form.hvad !== 'ny') {
      await within(c, () => changeFeed(employeeId, shows));
      return back(c, 'gemt');
    }
    const token = await within(c, async () => {
      await note(c, 'calendar-feed.make', employeeId);
      return makeFeed(employeeId, shows, house.clock.now());
    });
    const address = new URL(feedPath(staff.municipality.slug, token), house.baseUrl()).href;
    return show(c, { address });
  });

  routes.post(`${calendarPath}/hent`, async (c) => {
    const { staff, language } = c.var;
    const typed = sourceForm(await readForm(c));
    const read = readSourceForm(typed, house.config.graph !== null);
    const again = (field: string, fault: keyof ReturnType<typeof texts>['faults']) => ({
      errors: [{ field, message: texts(language).faults[fault] }],
      // A password is never sent back to a page.
      typed: { ...typed, kode: '' },
    });
    if (!read.ok) {
      const errors = read.reason.map(({ field, fault }) => ({ field, message: texts(language).faults[fault] }));
      return show(c, { ...again('', 'kind'), errors }, 422);
    }
    const outcome = await within(c, async () => {
      const resource = await resourceOf(staff.employeeId);
      if (resource === null) return 'none';
      if (await hasSource(house, resource, read.value)) return 'twice';
      if ((await sourcesOf(house, resource)).length >= mostSources) return 'most';
      const id = await addSource(house, resource, read.value);
      await note(c, 'calendar-source.add', id);
      return 'added';
    });
    if (outcome === 'none') return c.notFound();
    if (outcome === 'twice') return show(c, again(read.value.kind === 'graph' ? 'postkasse' : 'adresse', 'twice'), 422);
    if (outcome === 'most') return show(c, again('hvor', 'most'), 422);
    return back(c, 'tilfoejet');
  });

  routes.post(`${calendarPath}/:id{[0-9a-f-]{36}}/fjern`, async (c) => {
    const id = parseId(c.req.param('id'));
    const gone = await within(c, async () => {
      const resource = await resourceOf(c.var.staff.employeeId);
      if (!id || resource === null || !(await removeSource(resource, id))) return false;
      await note(c, 'calendar-source.remove', id);
      return true;
    });
    return gone ? back(c, 'fjernet') : c.notFound();
  });

  return routes;
}
