import { Hono } from 'hono';
import { type House, pathIn, sendPage } from '../../../platform/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import type { Guide } from '../publication/guide.ts';
import { createViewOf } from '../reading/view-of.ts';
import { reservedPaths } from '../reserved-paths.ts';
import type { GuideHooks } from '../routes.tsx';
import { framed } from '../views/pages.tsx';
import { isUse } from '../visits/count-uses.ts';
import { ForeignGuidePage } from './views/foreign-guide-page.tsx';

/** Guides in the languages that editors have added: `/fjordby/mitid/ar`. Mounted before the guide's own pages. */
export function languageRoutes(house: House, guide: Guide, hooks: Pick<GuideHooks, 'banner'>): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const viewOf = createViewOf(house, guide);

  routes.get('/:slug/:code{[a-z]{2,3}(-[A-Za-z]+)*}', async (c, next) => {
    const { slug, code } = c.req.param();
    if (reservedPaths.has(slug)) return next();
    const { language, municipality } = c.var;
    const base = `/${municipality.slug}`;
    const publication = await guide.publication(municipality.id);
    const now = publication.renamed(slug);
    if (now !== null && publication.outline(slug, language) === null) return c.redirect(`${base}/${now}/${code}`, 301);
    if (code === 'da' || code === 'en')
      return publication.outline(slug, code) ? c.redirect(pathIn(code, base, `/${slug}`), 301) : next();
    const record = publication.languages.find((one) => one.code === code);
    if (!record) return next();
    const service = publication.service(slug, code);
    // Not ready, referred elsewhere, or not translated: the page that says so is Danish.
    if (!service?.languages.includes(code))
      return publication.outline(slug, language) ? c.redirect(pathIn(language, base, `/${slug}`), 302) : next();
    isUse(c.req.raw, 'guide');
    const context = await viewOf(c);
    return sendPage(
      c,
      framed(
        context,
        {
          rest: `/${slug}`,
          title: service.plainTitle.text,
          description: service.summary.text,
          scripts: ['guide'],
          styles: ['languages'],
          children: <ForeignGuidePage context={context} service={service} record={record} />,
        },
        await hooks.banner(c),
      ),
    );
  });

  return routes;
}
