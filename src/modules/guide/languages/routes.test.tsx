import { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { guideRoutes } from '../routes.tsx';
import { sampleContent } from '../testing/sample-content.ts';
import { sampleService } from '../testing/sample-service.ts';
import { languageEditorRoutes } from './editor-routes.tsx';
import { languageRoutes } from './routes.tsx';

const content = () => {
  const { services, ...others } = sampleContent({
    languages: [{ code: 'ar', name: 'العربية', labels: { steps: 'ماذا تفعل' } }],
  });
  const [, ...rest] = services;
  const pas = sampleService();
  const arabic = {
    ...pas,
    title: { ...pas.title, ar: 'جواز سفر' },
    plainTitle: { ...pas.plainTitle, ar: 'جواز سفر جديد' },
  };
  return { ...others, services: [arabic, ...rest] };
};

let house: TestHouse;
let guide: Guide;
let app: Hono<MunicipalEnv & StaffEnv>;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, content()) });
  guide = await createGuide(house);
  const directory = createDirectory(house);
  app = new Hono<MunicipalEnv & StaffEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    c.set('requestId', 'test');
    const municipality = await directory.byId(fjordby);
    const role = c.req.header('x-role');
    if (role && municipality)
      c.set('staff', {
        employeeId: '33333333-3333-4333-8333-333333333333' as EmployeeId,
        name: 'Nanna',
        roles: [role as 'editor'],
        municipality,
      });
    await next();
  });
  app.route('/', languageEditorRoutes(house) as never);
  app.use('/:municipality/*', municipalityFromPath(directory) as never);
  app.route('/:municipality', languageRoutes(house, guide, { banner: () => null }) as never);
  const hooks = { counterState: async () => ({ open: true, text: 'Åbent' }), banner: () => null };
  app.route('/:municipality', guideRoutes(house, guide, hooks) as never);
});

const read = async (path: string) => {
  const answer = await app.request(path);
  return { status: answer.status, html: await answer.text(), location: answer.headers.get('location') };
};

test('a guide is read in the language, and what is Danish is marked Danish and told', async () => {
  const { status, html } = await read('/fjordby/pas/ar');
  expect(status).toBe(200);
  expect(html).toContain('<article lang="ar" dir="rtl"');
  expect(html).toContain('<h1>جواز سفر جديد</h1>');
  expect(html).toContain('ماذا تفعل');
  expect(html).toMatch(/<span class="fallback" lang="da" dir="ltr">Noget af teksten findes kun på dansk/);
  expect(html).toContain('<html lang="da">');
});

test('the guide offers the languages that it is written in, and no others', async () => {
  expect((await read('/fjordby/pas')).html).toMatch(/Læs på:.*href="\/fjordby\/pas\/ar"[^>]*>العربية/s);
  expect((await read('/fjordby/koerekort')).html).not.toContain('/koerekort/ar"');
});

test('an address in a language that is not there leads to the guide, or nowhere', async () => {
  expect(await read('/fjordby/koerekort/ar')).toMatchObject({ status: 302, location: '/fjordby/koerekort' });
  expect(await read('/fjordby/pas/en')).toMatchObject({ status: 301, location: '/fjordby/en/pas' });
  for (const path of ['/fjordby/pas/uk', '/fjordby/intet/ar', '/fjordby/emner/ar'])
    expect((await read(path)).status, path).toBe(404);
});

const post = (path: string, role: string, form: Record<string, string>) =>
  app.request(path, {
    method: 'POST',
    headers: { 'x-role': role, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
  });

test('who writes for the country adds a language and its words; the page has them at once', async () => {
  const made = await post('/redaktion/sprog', 'national-editor', { code: 'uk', name: 'Українська' });
  expect([made.status, made.headers.get('location')]).toEqual([303, '/redaktion/sprog/uk']);
  expect((await post('/redaktion/sprog', 'national-editor', { code: 'uk', name: 'Ukrainsk' })).status).toBe(422);
  const words = { revision: '1', name: 'العربية', steps: 'الخطوات', leaves: 'إلى {host}' };
  const saved = await post('/redaktion/sprog/ar', 'national-editor', words);
  expect(saved.status).toBe(303);
  await expect.poll(async () => (await read('/fjordby/pas/ar')).html).toContain('الخطوات');
  const late = await post('/redaktion/sprog/ar', 'national-editor', { ...words, steps: 'x' });
  expect([late.status, await late.text()].join(' ')).toMatch(/^409 [\s\S]*الخطوات/);
  const wrong = await post('/redaktion/sprog/ar', 'national-editor', { ...words, revision: '2', leaves: 'uden' });
  expect([wrong.status, await wrong.text()].join(' ')).toMatch(/^422 [\s\S]*value="uden"/);
});

test('a municipality’s editor reads it and may not write', async () => {
  const page = await app.request('/redaktion/sprog/ar', { headers: { 'x-role': 'editor' } });
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(html).not.toContain('method="post" action="/redaktion/sprog');
  const refused = await post('/redaktion/sprog/ar', 'editor', { revision: '2', name: 'X' });
  expect(refused.status).not.toBe(303);
});
