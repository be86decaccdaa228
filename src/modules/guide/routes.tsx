import { type Context, Hono } from 'hono';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { containsCpr, type Language } from '../../kernel/index.ts';
import { alternates, type House, pathIn, seeOther, sendPage } from '../../platform/index.ts';
import { Page } from '../../ui/index.ts';
import type { MunicipalEnv, Municipality } from '../tenancy/index.ts';
import { emergencyLines } from './emergency-lines.ts';
import { texts } from './messages.ts';
import type { Guide } from './publication/guide.ts';
import type { Publication } from './publication/publication.ts';
import { reservedPaths } from './reserved-paths.ts';
import { emergencyRoute } from './search/emergency-route.ts';
import { type CounterSign, FrontPage } from './views/front-page.tsx';
import { GuidePage } from './views/guide-page.tsx';
import { NotReadyPage } from './views/not-ready-page.tsx';
import { SearchPage } from './views/search-page.tsx';
import { LifeEventPage, TopicsPage } from './views/topics-page.tsx';
import type { ViewContext } from './views/view-context.ts';

/** What the guide's pages show of rooms to its right. */
export type GuideHooks = {
  /** Can somebody come now, and how soon, in words. */
  readonly counterState: (municipality: Municipality, language: Language) => Promise<CounterSign>;
  /** What goes on for this citizen, such as her place in line; null for most. */
  readonly banner: (c: Context<MunicipalEnv>) => Promise<VNode | null> | VNode | null;
};

/** Longer queries find nothing more. */
const longestQuery = 200;

/** The citizen's guide: front page, topics, search and the guides themselves. Nothing she writes is logged or stored. */
export function guideRoutes(_house: House, guide: Guide, hooks: GuideHooks): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const rendered = new RenderedPages();

  const viewOf = async (c: Context<MunicipalEnv>): Promise<ViewContext> => {
    const { municipality, language } = c.var;
    return {
      language,
      municipality,
      base: `/${municipality.slug}`,
      publication: await guide.publication(municipality.id),
    };
  };

  const page = async (
    c: Context<MunicipalEnv>,
    context: ViewContext,
    rest: string,
    title: string,
    children: VNode,
    noIndex = false,
  ) => sendPage(c, wholePage(context, rest, { title, noIndex, banner: await hooks.banner(c) }, children));

  routes.get('/', async (c) => {
    const context = await viewOf(c);
    const counter = await hooks.counterState(context.municipality, context.language);
    return page(c, context, '', texts(context.language).frontTitle, <FrontPage context={context} counter={counter} />);
  });

  routes.get('/emner', async (c) => {
    const context = await viewOf(c);
    return page(c, context, '/emner', texts(context.language).topicsTitle, <TopicsPage context={context} />);
  });

  routes.get('/emner/:event', async (c, next) => {
    const context = await viewOf(c);
    const event = context.publication.lifeEvents(context.language).find((one) => one.id === c.req.param('event'));
    if (!event) return next();
    return page(c, context, `/emner/${event.id}`, event.title.text, <LifeEventPage context={context} event={event} />);
  });

  routes.get('/soeg', async (c) => {
    const context = await viewOf(c);
    const { language, base } = context;
    const written = (c.req.query('q') ?? '').trim();
    // The whole text is looked at, before it is cut: nothing of the number may stay in an address, a title or a page.
    if (containsCpr(written)) return seeOther(c, `${pathIn(language, base, '/soeg')}?fjernet=1`);
    const signs = [...written];
    const query = signs.slice(0, longestQuery).join('');
    const danger = emergencyRoute(query);
    const answer = query === '' ? null : context.publication.search(query, language);
    // Who tells of danger is not asked whether she misspelled it.
    const view = {
      query,
      removed: c.req.query('fjernet') !== undefined,
      cut: signs.length > longestQuery,
      answer: answer === null || danger === null ? answer : { ...answer, didYouMean: null },
      emergency: danger === null ? [] : emergencyLines[danger],
    };
    // The query stands in the page, never in its title: titles end up in histories and screen sharing.
    return page(c, context, '/soeg', texts(language).searchTitle, <SearchPage context={context} view={view} />, true);
  });

  routes.get('/:slug', async (c, next) => {
    const slug = c.req.param('slug');
    if (reservedPaths.has(slug)) return next();
    const context = await viewOf(c);
    const { language, publication } = context;
    const service = publication.service(slug, language);
    if (!service) {
      const outline = publication.outline(slug, language);
      if (!outline) return next();
      return page(
        c,
        context,
        `/${slug}`,
        outline.plainTitle.text,
        <NotReadyPage context={context} service={outline} />,
        true,
      );
    }
    const banner = await hooks.banner(c);
    const whole = () =>
      wholePage(
        context,
        `/${slug}`,
        { title: service.plainTitle.text, description: service.summary.text, banner, scripts: ['guide'] },
        <GuidePage context={context} service={service} />,
      );
    // The same for everybody who holds no place in line.
    if (banner !== null) return sendPage(c, whole());
    return c.html(rendered.of(publication, `${language} ${context.municipality.slug}/${slug}`, whole)) as Response;
  });

  return routes;
}

type PageFrame = {
  readonly title: string;
  readonly banner: VNode | null;
  readonly description?: string;
  readonly noIndex?: boolean;
  readonly scripts?: readonly string[];
};

function wholePage(
  { language, municipality, base }: ViewContext,
  rest: string,
  frame: PageFrame,
  children: VNode,
): VNode {
  return (
    <Page {...frame} language={language} municipality={municipality} base={base} alternates={alternates(base, rest)}>
      {children}
    </Page>
  );
}

/** Guide pages as text, until the guide is published anew; there are no more of them than services and languages. */
class RenderedPages {
  readonly #byPublication = new WeakMap<Publication, Map<string, string>>();

  of(publication: Publication, key: string, page: () => VNode): string {
    let pages = this.#byPublication.get(publication);
    if (!pages) {
      pages = new Map();
      this.#byPublication.set(publication, pages);
    }
    let html = pages.get(key);
    if (html === undefined) {
      html = `<!doctype html>${renderToString(page())}`;
      pages.set(key, html);
    }
    return html;
  }
}
