import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { addDays, type Language, wallClock } from '../../../kernel/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { loadGuideContent } from '../content/load-guide-content.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { guideRoutes } from '../routes.tsx';
import { shippedJudgements } from '../search/shipped-content.fixture.ts';
import { compressBundle } from './compressed-bundle.ts';
import { type GuideBundle, restored } from './guide-bundle.ts';
import { openBundle } from './open-bundle.ts';
import { type Packed, unpack } from './pack.ts';
import { type OfflineAnswer, renderOffline, wayOf } from './render-offline.tsx';

/** All of the repository's guides, as the demonstration publishes them. */
let house: TestHouse;
let guide: Guide;
let app: Hono<MunicipalEnv>;
const sizes = new Map<Language, { readonly br: number; readonly gzip: number }>();
const bundles = new Map<Language, GuideBundle>();

const content = () => {
  const loaded = loadGuideContent(new URL('../../../../content', import.meta.url).pathname);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems.slice(0, 3)));
  return loaded.content;
};

beforeAll(async () => {
  const shipped = content();
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, shipped) });
  guide = await createGuide(house);
  app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', (c.req.header('x-language') ?? 'da') as Language);
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  const hooks = { counterState: async () => ({ open: false, text: '' }), banner: () => null };
  app.route('/:municipality', guideRoutes(house, guide, hooks));
  for (const language of ['da', 'en'] as const) {
    const bytes = async (encoding: string) =>
      Buffer.from(await (await get('/guide.json', language, { 'accept-encoding': encoding })).arrayBuffer());
    const [br, gzip] = [await bytes('br, gzip'), await bytes('gzip')];
    sizes.set(language, { br: br.length, gzip: gzip.length });
    bundles.set(language, unpack(JSON.parse(gunzipSync(gzip).toString()) as Packed) as GuideBundle);
  }
});

const get = (path: string, language: Language = 'da', headers: Record<string, string> = {}) =>
  app.request(`/fjordby${path}`, { headers: { 'x-language': language, ...headers } });
const bundle = (language: Language = 'da'): GuideBundle => {
  const found = bundles.get(language);
  if (!found) throw new Error('no bundle');
  return found;
};
const today = () => wallClock(house.clock.now()).date;

