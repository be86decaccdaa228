import { type Context, Hono } from 'hono';
import type * as v from 'valibot';
import { containsCpr, type Language } from '../../kernel/index.ts';
import { blockAt, parseBlock, publishFigures } from '../../modules/contact/index.ts';
import type { ComposedService, Guide, searchedBy } from '../../modules/guide/index.ts';
import { requireRole, type StaffEnv } from '../../modules/identity/index.ts';
import { meetingApi, noteApi } from '../../modules/meeting/index.ts';
import { beat, closeContact, leaveLine, readCounter, readWaiting, requestHelp } from '../../modules/queue/index.ts';
import {
  type Directory,
  type MunicipalEnv,
  type Municipality,
  municipalityFromPath,
} from '../../modules/tenancy/index.ts';
import { type House, parseInput, problem, type WebEnv } from '../../platform/index.ts';
import { rateLimit } from '../limits.ts';
import { openApiDocument } from './openapi.ts';
import { CountsQuery, HelpRequestBody, LanguageQuery, OutcomeBody, SearchQuery } from './schemas.ts';

type Api = {
  readonly house: House;
  readonly directory: Directory;
  readonly guide: Guide;
  readonly searched?: ReturnType<typeof searchedBy>;
};
type ApiEnv = { Variables: MunicipalEnv['Variables'] & StaffEnv['Variables'] };

/** Checks the query or answers with the fields that are wrong. */
function checked<Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
  input: unknown,
): v.InferOutput<Schema> | Response {
  const parsed = parseInput(schema, input);
  return parsed.ok ? parsed.value : problem(c, 422, 'The input is wrong', { errors: parsed.errors });
}

