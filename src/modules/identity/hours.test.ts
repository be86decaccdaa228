import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Browser, serveIdentity, type Walked } from '../../../test/support/staff-browser.ts';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import type { MunicipalityId } from '../../kernel/index.ts';
import { places } from '../tenancy/index.ts';
import { type Role, signIn } from './index.ts';

const main = '11111111-1111-4111-8111-111111110001';
const branch = '11111111-1111-4111-8111-111111110002';
const theirs = '22222222-2222-4222-8222-222222220001';
const day = [['10:00', '15:00']];
const workdays = { '1': day, '2': day, '3': day, '4': day, '5': day, '6': [], '7': [] };

let house: TestHouse;
let walked: Walked;
let admin: Browser;
beforeAll(async () => {
  house = await openTestHouse({
    seed: async (owner) => {
      const place = (id: string, municipality: MunicipalityId, name: string) => ({
        id,
        municipality_id: municipality,
        name,
        address: 'Rådhuspladsen 1, 9999 Fjordby',
        phone: '10 20 30 40',
        hours: JSON.stringify(workdays),
        help_hours: JSON.stringify(workdays),
        exceptions: JSON.stringify({ '2026-12-24': [], '2026-01-02': [] }),
        open_on_holidays: false,
        help_open_on_holidays: true,
      });
      const rows = [
        place(main, fjordby, 'Rådhuset'),
        place(branch, fjordby, 'Biblioteket'),
        place(theirs, hedelund, 'Hedelund Rådhus'),
      ];
      await owner.transaction().execute(async (tx) => {
        for (const row of rows) {
          await sql`select set_config('app.municipality', ${row.municipality_id}, true)`.execute(tx);
          await tx.insertInto('place').values(row).execute();
        }
      });
    },
  });
  walked = await serveIdentity(house, { demonstrate: false });
});

const cookieOf = (subject: string, role: Role, municipality: MunicipalityId = fjordby) =>
  signIn(house, { municipality, issuer: 'test', subject, name: `Navn ${subject}`, roles: [role], idToken: null });
const browserOf = async (role: Role) => {
  const browser = new Browser();
  browser.cookies.set('mb_staff /', { value: await cookieOf(role, role), path: '/', attributes: '' });
  return browser;
};
beforeEach(async () => {
  admin = await browserOf('administrator');
});

const at = (rest = '', prefix = '') => `${walked.base}${prefix}/administration/aabningstider${rest}`;
const open = async (rest = '', prefix = '') => (await admin.send(at(rest, prefix))).text();
const fieldValue = (page: string, name: string): string => {
  const input = new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(page)?.[0] ?? '';
  const area = new RegExp(`<textarea[^>]* name="${name}"[^>]*>([^<]*)`).exec(page)?.[1];
  return area ?? /value="([^"]*)"/.exec(input)?.[1] ?? '';
};
const names = [
  ...[1, 2, 3, 4, 5, 6, 7].flatMap((one) => [`hours${one}`, `help${one}`]),
  ...['exceptions', 'address', 'phone', 'seen', 'place'],
];
/** The form as a browser would send it, with some fields changed. */
const filled = async (change: Record<string, string> = {}, rest = '') => {
  const page = await open(rest);
  return { ...Object.fromEntries(names.map((name) => [name, fieldValue(page, name)])), ...change };
};
const send = async (form: Record<string, string>, prefix = '') => {
  const response = await admin.send(at('', prefix), { form });
  return { status: response.status, location: response.headers.get('location'), page: await response.text() };
};
const stored = (id = main) =>
  house.database.inMunicipality(fjordby, async () => (await places()).find((one) => one.id === id));
const newest = () =>
  house.database.inMunicipality(fjordby, () =>
    db().selectFrom('audit_entry').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst(),
  );

