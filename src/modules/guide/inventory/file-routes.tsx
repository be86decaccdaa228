import { type Context, Hono } from 'hono';
import { type House, pathIn, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { actingRole } from './board.ts';
import { type Change, logChanges } from './change-log.ts';
import { type CsvFault, decodeCsv, readInventoryCsv, writeInventoryCsv } from './inventory-csv.ts';
import { texts } from './messages.ts';
import { type ImportPlan, planImport } from './plan-import.ts';
import { addEntrance, changeEntrance, readEntrances, readRoles, writeRoles } from './store.ts';
import { FilePage } from './views/file-page.tsx';
import { inventoryPath } from './views/inventory-page.tsx';
import { RolesPage } from './views/roles-page.tsx';

const path = `${inventoryPath}/fil`;
const rolesPath = `${inventoryPath}/roller`;

/** The inventory as a file, out and in, and the list of roles that may own. */
export function fileRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const here = <Value,>(c: Context<StaffEnv>, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  type Shown = Partial<Omit<Parameters<typeof FilePage>[0], 'staff' | 'language'>>;
  const page = (c: Context<StaffEnv>, more: Shown, status: 200 | 422 = 200) => {
    const { staff, language } = c.var;
    const props = { faults: [], plan: null, text: '', done: null, ...more };
    return sendPage(c, <FilePage staff={staff} language={language} {...props} />, status);
  };

  routes.get(`${inventoryPath}/indgange.csv`, async (c) => {
    const csv = writeInventoryCsv(await here(c, readEntrances));
    const name = `indgange-${c.var.staff.municipality.slug}.csv`;
    return c.body(csv, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    });
  });

  routes.get(path, (c) => {
    const [add, change] = (c.req.query('gemt') ?? '').split('-').map(Number);
    const done =
      Number.isSafeInteger(add) && Number.isSafeInteger(change) ? { add: add ?? 0, change: change ?? 0 } : null;
    return page(c, { done });
  });

  /** Looks first; nothing is written before the same file comes a second time with her word for it. */
  routes.post(path, async (c) => {
    const body = await c.req.parseBody();
    const file = body.file;
    const pasted = typeof body.text === 'string' ? body.text : '';
    const confirmed = body.confirmed === 'ja';
    if (!confirmed && !(file instanceof File && file.size > 0))
      return page(c, { faults: [{ row: 0, column: '', kind: 'no-file' }] }, 422);
    const decoded = confirmed
      ? ({ ok: true, value: pasted } as const)
      : decodeCsv(new Uint8Array(await (file as File).arrayBuffer()));
    if (!decoded.ok) return page(c, { faults: decoded.reason }, 422);
    const rows = readInventoryCsv(decoded.value);
    if (!rows.ok) return page(c, { faults: rows.reason }, 422);
    const outcome = await here(c, async () => {
      const plan = planImport(rows.value, await readEntrances());
      if (plan.ok && confirmed) await carryOut(c, plan.value);
      return plan;
    }).catch((error: unknown) => {
      if (error instanceof ChangedMeanwhile) return { ok: false as const, reason: [error.fault] };
      throw error;
    });
    if (!outcome.ok) return page(c, { faults: outcome.reason }, 422);
    const { add, change } = outcome.value;
    if (!confirmed) return page(c, { plan: outcome.value, text: decoded.value });
    return seeOther(c, `${pathIn(c.var.language, '', path)}?gemt=${add.length}-${change.length}`);
  });

  /** In the caller's transaction: all of it or nothing. */
  const carryOut = async (c: Context<StaffEnv>, plan: ImportPlan): Promise<void> => {
    const entry = { action: 'import', role: actingRole(c.var.staff), reason: 'CSV' } as const;
    const changes: Change[] = [];
    for (const text of plan.add) changes.push({ ...entry, subject: `entrance ${await addEntrance(text)}`, fields: [] });
    for (const { before, after, fields } of plan.change) {
      if (!(await changeEntrance(before.id, before.version, after))) throw new ChangedMeanwhile(before.name);
      changes.push({ ...entry, subject: `entrance ${before.id}`, fields });
    }
    await logChanges(changes, house.clock.now());
  };

  const rolesPage = (c: Context<StaffEnv>, names: readonly string[], text: string, error: string | null) => {
    const { staff, language } = c.var;
    const saved = c.req.query('gemt') !== undefined;
    return sendPage(
      c,
      <RolesPage {...{ staff, language, text, error, saved }} seen={names.join('\n')} />,
      error === null ? 200 : 422,
    );
  };
  routes.get(rolesPath, async (c) => {
    const names = await here(c, readRoles);
    return rolesPage(c, names, names.join('\n'), null);
  });
  routes.post(rolesPath, async (c) => {
    const t = texts(c.var.language);
    const form = await readForm(c);
    const text = typeof form.roles === 'string' ? form.roles : '';
    const seen = typeof form.seen === 'string' ? form.seen.replace(/\r\n?/g, '\n') : '';
    const names = [
      ...new Set(
        text
          .split(/\r\n?|\n/)
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      ),
    ];
    const fault =
      names.length > 200
        ? t.roles.many
        : names.some((name) => name.includes('@'))
          ? t.faults.person
          : names.some((name) => name.length > 120)
            ? t.faults.long
            : null;
    if (fault) return rolesPage(c, seen.split('\n'), text, fault);
    const stale = await here(c, async () => {
      const now = await readRoles();
      if (now.join('\n') !== seen) return now;
      await writeRoles(names);
      const role = actingRole(c.var.staff);
      await logChanges([{ subject: 'roles', action: 'change', role, reason: '', fields: [] }], house.clock.now());
      return null;
    });
    if (stale) return rolesPage(c, stale, stale.join('\n'), t.roles.stale);
    return seeOther(c, `${pathIn(c.var.language, '', rolesPath)}?gemt=1`);
  });
  return routes;
}

/** Rolls back the import: somebody saved between the look and the write. */
class ChangedMeanwhile extends Error {
  readonly fault: CsvFault;
  constructor(name: string) {
    super('an entrance was changed meanwhile');
    this.fault = { row: 0, column: name, kind: 'changed-since' };
  }
}
