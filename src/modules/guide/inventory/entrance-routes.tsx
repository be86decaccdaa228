import { type Context, Hono } from 'hono';
import { type EntranceId, type Language, parseId } from '../../../kernel/index.ts';
import { type FieldError, type House, pathIn, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { actingRole, readBoard } from './board.ts';
import { changesOf, logChanges } from './change-log.ts';
import type { Entrance } from './entrance.ts';
import {
  changedFields,
  readEntranceText,
  type TextFault,
  type TextField,
  textFields,
  type WrittenEntrance,
  writtenOf,
} from './entrance-text.ts';
import { filterEntrances, readFilter } from './inventory-filter.ts';
import { texts } from './messages.ts';
import { checkReplacement, type ReplacementFault } from './replacement.ts';
import { usualCycle } from './review.ts';
import { addEntrance, changeEntrance, lockEntrance, readEntrances, retireEntrance } from './store.ts';
import { EntrancePage } from './views/entrance-page.tsx';
import { InventoryPage, inventoryPath } from './views/inventory-page.tsx';

/** The list of entrances and the page of each. Every change has a reason and stands in the log by role. */
export function entranceRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const board = (c: Context<StaffEnv>) => readBoard(house, guide, c.var.staff);
  const here = <Value,>(c: Context<StaffEnv>, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const own = (language: Language, id: string) => pathIn(language, '', `${inventoryPath}/${id}`);

  routes.get(inventoryPath, async (c) => {
    const { staff, language } = c.var;
    const all = await board(c);
    const filter = readFilter((name) => c.req.query(name));
    return sendPage(
      c,
      <InventoryPage
        staff={staff}
        language={language}
        board={all}
        filter={filter}
        shown={filterEntrances(all.entrances, filter, all.findings)}
        page={Math.max(1, Number.parseInt(c.req.query('side') ?? '1', 10) || 1)}
        saved={c.req.query('gemt') !== undefined}
        linkCheckOn={house.config.linkCheck.on}
      />,
    );
  });

  type Shown = Partial<Omit<Parameters<typeof EntrancePage>[0], 'staff' | 'language' | 'board' | 'entrance'>>;
  const page = async (c: Context<StaffEnv>, entrance: Entrance | null, more: Shown, status: 200 | 409 | 422 = 200) => {
    const { staff, language } = c.var;
    const all = await board(c);
    const history = entrance ? await here(c, () => changesOf(`entrance ${entrance.id}`)) : [];
    const props = {
      values: entrance ? openable(entrance) : fresh,
      reason: '',
      errors: [],
      conflict: [],
      saved: false,
      retiring: { replacedBy: entrance?.replacedBy ?? '', reason: '' },
      ...more,
    };
    return sendPage(
      c,
      <EntrancePage staff={staff} language={language} board={all} entrance={entrance} history={history} {...props} />,
      status,
    );
  };

  routes.get(`${inventoryPath}/ny`, (c) => page(c, null, {}));
  routes.post(`${inventoryPath}/ny`, async (c) => {
    const form = await readForm(c, ['services']);
    const values = writtenFrom(form);
    const read = readEntranceText(values);
    const reason = reasonFrom(form.reason);
    const errors = errorsOf(read.ok ? [] : read.reason, reason, 'reason', c.var.language);
    if (!read.ok || reason === null) return page(c, null, { values, reason: String(form.reason ?? ''), errors }, 422);
    const id = await here(c, async () => {
      const made = await addEntrance(read.value);
      await log(c, made, 'add', reason, []);
      return made;
    });
    return seeOther(c, `${own(c.var.language, id)}?gemt=1`);
  });

  const log = (
    c: Context<StaffEnv>,
    id: EntranceId,
    action: 'add' | 'change' | 'retire',
    reason: string,
    fields: readonly string[],
  ) =>
    logChanges(
      [{ subject: `entrance ${id}`, action, role: actingRole(c.var.staff), reason, fields }],
      house.clock.now(),
    );

  const asked = async (c: Context<StaffEnv>): Promise<Entrance | null> => {
    const id = parseId<'entrance'>(c.req.param('id'));
    if (id === null) return null;
    return (await here(c, readEntrances)).find((one) => one.id === id) ?? null;
  };

  routes.get(`${inventoryPath}/:id{[0-9a-f-]{36}}`, async (c) => {
    const entrance = await asked(c);
    return entrance ? page(c, entrance, { saved: c.req.query('gemt') !== undefined }) : c.notFound();
  });

  routes.post(`${inventoryPath}/:id{[0-9a-f-]{36}}`, async (c) => {
    const entrance = await asked(c);
    if (!entrance) return c.notFound();
    const form = await readForm(c, ['services']);
    const values = writtenFrom(form);
    const read = readEntranceText(values);
    const reason = reasonFrom(form.reason);
    const kept = { values, reason: String(form.reason ?? '') };
    const errors = errorsOf(read.ok ? [] : read.reason, reason, 'reason', c.var.language);
    const seen = { ...entrance, version: Number(form.version) || 0 };
    // The version she saw is kept, so that what somebody else saved meanwhile is still found when the fault is mended.
    if (!read.ok || reason === null) return page(c, seen, { ...kept, errors }, 422);
    const stored = await here(c, async () => {
      const now = await lockEntrance(entrance.id);
      if (!now || now.version !== seen.version) return now;
      const fields = changedFields(writtenOf(now), read.value);
      if (fields.length > 0) {
        await changeEntrance(now.id, now.version, read.value);
        await log(c, now.id, 'change', reason, fields);
      }
      return null;
    });
    if (stored) {
      const conflict = changedFields(writtenOf(stored), read.value);
      // Both wrote the same: there is nothing to choose between.
      if (conflict.length === 0) return seeOther(c, `${own(c.var.language, stored.id)}?gemt=1`);
      return page(c, stored, { ...kept, conflict }, 409);
    }
    return seeOther(c, `${own(c.var.language, entrance.id)}?gemt=1`);
  });

  routes.post(`${inventoryPath}/:id{[0-9a-f-]{36}}/nedlaeg`, async (c) => {
    const entrance = await asked(c);
    if (!entrance) return c.notFound();
    const { language } = c.var;
    const form = await readForm(c);
    const reason = reasonFrom(form.retireReason);
    const by = form.replacedBy === '' || form.replacedBy === undefined ? null : parseId<'entrance'>(form.replacedBy);
    const errors: FieldError[] = [...errorsOf([], reason, 'retireReason', language)];
    if (by === null && form.replacedBy) errors.push({ field: 'replacedBy', message: texts(language).faults.unknown });
    const retiring = { replacedBy: by ?? '', reason: String(form.retireReason ?? '') };
    if (errors.length > 0 || reason === null) return page(c, entrance, { errors, retiring }, 422);
    const outcome = await here(c, async (): Promise<ReplacementFault | 'stale' | null> => {
      // Two that retire each other at one moment must wait for one another, or they would make a circle.
      const known = new Map((await readEntrances()).map((one) => [one.id, one]));
      for (const id of [entrance.id, ...(by === null ? [] : [by])].sort()) {
        const now = await lockEntrance(id);
        if (now) known.set(id, now);
      }
      const now = known.get(entrance.id);
      if (!now || now.version !== Number(form.version)) return 'stale';
      if (by !== null) {
        const allowed = checkReplacement(entrance.id, by, known);
        if (!allowed.ok) return allowed.reason;
      }
      await retireEntrance(now.id, now.version, by);
      await log(c, now.id, 'retire', reason, []);
      return null;
    });
    if (outcome === 'stale') {
      const errorsNow = [{ field: '', message: texts(language).edit.conflictHeading }];
      return page(c, await asked(c), { errors: errorsNow }, 409);
    }
    if (outcome !== null)
      return page(
        c,
        entrance,
        { errors: [{ field: 'replacedBy', message: replacementMessage(outcome, language) }], retiring },
        422,
      );
    return seeOther(c, `${own(language, entrance.id)}?gemt=1`);
  });
  return routes;
}

/** A closed one is offered to be opened again. */
const openable = (entrance: Entrance): WrittenEntrance => ({
  ...writtenOf(entrance),
  status: entrance.status === 'retired' ? 'in-use' : entrance.status,
});

function replacementMessage(fault: ReplacementFault, language: Language): string {
  const t = texts(language).faults;
  if (fault.kind !== 'retired') return t[fault.kind];
  return fault.better === null ? t.retired : t.retiredBetter(fault.better.name);
}

const fresh: WrittenEntrance = {
  name: '',
  kind: 'self-service',
  status: 'in-use',
  purpose: 'apply',
  address: '',
  services: [],
  ownerRole: '',
  backupRole: '',
  unit: '',
  dataClass: 'not-judged',
  kle: '',
  cycleMonths: String(usualCycle),
  note: '',
};

type Form = Readonly<Record<string, string | readonly string[]>>;

/** What was written, field by field; what is missing is empty. */
function writtenFrom(form: Form): WrittenEntrance {
  const one = (field: TextField) => (typeof form[field] === 'string' ? form[field] : '');
  const plain = Object.fromEntries(
    textFields.filter((field) => field !== 'services').map((field) => [field, one(field)]),
  );
  const services = Array.isArray(form.services) ? form.services : [];
  return { ...(plain as Omit<WrittenEntrance, 'services'>), services };
}

/** Null where there is none worth the name. */
export function reasonFrom(written: unknown): string | null {
  const reason = typeof written === 'string' ? written.trim() : '';
  return reason.length < 3 || reason.length > 300 ? null : reason;
}

function errorsOf(
  faults: readonly TextFault[],
  reason: string | null,
  reasonField: string,
  language: Language,
): readonly FieldError[] {
  const t = texts(language);
  const found = faults.map(({ field, kind }) => ({
    field,
    message: `${t.fields[field]}: ${t.faults[kind]}`,
  }));
  return reason === null ? [...found, { field: reasonField, message: `${t.fields.reason} ${t.faults.reason}` }] : found;
}
