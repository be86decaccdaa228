import { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db, editNationally } from '../../../db/index.ts';
import { type EmployeeId, newId } from '../../../kernel/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { loadSearchIndex } from '../search/search-index.ts';
import { sampleContent } from '../testing/sample-content.ts';
import type { ConsoleData } from './console-data.ts';
import { deskEditorRoutes } from './editor-routes.tsx';
import { type ConsoleService, type ConsoleStart, consoleRoutes } from './routes.tsx';

let house: TestHouse;
let guide: Guide;
const municipality = {
  id: fjordby,
  slug: 'fjordby',
  name: 'Fjordby',
  fullName: 'Fjordby Kommune',
  host: null,
  colour: '#1a5e63',
  demonstration: true,
};
const inFjordby = <Value,>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);

async function employee(): Promise<EmployeeId> {
  const id = newId<'employee'>();
  const row = { id, municipality_id: fjordby, issuer: 'test', subject: id, name: 'Mette', roles: '[]' };
  await inFjordby(() => db().insertInto('employee').values(row).execute());
  return id;
}
const at = (employeeId: EmployeeId, roles: StaffEnv['Variables']['staff']['roles'] = ['employee']) => {
  const app = new Hono<StaffEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    c.set('staff', { employeeId, name: 'Mette', roles, municipality });
    await next();
  });
  app.route('/', consoleRoutes(house, guide));
  app.route('/', deskEditorRoutes(house, guide));
  const json = { 'content-type': 'application/json' };
  return {
    get: (path: string) => app.request(path),
    post: (path: string, body: object) =>
      app.request(path, { method: 'POST', body: JSON.stringify(body), headers: json }),
    form: (path: string, fields: Record<string, string>) =>
      app.request(path, { method: 'POST', body: new URLSearchParams(fields) }),
    start: async () => (await (await app.request('/skranke/vejledning/start')).json()) as ConsoleStart,
    service: async (slug: string) =>
      (await (await app.request(`/skranke/vejledning/ydelse/${slug}`)).json()) as ConsoleService,
  };
};

/** A new text of the passport guide, as publishing writes it. */
async function publishAgain(revision: number, note: string, changes: object): Promise<void> {
  await house.database.inTx(async () => {
    await editNationally();
    const row = await db()
      .selectFrom('guide_service')
      .select('body')
      .where('slug', '=', 'pas')
      .executeTakeFirstOrThrow();
    const body = JSON.stringify({ ...(row.body as object), ...changes });
    const published_at = house.clock.now();
    await db()
      .insertInto('guide_service_revision')
      .values({ service: 'pas', revision, body, published_at, author: null, note })
      .execute();
    await db().updateTable('guide_service').set({ body, revision }).where('slug', '=', 'pas').execute();
  });
}

beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  guide = await createGuide(house);
});
beforeEach(() =>
  inFjordby(async () => {
    await db().deleteFrom('staff_news').execute();
    await db().deleteFrom('work_instruction').execute();
    await db().deleteFrom('staff_read_mark').execute();
    await db().deleteFrom('staff_favourite').execute();
  }),
);

describe('what the browser gets', () => {
  test('finds the same as the server, and knows the first line, the duties and the stop rules of each', async () => {
    const mette = at(await employee());
    const { print } = await mette.start();
    const answer = await mette.get(`/skranke/vejledning/data/${print}`);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    const data = (await answer.json()) as ConsoleData;
    expect(loadSearchIndex(data.index).search('rødt hæfte').hits[0]?.slug).toBe('pas');
    expect(data.services.find(({ slug }) => slug === 'pas')).toMatchObject({
      published: true,
      first: 'Har du dit gamle pas?',
      stops: ['Intet gammelt pas.'],
    });
    expect(data.services.find(({ slug }) => slug === 'aeldrebolig')).toMatchObject({ published: false, first: '' });
    const stale = await mette.get('/skranke/vejledning/data/0123456789abcdef');
    expect(stale.headers.get('cache-control') ?? '').not.toContain('immutable');
    expect(stale.status).toBe(200);
  });

  test('is for employees: an editor, and nobody logged in, are refused', async () => {
    const rita = at(await employee(), ['editor']);
    for (const path of ['', '/start', '/data/x', '/ydelse/pas'])
      expect((await rita.get(`/skranke/vejledning${path}`)).status).toBe(403);
    expect((await rita.post('/skranke/vejledning/laest', { subject: 'service:pas', mark: '1/0' })).status).toBe(403);
  });
});

