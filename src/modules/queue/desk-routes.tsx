import { Hono } from 'hono';
import * as v from 'valibot';
import { languages, type MunicipalityId, parseId } from '../../kernel/index.ts';
import { alternates, type House, parseInput, pathIn, problem, sendPage } from '../../platform/index.ts';
import { contactKinds, countOnce, handChannels, noTask, saidOutcomes } from '../contact/index.ts';
import type { Guide } from '../guide/index.ts';
import { requireRole, type StaffEnv } from '../identity/index.ts';
import { pointLetters, pointsAtMost, sentPapers } from '../meeting/index.ts';
import { groupIn } from './company/company-state.ts';
import { companyRoutes } from './company/routes.ts';
import { settingsRoutes } from './company/settings-routes.tsx';
import { closeContact, deskClosed, goneTakeNext, takeNext, takeThis } from './desk.ts';
import { deskTexts } from './desk-messages.ts';
import { readDesk } from './desk-state.ts';
import { invitationState, makeInvitation, spokenCode } from './invitation.ts';
import { ticketOfEmployee } from './store.ts';
import { DeskPage } from './views/desk-page.tsx';

const slug = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/));
const Closing = v.object({
  outcome: v.picklist(saidOutcomes, 'choose an outcome'),
  kind: v.optional(v.picklist(contactKinds, 'choose a kind'), 'help-to-self-service'),
  task: v.optional(v.nullable(slug), null),
});
/** Points of the talk that the citizen approved. */
const ClosingHere = v.object({
  ...Closing.entries,
  agreed: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(pointLetters))), v.maxLength(pointsAtMost)), []),
});
/** A contact by another door than the line. `key` is random and made for it alone, so that it counts once. */
const Told = v.object({
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  channel: v.picklist(handChannels, 'choose where it came'),
  ...Closing.entries,
});
const Taken = v.object({ key: v.pipe(v.string(), v.maxLength(40)) });
const Invited = v.object({
  service: v.nullable(slug),
  step: v.nullable(slug),
  form: v.picklist(['text', 'voice', 'video']),
  language: v.picklist(languages),
});

