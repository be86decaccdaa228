import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { type EmployeeId, type MunicipalityId, newId } from '../../../kernel/index.ts';
import type { Role, StaffEnv } from '../../identity/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { exchangeRoutes } from '../exchange/routes.tsx';
import { factRoutes } from '../facts/routes.tsx';
import { createGuide, type Guide } from '../publication/guide.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { draftOf } from './draft-store.ts';
import { editingRoutes } from './routes.tsx';

let house: TestHouse;
let guide: Guide;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  guide = await createGuide(house);
});

type Fields = Readonly<Record<string, string>>;
/** Somebody's browser, logged in with these roles. */
function person(roles: readonly Role[], municipality: MunicipalityId = fjordby, slug = 'fjordby') {
  const employeeId = newId() as EmployeeId;
  const app = () => {
    const routes = new Hono<StaffEnv>();
    routes.use('*', async (c, next) => {
      c.set('language', 'da');
      c.set('staff', {
        employeeId,
        name: 'Rita',
        roles,
        municipality: {
          id: municipality,
          slug,
          name: slug,
          fullName: slug,
          host: null,
          colour: '#1a5e63',
          demonstration: true,
        },
      });
      await next();
    });
    routes.route('/', editingRoutes(house, guide));
    routes.route('/', factRoutes(house));
    routes.route('/', exchangeRoutes(house));
    return routes;
  };
  const answer = async (path: string, init?: RequestInit) => {
    const response = await app().request(path, init);
    return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() };
  };
  return {
    get: (path: string) => answer(path),
    send: (path: string, fields: Fields = {}) => answer(path, { method: 'POST', body: new URLSearchParams(fields) }),
    file: (path: string, text: string, put = 'ind') => {
      const body = new FormData();
      body.set('fil', new File([text], 'x'));
      body.set('gang', put);
      return answer(path, { method: 'POST', body });
    },
  };
}

const draft = (scope: 'local' | 'national', service: string, municipality: MunicipalityId = fjordby) =>
  house.database.inMunicipality(municipality, () => draftOf(scope, service));
/** The form's hidden fields for what is to become of the draft. */
const step = async (gang: string, more: Fields = {}, service = 'pas'): Promise<Fields> => {
  const now = await draft('local', service);
  return { gang, udkast: now?.id ?? '', version: String(now?.version ?? 0), ...more };
};

describe('who may enter', () => {
  test('an employee may not, anywhere', async () => {
    const mette = person(['employee']);
    for (const path of [
      '/redaktion/tekst',
      '/redaktion/tekst/pas',
      '/redaktion/tekst/pas/hel',
      '/redaktion/tekst/pas/historik',
      '/redaktion/tekst/pas/vis/borger',
      '/redaktion/oplysninger',
      '/redaktion/oplysninger/vores',
      '/redaktion/oplysninger/faelles',
      '/redaktion/oplysninger/aendringer',
      '/redaktion/flyt',
      '/redaktion/flyt/indhold.json',
      '/redaktion/flyt/links.csv',
    ])
      expect((await mette.get(path)).status, path).toBe(403);
    for (const path of ['/redaktion/tekst/pas', '/redaktion/tekst/pas/gang', '/redaktion/flyt/indhold'])
      expect((await mette.send(path)).status, path).toBe(403);
  });

  test('a municipal editor writes nothing national', async () => {
    const rita = person(['editor']);
    for (const [path, fields] of [
      ['/redaktion/tekst/pas/hel', { 'f.summary.da': 'Vores' }],
      ['/redaktion/tekst/pas/navn', { navn: 'rejsepas' }],
      ['/redaktion/tekst/pas/kraft', { kraft: 'nej' }],
      ['/redaktion/tekst/pas/gendan', { omfang: 'national', udgave: '1' }],
    ] as const)
      expect((await rita.send(path, fields)).status, path).toBe(404);
    expect((await rita.send('/redaktion/oplysninger/faelles', {})).status).toBe(403);
    expect(await draft('national', 'pas')).toBeNull();
  });

  test('who writes for the country does not write for the town hall, and takes nothing of it out', async () => {
    const nanna = person(['national-editor']);
    expect((await nanna.send('/redaktion/tekst/pas', { 'l.phone.da': '1' })).status).toBe(404);
    expect((await nanna.send('/redaktion/oplysninger/vores', {})).status).toBe(403);
    expect((await nanna.get('/redaktion/flyt/indhold.json')).status).toBe(403);
    expect(await draft('local', 'pas')).toBeNull();
  });
});

