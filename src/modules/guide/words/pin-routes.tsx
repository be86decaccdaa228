import { type Context, Hono } from 'hono';
import { type Language, parseId, wallClock } from '../../../kernel/index.ts';
import { type FieldError, type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { formTexts } from './form-texts.ts';
import { withoutCpr } from './local-term.ts';
import { texts } from './messages.ts';
import { addPin, changePin, readPins, removePin } from './pin-store.ts';
import { type PinFault, type PinFields, readPinForm, type SearchPin } from './pins.ts';
import { PinPage, PinsPage, type PinsView } from './views/pins-page.tsx';
import { wordPaths } from './views/words-menu.tsx';

/** `/redaktion/fastgjort`: answers that people have put first, each with a role, a reason and an end. */
export function pinRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const path = wordPaths.pins;
  routes.use(`${path}/*`, requireRole(house, 'editor'));
  type Ctx = Context<StaffEnv>;
  const within = <Value,>(c: Ctx, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const today = () => wallClock(house.clock.now()).date;

  async function viewOf(c: Ctx, given: Partial<PinsView> = {}): Promise<PinsView> {
    const publication = await guide.publication(c.var.staff.municipality.id);
    return {
      pins: await within(c, readPins),
      services: publication.all('da').map(({ slug, plainTitle }) => ({ slug, title: plainTitle.text })),
      today: today(),
      values: {},
      errors: [],
      done: null,
      ...given,
    };
  }
  const list = async (c: Ctx, given: Partial<PinsView>, status: 200 | 409 | 422 = 200) =>
    sendPage(c, <PinsPage staff={c.var.staff} language={c.var.language} view={await viewOf(c, given)} />, status);
  const one = async (c: Ctx, pin: SearchPin, given: Partial<PinsView>, status: 200 | 409 | 422 = 200) => {
    const values = { ...pin, version: String(pin.version) };
    const view = await viewOf(c, { values, ...given });
    return sendPage(c, <PinPage staff={c.var.staff} language={c.var.language} view={view} pin={pin} />, status);
  };
  const pinOf = async (c: Ctx) => {
    const id = parseId(c.req.param('id'));
    return (await within(c, readPins)).find((pin) => pin.id === id);
  };
  const stale = async (c: Ctx, fields: PinFields | null): Promise<Response> => {
    const errors = [{ field: '', message: texts(c.var.language).stale }];
    const now = await pinOf(c);
    return now
      ? one(c, now, { errors, ...(fields ? { values: withoutCpr(fields) } : {}) }, 409)
      : list(c, { errors }, 409);
  };
  const done = async (c: Ctx, what: string): Promise<Response> => {
    await guide.announce(c.var.staff.municipality.id);
    return seeOther(c, pathIn(c.var.language, '', `${path}?nu=${what}`));
  };
  const read = async (c: Ctx, fields: PinFields, editing: string | null) => {
    const { pins, services } = await viewOf(c);
    return readPinForm(fields, { pins, services: services.map(({ slug }) => slug), today: today() }, editing);
  };

  routes.get(path, (c) => {
    const t = texts(c.var.language).pins;
    const said = { fastgjort: t.added, gemt: t.saved, fjernet: t.removed }[c.req.query('nu') ?? ''];
    return list(c, { done: said === undefined ? null : { text: said } });
  });

  routes.post(path, async (c) => {
    const fields = await formTexts(c);
    const draft = await read(c, fields, null);
    const added = draft.ok && (await within(c, () => addPin(draft.value)));
    const faults: readonly PinFault[] = draft.ok ? [{ field: 'query', kind: 'twice' }] : draft.reason;
    if (!added) return list(c, { values: withoutCpr(fields), errors: pinErrors(faults, c.var.language) }, 422);
    return done(c, 'fastgjort');
  });

  routes.get(`${path}/:id`, async (c) => {
    const pin = await pinOf(c);
    return pin ? one(c, pin, {}) : c.notFound();
  });

  routes.post(`${path}/:id`, async (c) => {
    const fields = await formTexts(c);
    const pin = await pinOf(c);
    if (!pin) return stale(c, fields);
    const draft = await read(c, fields, pin.id);
    if (!draft.ok)
      return one(c, pin, { values: withoutCpr(fields), errors: pinErrors(draft.reason, c.var.language) }, 422);
    const saved = await within(c, () => changePin(pin.id, Number(fields.version) || 0, draft.value));
    return saved ? done(c, 'gemt') : stale(c, fields);
  });

  routes.post(`${path}/:id/fjern`, async (c) => {
    const fields = await formTexts(c);
    const id = parseId(c.req.param('id'));
    const removed = id !== null && (await within(c, () => removePin(id, Number(fields.version) || 0)));
    return removed ? done(c, 'fjernet') : stale(c, null);
  });
  return routes;
}

function pinErrors(faults: readonly PinFault[], language: Language): readonly FieldError[] {
  const t = texts(language).pins.errors;
  return faults.map((fault) => {
    if (fault.field === 'service') return { field: fault.field, message: t.service };
    const messages: Readonly<Record<string, string>> = t[fault.field];
    return { field: fault.field, message: messages[fault.kind] ?? '' };
  });
}
