import { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, type EntranceId, type MunicipalityId, newId } from '../../../kernel/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { sampleService } from '../testing/sample-service.ts';
import { changesOf } from './change-log.ts';
import { readRules } from './channel-store.ts';
import type { Entrance } from './entrance.ts';
import { inventoryRoutes } from './routes.tsx';
import {
  addEntrance,
  changeEntrance,
  noteChecked,
  readEntrances,
  readRoles,
  readTextCare,
  retireEntrance,
  writeRoles,
} from './store.ts';

let house: TestHouse;
let guide: Guide;
const digital = {
  id: 'digital',
  kind: 'mandatory-digital',
  applies: 'yes',
  statement: { da: 'Du skal bestille pas på nettet.' },
  law: 'Pasloven § 99',
  source: 'borger',
  checked: '2026-11-01',
} as const;

beforeAll(async () => {
  const [first, ...rest] = sampleContent().services;
  const pas = sampleService({ law: [...(first?.law ?? []), digital] });
  house = await openTestHouse({
    seed: (owner) => writeGuideContent(owner, sampleContent({ services: [pas, ...rest] })),
  });
  guide = await createGuide(house);
  await here(() => writeRoles(['Borgerservice', 'Byg']));
});

const here = <Value>(work: () => Promise<Value>, municipality: MunicipalityId = fjordby) =>
  house.database.inMunicipality(municipality, work);

const text = {
  name: 'Skranken',
  kind: 'counter',
  status: 'in-use',
  purpose: 'ask',
  address: 'Rådhuspladsen 1',
  services: ['pas'],
  ownerRole: 'Borgerservice',
  backupRole: '',
  unit: 'Borgerservice',
  dataClass: 'ordinary',
  kle: '',
  cycleMonths: 12,
  note: '',
} as const;
let id: EntranceId;
beforeEach(async () => {
  id = await here(() => addEntrance(text, newId<'entrance'>()));
});

function request(path: string, form?: Record<string, string | readonly string[]>, who: Partial<Who> = {}) {
  const { roles = ['editor'], municipality = fjordby, slug = 'fjordby' } = who;
  const app = new Hono<StaffEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    c.set('staff', {
      employeeId: '33333333-3333-4333-8333-333333333333' as EmployeeId,
      name: 'Rita Redaktør',
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
  app.route('/', inventoryRoutes(house, guide));
  if (!form) return app.request(path);
  const body = new URLSearchParams(
    Object.entries(form).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one) => [name, one] as [string, string]),
    ),
  );
  return app.request(path, { method: 'POST', body });
}
type Who = { roles: StaffEnv['Variables']['staff']['roles']; municipality: MunicipalityId; slug: string };

const formOf = (changes: Record<string, string | readonly string[]> = {}) => ({
  ...text,
  cycleMonths: '12',
  version: '1',
  reason: 'Ny aftale',
  ...changes,
});
const stored = async (): Promise<Entrance | undefined> => (await here(readEntrances)).find((one) => one.id === id);
const url = () => `/redaktion/indgange/${id}`;

