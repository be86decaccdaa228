import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { guideRoutes } from '../routes.tsx';
import { sampleContent } from '../testing/sample-content.ts';
import { filmEditorRoutes } from './editor-routes.tsx';
import { createFilms, type Films, filmSweeps } from './films.ts';
import { loadExampleFilms } from './load-example-films.ts';
import { filmRoutes } from './routes.tsx';

const content = join(import.meta.dirname, '../../../../content');
const folder = mkdtempSync(join(tmpdir(), 'mb-films-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const filmBytes = readFileSync(join(content, 'films/eksempel-tegnsprog.webm'));
const captions = 'WEBVTT\n\n00:00.000 --> 00:04.000\nHej\n';

let house: TestHouse;
let guide: Guide;
let films: Films;
let app: Hono<MunicipalEnv & StaffEnv>;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  guide = await createGuide(house);
  films = createFilms(house, guide, folder);
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
        name: 'Rita',
        roles: [role as 'editor'],
        municipality,
      });
    await next();
  });
  app.route('/', filmEditorRoutes(house, guide, films) as never);
  app.use('/:municipality/*', municipalityFromPath(directory) as never);
  app.route('/:municipality', filmRoutes(house, guide, films) as never);
  app.route(
    '/:municipality',
    guideRoutes(house, guide, {
      counterState: async () => ({ open: true, text: 'Åbent' }),
      banner: () => null,
      films: films.of,
    }) as never,
  );
});

function upload(given: Record<string, string | File | null> = {}, role = 'editor') {
  const form = new FormData();
  const fields = {
    subject: 'pas',
    kind: 'tegnsprog',
    film: new File([filmBytes], 'film.webm', { type: 'video/webm' }),
    length: '0:08',
    captionsFile: new File([captions], 'film.vtt'),
    transcript: 'Hej. Det er et pas.',
    owner: 'Borgerservice',
    checkedOn: '2026-11-20',
    ...given,
  };
  for (const [name, value] of Object.entries(fields)) if (value !== null) form.set(name, value);
  return app.request('/redaktion/film', { method: 'POST', body: form, headers: { 'x-role': role } });
}
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const inFolder = () => readdirSync(folder).sort();

test('a film is taken in, shown beside its guide, sent whole and in parts, and removed', async () => {
  expect((await upload()).headers.get('location')).toBe('/redaktion/film?sted=pas&art=tegnsprog');
  expect(inFolder()).toHaveLength(1);
  const page = await (await get('/fjordby/pas')).text();
  expect(page).toContain('Film på dansk tegnsprog (8 sekunder, 0,1 MB)');
  expect(page).toContain('Hej. Det er et pas.');
  expect(page).toMatch(/<video[^>]* controls[^>]*preload="none"/);
  expect(page).not.toContain('autoplay');
  const address = /<source src="([^"]+)"/.exec(page)?.[1] ?? '';
  const whole = await get(address);
  expect(whole.headers.get('content-type')).toBe('video/webm');
  expect(whole.headers.get('accept-ranges')).toBe('bytes');
  expect(whole.headers.get('cache-control')).toContain('immutable');
  expect(Buffer.from(await whole.arrayBuffer()).equals(filmBytes)).toBe(true);
  const part = await get(address, { range: 'bytes=10-19' });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe(`bytes 10-19/${filmBytes.length}`);
  expect(Buffer.from(await part.arrayBuffer()).equals(filmBytes.subarray(10, 20))).toBe(true);
  expect((await get(address, { range: 'bytes=999999-' })).status).toBe(416);
  const track = await get(/<track[^>]* src="([^"]+)"/.exec(page)?.[1] ?? '');
  expect(track.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
  expect(await track.text()).toBe(captions);
  // Neither another municipality's, nor a file by guessing.
  expect((await get(address.replace('fjordby', 'hedelund'))).status).toBe(404);
  expect((await get('/fjordby/film/..%2f..%2fetc%2fpasswd')).status).toBe(404);
  expect(await (await get('/fjordby/tegnsprog')).text()).toContain('href="/fjordby/pas#film"');

  const removed = await app.request('/redaktion/film/fjern', {
    method: 'POST',
    body: new URLSearchParams({ subject: 'pas', kind: 'tegnsprog' }),
    headers: { 'x-role': 'editor' },
  });
  expect(removed.status).toBe(303);
  await expect.poll(async () => (await get('/fjordby/pas')).text()).not.toContain('<video');
  expect((await get(address)).status).toBe(404);
});

