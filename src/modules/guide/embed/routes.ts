import { type Context, Hono } from 'hono';
import { longDate } from '../../../kernel/index.ts';
import { pathIn } from '../../../platform/index.ts';
import { contrast } from '../../../ui/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import type { Guide } from '../publication/guide.ts';
import type { GuideHooks } from '../routes.tsx';
import { texts } from './messages.ts';

/** Other sites may read these, and these alone: they are public, small, and the same for everybody. */
const forOtherSites = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
} as const;

/**
 * `/{municipality}/indlejr/v1…`: the script and the little that its elements ask for. The addresses and the fields are a
 * contract (docs/brugere/indlejring.md): what must change gets a new number beside this one.
 */
export function embedRoutes(
  house: { readonly baseUrl: () => string },
  guide: Guide,
  { counterState, script }: Pick<GuideHooks, 'counterState'> & { readonly script: string },
): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const address = (c: Context<MunicipalEnv>, rest: string) =>
    `${house.baseUrl()}${pathIn(c.var.language, `/${c.var.municipality.slug}`, rest)}`;
  const help = async (c: Context<MunicipalEnv>) => ({
    ...(await counterState(c.var.municipality, c.var.language)),
    href: address(c, '/hjaelp'),
  });
  // The sign of the counter moves; a minute is what a page may be behind.
  const json = (c: Context<MunicipalEnv>, body: object) =>
    c.json(body, 200, { ...forOtherSites, 'cache-control': 'public, max-age=60' });

  routes.get('/indlejr/v1.js', (c) =>
    c.body(inColour(script, c.var.municipality.colour), 200, {
      ...forOtherSites,
      'content-type': 'text/javascript; charset=utf-8',
      // The address stays, so what it holds must be able to be mended within the hour.
      'cache-control': 'public, max-age=3600',
    }),
  );

  routes.get('/indlejr/v1/hjaelp.json', async (c) => json(c, await help(c)));

  routes.get('/indlejr/v1/ydelse/:file{[a-z0-9-]+\\.json}', async (c) => {
    const { language, municipality } = c.var;
    const slug = c.req.param('file').replace(/\.json$/, '');
    const service = (await guide.publication(municipality.id)).service(slug, language);
    if (!service) return c.json({}, 404, forOtherSites);
    return json(c, {
      slug,
      title: service.plainTitle.text,
      summary: service.summary.text,
      lang: service.plainTitle.language,
      checkedOn: service.checked.date,
      checked: texts(language).checked(longDate(service.checked.date, language)),
      href: address(c, `/${slug}`),
      help: await help(c),
    });
  });
  return routes;
}

/** Buttons in the municipality's colour, and on it whichever of white and black can be read: one of them always can. */
const inColour = (script: string, colour: string): string =>
  script
    .replaceAll('KOMMUNEFARVE', colour)
    .replaceAll('KOMMUNEBLAEK', contrast(colour, '#ffffff') >= 4.5 ? '#ffffff' : '#000000');
