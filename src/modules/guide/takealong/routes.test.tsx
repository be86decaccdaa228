import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import type { Language } from '../../../kernel/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide } from '../publication/guide.ts';
import { guideRoutes } from '../routes.tsx';
import { sampleContent } from '../testing/sample-content.ts';
import { handoverCode } from './handover-code.ts';
import { takeAlongRoutes } from './routes.tsx';
import type { Sheet } from './sheet.ts';
import type { Pressed, SheetPress } from './sheet-press.ts';

let house: TestHouse;
let app: Hono<MunicipalEnv>;
/** With the guide's own pages. */
let whole: Hono<MunicipalEnv>;
let answer: Pressed = { kind: 'busy' };
const pressed: { readonly sheets: readonly Sheet[]; readonly title: string }[] = [];
const press: SheetPress = {
  press: async (sheets, title) => {
    pressed.push({ sheets, title });
    return answer;
  },
  close: async () => {},
};
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  const guide = await createGuide(house);
  app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', (c.req.header('x-language') ?? 'da') as Language);
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  app.route('/:municipality', takeAlongRoutes(house, guide, { banner: () => null }, press));
  whole = new Hono<MunicipalEnv>();
  whole.use('*', async (c, next) => {
    c.set('language', (c.req.header('x-language') ?? 'da') as Language);
    await next();
  });
  whole.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  whole.route(
    '/:municipality',
    guideRoutes(house, guide, { counterState: async () => ({ open: true, text: '' }), banner: () => null }),
  );
});
afterAll(() => press.close());
const get = (path: string, language: Language = 'da', headers: Record<string, string> = {}) =>
  app.request(`/fjordby${path}`, { headers: { 'x-language': language, ...headers } });

describe('on the guide itself', () => {
  const guidePage = async (path: string, language: Language = 'da') =>
    (await whole.request(`/fjordby${path}`, { headers: { 'x-language': language } })).text();

  test('the link goes by the reader’s own SMS and mail; the subject tells nobody the topic', async () => {
    const html = await guidePage('/pas');
    const body = 'F%C3%A5%20et%20nyt%20pas%0Ahttp%3A%2F%2Flocalhost%3A4100%2Ffjordby%2Fpas';
    expect(html).toContain(`href="sms:?&amp;body=${body}"`);
    expect(html).toContain(
      `href="mailto:?subject=Link%20fra%20Fjordby%20Kommune&amp;body=${body.replace('%0A', '%0D%0A')}"`,
    );
    expect(html).toContain('href="/fjordby/pas/ark"');
    expect(await guidePage('/pas', 'en')).toContain('subject=Link%20from%20Fjordby%20Kommune');
  });
  test('ticks from the address are set without scripts, and go on to help', async () => {
    const html = await guidePage('/pas?gjort=come,findes-ikke,%22%3E%3Cb%3E');
    expect(html).toMatch(/data-tick="come" checked/);
    expect(html).not.toMatch(/data-tick="book" checked/);
    expect(html).toContain('href="/fjordby/hjaelp?emne=pas&amp;trin=book&amp;gjort=come,findes-ikke"');
    expect(html).not.toContain('<b>');
    expect(await guidePage('/pas')).not.toContain('checked');
  });
  test('a guide without steps has no code', async () => {
    expect(await guidePage('/koerekort')).not.toContain('data-take-other');
    expect(await guidePage('/pas')).toContain('data-steps="book,come"');
  });
});