describe('a work instruction', () => {
  test('is shown to employees, and is in nothing that a citizen or a program gets', async () => {
    const rita = at(await employee(), ['editor']);
    const secret = 'Ring til Hanne på lokal 22, før du lover noget.';
    const saved = await rita.form('/redaktion/instrukser/pas', { instruks: `${secret}\r\n\r\nHusk det.`, udgave: '0' });
    expect(saved.status).toBe(303);
    const mette = at(await employee());
    expect((await mette.service('pas')).instruction).toMatchObject({ paragraphs: [secret, 'Husk det.'] });
    const { print } = await mette.start();
    const publication = await guide.publication(fjordby);
    const everythingPublic = JSON.stringify([
      publication.all('da'),
      publication.all('da').map(({ slug }) => publication.service(slug, 'da')),
      await (await mette.get(`/skranke/vejledning/data/${print}`)).text(),
    ]);
    expect(everythingPublic).toContain('Har du dit gamle pas?');
    expect(everythingPublic).not.toContain('Hanne');
  });

  test('that two editors write is not overwritten in silence', async () => {
    const rita = at(await employee(), ['editor']);
    await rita.form('/redaktion/instrukser/pas', { instruks: 'Den første.', udgave: '0' });
    const second = await rita.form('/redaktion/instrukser/pas', { instruks: 'Den anden.', udgave: '0' });
    expect(second.status).toBe(409);
    const html = await second.text();
    expect(html).toContain('Den første.');
    expect(html).toContain('Den anden.');
    expect(html).toContain('name="udgave" value="1"');
    expect((await at(await employee()).service('pas')).instruction?.paragraphs).toEqual(['Den første.']);
  });

  test('never keeps a CPR number, and an emptied one is gone', async () => {
    const rita = at(await employee(), ['editor']);
    await rita.form('/redaktion/instrukser/pas', { instruks: 'Som ved 010190-1234.', udgave: '0' });
    expect((await at(await employee()).service('pas')).instruction?.paragraphs).toEqual(['Som ved [fjernet].']);
    await rita.form('/redaktion/instrukser/pas', { instruks: ' ', udgave: '1' });
    expect((await at(await employee()).service('pas')).instruction).toBeNull();
  });
});

