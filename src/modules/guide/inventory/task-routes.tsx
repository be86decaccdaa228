import { type Context, Hono } from 'hono';
import { type EntranceId, parseId, wallClock } from '../../../kernel/index.ts';
import { type FieldError, type House, pathIn, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { actingRole, type Board, readBoard } from './board.ts';
import { type Governed, logChanges } from './change-log.ts';
import { reasonFrom } from './entrance-routes.tsx';
import { texts } from './messages.ts';
import { readCycle, type Task, type TaskWindow, taskGroups } from './review.ts';
import { noteChecked, readTextCare, writeTextCare } from './store.ts';
import { allTasks, careOf } from './task-list.ts';
import { tasksCalendar } from './tasks-calendar.ts';
import { CheckPage } from './views/check-page.tsx';
import { TasksPage, tasksPath } from './views/tasks-page.tsx';

const windows: readonly TaskWindow[] = ['overdue', 'month', 'all'];

/** What must be looked at again, by the role that owns it, and the page where one says that one has looked. */
export function taskRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const board = (c: Context<StaffEnv>) => readBoard(house, guide, c.var.staff);

  routes.get(tasksPath, async (c) => {
    const { staff, language } = c.var;
    const all = await board(c);
    const window = windows.find((one) => one === c.req.query('vis')) ?? 'month';
    const groups = taskGroups(allTasks(all), all.roles, window, all.today);
    const saved = c.req.query('gemt') !== undefined;
    return sendPage(c, <TasksPage {...{ staff, language, window, groups, saved }} today={all.today} />);
  });

  routes.get(`${tasksPath}/opgaver.ics`, async (c) => {
    const all = await board(c);
    const role = c.req.query('rolle') ?? '';
    const t = texts(c.var.language).tasks;
    const calendar = tasksCalendar(
      allTasks(all).filter((task) => task.ownerRole === role),
      {
        host: new URL(house.baseUrl()).host,
        stamp: house.clock.now(),
        today: all.today,
        words: { entrance: t.entrance, text: t.text },
      },
    );
    return c.body(calendar, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="opgaver.ics"',
    });
  });

  const taskOf = (all: Board, kind: Task['kind'], id: string) =>
    allTasks(all).find((task) => task.kind === kind && task.id === id) ?? null;
  const asked = (c: Context<StaffEnv>): { kind: Task['kind']; id: string } | null => {
    const kind = c.req.param('kind');
    const id = c.req.param('id') ?? '';
    if (kind === 'indgang') return parseId(id) ? { kind: 'entrance', id } : null;
    return kind === 'vejledning' ? { kind: 'text', id } : null;
  };

  type Shown = Partial<Pick<Parameters<typeof CheckPage>[0], 'errors' | 'how' | 'role'>>;
  const page = (c: Context<StaffEnv>, all: Board, task: Task, more: Shown, status: 200 | 409 | 422 = 200) => {
    const { staff, language } = c.var;
    const entrance = task.kind === 'entrance' ? all.entrances.find((one) => one.id === task.id) : undefined;
    const service = task.kind === 'text' ? all.guide.services.find((one) => one.slug === task.id) : undefined;
    const care = task.kind === 'text' ? careOf(all, task.id) : null;
    const props = { errors: [], how: '', role: task.ownerRole, ...more };
    return sendPage(
      c,
      <CheckPage
        {...{ staff, language, task, care }}
        board={all}
        entrance={entrance ?? null}
        service={service ?? null}
        {...props}
      />,
      status,
    );
  };

  const one = `${tasksPath}/:kind{indgang|vejledning}/:id`;
  routes.get(one, async (c) => {
    const wanted = asked(c);
    const all = await board(c);
    const task = wanted && taskOf(all, wanted.kind, wanted.id);
    return task ? page(c, all, task, {}) : c.notFound();
  });

  routes.post(one, async (c) => {
    const wanted = asked(c);
    const all = await board(c);
    const task = wanted && taskOf(all, wanted.kind, wanted.id);
    if (!task) return c.notFound();
    const t = texts(c.var.language);
    const form = await readForm(c);
    const how = reasonFrom(form.how);
    const role = typeof form.role === 'string' ? form.role : '';
    const errors: FieldError[] = [];
    if (!all.roles.includes(role)) errors.push({ field: 'role', message: `${t.tasks.role} ${t.faults.choose}` });
    if (how === null) errors.push({ field: 'how', message: `${t.tasks.how} ${t.faults.missing}` });
    const kept = { how: String(form.how ?? ''), role };
    if (errors.length > 0 || how === null) return page(c, all, task, { errors, ...kept }, 422);
    const checked = { on: wallClock(house.clock.now()).date, role, how };
    const version = Number(form.version);
    const written = await house.database.inMunicipality(c.var.staff.municipality.id, async () => {
      const care = task.kind === 'text' ? careOf({ ...all, care: await readTextCare() }, task.id) : null;
      const done = care
        ? care.version === version && (await writeTextCare({ ...care, checked }))
        : await noteChecked(task.id as EntranceId, version, checked);
      if (done) await log(c, task, 'check', how);
      // The page tells when it was last looked at, and by which role.
      if (done && care) await house.bus.notify(`guide:${c.var.staff.municipality.id}`);
      return done;
    });
    if (!written) {
      const now = await board(c);
      const errorsNow = [{ field: '', message: t.tasks.stale }];
      return page(c, now, taskOf(now, task.kind, task.id) ?? task, { errors: errorsNow, ...kept }, 409);
    }
    return seeOther(c, `${pathIn(c.var.language, '', tasksPath)}?gemt=1`);
  });

  /** Which role looks after a text here, and how often. */
  routes.post(`${tasksPath}/vejledning/:id/ejer`, async (c) => {
    const all = await board(c);
    const care = careOf(all, c.req.param('id'));
    const task = care && taskOf(all, 'text', care.service);
    if (!care || !task) return c.notFound();
    const t = texts(c.var.language);
    const form = await readForm(c);
    const role = typeof form.ownerRole === 'string' ? form.ownerRole : '';
    const cycleMonths = readCycle(form.cycleMonths);
    const errors: FieldError[] = [];
    if (role !== '' && role !== care.ownerRole && !all.roles.includes(role))
      errors.push({ field: 'ownerRole', message: `${t.fields.ownerRole}: ${t.faults.choose}` });
    if (cycleMonths === null) errors.push({ field: 'cycleMonths', message: `${t.tasks.cycle}: ${t.faults.choose}` });
    if (errors.length > 0 || cycleMonths === null) return page(c, all, task, { errors }, 422);
    const version = Number(form.version);
    const written = await house.database.inMunicipality(c.var.staff.municipality.id, async () => {
      const now = careOf({ ...all, care: await readTextCare() }, care.service);
      const done = now?.version === version && (await writeTextCare({ ...now, ownerRole: role, cycleMonths }));
      if (done) await log(c, task, 'change', '', ['ownerRole', 'cycleMonths']);
      if (done) await house.bus.notify(`guide:${c.var.staff.municipality.id}`);
      return done;
    });
    if (!written) return page(c, await board(c), task, { errors: [{ field: '', message: t.tasks.stale }] }, 409);
    return seeOther(c, `${pathIn(c.var.language, '', tasksPath)}?gemt=1`);
  });

  const log = (
    c: Context<StaffEnv>,
    task: Task,
    action: 'check' | 'change',
    reason: string,
    fields: readonly string[] = [],
  ) => {
    const subject: Governed = `${task.kind} ${task.id}`;
    return logChanges([{ subject, action, role: actingRole(c.var.staff), reason, fields }], house.clock.now());
  };
  return routes;
}