describe('the sheet', () => {
  test('tells what the guide tells, and carries its address as words and as a code', async () => {
    const html = await (await get('/pas/ark')).text();
    for (const words of [
      'Fjordby Kommune',
      'Få et nyt pas',
      'Det koster 893 kr.',
      'Dit gamle pas',
      'Bestil tid',
      'Gå til www.borger.dk/pas',
      'Ring på 10\u00a020\u00a030\u00a041.',
      'Rådhuset, Rådhuspladsen 1. Telefon 10\u00a020\u00a030\u00a040.',
      'Kontrolleret 1. november 2026 af Borgerservice.',
      'localhost:4100/fjordby/pas',
      'Fjordby er opfundet',
    ])
      expect(html).toContain(words);
    expect(html).toContain('aria-label="QR-kode til siden på nettet: http://localhost:4100/fjordby/pas"');
    expect(html).toContain('&lt;b>rådhuset');
    expect(html).toMatch(/class="sheet sheet-(20|18|16|14)"/);
    expect(html).not.toMatch(/style=/);
  });
  test('in English says what is Danish', async () => {
    const html = await (await get('/pas/ark', 'en')).text();
    expect(html).toContain('Get a new passport');
    expect(html).toContain('<span class="fallback" lang="da">Mød op</span>');
    expect(html).toContain('http://localhost:4100/fjordby/en/pas');
  });
  test('exists for guides that are published here, and for nothing else', async () => {
    expect((await get('/koerekort/ark')).status).toBe(200);
    for (const path of [
      '/aeldrebolig/ark',
      '/findes-ikke/ark',
      '/skranke/ark',
      '/aeldrebolig/ark.pdf',
      '/emner/findes-ikke/ark.pdf',
    ])
      expect((await get(path)).status).toBe(404);
  });
});

describe('the PDF', () => {
  test('has the name of its guide, and is not sent again to whoever has it', async () => {
    answer = { kind: 'made', bytes: new TextEncoder().encode('%PDF'), tag: 'abc' };
    const response = await get('/pas/ark.pdf');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toBe('inline; filename="pas.pdf"');
    expect(await response.text()).toBe('%PDF');
    expect(pressed.at(-1)?.title).toBe('Få et nyt pas – Fjordby Kommune');
    const again = await get('/pas/ark.pdf', 'da', { 'if-none-match': response.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });
  test('that cannot be made leads to the page that can be printed', async () => {
    answer = { kind: 'busy' };
    const response = await get('/pas/ark.pdf', 'en');
    expect(response.headers.get('location')).toBe('/fjordby/en/pas/ark?optaget=1');
    expect(await (await get('/pas/ark?optaget=1')).text()).toContain('PDF-filen kan ikke laves lige nu.');
    expect((await get('/emner/kort/ark.pdf')).status).toBe(503);
  });
  test('of a topic holds every published guide of it', async () => {
    answer = { kind: 'made', bytes: new TextEncoder().encode('%PDF'), tag: 'abc' };
    expect((await get('/emner/kort/ark.pdf')).status).toBe(200);
    expect(
      pressed
        .at(-1)
        ?.sheets.map((sheet) => sheet.slug)
        .sort(),
    ).toEqual(['koerekort', 'pas']);
  });
});

describe('a code from another screen', () => {
  const post = (kode: string, language: Language = 'da') =>
    app.request('/fjordby/kode', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-language': language },
      body: new URLSearchParams({ kode }).toString(),
    });
  const steps = ['book', 'come'];

  test('opens the guide with its ticks, in the language that is read', async () => {
    const code = handoverCode({ slug: 'pas', steps }, ['come']) ?? '';
    expect((await post(code.toLowerCase())).headers.get('location')).toBe('/fjordby/pas?gjort=come');
    expect((await post(code, 'en')).headers.get('location')).toBe('/fjordby/en/pas?gjort=come');
    expect((await post(handoverCode({ slug: 'pas', steps }, []) ?? '')).headers.get('location')).toBe('/fjordby/pas');
  });
  test('that is mistyped is asked for again, named by its field and kept', async () => {
    const response = await post('K7F "><b>');
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('href="#kode"');
    expect(html).toContain('value="K7F &quot;>&lt;b>"');
    expect((await post('')).status).toBe(422);
  });
  test('of another municipality’s guide says so', async () => {
    const response = await post(handoverCode({ slug: 'andet-sted', steps }, []) ?? '');
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('hører ikke til en vejledning hos Fjordby Kommune');
  });
  test('from before the guide changed ticks nothing and leads to the guide', async () => {
    const html = await (
      await post(handoverCode({ slug: 'pas', steps: ['book', 'pay', 'come'] }, ['pay']) ?? '')
    ).text();
    expect(html).toContain('Vejledningen er ændret');
    expect(html).toContain('href="/fjordby/pas"');
    expect(html).not.toContain('gjort=');
  });
  test('is in no log', async () => {
    await post('K7F 2MQ9');
    expect(house.logged.join('\n')).not.toMatch(/K7F|gjort/);
  });
});