const bearer = (c: Context): string | undefined =>
  /^Bearer ([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '')?.[1];

/** `/api/openapi.json` and `/api/v1`, described in operations.ts. */
export function apiRoutes({ house, directory, guide, searched }: Api): Hono<WebEnv> {
  const api = new Hono<WebEnv>();
  api.get('/openapi.json', (c) => c.json(openApiDocument(house.baseUrl())));
  api.get('/v1/municipalities', async (c) =>
    c.json((await directory.all()).map(({ slug, fullName: name, demonstration }) => ({ slug, name, demonstration }))),
  );
  const municipal = new Hono<ApiEnv>();
  municipal.use('*', municipalityFromPath(directory) as never);
  guideOperations(municipal, guide, searched);
  helpOperations(municipal, house, guide);
  staffOperations(municipal, house);
  const limit = rateLimit(house, { burst: 30, perMinute: 30 }, 'Too many requests; try again in a minute');
  municipal.route('/', meetingApi(house, limit as never) as unknown as Hono<ApiEnv>);
  municipal.route('/', noteApi(house) as unknown as Hono<ApiEnv>);
  api.route('/v1/:municipality', municipal as unknown as Hono<WebEnv>);
  return api;
}

function guideOperations(routes: Hono<ApiEnv>, guide: Guide, searched: Api['searched']): void {
  routes.get('/services', async (c) => {
    const query = checked(c, LanguageQuery, c.req.query());
    if (query instanceof Response) return query;
    const publication = await guide.publication(c.var.municipality.id);
    const published = publication
      .all(query.language)
      .flatMap(({ slug }) => publication.service(slug, query.language) ?? []);
    return c.json(published.map(summaryOf));
  });
  routes.get('/services/:slug', async (c) => {
    const query = checked(c, LanguageQuery, c.req.query());
    if (query instanceof Response) return query;
    const service = (await guide.publication(c.var.municipality.id)).service(c.req.param('slug') ?? '', query.language);
    return service ? c.json(wholeOf(service)) : problem(c, 404, 'No such service in this municipality');
  });
  routes.get('/search', async (c) => {
    const query = checked(c, SearchQuery, c.req.query());
    if (query instanceof Response) return query;
    // The address of an API call is the caller's; ours keeps nothing of it, and gives nothing of it back.
    if (containsCpr(query.q))
      return problem(c, 422, 'The input is wrong', {
        errors: [{ field: 'q', message: 'holds what looks like a CPR number; leave it out' }],
      });
    const publication = await guide.publication(c.var.municipality.id);
    const answer = publication.search(query.q, query.language as Language);
    searched?.(c as never, { query: query.q, outcome: answer.kind });
    const hits = answer.hits
      .slice(0, query.limit)
      .map(({ slug }) => ({ slug, title: publication.service(slug, query.language)?.title.text ?? slug }));
    return c.json({ kind: answer.kind, hits });
  });
}

function helpOperations(routes: Hono<ApiEnv>, house: House, guide: Guide): void {
  const inLine = (municipality: Municipality, token: string) =>
    house.database.inMunicipality(municipality.id, () => readWaiting(token, house.clock.now()));

  routes.get('/queue', async (c) => {
    const { state } = await house.database.inMunicipality(c.var.municipality.id, () => readCounter(house.clock.now()));
    return c.json(state);
  });
  routes.post(
    '/help-requests',
    rateLimit(house, { burst: 30, perMinute: 30 }, 'Too many requests; try again in a minute') as never,
    async (c) => {
      const wish = checked(c, HelpRequestBody, await c.req.json().catch(() => null));
      if (wish instanceof Response) return wish;
      const publication = await guide.publication(c.var.municipality.id);
      const service = wish.service ? publication.service(wish.service, wish.language) : null;
      if (wish.service && !service)
        return problem(c, 422, 'The input is wrong', {
          errors: [{ field: 'service', message: 'is not in this municipality’s guide' }],
        });
      const isStep = (id: string) => service?.steps.some((step) => step.id === id) === true;
      const notSteps = [
        ...(wish.step && !isStep(wish.step) ? ['step'] : []),
        ...wish.stepsDone.flatMap((id, at) => (isStep(id) ? [] : [`stepsDone.${at}`])),
      ];
      if (notSteps.length > 0)
        return problem(c, 422, 'The input is wrong', {
          errors: notSteps.map((field) => ({ field, message: 'is not a step of that service' })),
        });
      const asked = await requestHelp(house, c.var.municipality, wish, undefined);
      if (!asked.ok)
        return problem(c, 409, 'Nobody can come now', { detail: asked.reason.open ? '' : asked.reason.reason });
      const { state } = await inLine(c.var.municipality, asked.value.token);
      return c.json({ token: asked.value.token, state }, 201);
    },
  );
  routes.get('/help-requests/mine', async (c) => {
    const token = bearer(c);
    if (!token) return problem(c, 401, 'Send the token of the place in line as Authorization: Bearer');
    await beat(house, c.var.municipality, token);
    const { state } = await inLine(c.var.municipality, token);
    return state.kind === 'gone' ? problem(c, 404, 'No such place in line') : c.json(state);
  });
  routes.delete('/help-requests/mine', async (c) => {
    const token = bearer(c);
    if (!token) return problem(c, 401, 'Send the token of the place in line as Authorization: Bearer');
    const { state } = await inLine(c.var.municipality, token);
    if (state.kind === 'gone') return problem(c, 404, 'No such place in line');
    await leaveLine(house, c.var.municipality, token);
    return c.body(null, 204);
  });
}

function staffOperations(routes: Hono<ApiEnv>, house: House): void {
  const ownMunicipality = (c: Context<ApiEnv>): Response | null =>
    c.var.staff.municipality.id === c.var.municipality.id ? null : problem(c, 404, 'No such municipality');

  routes.post('/outcomes', requireRole(house, 'employee') as never, async (c) => {
    const elsewhere = ownMunicipality(c);
    if (elsewhere) return elsewhere;
    const closing = checked(c, OutcomeBody, await c.req.json().catch(() => null));
    if (closing instanceof Response) return closing;
    const closed = await closeContact(house, c.var.staff, closing);
    return closed.ok ? c.body(null, 204) : problem(c, 409, 'There is no contact to close');
  });
  routes.get('/counts', requireRole(house, 'leader') as never, async (c) => {
    const elsewhere = ownMunicipality(c);
    if (elsewhere) return elsewhere;
    const query = checked(c, CountsQuery, c.req.query());
    if (query instanceof Response) return query;
    const period = query.period === undefined ? blockAt(house.clock.now()) : parseBlock(query.period);
    if (!period)
      return problem(c, 422, 'The input is wrong', {
        errors: [{ field: 'period', message: 'is not a report period such as the page /ledelse shows' }],
      });
    return c.json(await house.database.inMunicipality(c.var.municipality.id, () => publishFigures(period)));
  });
}

const summaryOf = (service: ComposedService) => ({
  slug: service.slug,
  title: service.title.text,
  plainTitle: service.plainTitle.text,
  summary: service.summary.text,
  lifeEvent: service.lifeEvent,
  authority: service.authority.name.text,
  checked: service.checked.date,
});

const wholeOf = (service: ComposedService) => ({
  ...summaryOf(service),
  entry: { url: service.entry.url, label: service.entry.label.text },
  nonDigital: service.nonDigital.text,
  ready: service.ready.map((one) => one.text.text),
  steps: service.steps.map((step) => ({ id: step.id, title: step.title.text, text: step.text.text })),
});
