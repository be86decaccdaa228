import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { newId } from '../kernel/index.ts';
import {
  documentCheck,
  documentRoutes,
  guestRoutes,
  guestStaffRoutes,
  identityStaffRoutes,
  identityStepRoutes,
  openAntivirus,
} from '../modules/call/index.ts';
import {
  consoleRoutes,
  contentUpload,
  countUses,
  createQueryLog,
  createWordsOfGuide,
  deskEditorRoutes,
  editingRoutes,
  editorRoutes,
  embedEditorRoutes,
  embedRoutes,
  exchangeRoutes,
  type Films,
  factRoutes,
  filmEditorRoutes,
  filmRoutes,
  filmUpload,
  type Guide,
  type GuideHooks,
  guideRoutes,
  helpedRoutes,
  inventoryRoutes,
  languageEditorRoutes,
  languageRoutes,
  type PublishedQuality,
  readingRoutes,
  searchedBy,
  searchOutcomeRoutes,
  searchQualityRoutes,
  studyAnswerRoutes,
  takeAlongRoutes,
  takeAlongStaffRoutes,
  type VisitCounter,
  visitRoutes,
  wordsEditorRoutes,
} from '../modules/guide/index.ts';
import { type DemoProvider, identityRoutes } from '../modules/identity/index.ts';
import {
  calendarFeedRoutes,
  meetingCitizenRoutes,
  meetingHoursRoutes,
  meetingMessageRoutes,
  meetingStaffRoutes,
  paperUpload,
} from '../modules/meeting/index.ts';
import {
  citizenRoutes,
  counterWords,
  deskRoutes,
  heldTicket,
  invitationRoutes,
  lineTestRoutes,
  meetingDoorRoutes,
  readCounter,
  readWaiting,
  waitingBanner,
} from '../modules/queue/index.ts';
import { type Directory, type MunicipalEnv, municipalityFromPath } from '../modules/tenancy/index.ts';
import { answerRoutes, leaderRoutes } from '../modules/worth/index.ts';
import {
  errorFields,
  type House,
  problem,
  receiptRoutes,
  sendPage,
  setDelivery,
  statusRoutes,
  type WebEnv,
} from '../platform/index.ts';
import type { StateStreams } from '../realtime/index.ts';
import { asset } from '../ui/index.ts';
import { apiRoutes } from './api/api-routes.ts';
import { healthRoutes } from './health.ts';
import { splitLanguage } from './language-path.ts';
import { clientAddress, oneVisitor, onPosts, rateLimit } from './limits.ts';
import { limitMeetings } from './meeting-limits.ts';
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
  readonly visits: VisitCounter;
  readonly films: Films;
  readonly searchQuality: PublishedQuality;
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
  // Read after its sender has been let in, and piece by piece.
  const large =
    c.req.method === 'POST'
      ? ([filmUpload, contentUpload].find(({ path }) => path === c.req.path) ??
        [documentCheck, paperUpload].find(({ path }) => path.test(c.req.path)))
      : undefined;
  const most = large?.bytes ?? maxBodyBytes;
  if (Number(c.req.header('content-length') ?? 0) <= most) return next();
  if (large === paperUpload) return c.redirect(paperUpload.tooLarge, 303);
  return refusal(c, 413, texts(c.get('language') ?? 'da').tooLarge);
};