describe('a local text', () => {
  const [rita, birgit] = [person(['editor']), person(['editor'])];
  const page = '/redaktion/tekst/pas';

  test('that lacks what is required is kept, not sent, and the box is named in Danish', async () => {
    const sent = await rita.send(page, { 'l.phone.da': '', 'f.summary.da': 'Vores', version: '0', gem: 'send' });
    expect([sent.status, sent.to]).toEqual([303, `${page}?fejl=send`]);
    expect(await draft('local', 'pas')).toMatchObject({ state: 'writing', version: 2 });
    const { html } = await rita.get(sent.to);
    expect(html).toMatch(/<a href="#l\.phone\.da">[^<]+: skal udfyldes<\/a>/);
    expect(html).toContain('id="l.phone.da"');
    expect(html).toContain('gemt, men ikke sendt');
    expect(html).not.toContain('is empty');
  });

  test('goes to a second person, who publishes it; nobody approves her own', async () => {
    const sent = await rita.send(page, {
      'l.phone.da': '10 20 30 42',
      'f.summary.da': 'Kom­ til skranken',
      version: '2',
      gem: 'send',
    });
    expect(sent.to).toBe(`${page}?sket=sent`);
    const own = await rita.send(`${page}/gang`, await step('udgiv'));
    expect(own.to).toBe(`${page}?fejl=egen`);
    expect((await rita.get(own.to)).html).toContain('En anden skal godkende');
    for (const [time, fault] of [
      [{}, 'tidspunkt'],
      [{ dato: 'i morgen', klokken: '08:00' }, 'tidspunkt'],
      [{ dato: '2020-01-01', klokken: '08:00' }, 'tid'],
    ] as const) {
      const refused = await birgit.send(`${page}/gang`, await step('tidspunkt', time));
      expect(refused.to).toBe(`${page}?fejl=${fault}`);
      expect((await birgit.get(refused.to)).html).toContain('href="#dato"');
    }
    expect((await birgit.send(`${page}/gang`, await step('udgiv'))).to).toBe(`${page}?sket=published`);
    await expect
      .poll(async () => {
        const publication = await guide.publication(fjordby);
        return publication.editorial().find(({ slug }) => slug === 'pas')?.changes;
      })
      .toBe(1);
  });

  test('changed by another is overwritten by none, nor thrown away by who has not seen it', async () => {
    await rita.send(page, { 'l.phone.da': '11 11 11 11', version: '0' });
    const late = await birgit.send(page, { 'l.phone.da': '22 22 22 22', version: '0' });
    expect(late.status).toBe(409);
    expect(late.html).toContain('22 22 22 22</textarea>');
    expect((await draft('local', 'pas'))?.body).toMatchObject({ local: { phone: { da: '11 11 11 11' } } });
    const old = { ...(await step('kasser')), version: '1' };
    expect((await birgit.send(`${page}/gang`, old)).to).toBe(`${page}?fejl=imens`);
    expect(await draft('local', 'pas')).not.toBeNull();
    expect((await birgit.send(`${page}/gang`, await step('kasser'))).to).toBe(`${page}?sket=discarded`);
    expect(await draft('local', 'pas')).toBeNull();
  });

  test('builds only on what its editor has seen, and an old revision writes over nobody’s draft', async () => {
    const drafted = () => house.database.inMunicipality(fjordby, () => draftOf('local', 'koerekort'));
    const other = '/redaktion/tekst/koerekort';
    const first = { offered: 'ja', 'f.summary.da': 'Vores kørekort', version: '0', base: '0', gem: 'send' };
    await rita.send(other, first);
    const draft = await drafted();
    const gang = { udkast: draft?.id ?? '', version: String(draft?.version ?? 0), gang: 'udgiv' };
    expect((await birgit.send(`${other}/gang`, gang)).to).toBe(`${other}?sket=published`);
    // Her page was drawn before that was published.
    await rita.send(other, { ...first, 'f.summary.da': 'Fra en gammel side', gem: 'udkast' });
    expect((await drafted())?.baseRevision).toBe(0);
    expect((await rita.get(other)).html).toContain('En anden tekst er udgivet');
    const restored = await birgit.send(`${other}/gendan`, { omfang: 'local', udgave: '1' });
    expect(restored.to).toBe(`${other}?fejl=kladde`);
    expect((await birgit.get(restored.to)).html).toContain('Der er et udkast i forvejen');
    expect(JSON.stringify((await drafted())?.body)).toContain('Fra en gammel side');
  });

  test('is out of reach for the other municipality, also by the id of the draft', async () => {
    await rita.send(page, { 'l.phone.da': '33 33 33 33', version: '0', gem: 'send' });
    const erik = person(['editor'], hedelund, 'hedelund');
    expect((await erik.get(page)).html).not.toContain('33 33 33 33');
    expect((await erik.get(`${page}/historik`)).html).not.toContain('10 20 30 42');
    for (const gang of ['udgiv', 'kasser', 'tilbage'])
      expect((await erik.send(`${page}/gang`, await step(gang))).to).toBe(`${page}?fejl=imens`);
    expect(await draft('local', 'pas')).toMatchObject({ state: 'review' });
    expect((await erik.get('/redaktion/flyt/indhold.json')).html).not.toContain('10 20 30 42');
  });
});

