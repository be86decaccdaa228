import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { newId } from '../kernel/index.ts';
import { editorRoutes, type Guide, guideRoutes } from '../modules/guide/index.ts';
import { type DemoProvider, identityRoutes } from '../modules/identity/index.ts';
import {
  citizenRoutes,
  counterWords,
  deskRoutes,
  heldTicket,
  readCounter,
  readWaiting,
  waitingBanner,
} from '../modules/queue/index.ts';
import { type Directory, type MunicipalEnv, municipalityFromPath } from '../modules/tenancy/index.ts';
import { answerRoutes, leaderRoutes } from '../modules/worth/index.ts';
import { errorFields, type House, problem, sendPage, type WebEnv } from '../platform/index.ts';
import type { StateStreams } from '../realtime/index.ts';
import { apiRoutes } from './api/api-routes.ts';
import { healthRoutes } from './health.ts';
import { splitLanguage } from './language-path.ts';
import { rateLimit } from './limits.ts';
import { texts } from './messages.ts';
import { oneName } from './one-name.ts';
import { commonPages, FailedPage, municipalPages, NotFoundPage } from './pages.tsx';
import { refusal } from './refusal.tsx';
import { type OriginCheck, onlyFromOurPages, securityHeaders } from './security.ts';
import { staticFiles } from './static-files.ts';
import { deskStream, waitingStream } from './streams.ts';

export type Composition = {
  readonly house: House;
  readonly directory: Directory;
  readonly guide: Guide;
  readonly streams: StateStreams;
  /** Null where the demonstration's login may not run, or another is configured. */
  readonly demo: DemoProvider | null;
  readonly originCheck: OriginCheck;
  readonly staticFolder: string;
  readonly stopping: () => boolean;
};

/** Larger than any form of ours, smaller than a nuisance. */
const maxBodyBytes = 256 * 1024;

/**
 * By its announced length, which the HTTP parser then holds it to; every browser announces it. A body of unknown length is
 * not taken in: to count it we would have to read it.
 */
const onlyBodiesOfKnownSize: MiddlewareHandler<WebEnv> = async (c, next) => {
  if (c.req.header('transfer-encoding') !== undefined) return problem(c, 411, texts('da').noLength);
  if (Number(c.req.header('content-length') ?? 0) > maxBodyBytes) return refusal(c, 413, texts('da').tooLarge);
  return next();
};

/** All rooms on one address. The order is the order in which a request meets them. */
export function compose({
  house,
  directory,
  guide,
  streams,
  demo,
  originCheck,
  staticFolder,
  stopping,
}: Composition): Hono<WebEnv> {
  const app = new Hono<WebEnv>({ getPath: (request) => splitLanguage(new URL(request.url).pathname).path });

  app.use(async (c, next) => {
    c.set('language', splitLanguage(new URL(c.req.url).pathname).language);
    c.set('requestId', newId());
    const started = performance.now();
    await next();
    // The route's pattern, never the address: an address can hold what somebody searched for.
    house.log.debug('request', {
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Math.round(performance.now() - started),
    });
  });
  app.use(securityHeaders(house));
  app.onError((error, c) => {
    const id = c.get('requestId') ?? newId();
    house.log.error('request failed', { id, route: c.req.routePath, ...errorFields(error) });
    if (c.req.path.startsWith('/api/')) return problem(c, 500, 'Der gik noget galt hos os.', { detail: id });
    return sendPage(c, <FailedPage language={c.get('language') ?? 'da'} id={id} />, 500);
  });
  app.notFound((c) => {
    if (c.req.path.startsWith('/api/')) return problem(c, 404, 'Adressen findes ikke.');
    // Set where the address began with a municipality's name.
    const { municipality = null } = c.var as Partial<MunicipalEnv['Variables']>;
    return sendPage(c, <NotFoundPage language={c.get('language') ?? 'da'} municipality={municipality} />, 404);
  });

  app.use(oneName(house));
  app.route('/static', staticFiles(staticFolder) as unknown as Hono<WebEnv>);
  app.route('/', healthRoutes(house, stopping));
  app.use(compress({ threshold: 512 }));
  app.use(onlyFromOurPages(house, originCheck));
  app.use(onlyBodiesOfKnownSize);
  app.use('/:municipality/hjaelp', onPosts(rateLimit(house, { burst: 30, perMinute: 30 }, texts('da').tooMany)));
  app.use('/log-ind', rateLimit(house, { burst: 60, perMinute: 60 }, texts('da').tooMany));

  app.route('/', commonPages(directory));
  app.route(
    '/',
    identityRoutes(house, () => demo),
  );
  app.route('/', deskRoutes(house, guide) as unknown as Hono<WebEnv>);
  app.route('/', deskStream(house, guide, streams) as unknown as Hono<WebEnv>);
  app.route('/', leaderRoutes(house, { taskName: taskName(guide) }) as unknown as Hono<WebEnv>);
  app.route('/', editorRoutes(house, guide) as unknown as Hono<WebEnv>);
  app.route('/api', apiRoutes({ house, directory, guide }));

  const municipal = new Hono<MunicipalEnv>();
  municipal.use('*', municipalityFromPath(directory));
  municipal.route('/', municipalPages());
  municipal.route('/', citizenRoutes(house, guide));
  municipal.route('/', waitingStream(house, streams));
  municipal.route('/', answerRoutes(house));
  municipal.route(
    '/',
    guideRoutes(house, guide, {
      counterState: async (municipality, language) => {
        const now = house.clock.now();
        const { state } = await house.database.inMunicipality(municipality.id, () => readCounter(now));
        return { open: state.open, text: counterWords(state, now, language) };
      },
      banner: async (c) => {
        const token = heldTicket(c, house.baseUrl().startsWith('https:'));
        if (!token) return null;
        const { state } = await house.database.inMunicipality(c.var.municipality.id, () =>
          readWaiting(token, house.clock.now()),
        );
        return waitingBanner(state, c.var.language, `/${c.var.municipality.slug}`);
      },
    }),
  );
  app.route('/:municipality', municipal as unknown as Hono<WebEnv>);
  return app;
}

const taskName =
  (guide: Guide) =>
  async (
    municipality: MunicipalEnv['Variables']['municipality']['id'],
    slug: string,
    language: WebEnv['Variables']['language'],
  ) =>
    (await guide.publication(municipality)).outline(slug, language)?.title.text ?? slug;

const onPosts =
  (limit: ReturnType<typeof rateLimit>): ReturnType<typeof rateLimit> =>
  (c, next) =>
    c.req.method === 'POST' ? limit(c, next) : next();