function offline(path: string, language: Language = 'da', options: { confirmed?: string; today?: string } = {}) {
  const { pathname, searchParams } = new URL(
    `/fjordby${language === 'da' ? '' : `/${language}`}${path}`,
    'http://localhost:4100',
  );
  const way = wayOf(pathname, '/fjordby', ['hjaelp', 'samtale', 'vent', 'tak', 'skranke']);
  if (!way) throw new Error(`${path} is not ours`);
  return renderOffline(
    { bundle: bundle(language), confirmed: options.confirmed ?? today() },
    { way, query: searchParams, gone: 'offline', today: options.today ?? today(), origin: 'http://localhost:4100' },
  );
}
const htmlOf = (answer: OfflineAnswer): string => (answer.kind === 'page' ? answer.html : '');
/** What is read; what must be sent needs the server, and is hidden without it (ui/css/messages.css). */
const mainOf = (html: string): string =>
  (/<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? html)
    .replace(/<form[^>]*method="post".*?<\/form>/gs, '')
    // Further languages are read from the server only.
    .replace(/<p class="read-in.*?<\/p>/gs, '');

describe('the bundle', () => {
  test('is less than 300 kB in each language, compressed either way', () => {
    for (const [language, { br, gzip }] of sizes) {
      expect(br, `${language}, brotli`).toBeLessThan(300_000);
      expect(gzip, `${language}, gzip`).toBeLessThan(300_000);
    }
    // What 64 services weigh now, with room; 300 of the same kind must still fit (docs/benchmarks.md).
    expect(sizes.get('da')?.br).toBeLessThan(110_000);
  });

  test('leaves sources behind, then records, where it would not fit, and its pages say so', async () => {
    const { municipality } = bundle();
    const source = { publication: await guide.publication(fjordby), municipality, language: 'da' as const, words: [] };
    const whole = await compressBundle(source);
    const opened = async (budget: number) => {
      const { br } = await compressBundle(source, budget);
      return unpack(JSON.parse(brotliDecompressSync(br).toString()) as Packed) as GuideBundle;
    };
    expect((await opened(whole.br.length)).without).toBe('nothing');
    const lighter = await opened(whole.br.length - 1);
    expect(lighter.without).toBe('sources');
    expect(openBundle(lighter, today()).service('pas', 'da')).toMatchObject({ sources: [] });
    expect((await opened(1)).without).toBe('records');
    const way = wayOf('/fjordby/pas', '/fjordby', []);
    if (!way) throw new Error('not ours');
    const answer = renderOffline(
      { bundle: lighter, confirmed: today() },
      { way, query: new URLSearchParams(), gone: 'offline', today: today(), origin: 'http://localhost:4100' },
    );
    expect(htmlOf(answer)).toContain('Kilderne kan du se, når du er på nettet.');
  });

  test('gives every service back as the publication has it, without the employee’s lines', async () => {
    const publication = await guide.publication(fjordby);
    const opened = openBundle(bundle(), today());
    for (const { slug } of publication.all('da')) {
      const service = publication.service(slug, 'da');
      const reader = service && {
        ...service,
        stopRules: [],
        steps: service.steps.map((step) => ({ ...step, lines: [], stops: [] })),
      };
      expect(opened.service(slug, 'da'), slug).toEqual(reader);
    }
    expect(opened.all('da')).toEqual(publication.all('da'));
    expect(opened.lifeEvents('da')).toEqual(publication.lifeEvents('da'));
  });

  test('holds nothing that only employees read', () => {
    const sent = JSON.stringify(bundle());
    const lines = content().services.flatMap((service) => [
      ...service.steps.flatMap((step) => step.lines.map((line) => line.say.da)),
      ...service.stopRules.map((rule) => rule.offer.da),
    ]);
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => line.length > 30 && !line.includes('{') && sent.includes(line))).toEqual([]);
  });

  test('answers every judged search as the server does', async () => {
    const publication = await guide.publication(fjordby);
    const opened = openBundle(bundle(), today());
    for (const { query } of shippedJudgements('search-queries-dev.tsv').slice(0, 200)) {
      const [here, there] = [opened.search(query, 'da'), publication.search(query, 'da')];
      expect([here.kind, here.hits.map(({ slug }) => slug)], query).toEqual([
        there.kind,
        there.hits.map(({ slug }) => slug),
      ]);
    }
  });
});