/** The employee's desk: the line, the conversation, the guide. Its changes are small JSON posts from its own island. */
export function deskRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use('/skranke', requireRole(house, 'employee'));
  routes.use('/skranke/*', requireRole(house, 'employee'));

  const serviceOf = async (municipality: MunicipalityId, slug: string) =>
    (await guide.publication(municipality)).service(slug, 'da');

  routes.get('/skranke', async (c) => {
    const { staff, language } = c.var;
    const state = await readDesk(house, guide, staff, language);
    return sendPage(
      c,
      <DeskPage language={language} staff={staff} alternates={alternates('', '/skranke')} state={state} />,
    );
  });

  routes.post('/skranke/naeste', async (c) => {
    const groupOf = groupIn(await guide.publication(c.var.staff.municipality.id));
    const taken = await takeNext(house, c.var.staff, groupOf);
    if (!taken.ok && taken.reason === 'has-one-already') return problem(c, 409, 'Du har allerede en borger.');
    return c.json(await readDesk(house, guide, c.var.staff, c.var.language));
  });

  routes.post('/skranke/tag', async (c) => {
    const parsed = parseInput(Taken, await c.req.json().catch(() => null));
    const id = parsed.ok ? parseId<'ticket'>(parsed.value.key) : null;
    if (id === null) return problem(c, 422, deskTexts(c.var.language).takeUnknown);
    const groupOf = groupIn(await guide.publication(c.var.staff.municipality.id));
    const taken = await takeThis(house, c.var.staff, id, groupOf);
    if (!taken.ok) {
      const t = deskTexts(c.var.language);
      return problem(c, 409, taken.reason === 'gone' ? t.takeGone : t.takeHasOne);
    }
    return c.json(await readDesk(house, guide, c.var.staff, c.var.language));
  });

  routes.post('/skranke/gaaet', async (c) => {
    await goneTakeNext(house, c.var.staff, groupIn(await guide.publication(c.var.staff.municipality.id)));
    return c.json(await readDesk(house, guide, c.var.staff, c.var.language));
  });

  routes.post('/skranke/luk', async (c) => {
    const parsed = parseInput(ClosingHere, await c.req.json().catch(() => null));
    if (!parsed.ok) return problem(c, 422, 'Henvendelsen kan ikke lukkes sådan.', { errors: parsed.errors });
    const { task } = parsed.value;
    const known = task !== null && (await guide.publication(c.var.staff.municipality.id)).service(task, 'da') !== null;
    const closed = await closeContact(house, c.var.staff, { ...parsed.value, task: known ? task : null });
    if (!closed.ok) return problem(c, 409, 'Henvendelsen er allerede lukket.');
    return c.json(await readDesk(house, guide, c.var.staff, c.var.language));
  });

  /** What the citizen sent before the meeting that is being held now: for the table with documents. */
  routes.get('/skranke/papirer', async (c) => {
    const { employeeId, municipality } = c.var.staff;
    const sent = await house.database.inMunicipality(municipality.id, async () => {
      const ticket = await ticketOfEmployee(employeeId);
      if (!ticket || ticket.meetingId === null) return [];
      return sentPapers(house, ticket.meetingId, employeeId, house.clock.now());
    });
    c.header('cache-control', 'no-store');
    return c.json(sent);
  });

  routes.post('/skranke/forlad', async (c) => {
    await deskClosed(house, c.var.staff, house.clock.now());
    return c.json(await readDesk(house, guide, c.var.staff, c.var.language));
  });

  /** Registered at the guide: the telephone, the counter. Nothing was measured, and nothing but these five words is kept. */
  routes.post('/skranke/henvendelse', async (c) => {
    const parsed = parseInput(Told, await c.req.json().catch(() => null));
    if (!parsed.ok) return problem(c, 422, 'Henvendelsen kan ikke tælles sådan.', { errors: parsed.errors });
    const { key, task, ...told } = parsed.value;
    const { municipality } = c.var.staff;
    const known = task !== null && (await guide.publication(municipality.id)).outline(task, 'da') !== null;
    const counted = await house.database.inMunicipality(municipality.id, () =>
      countOnce(house, key, {
        ...told,
        now: house.clock.now(),
        task: known ? task : noTask,
        form: null,
        waitSeconds: null,
        handlingSeconds: null,
      }),
    );
    return c.json({ counted });
  });

  routes.post('/skranke/invitation', async (c) => {
    const parsed = parseInput(Invited, await c.req.json().catch(() => null));
    if (!parsed.ok) return problem(c, 422, 'Der kan ikke inviteres sådan.', { errors: parsed.errors });
    const { staff } = c.var;
    const wish = parsed.value;
    const service = wish.service === null ? null : await serviceOf(staff.municipality.id, wish.service);
    const { id, code } = await makeInvitation(
      house,
      staff,
      {
        ...wish,
        service: service?.slug ?? null,
        step: service?.steps.find((step) => step.id === wish.step)?.id ?? null,
      },
      service?.lifeEvent ?? null,
    );
    const url = new URL(pathIn(wish.language, `/${staff.municipality.slug}`, '/kom'), house.baseUrl());
    return c.json({
      id,
      code: spokenCode(code),
      address: `${url.host}${url.pathname}`,
      url: `${url.href}/${spokenCode(code)}`,
    });
  });

  routes.get('/skranke/invitation/:id', async (c) => {
    const id = parseId<'invitation'>(c.req.param('id'));
    if (id === null) return problem(c, 404, 'Invitationen findes ikke.');
    return c.json({ state: await invitationState(house, c.var.staff, id) });
  });

  routes.route('/', companyRoutes(house, guide));
  routes.route('/', settingsRoutes(house, guide));
  return routes;
}
