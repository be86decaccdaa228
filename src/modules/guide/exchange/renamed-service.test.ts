import { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, newId } from '../../../kernel/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { favourites, instructions, setFavourite, writeInstruction } from '../desk/store.ts';
import { renameNational } from '../editing/published-store.ts';
import type { Film } from '../films/film.ts';
import { filmsNow, putFilm, removeFilm } from '../films/store.ts';
import { addRule } from '../inventory/channel-store.ts';
import { writeTextCare } from '../inventory/store.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { addPin } from '../words/pin-store.ts';
import { addLocalTerm } from '../words/term-store.ts';
import { exportContent, importContent } from './content-store.ts';
import { type MunicipalContent, writeMunicipalContent } from './municipal-content.ts';
import { exchangeRoutes } from './routes.tsx';

let house: TestHouse;
let guide: Guide;
let before: MunicipalContent;
const mette = newId<'employee'>();
const here = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const film: Film = {
  subject: 'pas',
  kind: 'tegnsprog',
  hash: 'a'.repeat(64),
  type: 'webm',
  bytes: 1,
  seconds: 8,
  captions: 'WEBVTT',
  transcript: 'Hej',
  owner: 'Borgerservice',
  checkedOn: '2026-11-20',
};

beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  guide = await createGuide(house);
  await here(async () => {
    const row = { id: mette, municipality_id: fjordby, issuer: 'test', subject: mette, name: 'Mette', roles: '[]' };
    await db().insertInto('employee').values(row).execute();
    const evidence = { source: 'counter', note: '', seen: 0, study: null } as const;
    const word = {
      relation: 'synonym',
      strength: 2,
      lang: 'da',
      region: '',
      sayInstead: '',
      sensitive: false,
    } as const;
    await addLocalTerm({ service: 'pas', term: 'rejsebog', ...word, evidence }, '2026-11-01');
    await addPin({ query: 'hjul', service: 'pas', ownerRole: 'X', reason: 'Y', expiresOn: '2027-01-01' });
    await writeTextCare({ service: 'pas', ownerRole: 'Pashjælpen', cycleMonths: 6, checked: null, version: 0 });
    const rule = { withdrawn: false, offered: ['phone'], recommended: ['phone'], reason: 'Z', decidedBy: 'D' } as const;
    await addRule({ service: 'pas', ...rule, decidedOn: '2026-01-01', reviewOn: '2027-01-01' }, 0);
    await writeInstruction('pas', 'Spørg om det gamle pas.', '2026-11-03', 0);
    await setFavourite(mette, 'pas', true);
    await putFilm(film);
    before = await exportContent('fjordby');
  });
  await house.database.inTx(() => renameNational(house.bus, 'pas', 'rejsepas', mette, house.clock.now()));
});

const holds = async () => {
  await expect.poll(async () => (await guide.publication(fjordby)).renamed('pas')).toBe('rejsepas');
  const publication = await guide.publication(fjordby);
  expect(publication.service('rejsepas', 'da')?.nonDigital.text).toContain('10 20 30 41');
  expect(publication.search('rejsebog', 'da').hits[0]?.slug).toBe('rejsepas');
  expect(publication.search('hjul', 'da').hits[0]).toMatchObject({ slug: 'rejsepas', pinned: { ownerRole: 'X' } });
  expect(publication.told().find(({ service }) => service.slug === 'rejsepas')?.service.owner?.role).toBe('Pashjælpen');
  expect(publication.ways('rejsepas')).toMatchObject({ recommended: ['phone'] });
};

test('after a rename the text, the word, the pin, the care and the ways hold', holds);

test('so do the film, the instruction and the favourite, and they are changed under the new name', async () => {
  await here(async () => {
    expect(await filmsNow()).toEqual([{ ...film, subject: 'rejsepas' }]);
    await putFilm({ ...film, subject: 'rejsepas', seconds: 9 });
    expect(await filmsNow()).toEqual([{ ...film, subject: 'rejsepas', seconds: 9 }]);
    await removeFilm('rejsepas', 'tegnsprog');
    expect(await filmsNow()).toEqual([]);
    expect((await instructions()).get('rejsepas')).toMatchObject({ body: 'Spørg om det gamle pas.', revision: 1 });
    expect(await favourites(mette)).toEqual(['rejsepas']);
    await setFavourite(mette, 'rejsepas', false);
    expect(await favourites(mette)).toEqual([]);
  });
});

test('the content comes out under the new name; it and a file from before the rename go in and change no text', async () => {
  const now = await here(() => exportContent('fjordby'));
  expect(Object.keys(now.texts)).toEqual(['rejsepas']);
  for (const part of [now.words, now.pins, now.instructions, now.care, now.rules])
    expect(part.map(({ service }) => service)).toEqual(['rejsepas']);
  const entry = { by: mette, note: '', now: house.clock.now() };
  for (const file of [now, before])
    expect(await here(() => importContent(house.bus, file, entry))).toEqual({ ok: true, value: 0 });
  expect(writeMunicipalContent(await here(() => exportContent('fjordby')))).toBe(writeMunicipalContent(now));
  expect((await here(instructions)).get('rejsepas')?.revision).toBe(1);
  expect(await here(() => writeInstruction('rejsepas', 'Spørg igen.', '2026-11-04', 1))).toBe(true);
  await holds();
});

test('links that are filled in under the new name leave the municipality’s own words', async () => {
  const app = new Hono<StaffEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    c.set('staff', {
      employeeId: mette as EmployeeId,
      name: 'Mette',
      roles: ['editor'],
      municipality: {
        id: fjordby,
        slug: 'fjordby',
        name: 'Fjordby',
        fullName: 'Fjordby',
        host: null,
        colour: '#1a5e63',
        demonstration: true,
      },
    });
    await next();
  });
  app.route('/', exchangeRoutes(house));
  const body = new FormData();
  body.set(
    'fil',
    new File(['vejledning;titel;adresse;egen adresse;kle;form\nrejsepas;Pas;;;23.05.00;\n'], 'links.csv'),
  );
  const answer = await app.request('/redaktion/flyt/links', { method: 'POST', body });
  expect(answer.status).toBe(303);
  expect(await (await app.request('/redaktion/flyt/links.csv')).text()).toContain('23.05.00');
  expect((await here(() => exportContent('fjordby'))).texts.rejsepas).toMatchObject({
    local: { phone: { da: '10 20 30 41' } },
    codes: { kle: '23.05.00' },
  });
  await holds();
});
