import { Hono } from 'hono';
import * as v from 'valibot';
import { containsCpr, redactCpr } from '../../kernel/index.ts';
import { alternates, type House, parseInput, problem, sendPage } from '../../platform/index.ts';
import { contactKinds, contactOutcomes } from '../contact/index.ts';
import type { Guide } from '../guide/index.ts';
import { requireRole, type StaffEnv } from '../identity/index.ts';
import { closeContact, deskClosed, goneTakeNext, takeNext } from './desk.ts';
import { readDesk } from './desk-state.ts';
import { DeskPage } from './views/desk-page.tsx';

/** What an employee can say of a contact; the other outcomes are the line's own. */
const closable = contactOutcomes.filter((outcome) => outcome !== 'left' && outcome !== 'unrecorded');
const Closing = v.object({
  outcome: v.picklist(closable, 'choose an outcome'),
  kind: v.optional(v.picklist(contactKinds, 'choose a kind'), 'help-to-self-service'),
  task: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/))), null),
});
const Search = v.object({ q: v.pipe(v.string(), v.maxLength(2000)) });

/** The employee's desk: the line, the conversation, the guide. Its changes are small JSON posts from its own island. */
export function deskRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use('/skranke', requireRole(house, 'employee'));
  routes.use('/skranke/*', requireRole(house, 'employee'));

  routes.get('/skranke', async (c) => {
    const { staff, language } = c.var;
    const state = await readDesk(house, guide, staff, language);
    return sendPage(
      c,
      <DeskPage language={language} staff={staff} alternates={alternates('', '/skranke')} state={state} />,
    );
  });

  routes.post('/skranke/naeste', async (c) => {
    const taken = await takeNext(house, c.var.staff);
    if (!taken.ok && taken.reason === 'has-one-already') return problem(c, 409, 'Du har allerede en borger.');
    return c.json(await readDesk(house, guide, c.var.staff, c.var.language));
  });

  routes.post('/skranke/gaaet', async (c) => {
    await goneTakeNext(house, c.var.staff);
    return c.json(await readDesk(house, guide, c.var.staff, c.var.language));
  });

  routes.post('/skranke/luk', async (c) => {
    const parsed = parseInput(Closing, await c.req.json().catch(() => null));
    if (!parsed.ok) return problem(c, 422, 'Henvendelsen kan ikke lukkes sådan.', { errors: parsed.errors });
    const { task } = parsed.value;
    const known = task !== null && (await guide.publication(c.var.staff.municipality.id)).service(task, 'da') !== null;
    const closed = await closeContact(house, c.var.staff, { ...parsed.value, task: known ? task : null });
    if (!closed.ok) return problem(c, 409, 'Henvendelsen er allerede lukket.');
    return c.json(await readDesk(house, guide, c.var.staff, c.var.language));
  });

  routes.post('/skranke/forlad', async (c) => {
    await deskClosed(house, c.var.staff, house.clock.now());
    return c.json(await readDesk(house, guide, c.var.staff, c.var.language));
  });

  /** A post, so that what a citizen says is in no address; nothing of it is kept. */
  routes.post('/skranke/soeg', async (c) => {
    const parsed = parseInput(Search, await c.req.json().catch(() => null));
    if (!parsed.ok) return problem(c, 422, 'Der kan ikke søges på det.', { errors: parsed.errors });
    const publication = await guide.publication(c.var.staff.municipality.id);
    const query = containsCpr(parsed.value.q) ? redactCpr(parsed.value.q, ' ') : parsed.value.q;
    const answer = publication.search(query, c.var.language);
    const hits = answer.hits
      .slice(0, 5)
      .map(({ slug }) => ({ slug, title: publication.service(slug, c.var.language)?.title.text ?? slug }));
    return c.json({ kind: answer.kind, hits });
  });

  routes.get('/skranke/vejledning/:slug', async (c) => {
    const service = (await guide.publication(c.var.staff.municipality.id)).service(c.req.param('slug'), c.var.language);
    return service ? c.json(service) : problem(c, 404, 'Vejledningen findes ikke.');
  });

  return routes;
}
