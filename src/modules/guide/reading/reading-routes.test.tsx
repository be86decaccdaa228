import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { EmployeeId, Language } from '../../../kernel/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { guideRoutes } from '../routes.tsx';
import { sampleContent } from '../testing/sample-content.ts';
import { sampleService, shortService } from '../testing/sample-service.ts';
import { helpedRoutes } from './helped-routes.tsx';
import { readingRoutes } from './reading-routes.tsx';
import { readStepHelp, stepsThatFail } from './step-help-store.ts';

const branching = () => {
  const pas = sampleService();
  const [book, come] = pas.steps;
  if (!book || !come) throw new Error('the sample has two steps');
  return sampleService({
    questions: [
      {
        id: 'hvem',
        text: { da: 'Hvem skal have pas?', en: 'Who needs it?' },
        options: [
          { id: 'voksen', text: { da: 'En voksen' } },
          { id: 'barn', text: { da: 'Et barn' } },
        ],
      },
    ],
    steps: [
      book,
      { ...come, id: 'consent', title: { da: 'Få ja fra den anden' }, when: [{ question: 'hvem', in: ['barn'] }] },
      { ...come, text: { da: 'Kom på rådhuset, og log på med MitID.' } },
    ],
  });
};

let house: TestHouse;
let guide: Guide;
let app: Hono<MunicipalEnv>;
beforeAll(async () => {
  const content = sampleContent({
    services: [branching(), shortService('koerekort', 'Kørekort')],
    words: [
      { id: 'borgerservice', word: { da: 'Borgerservice' }, plain: { da: 'Kommunens skranke.', en: 'The counter.' } },
      { id: 'raadhus', word: { da: 'rådhus' }, plain: { da: 'Kommunens hus.' } },
    ],
  });
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, content) });
  guide = await createGuide(house);
  app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', (c.req.header('x-language') ?? 'da') as Language);
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  app.route('/:municipality', readingRoutes(house, guide, { banner: () => null }));
  app.route(
    '/:municipality',
    guideRoutes(house, guide, { counterState: async () => ({ open: true, text: '' }), banner: () => null }),
  );
});
const page = async (path: string, language: Language = 'da') =>
  (await app.request(`/fjordby${path}`, { headers: { 'x-language': language } })).text();
