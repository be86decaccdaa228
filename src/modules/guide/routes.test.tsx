import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import type { Language } from '../../kernel/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../tenancy/index.ts';
import { writeGuideContent } from './content/write-guide-content.ts';
import { createGuide } from './publication/guide.ts';
import { guideRoutes } from './routes.tsx';
import { sampleContent } from './testing/sample-content.ts';

let house: TestHouse;
let app: Hono<MunicipalEnv>;
let banner = false;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  const guide = await createGuide(house);
  app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', (c.req.header('x-language') ?? 'da') as Language);
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  const routes = guideRoutes(house, guide, {
    counterState: async () => ({ open: true, text: 'Ventetid omkring 5–10 minutter' }),
    banner: () => (banner ? <p>Du er nummer 2</p> : null),
  });
  app.route('/:municipality', routes);
});
const get = (path: string, language: Language = 'da') =>
  app.request(`/fjordby${path}`, { headers: { 'x-language': language } });
const page = async (path: string, language: Language = 'da') => (await get(path, language)).text();

describe('front page', () => {
  test('has the one field, topics, help with its state, and the phone', async () => {
    const html = await page('');
    expect(html).toMatch(/<form class="search" method="get" action="\/fjordby\/soeg">/);
    expect(html).toContain('Hvad skal du have hjælp til?');
    expect(html).toContain('href="/fjordby/emner/kort"');
    expect(html).toContain('href="/fjordby/hjaelp"');
    expect(html).toContain('Ventetid omkring 5–10 minutter');
    expect(html).toContain('href="/fjordby/moede"');
    expect(html).toContain('Eller ring på ');
  });
  test('in English leads to English', async () => {
    const html = await page('', 'en');
    expect(html).toContain('action="/fjordby/en/soeg"');
    expect(html).toContain('<html lang="en">');
  });
});

describe('guide page', () => {
  test('tells official and plain name, facts, steps, the other way, and when it was checked', async () => {
    const html = await page('/pas');
    for (const text of [
      'Få et nyt pas',
      'Officielt navn: Pas',
      'Det koster 893 kr.',
      'Dit gamle pas',
      'Kontrolleret 1. november 2026 af Borgerservice.',
      'Eksempel. Skal kontrolleres af kommunen.',
      'Pasloven',
    ])
      expect(html).toContain(text);
    expect(html).toContain('<a href="tel:+4510203041">10 20 30 41</a>');
    expect(html).toMatch(
      /<h3><span class="step-number"><span class="sr-only">Trin <\/span>1<span class="sr-only">: <\/span><\/span>Bestil tid<\/h3>/,
    );
  });
  test('has one strong button, which says where it leads', async () => {
    const html = await page('/pas');
    expect(html.match(/button-primary/g)).toHaveLength(1);
    expect(html).toContain('Du forlader vores side og kommer til borger.dk.');
  });
  test('each step leads to help with the topic and the step', async () => {
    const html = await page('/pas', 'en');
    expect(html).toContain('href="/fjordby/en/hjaelp?emne=pas&amp;trin=book"');
    expect(html).toContain('href="/fjordby/en/hjaelp?emne=pas&amp;trin=come"');
  });
  test('marks Danish text on an English page', async () => {
    expect(await page('/pas', 'en')).toContain('<span class="fallback" lang="da">Mød op</span>');
  });
  test('shows markup in a text as text, and what the employee says to nobody', async () => {
    const html = await page('/pas');
    expect(html).toContain('&lt;b>rådhuset');
    expect(html).not.toContain('Har du dit gamle pas?');
    expect(html).not.toContain('Tag et andet bevis');
  });
  test('without a needed field says so and gives a number', async () => {
    const html = await page('/aeldrebolig');
    expect(html).toContain('Vejledningen er ikke klar endnu');
    expect(html).toContain('tel:+4510203040');
  });
  test('shows a banner to the one who waits, and to nobody after her', async () => {
    await page('/pas');
    banner = true;
    expect(await page('/pas')).toContain('Du er nummer 2');
    banner = false;
    expect(await page('/pas')).not.toContain('Du er nummer 2');
  });
  test('unknown and reserved names go on to whoever comes next', async () => {
    expect((await get('/findes-ikke')).status).toBe(404);
    expect((await get('/hjaelp')).status).toBe(404);
    expect((await get('/emner/findes-ikke')).status).toBe(404);
    expect((await app.request('/andenby/pas')).status).toBe(404);
  });
});

describe('search', () => {
  test('finds by what a citizen says', async () => {
    const html = await page(`/soeg?q=${encodeURIComponent('rødt hæfte')}`);
    expect(html).toContain('Vi fandt 1 vejledning');
    expect(html).toContain('href="/fjordby/pas"');
  });
  test('finds nothing, and has a way on', async () => {
    const html = await page('/soeg?q=xyzzy');
    expect(html).toContain('Vi har ingen vejledning, der passer til det');
    for (const way of ['/fjordby/hjaelp', '/fjordby/emner', 'tel:+4510203040']) expect(html).toContain(way);
  });
  test('shows what was written as text', async () => {
    const html = await page(`/soeg?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('value="&quot;>&lt;script>alert(1)&lt;/script>"');
  });
  test('of 10,000 characters searches the first 200 and says so', async () => {
    const response = await get(`/soeg?q=${'pas%20'.repeat(2500)}`);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('Vi har kun søgt på de første 200 tegn');
    expect(html.length).toBeLessThan(12_000);
  });
  test.each([
    '010190-1234',
    '0101901234',
    'mit nr er 010190 1234 tak',
    '010190–1234',
    `${'a'.repeat(300)} 010190-1234`,
  ])('with a CPR number (%s) goes to an address without it', async (query) => {
    const response = await get(`/soeg?q=${encodeURIComponent(query)}`);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/fjordby/soeg?fjernet=1');
    expect(await response.text()).not.toContain('1234');
    expect(await page('/soeg?fjernet=1')).toContain('Vi har fjernet et nummer');
  });
  test('in English keeps its language on that way', async () => {
    expect((await get('/soeg?q=010190-1234', 'en')).headers.get('location')).toBe('/fjordby/en/soeg?fjernet=1');
  });
  test('that tells of danger shows the numbers beside the answer', async () => {
    const html = await page(`/soeg?q=${encodeURIComponent('min mand slår mig')}`);
    expect(html).toContain('href="tel:112"');
    expect(html).toContain('href="tel:1888"');
    expect(await page('/soeg?q=pas')).not.toContain('tel:112');
  });
  test('leaves nothing in the log', async () => {
    await page('/soeg?q=hemmeligheden');
    await get('/soeg?q=010190-1234');
    expect(house.logged.join('\n')).not.toMatch(/hemmeligheden|010190/);
  });
});

test('topics list every service from A to Å under its letter', async () => {
  const html = await page('/emner');
  expect([...html.matchAll(/id="bogstav-(.)"/g)].map((match) => match[1])).toEqual(['K', 'P', 'Æ']);
  expect(await page('/emner/bolig')).toContain('href="/fjordby/aeldrebolig"');
});