describe('a page without the server', () => {
  test('says what the server’s says, service by service and list by list', async () => {
    for (const language of ['da', 'en'] as const) {
      const publication = await guide.publication(fjordby);
      const paths = [
        ...publication.all(language).map(({ slug }) => `/${slug}`),
        ...publication.lifeEvents(language).map(({ id }) => `/emner/${id}`),
        '/emner',
        '/offline',
        `/soeg?q=${encodeURIComponent('nøglekort virker ikke')}`,
        '/soeg?q=xyzzy',
      ];
      for (const path of paths) {
        const server = await (await get(path, language)).text();
        expect(mainOf(htmlOf(offline(path, language))), `${language} ${path}`).toBe(mainOf(server));
      }
    }
  });

  test('says that there is no line, and from which day the guide is', () => {
    expect(htmlOf(offline('/mitid'))).toMatch(/Du er offline\. Vejledningen er fra 24\. november 2026\./);
    expect(htmlOf(offline('/mitid', 'en'))).toMatch(/You are offline\. The guide is from 24 November 2026\./);
  });

  test('warns from the 31st day on, and not before', () => {
    const warns = (days: number) =>
      htmlOf(offline('/mitid', 'da', { today: addDays(today(), days), confirmed: today() })).includes(
        'mere end 30 dage gammel',
      );
    expect([warns(0), warns(30), warns(31), warns(400)]).toEqual([false, false, true, true]);
  });

  test('shows no fact after its last day, as the server would not', async () => {
    const publication = await guide.publication(fjordby);
    const [from = ''] = publication.changeDates();
    expect(from).not.toBe('');
    const before = openBundle(bundle(), addDays(from, -1));
    const after = openBundle(bundle(), from);
    const changed = publication
      .all('da')
      .filter(({ slug }) => JSON.stringify(before.service(slug, 'da')) !== JSON.stringify(after.service(slug, 'da')));
    expect(changed.length).toBeGreaterThan(0);
    for (const { slug } of changed) {
      const then = publication.serviceOn(slug, 'da', from);
      expect(after.service(slug, 'da')?.facts, slug).toEqual(then?.facts);
      expect(after.service(slug, 'da')?.summary, slug).toEqual(then?.summary);
    }
    const expired = changed.find(({ slug }) => after.service(slug, 'da')?.facts.some(({ value }) => value === null));
    if (expired)
      expect(htmlOf(offline(`/${expired.slug}`, 'da', { today: from }))).toContain('ved at blive kontrolleret');
  });

  test('gives phone numbers in place of help, for every way to a person', () => {
    for (const path of ['/hjaelp?emne=pas&trin=book', '/hjaelp/vent', '/tak']) {
      const html = htmlOf(offline(path));
      expect(html, path).toContain('Ring i stedet');
      expect(html, path).toContain('href="tel:+45');
    }
  });

  test('leads one who stood in line back to her place', () => {
    expect(htmlOf(offline('/hjaelp/vent'))).toContain('<a class="way" href="/fjordby/hjaelp/vent">Prøv igen</a>');
    expect(htmlOf(offline('/hjaelp?emne=pas'))).not.toContain('Prøv igen');
  });

  test('says of other pages that they are not kept', () => {
    for (const path of ['/mitid/ark', '/hjaelper/andet']) {
      const html = htmlOf(offline(path));
      expect(html, path).toContain('Siden er ikke gemt på din telefon');
      expect(html, path).toContain('href="tel:+45');
    }
  });

  test('takes a CPR number out of the address here too', () => {
    expect(offline('/soeg?q=010190-1234')).toEqual({ kind: 'redirect', to: '/fjordby/soeg?fjernet=1' });
  });

  test('shows danger’s numbers first', () => {
    expect(htmlOf(offline(`/soeg?q=${encodeURIComponent('min mand slår mig')}`))).toContain('tel:1888');
  });

  test('has no such page: says so, and has a way on', () => {
    const answer = offline('/findes-ikke');
    expect(answer).toMatchObject({ kind: 'page', status: 404 });
    expect(htmlOf(answer)).toContain('href="/fjordby/emner"');
  });

  test('in a language that is not kept shows the Danish, marked as Danish', () => {
    const way = wayOf('/fjordby/en/mitid', '/fjordby', []);
    if (!way) throw new Error('not ours');
    const answer = renderOffline(
      { bundle: bundle('da'), confirmed: today() },
      { way, query: new URLSearchParams(), gone: 'offline', today: today(), origin: 'http://localhost:4100' },
    );
    expect(htmlOf(answer)).toContain('<span class="fallback" lang="da">');
  });
});

describe('an address', () => {
  test.each([
    ['/fjordby', 'guide', ''],
    ['/fjordby/', 'guide', ''],
    ['/fjordby/en/emner', 'guide', '/emner'],
    ['/fjordby/mitid', 'guide', '/mitid'],
    ['/fjordby/emner/bolig', 'guide', '/emner/bolig'],
    ['/fjordby/hjaelp', 'private', '/hjaelp'],
    ['/fjordby/en/hjaelp/vent', 'private', '/hjaelp/vent'],
    ['/fjordby/mitid/ark', 'private', '/mitid/ark'],
  ])('%s is %s', (path, kind, rest) => {
    expect(wayOf(path, '/fjordby', ['hjaelp'])).toMatchObject({ kind, rest });
  });
  test.each(['/fjordbyen', '/hedelund/mitid', '/skranke', '/'])('%s is another’s', (path) => {
    expect(wayOf(path, '/fjordby', ['hjaelp'])).toBeNull();
  });
});

test('a service is kept small and comes back whole', async () => {
  const publication = await guide.publication(fjordby);
  const service = publication.service('pas', 'en');
  const sent = bundle('en').services.find(({ slug }) => slug === 'pas');
  if (!service || !sent || !('whole' in sent)) throw new Error('no passport');
  expect(JSON.stringify(sent.whole).length).toBeLessThan(JSON.stringify(service).length * 0.8);
  expect(restored(sent.whole, 'en').law).toEqual(service.law);
});
