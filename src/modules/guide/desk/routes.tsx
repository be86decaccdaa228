import { Hono } from 'hono';
import * as v from 'valibot';
import { type Language, longDate } from '../../../kernel/index.ts';
import { alternates, type House, parseInput, problem, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import type { ComposedService } from '../publication/compose-service.ts';
import type { Guide } from '../publication/guide.ts';
import { consoleData } from './console-data.ts';
import { favourites, instructions, markRead, setFavourite } from './store.ts';
import { paragraphs, type ToRead, whatToRead } from './to-read.ts';
import { ConsolePage } from './views/console-page.tsx';

const slug = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/));
const Read = v.object({
  subject: v.pipe(v.string(), v.regex(/^(news:[0-9a-f-]{36}|service:[a-z0-9-]{1,60})$/)),
  mark: v.pipe(v.string(), v.regex(/^[0-9]{1,9}(\/[0-9]{1,9})?$/)),
});
const Kept = v.object({ service: slug, kept: v.boolean() });

/** What the screen needs to begin, for this employee. */
export type ConsoleStart = {
  readonly municipality: { readonly slug: string; readonly name: string };
  /** The name of the data that holds now; fetched once and kept by the browser. */
  readonly print: string;
  readonly favourites: readonly string[];
  readonly toRead: readonly ToRead[];
};

/** A service as the employee has it open: the text in both voices, and how this municipality does it. */
export type ConsoleService = {
  readonly service: ComposedService;
  readonly instruction: { readonly paragraphs: readonly string[]; readonly date: string } | null;
};

/** The employee's guide. Nothing that she types comes here: the search runs in her browser. */
export function consoleRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use('/skranke/vejledning', requireRole(house, 'employee'));
  routes.use('/skranke/vejledning/*', requireRole(house, 'employee'));
  const publicationOf = (staff: StaffEnv['Variables']['staff']) => guide.publication(staff.municipality.id);

  routes.get('/skranke/vejledning', (c) => {
    const { staff, language } = c.var;
    return sendPage(
      c,
      <ConsolePage language={language} staff={staff} alternates={alternates('', '/skranke/vejledning')} />,
    );
  });

  routes.get('/skranke/vejledning/start', async (c) => {
    const { staff, language } = c.var;
    const publication = await publicationOf(staff);
    const { slug, name } = staff.municipality;
    const own = await house.database.inMunicipality(staff.municipality.id, async () => ({
      favourites: await favourites(staff.employeeId),
      toRead: await whatToRead(staff.employeeId, publication, language, house.clock.now()),
    }));
    const start: ConsoleStart = {
      municipality: { slug, name },
      print: consoleData(publication, language).print,
      ...own,
    };
    return c.json(start);
  });

  routes.get('/skranke/vejledning/data/:print', async (c) => {
    const { json, print } = consoleData(await publicationOf(c.var.staff), c.var.language);
    // Published anew since she asked: what holds now is shown, and kept under its own name the next time.
    if (c.req.param('print') === print) c.header('cache-control', 'private, max-age=31536000, immutable');
    return c.body(json, 200, { 'content-type': 'application/json' });
  });

  routes.get('/skranke/vejledning/ydelse/:slug', async (c) => {
    const { staff, language } = c.var;
    const service = (await publicationOf(staff)).service(c.req.param('slug'), language);
    if (!service) return problem(c, 404, 'Vejledningen findes ikke.');
    const written = await house.database.inMunicipality(staff.municipality.id, instructions);
    const found: ConsoleService = { service, instruction: instructionOf(written.get(service.slug), language) };
    return c.json(found);
  });

  routes.post('/skranke/vejledning/laest', async (c) => {
    const parsed = parseInput(Read, await c.req.json().catch(() => null));
    if (!parsed.ok) return problem(c, 422, 'Det kan ikke mærkes som læst.', { errors: parsed.errors });
    const { staff } = c.var;
    const { subject, mark } = parsed.value;
    await house.database.inMunicipality(staff.municipality.id, () => markRead(staff.employeeId, subject, mark));
    return c.body(null, 204);
  });

  routes.post('/skranke/vejledning/favorit', async (c) => {
    const parsed = parseInput(Kept, await c.req.json().catch(() => null));
    if (!parsed.ok) return problem(c, 422, 'Favoritten kan ikke gemmes.', { errors: parsed.errors });
    const { staff } = c.var;
    const { service, kept } = parsed.value;
    if ((await publicationOf(staff)).outline(service, 'da') === null)
      return problem(c, 404, 'Vejledningen findes ikke.');
    await house.database.inMunicipality(staff.municipality.id, () => setFavourite(staff.employeeId, service, kept));
    return c.body(null, 204);
  });

  return routes;
}

function instructionOf(
  written: { readonly body: string; readonly updatedOn: string } | undefined,
  language: Language,
): ConsoleService['instruction'] {
  const text = paragraphs(written?.body ?? '');
  return written === undefined || text.length === 0
    ? null
    : { paragraphs: text, date: longDate(written.updatedOn, language) };
}
