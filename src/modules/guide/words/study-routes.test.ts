import { Hono } from 'hono';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { studyAnswerRoutes } from './study-answer-routes.tsx';
import { closeDueStudies, studies } from './study-store.ts';
import { readLocalTerms } from './term-store.ts';
import { editorOf } from './testing.ts';

let house: TestHouse;
let guide: Guide;
let rita: ReturnType<typeof editorOf>;
let open: Hono<MunicipalEnv>;
let path = '';
let links = { citizen: '', employee: '' };

const word = (number: number, term: string, plain = '') => ({
  [`term-${number}`]: term,
  [`right-${number}`]: `ret ${number}`,
  [`wrong-${number}`]: `forkert ${number}\nskæv ${number}`,
  [`plain-${number}`]: plain,
  [`service-${number}`]: 'pas',
});
const form = {
  title: 'Ord om pas',
  closesOn: '2026-12-10',
  ...word(1, 'legitimation', 'noget, der viser, hvem du er'),
  ...word(2, 'fornyelse'),
  ...word(3, 'gebyr'),
};

beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  guide = await createGuide(house);
  rita = editorOf(house, guide, fjordby);
  open = new Hono<MunicipalEnv>();
  open.use('*', async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  open.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  open.route('/:municipality', studyAnswerRoutes(house));
  const { to } = await rita.send('/redaktion/undersoegelser/ny', form);
  path = to.replace('?nu=lavet', '');
  const html = await rita.page(path);
  const found = [...html.matchAll(/href="(\/fjordby\/undersoegelse\/[^"]+)"/g)].map((match) => match[1] ?? '');
  links = { citizen: found[0] ?? '', employee: found[1] ?? '' };
});

const answer = (link: string, fields: Record<string, string>) =>
  open.request(link, { method: 'POST', body: new URLSearchParams(fields) });
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const counts = () =>
  inFjordby(async () => (await sql<Record<string, unknown>>`select * from word_study_count`.execute(db())).rows);

