import { type Context, Hono } from 'hono';
import { pathIn } from '../../../kernel/index.ts';
import { audit, type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { CalendarPage, type CalendarPageProps } from './calendar-page.tsx';
import { feedPath } from './feed-routes.ts';
import { calendarPath } from './feed-section.tsx';
import { changeFeed, endFeed, feedOf, makeFeed } from './feed-store.ts';
import { texts } from './messages.ts';

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
    const feed = await within(c, () => feedOf(staff.employeeId));
    const t = texts(language);
    const done = new Map([
      ['gemt', t.feed.changed],
      ['lukket', t.feed.ended],
    ]).get(c.req.query('klar') ?? '');
    c.header('cache-control', 'no-store');
    return sendPage(
      c,
      <CalendarPage
        language={language}
        staff={staff}
        feed={feed}
        address={null}
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

  return routes;
}
