import { type Context, Hono } from 'hono';
import type { VNode } from 'preact';
import type { Language } from '../../kernel/index.ts';
import { type House, pathIn, seeOther, sendPage } from '../../platform/index.ts';
import type { MunicipalEnv, Municipality } from '../tenancy/index.ts';
import type { Films } from './films/films.ts';
import { filmsBeside } from './films/films-beside.tsx';
import { offlineRoutes } from './offline/offline-routes.ts';
import type { Guide } from './publication/guide.ts';
import { createViewOf } from './reading/view-of.ts';
import { createWordBook } from './reading/word-book.ts';
import { reservedPaths } from './reserved-paths.ts';
import type { CounterSign } from './views/front-page.tsx';
import {
  type DrawnPage,
  framed,
  frontPage,
  lifeEventPage,
  removedAddress,
  savePage,
  searchPage,
  servicePage,
  topicsPage,
  withdrawnPage,
} from './views/pages.tsx';
import type { ViewContext } from './views/view-context.ts';
import { isUse } from './visits/count-uses.ts';

/** What the guide's pages show of rooms to its right. */
export type GuideHooks = {
  /** Can somebody come now, and how soon, in words. */
  readonly counterState: (municipality: Municipality, language: Language) => Promise<CounterSign>;
  /** What goes on for this citizen, such as her place in line; null for most. */
  readonly banner: (c: Context<MunicipalEnv>) => Promise<VNode | null> | VNode | null;
  /** The films that stand beside guides here. */
  readonly films?: Films['of'];
  /** Hears how a search was answered, where searches are counted. */
  readonly searched?: (c: Context<MunicipalEnv>, answered: NonNullable<DrawnPage['answered']>) => void;
};

/**
 * The citizen's guide: front page, topics, search and the guides themselves. Nothing she writes is logged, and of a search only what many wrote is
 * kept (words/query-log.ts).
 */
export function guideRoutes(house: House, guide: Guide, hooks: GuideHooks): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();

  const viewOf = createViewOf(house, guide);

  const send = async (c: Context<MunicipalEnv>, context: ViewContext, page: DrawnPage) => {
    if (page.use) isUse(c.req.raw, page.use);
    if (page.answered) hooks.searched?.(c, page.answered);
    return sendPage(c, framed(context, page, await hooks.banner(c)));
  };

  routes.get('/', async (c) => {
    const context = await viewOf(c);
    return send(c, context, frontPage(context, await hooks.counterState(context.municipality, context.language)));
  });

  routes.get('/emner', async (c) => {
    const context = await viewOf(c);
    return send(c, context, topicsPage(context));
  });

  routes.get('/emner/:event', async (c, next) => {
    const context = await viewOf(c);
    const page = lifeEventPage(context, c.req.param('event'));
    return page ? send(c, context, page) : next();
  });

  routes.get('/soeg', async (c) => {
    const context = await viewOf(c);
    const asked = {
      written: c.req.query('q') ?? '',
      removed: c.req.query('fjernet') !== undefined,
      asks: {
        action: pathIn(context.language, context.base, '/soeg/svar'),
        thanked: c.req.query('tak') !== undefined,
      },
    };
    const page = searchPage(context, asked);
    return page ? send(c, context, page) : seeOther(c, pathIn(context.language, context.base, removedAddress));
  });

  routes.get('/offline', async (c) => {
    const context = await viewOf(c);
    return send(c, context, savePage(context));
  });

  const wordsFor = createWordBook(house);
  routes.route(
    '/',
    offlineRoutes(guide, async (municipality) => (await wordsFor(municipality)).all),
  );

  routes.get('/:slug', async (c, next) => {
    const slug = c.req.param('slug');
    if (reservedPaths.has(slug)) return next();
    const films = await filmsBeside(hooks.films, c.var.municipality, c.var.language);
    const context = { ...(await viewOf(c)), films };
    const page = servicePage(context, slug);
    if (page) return send(c, context, page);
    const publication = await guide.publication(c.var.municipality.id);
    const now = publication.renamed(slug);
    if (now !== null) return c.redirect(pathIn(context.language, context.base, `/${now}`), 301);
    const title = publication.withdrawn(slug, context.language);
    if (title === null) return next();
    return sendPage(c, framed(context, withdrawnPage(context, slug, title), await hooks.banner(c)), 410);
  });

  return routes;
}