const post = (path: string, form: Record<string, string | string[]>, headers: Record<string, string> = {}) => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
  return app.request(`/fjordby${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
};
const steps = (html: string) => [...html.matchAll(/<li class="step" id="trin-([a-z]+)"/g)].map((match) => match[1]);
const counted = (municipality = fjordby) =>
  house.database.inMunicipality(municipality, () =>
    db().selectFrom('step_help_count').select(['period', 'service', 'step', 'answer', 'count']).execute(),
  );

describe('a personal guide', () => {
  test('unanswered is the whole guide, and asks', async () => {
    const html = await page('/pas');
    expect(steps(html)).toEqual(['book', 'consent', 'come']);
    expect(html).toContain('Hvem skal have pas?');
    expect(html).toMatch(
      /<button [^>]*name="svar"[^>]*value="hvem\.barn"|<button [^>]*value="hvem\.barn"[^>]*name="svar"/,
    );
    expect(html).toContain('Vi gemmer ikke dine svar.');
  });
  test('shows only what fits, numbered anew, and leads back to the whole', async () => {
    const html = await page('/pas?svar=hvem.voksen');
    expect(steps(html)).toEqual(['book', 'come']);
    expect(html).toMatch(/Trin <\/span>2<span class="sr-only">: <\/span><\/span>Mød op/);
    expect(html).toContain('Du ser 2 af 3 trin.');
    expect(html).toContain('href="/fjordby/pas#dine-trin"');
    expect(html).toContain('<meta name="robots" content="noindex"');
    expect(steps(await page('/pas?svar=hvem.barn'))).toEqual(['book', 'consent', 'come']);
  });
  test('keeps the answers in the other language’s address, and passes over made-up ones', async () => {
    expect(await page('/pas?svar=hvem.voksen')).toContain('href="/fjordby/en/pas?svar=hvem.voksen"');
    const html = await page(`/pas?svar=${encodeURIComponent('"><script>.x')}&svar=hvem.ingen`);
    expect(steps(html)).toHaveLength(3);
    expect(html).not.toContain('<script>.');
  });
});

describe('official words', () => {
  test('open their explanation the first time they stand in a step', async () => {
    const html = await page('/pas');
    expect(html).toMatch(/<button type="button" class="word" popovertarget="ord-come-raadhus">rådhuset<\/button>/);
    expect(html).toContain('Kommunens hus.');
    expect(html).toContain('href="/fjordby/ord#raadhus"');
  });
  test('stand together on a page of their own', async () => {
    const html = await page('/ord', 'en');
    expect(html).toContain('id="raadhus"');
    expect(html).toContain('<dd lang="en">The counter.</dd>');
    expect(html).toContain('<dd lang="da">Kommunens hus.</dd>');
  });
});

describe('one who helps somebody else', () => {
  test('reads at each step what she may do, and goes on helping on the next page', async () => {
    expect(await page('/pas')).toContain('href="/fjordby/pas?hjaelper=1"');
    expect(await page('/pas')).not.toContain('Til dig, der hjælper');
    const html = await page('/pas?hjaelper=1&svar=hvem.barn');
    expect(html.match(/Til dig, der hjælper/g)).toHaveLength(4);
    expect(html).toContain('Du må ikke bruge den andens, og du må ikke kende koden.');
    expect(html).toContain('href="/fjordby/koerekort?hjaelper=1"');
    expect(html).toContain('href="/fjordby/pas?svar=hvem.barn"');
    expect(await page('/emner?hjaelper=1')).toContain('href="/fjordby/pas?hjaelper=1"');
  });
  test('has the rules on a page, and is told when their sources are not published', async () => {
    const html = await page('/hjaelper');
    expect(html).toContain('Brug aldrig en andens MitID');
    expect(html).toContain('her mangler regler og kilder');
  });
});

describe('did this step help', () => {
  test('is counted by week and nothing else, and thanked at the step', async () => {
    const answer = await post('/pas/hjalp', {
      trin: 'book',
      hjalp: 'nej',
      svar: ['hvem.voksen'],
      hjaelper: '1',
      tak: ['come'],
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/fjordby/pas?svar=hvem.voksen&hjaelper=1&tak=come&tak=book#trin-book');
    expect(await counted()).toEqual([{ period: '2026-W48', service: 'pas', step: 'book', answer: 'no', count: 1 }]);
    expect(await counted(hedelund)).toEqual([]);
    const html = await page('/pas?tak=book');
    expect(html.match(/Tak for dit svar\.<\/p>/g)).toHaveLength(1);
    expect(html.match(/<form class="step-help/g)).toHaveLength(2);
  });
  test('by the page’s own script is answered with nothing', async () => {
    const answer = await post('/pas/hjalp', { trin: 'book', hjalp: 'ja' }, { accept: 'application/json' });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });
  test('counts no step, service or answer that is not there', async () => {
    const before = await counted();
    expect((await post('/pas/hjalp', { trin: 'made-up', hjalp: 'ja' })).headers.get('location')).toBe('/fjordby/pas');
    expect((await post('/pas/hjalp', { trin: 'book', hjalp: 'måske' })).status).toBe(303);
    expect((await post('/findes-ikke/hjalp', { trin: 'book', hjalp: 'ja' })).status).toBe(404);
    expect(await counted()).toEqual(before);
  });
  test('never leads anywhere else', async () => {
    const answer = await post('/pas/hjalp', {
      trin: 'book',
      hjalp: 'ja',
      svar: ['//evil.example'],
      tak: ['//evil.example'],
    });
    expect(answer.headers.get('location')).toBe('/fjordby/pas?tak=book#trin-book');
  });
});

describe('the editors’ list', () => {
  const as = async (roles: StaffEnv['Variables']['staff']['roles'] | null) => {
    const staffApp = new Hono<StaffEnv>();
    staffApp.use('*', async (c, next) => {
      c.set('language', 'da');
      const municipality = {
        id: fjordby,
        slug: 'fjordby',
        name: 'Fjordby',
        fullName: 'Fjordby Kommune',
        host: null,
        colour: '#1a5e63',
        demonstration: true,
      };
      const employeeId = '33333333-3333-4333-8333-333333333333' as EmployeeId;
      if (roles) c.set('staff', { employeeId, name: 'Rita', roles, municipality });
      await next();
    });
    staffApp.route('/', helpedRoutes(house, guide));
    return staffApp.request('/redaktion/hjalp');
  };
  test('shows nothing below five, then whole steps of five, by the quarter', async () => {
    expect(await (await as(['editor'])).text()).toContain('Der er ikke svar nok');
    for (let times = 0; times < 6; times += 1) await post('/pas/hjalp', { trin: 'come', hjalp: 'nej' });
    const html = await (await as(['editor'])).text();
    expect(html).toContain('1 trin hjælper ikke godt nok.');
    expect(html).toContain('mindst 5');
    expect(html).toContain('under 5');
    expect(html).toContain('3. Mød op');
    const read = (of = fjordby) => house.database.inMunicipality(of, () => stepsThatFail(house.clock.now()));
    expect(await read()).toEqual([{ service: 'pas', step: 'come', yes: 0, no: 5 }]);
    expect(await read(hedelund)).toEqual([]);
    house.clock.set('2027-01-12T09:00:00Z');
    expect(await house.database.inMunicipality(fjordby, () => readStepHelp(house.clock.now()))).toEqual([]);
  });
  test('is for editors', async () => {
    expect((await as(['employee'])).status).toBe(403);
    expect((await as(null)).status).toBe(303);
  });
});
