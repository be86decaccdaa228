import { type Context, Hono } from 'hono';
import type { Language, MunicipalityId } from '../../../kernel/index.ts';
import { pathIn } from '../../../platform/index.ts';
import type { MunicipalEnv, Municipality } from '../../tenancy/index.ts';
import type { Guide } from '../publication/guide.ts';
import type { GuideWord } from '../reading/word-records.ts';
import { createBundles } from './compressed-bundle.ts';
import { type IconKind, iconPng, iconSvg } from './icon.ts';
import { texts } from './messages.ts';
import { workerScript } from './worker-settings.ts';

const day = 'public, max-age=86400';
/** Asked for anew each time; most often the answer is that nothing is new. */
const askAgain = 'public, no-cache';
const sizes: Readonly<Record<string, { readonly size: number; readonly kind: IconKind }>> = {
  '180.png': { size: 180, kind: 'maskable' },
  '192.png': { size: 192, kind: 'any' },
  '512.png': { size: 512, kind: 'any' },
  'maske-512.png': { size: 512, kind: 'maskable' },
};

/** The official words of a municipality's guide. */
type Words = (municipality: MunicipalityId) => Promise<readonly GuideWord[]>;

/** What makes the guide an app that does without a line: manifest, icons, worker and the guide itself. Nothing personal. */
export function offlineRoutes(guide: Guide, words: Words): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const bundleOf = createBundles();
  const icons = new Map<string, Buffer>();

  routes.get('/manifest.webmanifest', (c) =>
    c.body(JSON.stringify(manifestOf(c.var.municipality, c.var.language)), 200, {
      'content-type': 'application/manifest+json; charset=utf-8',
      'cache-control': askAgain,
    }),
  );

  routes.get('/ikon/:name', (c) => {
    const name = c.req.param('name');
    const { colour } = c.var.municipality;
    if (name === 'ikon.svg')
      return c.body(iconSvg(colour), 200, { 'content-type': 'image/svg+xml', 'cache-control': day });
    const wanted = sizes[name];
    if (!wanted) return c.notFound();
    const key = `${colour} ${name}`;
    const icon = icons.get(key) ?? iconPng(colour, wanted.size, wanted.kind);
    icons.set(key, icon);
    return c.body(new Uint8Array(icon), 200, { 'content-type': 'image/png', 'cache-control': day });
  });

  routes.get('/sw.js', (c) => {
    const { script, etag } = workerScript(c.var.municipality);
    return (
      known(c, etag, {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': askAgain,
        // The front page is `/fjordby`, which lies outside the folder of `/fjordby/sw.js`.
        'service-worker-allowed': `/${c.var.municipality.slug}`,
      }) ?? c.body(script)
    );
  });

  routes.get('/guide.json', async (c) => {
    const { municipality, language } = c.var;
    const publication = await guide.publication(municipality.id);
    const bundle = await bundleOf({ publication, municipality, language, words: await words(municipality.id) });
    const accepts = c.req.header('accept-encoding') ?? '';
    const [encoding, bytes] = accepts.includes('br') ? (['br', bundle.br] as const) : (['gzip', bundle.gzip] as const);
    return (
      known(c, bundle.etag, {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': askAgain,
        vary: 'accept-encoding',
        'x-guide-date': publication.date,
      }) ?? c.body(new Uint8Array(bytes), 200, { 'content-encoding': encoding })
    );
  });
  return routes;
}

/** Sets the headers; answers for who has it already. */
function known(c: Context, etag: string, headers: Readonly<Record<string, string>>): Response | null {
  for (const [name, value] of Object.entries({ ...headers, etag })) c.header(name, value);
  // A proxy that compresses marks the tag as weak.
  return c.req.header('if-none-match')?.replace(/^W\//, '') === etag ? c.body(null, 304) : null;
}

function manifestOf(municipality: Municipality, language: Language) {
  const t = texts(language);
  const base = `/${municipality.slug}`;
  const icon = (name: string, sizes: string, type: string, purpose: IconKind) => ({
    src: `${base}/ikon/${name}?v=${municipality.colour.replace('#', '')}`,
    sizes,
    type,
    purpose,
  });
  return {
    id: base,
    name: t.appName(municipality.name),
    short_name: t.appShort(municipality.name),
    description: t.appText,
    lang: language,
    start_url: pathIn(language, base),
    // borger.dk and MitID lie outside, so they open in the phone's own browser.
    scope: base,
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: municipality.colour,
    icons: [
      icon('192.png', '192x192', 'image/png', 'any'),
      icon('512.png', '512x512', 'image/png', 'any'),
      icon('maske-512.png', '512x512', 'image/png', 'maskable'),
      icon('ikon.svg', 'any', 'image/svg+xml', 'any'),
    ],
    shortcuts: [
      { name: t.shortcutSearch, url: pathIn(language, base, '/soeg') },
      { name: t.shortcutTopics, url: pathIn(language, base, '/emner') },
    ],
  };
}
