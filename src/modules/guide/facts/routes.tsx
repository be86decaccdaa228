import { type Context, Hono } from 'hono';
import { addDays, redactCpr, wallClock } from '../../../kernel/index.ts';
import { type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import type { FieldError } from '../../../ui/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { allDrafts } from '../editing/draft-store.ts';
import { boxesOf, inTown } from '../editing/editing-request.ts';
import { applyLocalText } from '../local/apply-local-text.ts';
import { nothingLocal } from '../local/local-text.ts';
import { readLocal, readNational } from '../publication/store.ts';
import { changesBetween } from './changes-on.ts';
import {
  type FactFault,
  type FactFields,
  municipalFields,
  readMunicipalFact,
  readSharedFact,
  sharedFields,
  versionCount,
} from './fact-form.ts';
import type { MunicipalFact, SharedFact } from './fact-records.ts';
import {
  type Kept,
  municipalFacts,
  removeMunicipalFact,
  saveMunicipalFact,
  saveSharedFact,
  sharedFacts,
} from './fact-store.ts';
import { factUse } from './fact-use.ts';
import { factTexts } from './messages.ts';
import { ChangesPage } from './views/changes-page.tsx';
import { FactPage } from './views/fact-page.tsx';
import { FactsPage } from './views/facts-page.tsx';

const root = '/redaktion/oplysninger';

/** Where facts are kept: what they are, where they stand, and what changes when. */
export function factRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(root, requireRole(house, 'editor', 'national-editor'));
  routes.use(`${root}/vores/*`, requireRole(house, 'editor'));
  routes.use(`${root}/vores`, requireRole(house, 'editor'));
  routes.use(`${root}/faelles/*`, requireRole(house, 'national-editor'));
  routes.use(`${root}/faelles`, requireRole(house, 'national-editor'));
  routes.use(`${root}/aendringer`, requireRole(house, 'editor', 'national-editor'));
  const today = () => wallClock(house.clock.now()).date;

  /** All texts as this municipality tells them, and where each fact stands. */
  const picture = async () => {
    const national = await readNational();
    const local = await readLocal();
    const live = [...national.services.values()].filter(({ withdrawn }) => !withdrawn).map(({ service }) => service);
    const own = [...local.variants.values()].flatMap(({ text }) => text.own ?? []);
    const variants = new Map([...local.variants].map(([slug, { text }]) => [slug, text]));
    const services = [
      ...live.map((service) => applyLocalText(service, variants.get(service.slug) ?? nothingLocal)),
      ...own,
    ];
    return {
      services,
      titleOf: (slug: string) => services.find((service) => service.slug === slug)?.title.da ?? slug,
      shared: [...national.facts.values()],
      ours: [...local.facts.values()],
      usedBy: factUse(live, variants),
    };
  };

  routes.get(root, async (c) => {
    const said = (['saved', 'removed'] as const).find((one) => one === c.req.query('sket')) ?? null;
    return sendPage(
      c,
      <FactsPage
        {...(await inTown(house, c, picture))}
        staff={c.var.staff}
        language={c.var.language}
        today={today()}
        said={said}
      />,
    );
  });

  routes.get(`${root}/aendringer`, async (c) => {
    const day = (name: string, otherwise: string) =>
      /^\d{4}-\d{2}-\d{2}$/.test(c.req.query(name) ?? '') ? (c.req.query(name) ?? '') : otherwise;
    const from = day('fra', today());
    const to = day('til', addDays(from, 365));
    const { records, drafts } = await inTown(house, c, async () => ({
      records: await picture(),
      drafts: await allDrafts(),
    }));
    const publishing = drafts.flatMap(({ service, state, publishAt }) => {
      const date = publishAt && wallClock(publishAt).date;
      return state === 'approved' && date && date >= from && date <= to ? [{ service, date }] : [];
    });
    return sendPage(
      c,
      <ChangesPage
        staff={c.var.staff}
        language={c.var.language}
        from={from}
        to={to}
        changes={changesBetween(records, from, to)}
        publishing={publishing}
        titleOf={records.titleOf}
      />,
    );
  });

  type Shown = { readonly fields: FactFields; readonly errors: readonly FieldError[]; readonly overtaken?: boolean };
  const ours = async (c: Context<StaffEnv>, kept: Kept<MunicipalFact> | null, shown: Shown | null) => {
    const t = factTexts(c.var.language);
    const { usedBy, titleOf } = await inTown(house, c, picture);
    return sendPage(
      c,
      <FactPage
        staff={c.var.staff}
        language={c.var.language}
        kind="vores"
        id={kept?.fact.id ?? null}
        title={kept ? t.edit(kept.fact.label.da) : t.newOurs}
        fields={shown?.fields ?? (kept ? municipalFields(kept.fact) : { checked: today() })}
        revision={kept?.revision ?? 0}
        versions={1}
        usedIn={kept ? usedBy(`our:${kept.fact.id}`).map(titleOf) : []}
        errors={shown?.errors ?? []}
        overtaken={shown?.overtaken ?? false}
      />,
      shown ? (shown.overtaken ? 409 : 422) : 200,
    );
  };
  const common = async (c: Context<StaffEnv>, kept: Kept<SharedFact> | null, shown: Shown | null) => {
    const t = factTexts(c.var.language);
    const { usedBy, titleOf } = await inTown(house, c, picture);
    return sendPage(
      c,
      <FactPage
        staff={c.var.staff}
        language={c.var.language}
        kind="faelles"
        id={kept?.fact.id ?? null}
        title={kept ? t.edit(kept.fact.label.da) : t.newShared}
        fields={shown?.fields ?? (kept ? sharedFields(kept.fact) : { '0.checked': today(), '0.from': today() })}
        revision={kept?.revision ?? 0}
        versions={versionCount(kept?.fact ?? null)}
        usedIn={kept ? usedBy(`fact:${kept.fact.id}`).map(titleOf) : []}
        errors={shown?.errors ?? []}
        overtaken={shown?.overtaken ?? false}
      />,
      shown ? (shown.overtaken ? 409 : 422) : 200,
    );
  };
  const keptOurs = async (c: Context<StaffEnv>, id: string | undefined) =>
    (await inTown(house, c, municipalFacts)).find(({ fact }) => fact.id === id) ?? null;
  const keptShared = async (c: Context<StaffEnv>, id: string | undefined) =>
    (await inTown(house, c, sharedFacts)).find(({ fact }) => fact.id === id) ?? null;
  const errorsOf = (c: Context<StaffEnv>, faults: readonly FactFault[]): FieldError[] => {
    const t = factTexts(c.var.language);
    const names: Readonly<Record<string, string>> = {
      id: t.id,
      label: t.label,
      da: t.value(t.languages.da),
      from: t.from,
      to: t.to,
      source: t.source,
      url: t.sourceUrl,
      checked: t.checked,
    };
    return faults.map(({ field, fault }) => {
      const name = names[field.replace(/^\d+\./, '')]?.replace(/ \(.*\)$/, '');
      return {
        field,
        message: name === undefined ? t.faults[fault] : `${name.replace(/\?$/, '')}: ${t.faults[fault]}`,
      };
    });
  };

  routes.get(`${root}/vores`, (c) => ours(c, null, null));
  routes.get(`${root}/vores/:id`, async (c, next) => {
    const kept = await keptOurs(c, c.req.param('id'));
    return kept ? ours(c, kept, null) : next();
  });
  const saveOurs = async (c: Context<StaffEnv>, id: string | null) => {
    const boxes = await boxesOf(c);
    const kept = id === null ? null : await keptOurs(c, id);
    const read = readMunicipalFact(boxes, kept?.fact ?? null);
    if (!read.ok) return ours(c, kept, { fields: boxes, errors: errorsOf(c, read.reason) });
    const t = factTexts(c.var.language);
    const seen = id === null ? 0 : Number(boxes.revision);
    const saved = await inTown(house, c, () => saveMunicipalFact(house.bus, read.value, seen, house.clock.now()));
    if (saved.ok) return seeOther(c, `${pathIn(c.var.language, '', root)}?sket=saved`);
    if (id === null) return ours(c, null, { fields: boxes, errors: [{ field: 'id', message: t.faults.taken }] });
    const theirs = saved.reason.theirs;
    return ours(c, theirs, { fields: theirs ? municipalFields(theirs.fact) : boxes, errors: [], overtaken: true });
  };
  routes.post(`${root}/vores`, (c) => saveOurs(c, null));
  routes.post(`${root}/vores/:id`, (c) => saveOurs(c, c.req.param('id')));
  routes.post(`${root}/vores/:id/slet`, async (c, next) => {
    const id = c.req.param('id');
    const removed = await inTown(house, c, async () => {
      if ((await picture()).usedBy(`our:${id}`).length > 0) return false;
      await removeMunicipalFact(house.bus, id);
      return true;
    });
    if (removed) return seeOther(c, `${pathIn(c.var.language, '', root)}?sket=removed`);
    const kept = await keptOurs(c, id);
    return kept ? ours(c, kept, { fields: municipalFields(kept.fact), errors: [] }) : next();
  });

  routes.get(`${root}/faelles`, (c) => common(c, null, null));
  routes.get(`${root}/faelles/:id`, async (c, next) => {
    const kept = await keptShared(c, c.req.param('id'));
    return kept ? common(c, kept, null) : next();
  });
  const saveCommon = async (c: Context<StaffEnv>, id: string | null) => {
    const boxes = await boxesOf(c);
    const kept = id === null ? null : await keptShared(c, id);
    const read = readSharedFact(boxes, kept?.fact ?? null);
    if (!read.ok) return common(c, kept, { fields: boxes, errors: errorsOf(c, read.reason) });
    const t = factTexts(c.var.language);
    const entry = {
      by: c.var.staff.employeeId,
      note: redactCpr(boxes.note ?? '').slice(0, 200),
      now: house.clock.now(),
    };
    const seen = id === null ? 0 : Number(boxes.revision);
    const saved = await inTown(house, c, () => saveSharedFact(house.bus, read.value, seen, entry));
    if (saved.ok) return seeOther(c, `${pathIn(c.var.language, '', root)}?sket=saved`);
    if (id === null) return common(c, null, { fields: boxes, errors: [{ field: 'id', message: t.faults.taken }] });
    const theirs = saved.reason.theirs;
    return common(c, theirs, { fields: theirs ? sharedFields(theirs.fact) : boxes, errors: [], overtaken: true });
  };
  routes.post(`${root}/faelles`, (c) => saveCommon(c, null));
  routes.post(`${root}/faelles/:id`, (c) => saveCommon(c, c.req.param('id')));
  return routes;
}