describe('an entrance', () => {
  test('is changed with a reason, which the log keeps with the role and without the name', async () => {
    const answer = await request(url(), formOf({ ownerRole: 'Byg', services: ['pas', 'koerekort'] }));
    expect(answer.status).toBe(303);
    expect(await stored()).toMatchObject({ ownerRole: 'Byg', services: ['pas', 'koerekort'], version: 2 });
    const [change] = await here(() => changesOf(`entrance ${id}`));
    expect(change).toMatchObject({
      role: 'editor',
      action: 'change',
      reason: 'Ny aftale',
      fields: ['services', 'ownerRole'],
    });
    expect(JSON.stringify(change)).not.toContain('Rita');
  });

  test('without a reason, or with an address that is none, is shown again with what was written', async () => {
    const answer = await request(url(), formOf({ kind: 'web-form', address: 'ring til os', reason: '' }));
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('href="#address"');
    expect(html).toContain('href="#reason"');
    expect(html).toContain('value="ring til os"');
    expect(await stored()).toMatchObject({ kind: 'counter', version: 1 });
  });

  test('is read by a national editor and changed by none', async () => {
    const who: Partial<Who> = { roles: ['national-editor'] };
    for (const path of [url(), '/redaktion/indgange', '/redaktion/opgaver', '/redaktion/kanaler'])
      expect([path, (await request(path, undefined, who)).status]).toEqual([path, 200]);
    expect((await request(url(), formOf({ unit: 'En fremmed' }), who)).status).toBe(403);
    expect((await request(`${url()}/nedlaeg`, formOf(), who)).status).toBe(403);
    for (const path of ['/redaktion/indgange/ny', '/redaktion/opgaver/x', '/redaktion/kanaler/x'])
      expect([path, (await request(path, formOf(), who)).status]).toEqual([path, 403]);
    expect(await stored()).toMatchObject({ unit: 'Borgerservice', version: 1 });
    const both: Partial<Who> = { roles: ['editor', 'national-editor'] };
    expect((await request(url(), formOf({ unit: 'Den egen' }), both)).status).toBe(303);
  });

  test('that two change at once: the second is shown the difference, and nothing is overwritten', async () => {
    expect((await request(url(), formOf({ unit: 'Den første' }))).status).toBe(303);
    const second = await request(url(), formOf({ unit: 'Den anden', note: 'Min note' }));
    expect(second.status).toBe(409);
    const html = await second.text();
    expect(html).toContain('En anden har gemt imens');
    expect(html).toMatch(/Den første<\/td><td>Den anden/);
    expect(html).toContain('name="version" value="2"');
    expect((await stored())?.unit).toBe('Den første');
    expect((await request(url(), formOf({ unit: 'Den anden', version: '2' }))).status).toBe(303);
    expect((await stored())?.unit).toBe('Den anden');
  });

  test('is written only on the version that was read, whoever writes', async () => {
    const checked = { on: '2026-11-24', role: 'Byg', how: 'x' };
    expect(await here(() => changeEntrance(id, 1, { ...text, unit: 'Ny' }))).toBe(true);
    expect(await here(() => changeEntrance(id, 1, { ...text, unit: 'Gammel' }))).toBe(false);
    expect(await here(() => retireEntrance(id, 1, null))).toBe(false);
    expect(await here(() => noteChecked(id, 1, checked))).toBe(false);
    expect(await stored()).toMatchObject({ unit: 'Ny', status: 'in-use', version: 2, checked: null });
  });

  test('keeps the version she saw while a fault is mended, so that a save meanwhile is still found', async () => {
    await request(url(), formOf({ unit: 'Den første' }));
    const html = await (await request(url(), formOf({ reason: '' }))).text();
    expect(html).toContain('name="version" value="1"');
  });

  test('is closed with what replaces it, and not in a circle', async () => {
    const other = await here(() => addEntrance({ ...text, name: 'Den nye' }));
    const close = (which: string, by: string, version = '1') =>
      request(`/redaktion/indgange/${which}/nedlaeg`, { replacedBy: by, retireReason: 'Flyttet', version });
    expect((await close(id, id)).status).toBe(422);
    expect((await close(id, other)).status).toBe(303);
    expect(await stored()).toMatchObject({ status: 'retired', replacedBy: other });
    const back = await close(other, id);
    expect(back.status).toBe(422);
    expect(await back.text()).toContain('gå i ring');
  });

  test('that is closed can be given another replacement, and be opened again', async () => {
    const close = (by: string, version: string) =>
      request(`${url()}/nedlaeg`, { replacedBy: by, retireReason: 'Flyttet', version });
    const other = await here(() => addEntrance({ ...text, name: 'Den rigtige' }));
    expect((await close('', '1')).status).toBe(303);
    expect((await close(other, '2')).status).toBe(303);
    expect(await stored()).toMatchObject({ status: 'retired', replacedBy: other });
    expect(await (await request(url())).text()).toContain('Tag den i brug igen');
    expect((await request(url(), formOf({ version: '3' }))).status).toBe(303);
    expect(await stored()).toMatchObject({ status: 'in-use', replacedBy: null });
  });

  test('that two close into each other at once makes no circle', async () => {
    const other = await here(() => addEntrance({ ...text, name: 'Den anden' }));
    const close = (which: string, by: string) =>
      request(`/redaktion/indgange/${which}/nedlaeg`, { replacedBy: by, retireReason: 'Flyttet', version: '1' });
    const answers = await Promise.all([close(id, other), close(other, id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  });

  test('is saved without what looks like a CPR number: it is refused', async () => {
    expect((await request(url(), formOf({ note: 'Spørg 010190-1234' }))).status).toBe(422);
    expect((await request(url(), formOf({ reason: 'Klage fra 010190-1234', unit: 'Ny' }))).status).toBe(303);
    const [change] = await here(() => changesOf(`entrance ${id}`));
    expect(change?.reason).toBe('Klage fra [fjernet]');
  });

  test('of another municipality is not there', async () => {
    const theirs = { municipality: hedelund, slug: 'hedelund' };
    expect((await request(url(), undefined, theirs)).status).toBe(404);
    expect((await request(url(), formOf(), theirs)).status).toBe(404);
  });
});

test('only editors come in', async () => {
  for (const path of ['/redaktion/indgange', '/redaktion/opgaver', '/redaktion/kanaler', `/redaktion/indgange/${id}`]) {
    expect((await request(path, undefined, { roles: ['employee'] })).status, path).toBe(403);
    expect((await request(path)).status, path).toBe(200);
  }
});

describe('the list', () => {
  test('shows what is wrong, and can be cut to it', async () => {
    await here(() => addEntrance({ ...text, name: 'Herreløs', ownerRole: '' }));
    const html = await (await request('/redaktion/indgange')).text();
    expect(html).toContain('Ingen ejer');
    expect(html).toContain('Telefonnummer uden ejer');
    const cut = await (await request('/redaktion/indgange?fund=no-owner')).text();
    expect(cut).toContain('Herreløs</a>');
    expect(cut).not.toContain(`indgange/${id}"`);
  });
});

describe('roles', () => {
  test('are a list that two do not write at once, and hold no address of a person', async () => {
    const seen = (await here(readRoles)).join('\n');
    const save = (roles: string, from = seen) => request('/redaktion/indgange/roller', { roles, seen: from });
    expect((await save('Borgerservice\nmette@fjordby.example')).status).toBe(422);
    expect((await save(`${seen}\r\nAffald`)).status).toBe(303);
    const late = await save('Borgerservice');
    expect(late.status).toBe(422);
    expect(await here(readRoles)).toEqual(['Affald', 'Borgerservice', 'Byg']);
  });
});

describe('the file', () => {
  const upload = (csv: string) => {
    const body = new FormData();
    body.set('file', new File([csv], 'x.csv'));
    return body;
  };
  const send = async (body: FormData) => {
    const app = new Hono<StaffEnv>();
    app.use('*', async (c, next) => {
      c.set('language', 'da');
      c.set('staff', {
        employeeId: '33333333-3333-4333-8333-333333333333' as EmployeeId,
        name: 'Rita',
        roles: ['editor'],
        municipality: {
          id: fjordby,
          slug: 'fjordby',
          name: 'f',
          fullName: 'f',
          host: null,
          colour: '#1a5e63',
          demonstration: true,
        },
      });
      await next();
    });
    app.route('/', inventoryRoutes(house, guide));
    return app.request('/redaktion/indgange/fil', { method: 'POST', body });
  };
  const download = async () => (await request('/redaktion/indgange/indgange.csv')).text();

  test('goes out and in: looked at first, written at her word, each change in the log', async () => {
    const csv = (await download()).replace(new RegExp(`(${id}.*)Borgerservice;;Borgerservice`), '$1Byg;;Byg');
    const look = await send(upload(csv));
    expect(look.status).toBe(200);
    expect(await look.text()).toContain('1 ændres');
    const before = await here(readEntrances);
    const body = new FormData();
    body.set('confirmed', 'ja');
    body.set('text', csv);
    expect((await send(body)).status).toBe(303);
    const after = await here(readEntrances);
    expect(after.length).toBe(before.length);
    expect(after.filter((one) => one.unit === 'Byg').length).toBe(1);
    const again = await send(body);
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('En anden har ændret indgangen');
  });

  test('with one bad row changes nothing at all', async () => {
    const csv = await download();
    const rows = csv.trimEnd().split('\r\n');
    const bad = [...rows, (rows[1] ?? '').replace(/^[^;]+;\d+/, ';').replace('skranke', 'fax')].join('\r\n');
    const before = await here(readEntrances);
    const body = new FormData();
    body.set('confirmed', 'ja');
    body.set('text', bad.replaceAll('Rådhuspladsen 1', 'Et andet sted'));
    const answer = await send(body);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`Række ${rows.length + 1}, kolonnen “art”`);
    expect(await here(readEntrances)).toEqual(before);
  });
});

describe('tasks', () => {
  const task = () => `/redaktion/opgaver/indgang/${id}`;
  test('are done by saying in which role and how', async () => {
    expect(await (await request('/redaktion/opgaver?vis=overdue')).text()).toContain(task());
    const refused = await request(task(), { version: '1', role: '', how: '' });
    expect(refused.status).toBe(422);
    const done = await request(task(), { version: '1', role: 'Byg', how: 'Ringet op.' });
    expect(done.status).toBe(303);
    expect((await stored())?.checked).toEqual({ on: '2026-11-24', role: 'Byg', how: 'Ringet op.' });
    expect(await (await request('/redaktion/opgaver?vis=overdue')).text()).not.toContain(task());
    const twice = await request(task(), { version: '1', role: 'Byg', how: 'Ringet op.' });
    expect(twice.status).toBe(409);
  });
  test('for a guide text have an owner here, and a check of our own', async () => {
    const path = '/redaktion/opgaver/vejledning/pas';
    expect((await request(`${path}/ejer`, { version: '0', ownerRole: 'Byg', cycleMonths: '3' })).status).toBe(303);
    expect((await request(path, { version: '1', role: 'Byg', how: 'Læst.' })).status).toBe(303);
    expect((await here(readTextCare)).get('pas')).toMatchObject({
      ownerRole: 'Byg',
      cycleMonths: 3,
      version: 2,
      checked: { on: '2026-11-24', how: 'Læst.' },
    });
    const stale = await request(`${path}/ejer`, { version: '0', ownerRole: '', cycleMonths: '3' });
    expect(stale.status).toBe(409);
    expect((await request('/redaktion/opgaver/vejledning/findes-ikke')).status).toBe(404);
  });
  test('come as a calendar', async () => {
    const answer = await request('/redaktion/opgaver/opgaver.ics?rolle=Borgerservice');
    expect(answer.headers.get('content-type')).toContain('text/calendar');
    expect(await answer.text()).toContain('BEGIN:VEVENT');
  });
});

describe('a channel rule', () => {
  const path = '/redaktion/kanaler/pas';
  const rule = (changes: Record<string, string | readonly string[]> = {}) => ({
    seen: '0',
    offered: ['self-service', 'phone'],
    recommended: ['self-service'],
    reason: 'De fleste klarer det selv.',
    decidedBy: 'Direktionen',
    decidedOn: '2026-11-01',
    reviewOn: '2027-11-01',
    ...changes,
  });

  test('without another way is refused with the law named; nothing is kept', async () => {
    const answer = await request(path, rule({ offered: ['self-service'] }));
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('Pasloven § 99');
    expect(html).toContain('href="#offered"');
    expect(await here(() => readRules('pas'))).toEqual([]);
  });

  test('is a decision: the earlier ones stay, the citizen’s page hears of it, and two do not decide at once', async () => {
    expect((await guide.publication(fjordby)).ways('pas')).toBeNull();
    expect((await request(path, rule())).status).toBe(303);
    await expect
      .poll(async () => (await guide.publication(fjordby)).ways('pas')?.recommended)
      .toEqual(['self-service']);
    const late = await request(path, rule({ recommended: ['phone'] }));
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('En anden har besluttet noget imens');
    expect((await request(path, rule({ seen: '1', recommended: ['phone'] }))).status).toBe(303);
    expect((await here(() => readRules('pas'))).map(({ version, recommended }) => [version, recommended])).toEqual([
      [2, ['phone']],
      [1, ['self-service']],
    ]);
    expect(await (await request('/redaktion/kanaler')).text()).toContain('Ikke målt endnu');
    const withdrawn = await request(`${path}/traek-tilbage`, { seen: '2', withdrawReason: 'Ny ordning' });
    expect(withdrawn.status).toBe(303);
    await expect.poll(async () => (await guide.publication(fjordby)).ways('pas')).toBeNull();
  });
});

describe('what the program may do', () => {
  const refused = { code: '42501' };
  test('a decision and the log can be added to and read, never changed or removed', async () => {
    await expect(here(() => db().updateTable('channel_rule').set({ reason: 'x' }).execute())).rejects.toMatchObject(
      refused,
    );
    await expect(here(() => db().deleteFrom('channel_rule').execute())).rejects.toMatchObject(refused);
    await expect(here(() => db().deleteFrom('governance_change').execute())).rejects.toMatchObject(refused);
    await expect(here(() => db().deleteFrom('entrance').execute())).rejects.toMatchObject(refused);
  });
});