describe('a study', () => {
  test('that is not whole is refused, each field named', async () => {
    const { status, html } = await rita.send('/redaktion/undersoegelser/ny', { ...form, title: '', 'right-2': '' });
    expect(status).toBe(422);
    expect(html).toContain('href="#title"');
    expect(html).toContain('href="#right-2"');
    expect(html).toContain('value="gebyr"');
  });

  test('has a link for each party, and a sheet with the same words', async () => {
    expect(links.citizen).not.toBe(links.employee);
    const html = await (await open.request(links.citizen)).text();
    expect(html).toContain('Hvad betyder &quot;legitimation&quot;?');
    expect(html).toContain('Det ved jeg ikke');
    expect(html).toContain('Vi gemmer ikke, hvem du er');
    expect(await (await open.request(links.employee)).text()).toContain('Svar, som du selv bruger ordene');
    expect(await rita.page(`${path}/ark?gruppe=citizen`)).toContain('class="paper-choice"');
  });

  test('is answered without a cookie, and only counters move', async () => {
    const response = await answer(links.citizen, { 'ord-1': '1', 'ord-3': 'unknown' });
    expect(response.status).toBe(303);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('location')).toBe(`${links.citizen}?tak=1`);
    const rows = await counts();
    expect(rows.map(({ position, party, choice, count }) => [position, party, choice, count])).toEqual(
      expect.arrayContaining([
        [1, 'citizen', '1', 1],
        [3, 'citizen', 'unknown', 1],
      ]),
    );
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual([
      'choice',
      'count',
      'municipality_id',
      'party',
      'position',
      'study_id',
    ]);
  });

  test('refuses what is no choice, and tells nothing was chosen', async () => {
    for (const fields of [{}, { 'ord-1': 'jeg hedder Gudrun' }]) {
      const response = await answer(links.citizen, fields as Record<string, string>);
      expect(response.status).toBe(422);
      expect(await response.text()).toContain('Vælg mindst ét svar');
    }
    expect(JSON.stringify(await counts())).not.toContain('Gudrun');
    expect((await open.request('/fjordby/undersoegelse/findes-ikke-findes-ikke')).status).toBe(404);
    expect((await open.request(links.citizen.replace('fjordby', 'hedelund'))).status).toBe(404);
  });

  test('shows nothing of what was answered while it is open, in steps how many', async () => {
    for (let one = 0; one < 3; one += 1) await answer(links.citizen, { 'ord-1': '1' });
    expect(await rita.page(path)).toContain('færre end 5');
    await answer(links.citizen, { 'ord-1': '1' });
    const html = await rita.page(path);
    expect(html).toContain('mindst 5');
    expect(html).not.toContain('Resultat</h2>');
    expect((await rita.send(`${path}/ord`, { position: '1' })).status).toBe(404);
  });

  test('takes a pile of paper once', async () => {
    const html = await rita.page(`${path}/indtast?gruppe=employee`);
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
    const pile = { 'antal-1-0': '19', 'antal-1-1': '1', 'antal-2-0': '20', version };
    expect((await rita.send(`${path}/indtast?gruppe=employee`, pile)).to).toBe(`${path}?nu=lagt`);
    const twice = await rita.send(`${path}/indtast?gruppe=employee`, pile);
    expect(twice.status).toBe(409);
    expect(twice.html).toContain('Nogen har lagt tal til');
    expect((await rita.send(`${path}/indtast?gruppe=employee`, { 'antal-1-0': 'mange', version: '2' })).html).toContain(
      'href="#antal-1-0"',
    );
    expect((await rita.send(`${path}/indtast?gruppe=employee`, { version: '2' })).html).toContain(
      'Skriv mindst ét tal.',
    );
    const citizens = { 'antal-1-1': '12', 'antal-1-0': '2', 'antal-2-0': '20', version: '2' };
    expect((await rita.send(`${path}/indtast?gruppe=citizen`, citizens)).status).toBe(303);
  });

  test('tells its result when it is closed, and is read-only from then', async () => {
    expect((await rita.send(`${path}/luk`)).status).toBe(303);
    const html = await rita.page(path);
    expect(html).toContain('Borgere og medarbejdere mener ikke det samme med &quot;legitimation&quot;.');
    expect(html).toContain('De fleste i begge grupper forstår &quot;fornyelse&quot;.');
    expect(html).toContain('Der er for få svar ved &quot;gebyr&quot; til at vise noget.');
    const before = JSON.stringify(await counts());
    const late = await answer(links.citizen, { 'ord-1': '0' });
    expect(late.status).toBe(410);
    expect(await late.text()).toContain('Undersøgelsen er lukket');
    await rita.send(`${path}/indtast?gruppe=employee`, { 'antal-1-0': '5', version: '3' });
    expect(JSON.stringify(await counts())).toBe(before);
  });

  test('goes back to the vocabulary by one click, with where it is known from', async () => {
    const { to } = await rita.send(`${path}/ord`, { position: '1' });
    expect(to).toBe(`${path}?nu=skrevet&ord=1`);
    const [term] = await inFjordby(readLocalTerms);
    expect(term).toMatchObject({
      service: 'pas',
      term: 'legitimation',
      sayInstead: 'noget, der viser, hvem du er',
      evidence: { source: 'study', note: 'Undersøgelse: Ord om pas', study: path.split('/').at(-1) },
    });
    expect(await rita.page('/redaktion/ord/pas')).toContain(`href="${path}"`);
    expect((await rita.send(`${path}/ord`, { position: '1' })).to).toContain('nu=stod');
  });

  test('with a mistake is deleted while it is open, with its answers; a closed one stays', async () => {
    const { to } = await rita.send('/redaktion/undersoegelser/ny', { ...form, title: 'Med fejl' });
    const other = to.replace('?nu=lavet', '');
    const link = /href="(\/fjordby\/undersoegelse\/[^"]+)"/.exec(await rita.page(other))?.[1] ?? '';
    await answer(link, { 'ord-1': '0' });
    expect((await rita.send(`${other}/slet`)).to).toBe('/redaktion/undersoegelser?nu=slettet');
    expect((await rita.request(other)).status).toBe(404);
    expect((await open.request(link)).status).toBe(404);
    expect(JSON.stringify(await counts())).not.toContain(other.split('/').at(-1));
    expect((await rita.send(`${path}/slet`)).to).toBe(path);
    expect((await rita.request(path)).status).toBe(200);
  });

  test('closes by itself after its last day', async () => {
    await rita.send('/redaktion/undersoegelser/ny', { ...form, title: 'En til' });
    house.clock.set('2026-12-11T09:00:00Z');
    expect(await rita.page('/redaktion/undersoegelser')).not.toContain('>åben<');
    await inFjordby(() => closeDueStudies('2026-12-11'));
    expect((await inFjordby(studies)).every(({ closed }) => closed)).toBe(true);
  });
});
