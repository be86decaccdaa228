import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import type { EmployeeId, Language } from '../../../kernel/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { namedEntrances } from '../visits/store.ts';
import { createVisitCounter } from '../visits/visit-counter.ts';
import { embedEditorRoutes, entranceKeyOf } from './editor-routes.tsx';
import { embedRoutes } from './routes.ts';
import { snippetOf } from './snippet.ts';

let house: TestHouse;
let guide: Guide;
let app: Hono<MunicipalEnv & StaffEnv>;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  guide = await createGuide(house);
  const directory = createDirectory(house);
  app = new Hono<MunicipalEnv & StaffEnv>();
  app.use('*', async (c, next) => {
    c.set('language', (c.req.header('x-language') ?? 'da') as Language);
    c.set('requestId', 'test');
    const municipality = await directory.byId(fjordby);
    const employeeId = '33333333-3333-4333-8333-333333333333' as EmployeeId;
    if (municipality)
      c.set('staff', {
        employeeId,
        name: 'Rita',
        roles: [(c.req.header('x-role') ?? 'editor') as 'editor'],
        municipality,
      });
    await next();
  });
  app.route('/', embedEditorRoutes(house, guide, createVisitCounter(house)) as never);
  app.use('/:municipality/*', municipalityFromPath(directory) as never);
  const counterState = async () => ({ open: true, text: 'Åbent nu' });
  const script = 'a{color:KOMMUNEFARVE;background:KOMMUNEBLAEK}';
  app.route('/:municipality', embedRoutes(house, guide, { counterState, script }) as never);
});
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

describe('what other sites may ask for', () => {
  test('is the script, in the municipality’s colour', async () => {
    const answer = await get('/fjordby/indlejr/v1.js');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(await answer.text()).toBe('a{color:#1a5e63;background:#ffffff}');
  });
  test('is a service in the contract’s fields, with whole addresses', async () => {
    const answer = await get('/fjordby/indlejr/v1/ydelse/pas.json');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await answer.json()).toEqual({
      slug: 'pas',
      title: 'Få et nyt pas',
      summary: expect.any(String),
      lang: 'da',
      checkedOn: '2026-11-01',
      checked: 'Kontrolleret 1. november 2026.',
      href: 'http://localhost:4100/fjordby/pas',
      help: { open: true, text: 'Åbent nu', href: 'http://localhost:4100/fjordby/hjaelp' },
    });
    const english = (await (await get('/fjordby/indlejr/v1/ydelse/pas.json', { 'x-language': 'en' })).json()) as {
      href: string;
    };
    expect(english.href).toBe('http://localhost:4100/fjordby/en/pas');
  });
  test('is nothing of a service that is unknown or not ready', async () => {
    for (const slug of ['findes-ikke', 'aeldrebolig'])
      expect((await get(`/fjordby/indlejr/v1/ydelse/${slug}.json`)).status).toBe(404);
    expect((await get('/andenby/indlejr/v1.js')).status).toBe(404);
  });
});

test('the line is one line, and nothing in it can end an attribute', () => {
  const given = {
    origin: 'https://x.dk',
    municipality: 'fjordby',
    slug: 'pas',
    entrance: null,
    label: 'A "b" <c> & d',
  };
  const { line, link } = snippetOf('ydelse', given);
  expect(line).toBe(
    '<script async src="https://x.dk/fjordby/indlejr/v1.js"></script><medbetjening-ydelse slug="pas"><a href="https://x.dk/fjordby/pas?fra=ydelseskort">A &quot;b&quot; &lt;c&gt; &amp; d</a></medbetjening-ydelse>',
  );
  expect(link).toBe('https://x.dk/fjordby/pas?fra=linkside');
  expect(snippetOf('hjaelp', { ...given, entrance: 'bibliotek' }).line).toContain(' fra="bibliotek">');
});

test('a key is made of a name', () => {
  expect(entranceKeyOf('Plakaten på biblioteket')).toBe('plakaten-paa-biblioteket');
  expect(entranceKeyOf('  Ældre & Æbler!  ')).toBe('aeldre-aebler');
  expect(entranceKeyOf('日本')).toBe('');
  expect(entranceKeyOf('en meget lang titel der bliver ved og ved')).toHaveLength(30);
});

describe('an editor', () => {
  const post = (path: string, form: Record<string, string>, role = 'editor') =>
    app.request(path, { method: 'POST', body: new URLSearchParams(form), headers: { 'x-role': role } });
  const named = (municipality = fjordby) => house.database.inMunicipality(municipality, namedEntrances);

  test('names an entrance, once, and takes it away', async () => {
    expect((await post('/redaktion/indlejr', { name: 'Jobcentrets skærm' })).headers.get('location')).toBe(
      '/redaktion/indlejr?indgang=jobcentrets-skaerm',
    );
    expect(await named()).toEqual([{ key: 'jobcentrets-skaerm', name: 'Jobcentrets skærm' }]);
    expect(await named(hedelund)).toEqual([]);
    expect((await post('/redaktion/indlejr', { name: 'jobcentrets skærm' })).status).toBe(422);
    expect(await (await get('/redaktion/indlejr?indgang=jobcentrets-skaerm')).text()).toContain(
      'fra=&quot;jobcentrets-skaerm&quot;',
    );
    await post('/redaktion/indlejr/fjern', { key: 'jobcentrets-skaerm' });
    expect(await named()).toEqual([]);
  });
  test('is told what a name may be', async () => {
    for (const name of ['', '  ', 'x'.repeat(61), '!!!', 'Web', 'Ring 010190-1234'])
      expect((await post('/redaktion/indlejr', { name })).status).toBe(422);
    expect(await named()).toEqual([]);
  });
  test('gets a QR code of an address of ours and of no other', async () => {
    const answer = await get('/redaktion/indlejr/qr.svg?til=soeg');
    expect(answer.headers.get('content-type')).toContain('image/svg+xml');
    expect((await get('/redaktion/indlejr/qr.svg?til=https://ond.example')).status).toBe(404);
  });
  test('has the role', async () => {
    expect((await get('/redaktion/indlejr', { 'x-role': 'employee' })).status).toBe(403);
    expect((await post('/redaktion/indlejr', { name: 'x' }, 'leader')).status).toBe(403);
  });
});