describe('opening hours', () => {
  test('are changed by an administrator and nobody else', async () => {
    for (const role of ['employee', 'editor', 'leader'] as const) {
      const browser = await browserOf(role);
      expect((await browser.send(at())).status).toBe(403);
      expect((await browser.send(at(), { form: await filled({ phone: '99 99 99 99' }) })).status).toBe(403);
    }
    expect((await new Browser().send(at())).status).toBe(303);
    expect((await stored())?.phone).toBe('10 20 30 40');
    expect(await (await admin.send(`${walked.base}/administration`)).text()).toContain(
      'href="/administration/aabningstider"',
    );
  });

  test('are shown as they are, days that are over left out', async () => {
    const page = await open();
    expect([fieldValue(page, 'hours1'), fieldValue(page, 'help6'), fieldValue(page, 'exceptions')]).toEqual([
      '10-15',
      'lukket',
      '24-12-2026 lukket',
    ]);
    expect(page).toMatch(/name="helpOpenOnHolidays"[^>]*checked/);
    expect(page).not.toMatch(/name="openOnHolidays"[^>]*checked/);
    const english = await open('', '/en');
    expect([fieldValue(english, 'hours7'), fieldValue(english, 'exceptions')]).toEqual(['closed', '2026-12-24 closed']);
    expect(english).toContain('Opening hours: Rådhuset');
  });

  test('are saved, told to every page that shows them, and noted', async () => {
    const heard: string[] = [];
    for (const topic of [`line:${fjordby}`, `guide:${fjordby}`] as const)
      house.bus.subscribe(topic, () => void heard.push(topic.split(':')[0] ?? ''));
    const form = await filled({
      hours1: 'kl. 9.30 til 12 og 13–17',
      help2: '',
      help6: '10-14',
      exceptions: '24. december lukket\n31-12-2026: 10-12',
      openOnHolidays: 'ja',
      phone: '+45 70 80 90 10',
    });
    expect(await send(form)).toMatchObject({ status: 303, location: '/administration/aabningstider?gemt=1' });
    const place = await stored();
    expect(place?.hours.weekly['1']).toEqual([
      ['09:30', '12:00'],
      ['13:00', '17:00'],
    ]);
    expect([place?.helpHours.weekly['2'], place?.helpHours.weekly['6']]).toEqual([[], [['10:00', '14:00']]]);
    expect(place?.hours.exceptions).toEqual({ '2026-12-24': [], '2026-12-31': [['10:00', '12:00']] });
    expect([place?.hours.openOnHolidays, place?.helpHours.openOnHolidays]).toEqual([true, false]);
    expect(place?.phone).toBe('+45 70 80 90 10');
    await expect.poll(() => [...new Set(heard)].sort()).toEqual(['guide', 'line']);
    expect(await newest()).toMatchObject({
      action: 'hours.change',
      subject: main,
      role: 'administrator',
      purpose: 'changed phone, hours, help, exceptions, holidays',
    });
    const page = await open('?gemt=1');
    expect(page).toContain('Gemt. Borgerne ser det nu.');
    expect(fieldValue(page, 'hours1')).toBe('9.30-12, 13-17');
    expect((await stored(branch))?.phone).toBe('10 20 30 40');
  });

  test('that are the same are no change', async () => {
    const before = await newest();
    const page = await open();
    const form = await filled(/name="openOnHolidays"[^>]*checked/.test(page) ? { openOnHolidays: 'ja' } : {});
    expect((await send(form)).status).toBe(303);
    expect(await newest()).toEqual(before);
  });

  test('that cannot be read are named by their field, and everything typed stays', async () => {
    const before = await stored();
    const form = await filled({
      hours3: 'ti til tre',
      help5: '15-10',
      exceptions: 'juleaften lukket',
      address: 'x',
      phone: '112',
      hours4: '8-9',
    });
    const { status, page } = await send(form);
    expect(status).toBe(422);
    for (const field of ['hours3', 'help5', 'exceptions', 'address', 'phone']) {
      expect(page).toContain(`href="#${field}"`);
      expect(page).toMatch(new RegExp(`id="${field}"[^>]*aria-describedby="[^"]*${field}-error`));
      expect(fieldValue(page, field)).toBe(form[field as keyof typeof form]);
    }
    expect(fieldValue(page, 'hours4')).toBe('8-9');
    expect(page).toContain('Onsdag, stedet');
    expect(page).toContain('Fredag, hjælp på skærmen');
    expect((await send({ ...form, hours3: '"><script>alert(1)</script>' }, '/en')).page).toMatch(
      /Wednesday, the place.*&lt;script>|Wednesday, the place.*&lt;script&gt;/s,
    );
    expect(await stored()).toEqual(before);
  });

  test('that somebody else has changed meanwhile are not overwritten unseen', async () => {
    const mine = await filled({ phone: '11 11 11 11' });
    expect((await send(await filled({ address: 'Nygade 2, 9999 Fjordby' }))).status).toBe(303);
    const { status, page } = await send(mine);
    expect(status).toBe(409);
    expect(page).toContain('En anden har ændret stedet');
    expect(page).toContain('Adresse: Nygade 2, 9999 Fjordby');
    expect(fieldValue(page, 'phone')).toBe('11 11 11 11');
    expect((await stored())?.phone).not.toBe('11 11 11 11');
    expect((await send({ ...mine, seen: fieldValue(page, 'seen') })).status).toBe(303);
    expect(await stored()).toMatchObject({ phone: '11 11 11 11', address: 'Rådhuspladsen 1, 9999 Fjordby' });
  });

  test('belong to one place of one’s own municipality', async () => {
    expect(await open()).toContain(`?sted=${branch}`);
    const form = await filled({ phone: '20 20 20 20' }, `?sted=${branch}`);
    expect(form.place).toBe(branch);
    expect((await send(form)).location).toBe(`/administration/aabningstider?gemt=1&sted=${branch}`);
    expect((await stored(branch))?.phone).toBe('20 20 20 20');
    expect((await admin.send(at(`?sted=${theirs}`))).status).toBe(404);
    expect((await send({ ...form, place: theirs })).status).toBe(404);
    const untouched = await house.database.inMunicipality(hedelund, async () => (await places())[0]);
    expect(untouched?.phone).toBe('10 20 30 40');
  });
});