test('what is missing is named, and what has come is kept', async () => {
  const refused = await upload({ transcript: '', captionsFile: new File(['ikke undertekster'], 'x.vtt') });
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(page).toContain('href="#transcript"');
  expect(page).toContain('href="#captionsFile"');
  expect(page).toContain('value="0:08"');
  const kept = /name="kept" value="([^"]+)"/.exec(page)?.[1] ?? '';
  expect((await upload({ kept, film: new File([], '') })).status).toBe(303);
  const unfit = await upload({ film: new File(['<script>alert(1)</script>'], 'film.mp4', { type: 'video/mp4' }) });
  expect(unfit.status).toBe(422);
  expect(await unfit.text()).toContain('Filen er ikke en MP4- eller WebM-film');
  expect((await upload({ kept: '../../../etc/passwd', film: null })).status).toBe(422);
  expect(inFolder().filter((name) => name.startsWith('.upload'))).toEqual([]);
});

test('a broken form is refused, and leaves nothing', async () => {
  const before = inFolder();
  const broken = await app.request('/redaktion/film', {
    method: 'POST',
    headers: { 'x-role': 'editor', 'content-type': 'multipart/form-data; boundary=x' },
    body: Buffer.concat([
      Buffer.from('--x\r\ncontent-disposition: form-data; name="film"; filename="a.webm"\r\n\r\n'),
      filmBytes.subarray(0, 5000),
    ]),
  });
  expect(broken.status).toBe(422);
  expect(await broken.text()).toContain('Filmen nåede ikke frem');
  expect(inFolder()).toEqual(before);
});

test('only an editor adds films', async () => {
  expect((await upload({}, 'employee')).status).toBe(403);
});

test('files without a guide are swept when they are an hour old, those of any municipality stay', async () => {
  await upload({ subject: 'kort' });
  const [used = ''] = inFolder();
  const orphan = `${'b'.repeat(64)}.mp4`;
  for (const name of [orphan, '.upload-left', `${'c'.repeat(64)}.webm`, 'mine.txt'])
    writeFileSync(join(folder, name), 'x');
  const old = new Date(house.clock.now().getTime() - 2 * 3_600_000);
  for (const name of [used, orphan, '.upload-left', 'mine.txt']) utimesSync(join(folder, name), old, old);
  const young = new Date(house.clock.now().getTime() - 60_000);
  utimesSync(join(folder, `${'c'.repeat(64)}.webm`), young, young);
  const [sweep] = filmSweeps(house, folder);
  await sweep?.run(house.clock.now());
  expect(inFolder()).toEqual([used, `${'c'.repeat(64)}.webm`, 'mine.txt'].sort());
});

test('the invented films are fit to be shown, and loaded once', async () => {
  house.clock.set('2026-11-25T09:00:00Z');
  const directory = createDirectory(house);
  const municipality = await directory.byId(hedelund);
  if (!municipality) throw new Error('no municipality');
  const other = mkdtempSync(join(tmpdir(), 'mb-films-'));
  await loadExampleFilms(house, { ...municipality, slug: 'fjordby' }, content, other);
  expect(await films.of(hedelund)).toHaveLength(3);
  expect(readdirSync(other)).toHaveLength(3);
  rmSync(other, { recursive: true });
  await loadExampleFilms(house, { ...municipality, slug: 'fjordby' }, content, other);
  expect(() => readdirSync(other)).toThrow();
});