/** All rooms on one address. The order is the order in which a request meets them. */
export function compose({
  house,
  directory,
  guide,
  visits,
  films,
  searchQuality,
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
  // Four small questions, one large answer: a test is six requests.
  app.use('/:municipality/hjaelp/linje', rateLimit(house, { burst: 60, perMinute: 60 }, texts('da').tooMany));
  app.use('/:municipality/hjaelp', onPosts(rateLimit(house, { burst: 30, perMinute: 30 }, texts('da').tooMany)));
  app.use('/:municipality/:slug/hjalp', onPosts(rateLimit(house, { burst: 40, perMinute: 20 }, texts('da').tooMany)));
  // Every look counts: a code is short, and must not be found by trying.
  app.use('/:municipality/kom', onPosts(rateLimit(house, { burst: 20, perMinute: 10 }, texts('da').tooMany)));
  app.use('/:municipality/kom/*', rateLimit(house, { burst: 20, perMinute: 10 }, texts('da').tooMany));
  limitMeetings(app, house);
  // Programs of a whole town hall fetch from one address.
  app.use('/:municipality/kalender/*', rateLimit(house, { burst: 600, perMinute: 300 }, texts('da').tooMany));
  app.use('/:municipality/samtale/*', onPosts(rateLimit(house, { burst: 200, perMinute: 120 }, texts('da').tooMany)));
  app.use(
    '/:municipality/undersoegelse/*',
    onPosts(rateLimit(house, { burst: 40, perMinute: 20 }, texts('da').tooMany)),
  );
  // Each is looked through by a scanner that all share.
  app.use(
    '/:municipality/samtale/papirer/tjek',
    onPosts(rateLimit(house, { burst: 20, perMinute: 10 }, texts('da').tooMany)),
  );
  app.use('/log-ind', rateLimit(house, { burst: 60, perMinute: 60 }, texts('da').tooMany));

  if (house.digitalPost) {
    const municipality = async (slug: string) => (await directory.bySlug(slug))?.id ?? null;
    app.route('/', statusRoutes(house, house.digitalPost.settings, { municipality, setDelivery }));
  }
  app.route('/', receiptRoutes(house));
  app.route('/', commonPages(directory));
  app.route(
    '/',
    identityRoutes(house, () => demo),
  );
  app.route('/', takeAlongStaffRoutes(house, guide) as unknown as Hono<WebEnv>);
  app.route('/', consoleRoutes(house, guide) as unknown as Hono<WebEnv>);
  app.route('/', guestStaffRoutes(house) as unknown as Hono<WebEnv>);
  app.route('/', identityStaffRoutes(house) as unknown as Hono<WebEnv>);
  app.route('/', meetingMessageRoutes(house) as unknown as Hono<WebEnv>);
  app.route('/', meetingHoursRoutes(house) as unknown as Hono<WebEnv>);
  app.route('/', meetingStaffRoutes(house) as unknown as Hono<WebEnv>);
  app.route('/', deskRoutes(house, guide) as unknown as Hono<WebEnv>);
  app.route('/', deskStream(house, guide, streams) as unknown as Hono<WebEnv>);
  app.route('/', leaderRoutes(house, { taskName: taskName(guide) }) as unknown as Hono<WebEnv>);
  app.route('/', deskEditorRoutes(house, guide) as unknown as Hono<WebEnv>);
  app.route('/', embedEditorRoutes(house, guide, visits) as unknown as Hono<WebEnv>);
  app.route('/', filmEditorRoutes(house, guide, films) as unknown as Hono<WebEnv>);
  app.route('/', helpedRoutes(house, guide) as unknown as Hono<WebEnv>);
  app.route('/', languageEditorRoutes(house) as unknown as Hono<WebEnv>);
  app.route('/', inventoryRoutes(house, guide) as unknown as Hono<WebEnv>);
  app.route('/', wordsEditorRoutes(house, guide) as unknown as Hono<WebEnv>);
  app.route('/', editingRoutes(house, guide) as unknown as Hono<WebEnv>);
  app.route('/', exchangeRoutes(house) as unknown as Hono<WebEnv>);
  app.route('/', factRoutes(house) as unknown as Hono<WebEnv>);
  app.route('/', editorRoutes(house, guide) as unknown as Hono<WebEnv>);
  const searched = searchedBy(createQueryLog(house, createWordsOfGuide(house, guide)), (c) =>
    oneVisitor(clientAddress(c.env, c.req.header('x-forwarded-for'), house.config)),
  );
  app.route('/api', apiRoutes({ house, directory, guide, searched }));

  const counterState: GuideHooks['counterState'] = async (municipality, language) => {
    const now = house.clock.now();
    const { state } = await house.database.inMunicipality(municipality.id, () => readCounter(now));
    return { open: state.open, text: counterWords(state, now, language) };
  };
  const banner: GuideHooks['banner'] = async (c) => {
    // Inside the page of her call she need not be told of it.
    if (c.req.header('sec-fetch-dest') === 'iframe') return null;
    const token = heldTicket(c, house.baseUrl().startsWith('https:'));
    if (!token) return null;
    const { state } = await house.database.inMunicipality(c.var.municipality.id, () =>
      readWaiting(token, house.clock.now()),
    );
    return waitingBanner(state, c.var.language, `/${c.var.municipality.slug}`);
  };
  const municipal = new Hono<MunicipalEnv>();
  municipal.use('*', municipalityFromPath(directory));
  municipal.use('*', countUses(visits));
  municipal.route('/', municipalPages());
  municipal.route('/', visitRoutes(house, visits));
  municipal.route('/', searchQualityRoutes(searchQuality));
  municipal.route('/', filmRoutes(house, guide, films));
  municipal.route('/', embedRoutes(house, guide, { counterState, script: embedScript(staticFolder) }));
  municipal.route('/', documentRoutes(house, openAntivirus(house.config.antivirus)));
  municipal.route('/', citizenRoutes(house, guide));
  municipal.route('/', meetingDoorRoutes(house));
  municipal.route('/', lineTestRoutes(house));
  municipal.route('/', takeAlongRoutes(house, guide, { banner }));
  municipal.route('/', invitationRoutes(house, guide));
  municipal.route('/', meetingCitizenRoutes(house, guide));
  municipal.route('/', calendarFeedRoutes(house));
  municipal.route('/', guestRoutes(house));
  municipal.route('/', identityStepRoutes(house));
  municipal.route('/', waitingStream(house, streams));
  municipal.route('/', answerRoutes(house));
  municipal.route('/', studyAnswerRoutes(house));
  municipal.route('/', searchOutcomeRoutes(searched));
  municipal.route('/', readingRoutes(house, guide, { banner }));
  municipal.route('/', languageRoutes(house, guide, { banner }));
  municipal.route('/', guideRoutes(house, guide, { counterState, banner, searched, films: films.of }));
  app.route('/:municipality', municipal as unknown as Hono<WebEnv>);
  return app;
}

/** The built script of the embeds, which has an address of its own that stays. */
const embedScript = (staticFolder: string): string => readFileSync(join(staticFolder, '..', asset('embed.js')), 'utf8');

const taskName =
  (guide: Guide) =>
  async (
    municipality: MunicipalEnv['Variables']['municipality']['id'],
    slug: string,
    language: WebEnv['Variables']['language'],
  ) =>
    (await guide.publication(municipality)).outline(slug, language)?.title.text ?? slug;