describe('a service that only the municipality has', () => {
  const rita = person(['editor']);
  test('is not sent while our own prompts stand in its boxes', async () => {
    const begun = await rita.send('/redaktion/tekst', {
      titel: 'Lån en ladcykel',
      navn: 'ladcykel',
      begivenhed: 'bolig',
    });
    expect(begun.to).toBe('/redaktion/tekst/ladcykel/hel?sket=saved');
    const sent = await rita.send('/redaktion/tekst/ladcykel/hel', { version: '1', gem: 'send' });
    expect(sent.to).toBe('/redaktion/tekst/ladcykel/hel?fejl=send');
    expect((await rita.get(sent.to)).html).toMatch(
      /<a href="#f\.atAGlance\.price\.da">Hvad koster det\?: skal udfyldes/,
    );
  });

  test('is told where its YAML is wrong, in Danish, and keeps what was written', async () => {
    const path = '/redaktion/tekst/ladcykel/hel?som=yaml';
    for (const [yaml, words] of [
      ['a: b: c', 'linje 1, tegn 4'],
      ['slug: ladcykel', 'Hvad det er: skal udfyldes'],
    ] as const) {
      const { status, html } = await rita.send(path, { yaml, version: '1' });
      expect(status).toBe(422);
      expect(html).toContain(words);
      expect(html).toContain(`${yaml}</textarea>`);
      expect(html).not.toMatch(/Invalid|Expected/);
    }
  });
});

describe('facts and files', () => {
  const rita = person(['editor']);
  test('a fact that a text embeds is not removed', async () => {
    const fact = { id: 'vagt', kind: 'phone', label: 'Vagten', da: '10 20 30 40', checked: '2026-11-01' };
    expect((await rita.send('/redaktion/oplysninger/vores', { ...fact, da: '' })).status).toBe(422);
    expect((await rita.send('/redaktion/oplysninger/vores', fact)).status).toBe(303);
    const content = JSON.parse((await rita.get('/redaktion/flyt/indhold.json')).html);
    content.texts.pas.local.phone = { da: '{our:vagt}' };
    expect((await rita.file('/redaktion/flyt/indhold', JSON.stringify(content))).to).toBe('/redaktion/flyt?sket=ind');
    const kept = await rita.send('/redaktion/oplysninger/vores/vagt/slet');
    expect(kept.status).toBe(422);
    expect(kept.html).toContain('Den bruges i Pas');
  });

  test('a file is looked at before it is put in, and its faults are told in Danish', async () => {
    const content = JSON.parse((await rita.get('/redaktion/flyt/indhold.json')).html);
    content.facts = [];
    content.texts.pas.local.phone = { da: '44 44 44 44' };
    const looked = await rita.file('/redaktion/flyt/indhold', JSON.stringify(content), 'se');
    expect(looked.html).toContain('Filen ændrer 2 ting');
    expect((await rita.get('/redaktion/flyt/indhold.json')).html).toContain('{our:vagt}');
    content.texts.pas.changes.push({ path: 'title', text: { da: 'Rejsepas' }, base: 1 });
    const refused = await rita.file('/redaktion/flyt/indhold', JSON.stringify(content));
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('er låst og ens i alle kommuner');
    expect((await rita.file('/redaktion/flyt/indhold', 'nej')).html).toContain('Filen kan ikke læses');
    expect((await rita.get('/redaktion/flyt/indhold.json')).html).toContain('{our:vagt}');
  });

  test('a file with the id of another municipality’s entrance is refused, and nothing is changed', async () => {
    const sara = person(['editor'], hedelund, 'hedelund');
    const theirs = JSON.parse((await sara.get('/redaktion/flyt/indhold.json')).html);
    const entrance = {
      id: '77777777-7777-4777-8777-777777777777',
      name: 'Formular',
      kind: 'web-form',
      status: 'in-use',
      purpose: 'apply',
      address: 'https://www.hedelund.example/x',
      services: [],
      owner_role: '',
      backup_role: '',
      unit: '',
      data_class: 'none',
      kle: '',
      note: '',
      replaced_by: null,
      cycle_months: 12,
      checked_on: null,
      checked_role: '',
      checked_how: '',
    };
    const put = await sara.file('/redaktion/flyt/indhold', JSON.stringify({ ...theirs, entrances: [entrance] }));
    expect(put.status).toBe(303);
    const before = (await rita.get('/redaktion/flyt/indhold.json')).html;
    const mine = { ...JSON.parse(before), roles: ['Nyt'], entrances: [entrance] };
    const refused = await rita.file('/redaktion/flyt/indhold', JSON.stringify(mine));
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('hører til en anden kommune');
    expect((await rita.get('/redaktion/flyt/indhold.json')).html).toBe(before);
  });
});