describe('what is new', () => {
  const fields = {
    titel: 'Nye pasgebyrer',
    tekst: 'Fra nytår.\r\n\r\nSig det.',
    vejledning: 'pas',
    fra: '2026-11-20',
    til: '',
  };

  test('is shown once to each employee until she has read it', async () => {
    const rita = at(await employee(), ['editor']);
    expect((await rita.form('/redaktion/nyt/ny', fields)).status).toBe(303);
    const [mette, ali] = [at(await employee()), at(await employee())];
    const [news] = (await mette.start()).toRead;
    expect(news).toMatchObject({ title: 'Nye pasgebyrer', body: ['Fra nytår.', 'Sig det.'], service: 'pas' });
    await mette.post('/skranke/vejledning/laest', { subject: news?.subject, mark: news?.mark });
    expect((await mette.start()).toRead).toEqual([]);
    expect((await ali.start()).toRead).toHaveLength(1);
    // Put right by the editor, it is news again.
    const id = news?.subject.slice('news:'.length);
    await rita.form(`/redaktion/nyt/${id}`, { ...fields, tekst: 'Fra februar.', udgave: '1' });
    expect((await mette.start()).toRead).toMatchObject([{ body: ['Fra februar.'] }]);
    await rita.form(`/redaktion/nyt/${id}/slet`, {});
    expect((await mette.start()).toRead).toEqual([]);
  });

  test('that two change at once: the second is shown both texts, and nothing is overwritten', async () => {
    const rita = at(await employee(), ['editor']);
    await rita.form('/redaktion/nyt/ny', fields);
    const stored = () => inFjordby(() => db().selectFrom('staff_news').selectAll().executeTakeFirstOrThrow());
    const path = `/redaktion/nyt/${(await stored()).id}`;
    expect(await (await rita.get(path)).text()).toContain('name="udgave" value="1"');
    expect((await rita.form(path, { ...fields, tekst: 'Den første.', udgave: '1' })).status).toBe(303);
    const second = await rita.form(path, { ...fields, tekst: 'Den anden.', udgave: '1' });
    expect(second.status).toBe(409);
    const html = await second.text();
    for (const part of ['En anden har rettet nyheden imens', 'Den første.', 'Den anden.', 'name="udgave" value="2"'])
      expect(html).toContain(part);
    expect(await stored()).toMatchObject({ body: 'Den første.', revision: 2 });
    // A form with an error forgets nothing of which text it replaces.
    const wrong = await rita.form(path, { ...fields, titel: '', udgave: '1' });
    expect(await wrong.text()).toContain('name="udgave" value="1"');
    expect((await rita.form(path, { ...fields, tekst: 'Begge.', udgave: '2' })).status).toBe(303);
    expect(await stored()).toMatchObject({ body: 'Begge.', revision: 3 });
    await rita.form(`${path}/slet`, {});
  });

  test('is refused with the fields named, and what was written stands', async () => {
    const rita = at(await employee(), ['editor']);
    const refused = await rita.form('/redaktion/nyt/ny', { ...fields, titel: ' ', til: '2026-11-01', vejledning: 'x' });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    for (const part of ['#titel', '#til', '#vejledning', 'Fra nytår.']) expect(html).toContain(part);
    expect(await inFjordby(() => db().selectFrom('staff_news').selectAll().execute())).toEqual([]);
  });

  test('a changed text is told with what changed, to those who were here before it changed', async () => {
    const mette = at(await employee());
    expect((await mette.start()).toRead).toEqual([]);
    house.clock.advance(3600);
    await publishAgain(2, '', { stopRules: [], summary: { da: 'Et nyt resumé.' } });
    const [change] = (await mette.start()).toRead;
    expect(change).toMatchObject({ subject: 'service:pas', mark: '2/1', body: ['Nyt i: stopregler, tekst og titler'] });
    await mette.post('/skranke/vejledning/laest', { subject: change?.subject, mark: change?.mark });
    expect((await mette.start()).toRead).toEqual([]);
    // Whoever comes for the first time reads it as it stands.
    expect((await at(await employee()).start()).toRead).toEqual([]);
    house.clock.advance(3600);
    await publishAgain(3, 'Gebyret er sat op', {});
    expect((await mette.start()).toRead).toMatchObject([{ body: ['Gebyret er sat op'], mark: '3/1' }]);
  });
});

describe('an employee’s own', () => {
  test('favourites are hers alone, and go with her, as her marks do', async () => {
    const [id, other] = [await employee(), await employee()];
    const mette = at(id);
    await mette.post('/skranke/vejledning/favorit', { service: 'pas', kept: true });
    await mette.post('/skranke/vejledning/favorit', { service: 'pas', kept: true });
    await mette.post('/skranke/vejledning/favorit', { service: 'koerekort', kept: true });
    await mette.post('/skranke/vejledning/favorit', { service: 'koerekort', kept: false });
    expect((await mette.post('/skranke/vejledning/favorit', { service: 'findes-ikke', kept: true })).status).toBe(404);
    expect((await mette.start()).favourites).toEqual(['pas']);
    expect((await at(other).start()).favourites).toEqual([]);
    const hers = () =>
      inFjordby(async () => [
        ...(await db().selectFrom('staff_favourite').selectAll().where('employee_id', '=', id).execute()),
        ...(await db().selectFrom('staff_read_mark').selectAll().where('employee_id', '=', id).execute()),
      ]);
    expect((await hers()).length).toBeGreaterThan(1);
    await inFjordby(() => db().deleteFrom('employee').where('id', '=', id).execute());
    expect(await hers()).toEqual([]);
  });

  test('and all of it stays in its municipality', async () => {
    const mette = at(await employee());
    await mette.post('/skranke/vejledning/favorit', { service: 'pas', kept: true });
    await at(await employee(), ['editor']).form('/redaktion/instrukser/pas', { instruks: 'Lokalt.', udgave: '0' });
    const seen = await house.database.inMunicipality(hedelund, async () => [
      await db().selectFrom('staff_favourite').selectAll().execute(),
      await db().selectFrom('work_instruction').selectAll().execute(),
      await db().selectFrom('staff_read_mark').selectAll().execute(),
    ]);
    expect(seen).toEqual([[], [], []]);
  });
});
