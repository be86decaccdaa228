import type { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { danishApp } from '../../../../test/support/danish-app.ts';
import { meetingFor, seedType, someone, wishFor, workingHours } from '../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, newId } from '../../../kernel/index.ts';
import type { WebEnv } from '../../../platform/index.ts';
import { type Role, signIn, staffCookieName } from '../../identity/index.ts';
import { bookMeeting, readMeeting } from '../booking/bookings.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { typeForm } from '../types/type-form.ts';
import { meetingStaffRoutes } from './routes.tsx';

let house: TestHouse;
let app: Hono<WebEnv>;
let type: MeetingType;
const cookies: Record<string, string> = {};
const inFjordby = <Value,>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const tenOClock = new Date('2026-11-25T10:00:00+01:00');
const mine = '/skranke/moeder';

async function login(name: string, role: Role): Promise<EmployeeId> {
  const person = { municipality: fjordby, issuer: 'test', subject: name, name, roles: [role], idToken: null };
  cookies[name] = `${staffCookieName(house)}=${await signIn(house, person)}`;
  const { id } = await inFjordby(() =>
    db().selectFrom('employee').select('id').where('subject', '=', name).executeTakeFirstOrThrow(),
  );
  return id;
}
const get = async (who: string, path: string) => {
  const answer = await app.request(path, { headers: { cookie: cookies[who] ?? '' } });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
};
const post = async (who: string, path: string, form: readonly (readonly [string, string])[] = []) => {
  const body = new URLSearchParams(form.map((pair) => [...pair]));
  const answer = await app.request(path, { method: 'POST', body, headers: { cookie: cookies[who] ?? '' } });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
};
async function agreed(): Promise<string> {
  const wish = wishFor(type);
  const booked = await bookMeeting(house, fjordby, meetingFor(wish, tenOClock), { by: 'citizen' }, house.clock.now());
  if (!booked.ok) throw new Error(JSON.stringify(booked.reason));
  return booked.value.meetingId;
}
const read = (id: string) => inFjordby(() => readMeeting(id));

beforeAll(async () => {
  house = await openTestHouse();
  app = danishApp();
  app.route('/', meetingStaffRoutes(house) as unknown as Hono<WebEnv>);
  const employee = await login('Mette', 'employee');
  await login('Admin', 'administrator');
  await inFjordby(() =>
    db()
      .insertInto('meeting_resource')
      .values({
        id: newId(),
        municipality_id: fjordby,
        kind: 'employee',
        employee_id: employee,
        place_id: null,
        name: 'Mette',
        skills: '[]',
        languages: '[]',
        hours: JSON.stringify(workingHours),
      })
      .execute(),
  );
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  await inFjordby(async () => {
    for (const table of ['meeting_series', 'meeting', 'meeting_occupancy'] as const)
      await db().deleteFrom(table).execute();
  });
  type = await seedType(house, { noteDuty: true });
});

describe('an employee', () => {
  test('sees her week with whom she meets, and another municipality’s session sees nothing', async () => {
    const id = await agreed();
    const week = await get('Mette', `${mine}?uge=2026-11-25`);
    expect(week.status).toBe(200);
    expect(week.text).toContain('Kl. 10.00: Møde med Karen Prøve');
    const one = await get('Mette', `${mine}/${id}`);
    expect(one.text).toContain('20304050');
    expect((await get('nobody', `${mine}/${id}`)).status).toBe(303);
    expect((await get('Mette', `${mine}/${newId()}`)).status).toBe(404);
    const audited = await inFjordby(() => db().selectFrom('audit_entry').select(['action', 'subject']).execute());
    expect(audited).toEqual(expect.arrayContaining([{ action: 'meeting.read', subject: id }]));
  });

  test('says how it ended, and writes what matters', async () => {
    const id = await agreed();
    expect((await post('Mette', `${mine}/${id}/udeblevet`)).status).toBe(409);
    house.clock.set('2026-11-25T10:30:00+01:00');
    // A session does not last over night.
    await login('Mette', 'employee');
    expect((await post('Mette', `${mine}/${id}/holdt`)).status).toBe(303);
    expect((await read(id))?.state).toBe('done');
    expect((await get('Mette', mine)).text).toContain('Du mangler at skrive notat');
    const empty = await post('Mette', `${mine}/${id}/notat`, [['notat', ' ']]);
    expect([empty.status, empty.text.includes('Skriv notatet, eller vælg')]).toEqual([422, true]);
    expect((await post('Mette', `${mine}/${id}/notat`, [['notat', 'Karen får støtte.']])).status).toBe(303);
    expect((await get('Mette', `${mine}/${id}/notat.json`)).text).toContain('Karen får støtte.');
    expect((await post('Mette', `${mine}/${id}/notat/taget`)).status).toBe(409);
    const written = /name="skrevet" value="([^"]+)"/.exec((await get('Mette', `${mine}/${id}`)).text)?.[1] ?? '';
    expect((await post('Mette', `${mine}/${id}/notat/taget`, [['skrevet', written]])).status).toBe(303);
    expect((await get('Mette', `${mine}/${id}`)).text).not.toContain('Karen får støtte.');
  });

  test('cancels what she saw, not what somebody has moved meanwhile; a new link ends the old', async () => {
    const id = await agreed();
    const stale = await post('Mette', `${mine}/${id}/aflys`, [['version', '99']]);
    expect([stale.status, (await read(id))?.state]).toEqual([409, 'booked']);
    const link = await post('Mette', `${mine}/${id}/link`);
    expect(link.text).toMatch(/\/fjordby\/m\/[\w-]{32}/);
    const version = String((await read(id))?.version);
    expect((await post('Mette', `${mine}/${id}/aflys`, [['version', version]])).status).toBe(303);
    expect((await read(id))?.state).toBe('cancelled');
  });

  test('books one time or proposes several, in words when a field is missing, and keeps what she wrote', async () => {
    const at = `${mine}/ny`;
    const base = [
      ['type', type.slug],
      ['form', 'video'],
      ['med', 'mig'],
      ['sprog', 'da'],
    ] as const;
    const page = await get('Mette', `${at}?${new URLSearchParams(base.map((pair) => [...pair]))}&uge=2026-11-23`);
    expect(page.text).toContain('value="2026-11-25T09:00:00.000Z"');
    const nobody = await post('Mette', at, [
      ...base,
      ['tid', tenOClock.toISOString()],
      ['kontakt', 'x'],
      ['goer', 'book'],
    ]);
    expect(nobody.status).toBe(422);
    expect(nobody.text).toContain('Skriv borgerens navn.');
    expect(nobody.text).toContain('value="x"');
    const who = [
      ['navn', 'Karen Prøve'],
      ['kontakt', '20 30 40 50'],
    ] as const;
    const booked = await post('Mette', at, [...base, ...who, ['tid', tenOClock.toISOString()], ['goer', 'book']]);
    expect(booked.text).toContain('Mødet er aftalt.');
    const why = await post('Mette', at, [
      ...base,
      ...who,
      ['dato', '2026-11-25'],
      ['kl', '10.00'],
      ['goer', 'hvorfor'],
    ]);
    expect(why.text).toContain('Mette: Har et andet møde.');
    const starts = ['2026-11-26T10:00:00.000Z', '2026-11-27T10:00:00.000Z'].map((tid) => ['tid', tid] as const);
    const late = await post('Mette', at, [...base, ...who, ...starts, ['svar', '2026-11-20'], ['goer', 'foreslaa']]);
    expect([late.status, late.text.includes('Svarfristen skal ligge i fremtiden')]).toEqual([409, true]);
    const sent = await post('Mette', at, [...base, ...who, ...starts, ['svar', '2026-11-25'], ['goer', 'foreslaa']]);
    expect(sent.text).toContain('Forslaget er sendt.');
    const held = await inFjordby(() => db().selectFrom('meeting_occupancy').select('why').execute());
    expect(held.map(({ why: reason }) => reason).sort()).toEqual(['meeting', 'proposal', 'proposal']);
  });

  test('a day that is none is no week and no last day of an answer', async () => {
    await login('Mette', 'employee');
    expect((await get('Mette', `${mine}?uge=2026-99-99`)).status).toBe(200);
    const at = `${mine}/ny?type=${type.slug}&form=video`;
    expect((await get('Mette', `${at}&uge=2026-99-99`)).status).toBe(200);
    const starts = ['2026-11-26T10:00:00.000Z', '2026-11-27T10:00:00.000Z'].map((tid) => ['tid', tid] as const);
    const asked = await post('Mette', `${mine}/ny`, [
      ['type', type.slug],
      ['form', 'video'],
      ['navn', 'Karen Prøve'],
      ['kontakt', '20 30 40 50'],
      ...starts,
      ['svar', '2026-99-99'],
      ['goer', 'foreslaa'],
    ]);
    expect(asked.status).toBe(422);
  });

  test('reads nobody’s name, number or note in a colleague’s meeting unless she covers for her, and that is audited', async () => {
    await login('Mette', 'employee');
    await login('Ali', 'employee');
    const id = await agreed();
    house.clock.set('2026-11-25T10:30:00+01:00');
    await login('Mette', 'employee');
    await login('Ali', 'employee');
    await post('Mette', `${mine}/${id}/holdt`);
    await post('Mette', `${mine}/${id}/notat`, [['notat', 'Karen får støtte.']]);
    const page = await get('Ali', `${mine}/${id}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/Karen|20304050|støtte\./);
    expect(page.text).toContain('Vis hvem mødet er med');
    for (const path of ['notat', 'notat/taget', 'link']) {
      const refused = await post('Ali', `${mine}/${id}/${path}`, [['notat', 'x']]);
      expect([path, refused.status, /Karen|20304050|få støtte/.test(refused.text)]).toEqual([path, 403, false]);
    }
    expect((await get('Ali', `${mine}/${id}/notat.json`)).status).toBe(403);
    const covered = await post('Ali', `${mine}/${id}/hvem`);
    expect([covered.text.includes('Karen'), covered.text.includes('får støtte')]).toEqual([true, false]);
    expect((await get('Ali', `${mine}/${id}`)).text).not.toContain('Karen');
    expect((await get('Mette', `${mine}/${id}/notat.json`)).text).toContain('Karen får støtte.');
    const audited = await inFjordby(() =>
      db().selectFrom('audit_entry').select(['action', 'outcome', 'purpose']).where('subject', '=', id).execute(),
    );
    expect(audited).toEqual(
      expect.arrayContaining([
        { action: 'note.write', outcome: 'refused', purpose: 'meeting' },
        { action: 'note.export', outcome: 'refused', purpose: 'meeting' },
        { action: 'meeting.link', outcome: 'refused', purpose: 'meeting' },
        { action: 'meeting.read', outcome: 'done', purpose: 'cover for a colleague' },
      ]),
    );
    // A group's names are shown to nobody but who holds it.
    await inFjordby(() => db().updateTable('meeting').set({ seats: 8 }).where('id', '=', id).execute());
    expect((await post('Ali', `${mine}/${id}/hvem`)).text).not.toContain('Karen');
  });

  test('agrees on the next meeting with whom the last was held, and only of her own', async () => {
    await login('Mette', 'employee');
    await login('Ali', 'employee');
    const id = await agreed();
    const own = await get('Mette', `${mine}/ny?efter=${id}`);
    expect(own.text).toContain('value="Karen Prøve"');
    expect(own.text).toContain(`name="type" value="${type.slug}"`);
    expect((await get('Ali', `${mine}/ny?efter=${id}`)).text).not.toContain('Karen');
  });

  test('a meeting with many seats is moved and never proposed for', async () => {
    await login('Mette', 'employee');
    const id = await agreed();
    const page = () => get('Mette', `${mine}/${id}/flyt`);
    expect((await page()).text).toContain('value="foreslaa"');
    await inFjordby(() => db().updateTable('meeting').set({ seats: 8 }).where('id', '=', id).execute());
    expect((await page()).text).not.toContain('value="foreslaa"');
    const starts = ['2026-11-26T10:00:00.000Z', '2026-11-27T10:00:00.000Z'].map((tid) => ['tid', tid] as const);
    const asked = await post('Mette', `${mine}/${id}/flyt`, [...starts, ['svar', '2026-11-25'], ['goer', 'foreslaa']]);
    expect(asked.status).toBe(409);
  });

  test('moves a meeting to another time by the same page', async () => {
    const id = await agreed();
    const version = String((await read(id))?.version);
    expect((await get('Mette', `${mine}/${id}/flyt`)).status).toBe(200);
    const fields = [
      ['version', version],
      ['tid', '2026-11-26T10:00:00.000Z'],
      ['goer', 'book'],
    ] as const;
    expect((await post('Mette', `${mine}/${id}/flyt`, fields)).status).toBe(303);
    expect((await read(id))?.startsAt?.toISOString()).toBe('2026-11-26T10:00:00.000Z');
  });
});

describe('what comes round', () => {
  const at = `${mine}/serier/nyt`;
  const form = [
    ['med', 'mig'],
    ['form', 'video'],
    ['ugedag', '3'],
    ['hver', '1'],
    ['kl', '10.00'],
    ['minutter', '45'],
    ['fra', '2026-11-25'],
    ['antal', '3'],
    ['navn', 'Karen Prøve'],
    ['kontakt', '20 30 40 50'],
  ] as const;
  const made = async () => {
    const answer = await post('Mette', at, [['type', type.slug], ...form, ['goer', 'aftal']]);
    return { answer, id: /serier\/([0-9a-f-]{36})/.exec(answer.text)?.[1] ?? '' };
  };

  test('is planned before it is made, with each day that cannot be decided by itself', async () => {
    house.clock.set('2026-11-24T09:00:00Z');
    await login('Mette', 'employee');
    await agreed();
    const plan = await post('Mette', at, [['type', type.slug], ...form, ['goer', 'vis']]);
    expect(plan.text).toContain('2 møder kan aftales.');
    expect(plan.text).toContain('25. november: Har et andet møde.');
    expect((await made()).answer.status).toBe(409);
    const decided = await post('Mette', at, [
      ['type', type.slug],
      ...form,
      ['dag-2026-11-25', 'anden'],
      ['dato-2026-11-25', '2026-11-26'],
      ['tid-2026-11-25', '9.00'],
      ['goer', 'aftal'],
    ]);
    expect(decided.text).toContain('Forløbet er aftalt med 3 møder.');
  });

  test('is changed by the one who saw it last, and ended from a day', async () => {
    await login('Mette', 'employee');
    const { id } = await made();
    const page = await get('Mette', `${mine}/serier/${id}`);
    expect(page.text).toContain('Hver onsdag kl. 10.00');
    expect((await get('Mette', `${mine}/serier`)).text).toContain('Karen Prøve');
    const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? '';
    const change = [
      ['dag', '2026-12-01'],
      ['version', version],
      ...form.filter(([name]) => name !== 'kl'),
      ['kl', '11.00'],
    ] as const;
    expect((await post('Mette', `${mine}/serier/${id}/om`, change)).status).toBe(303);
    const later = change.map(([name, value]) => [name, name === 'kl' ? '12.30' : value] as const);
    const second = await post('Mette', `${mine}/serier/${id}/om`, later);
    expect([second.status, second.text.includes('En kollega har ændret forløbet imens')]).toEqual([409, true]);
    // Nothing that the second wrote is lost, and nothing of the first is written over before she has seen it.
    expect(second.text).toContain('value="12.30"');
    expect(second.text).toContain('tidspunkt');
    const seen = /name="version" value="(\d+)"/.exec(second.text)?.[1] ?? '';
    const again = later.map(([name, value]) => [name, name === 'version' ? seen : value] as const);
    expect((await post('Mette', `${mine}/serier/${id}/om`, again)).status).toBe(303);
    expect((await get('Mette', `${mine}/serier/${id}`)).text).toContain('kl. 12.30');
    const now = /name="version" value="(\d+)"/.exec((await get('Mette', `${mine}/serier/${id}`)).text)?.[1] ?? '';
    const end = [
      ['dag', '2026-12-01'],
      ['version', now],
    ] as const;
    expect((await post('Mette', `${mine}/serier/${id}/slut`, end)).status).toBe(303);
    expect((await get('Mette', `${mine}/serier/${id}`)).text.match(/Aflyst/g)).toHaveLength(3);
  });

  test('a course is opened, and its seats are seen by whoever holds it', async () => {
    await login('Mette', 'employee');
    const course = await seedType(house, { seats: 8 }, ['in-person', 'video']);
    const faulty = await post('Mette', `${mine}/hold`, [
      ['type', course.slug],
      ['dato', 'x'],
      ['kl', '9'],
    ]);
    expect([faulty.status, faulty.text.includes('Skriv datoen som')]).toEqual([422, true]);
    const chosen = (form: string, seats: string) =>
      post('Mette', `${mine}/hold`, [
        ['type', course.slug],
        ['form', form],
        ['pladser', seats],
        ['dato', '2026-11-27'],
        ['kl', '9.00'],
      ]);
    const many = await chosen('video', '');
    expect(many.status).toBe(422);
    expect(many.text).toMatch(/href="#form"[^>]*>Et hold på video kan højst have 3 pladser her, fordi/);
    expect(many.text).toContain('value="2026-11-27"');
    const kiosk = await chosen('kiosk', '3');
    expect([kiosk.status, kiosk.text.includes('Formen er ikke tilladt')]).toEqual([422, true]);
    const none = await chosen('video', '1');
    expect([none.status, none.text.includes('href="#pladser"')]).toEqual([422, true]);
    const open = await post('Mette', `${mine}/hold`, [
      ['type', course.slug],
      ['dato', '2026-11-27'],
      ['kl', '9.00'],
    ]);
    expect(open.status).toBe(303);
    expect((await get('Mette', open.to ?? '')).text).toContain('Holdet er åbent for tilmelding.');
    expect((await get('Mette', `${mine}/hold`)).text).toContain('0 af 8 pladser');
  });

  test('one of many: come, not come after all, a new link, given up; a colleague does none of it', async () => {
    await login('Mette', 'employee');
    await login('Ali', 'employee');
    const course = await seedType(house, { seats: 3 }, ['video']);
    const open = await post('Mette', `${mine}/hold`, [
      ['type', course.slug],
      ['dato', '2026-11-27'],
      ['kl', '9.00'],
    ]);
    const path = (open.to ?? '').replace('?aaben=1', '');
    const { takeSeat } = await import('../agreeing/groups.ts');
    const id = path.split('/').at(-1) ?? '';
    const taken = await takeSeat(house, fjordby, id, someone(), { by: 'citizen' }, house.clock.now());
    const person = taken.ok ? taken.value.link.personId : '';
    const press = (who: string, what: string, more: readonly (readonly [string, string])[] = []) =>
      post(who, `${path}/${what}`, [['person', person], ...more]);
    const page = async () => (await get('Mette', path)).text;
    expect(await page()).toContain('Holdet mødes på video. Deltagerne åbner deres eget link');
    expect((await press('Mette', 'kommet')).status).toBe(303);
    expect(await page()).toContain('Er kommet');
    await press('Mette', 'kommet', [['kom', 'nej']]);
    expect(await page()).toContain('Har plads');
    for (const what of ['kommet', 'link', 'afmeld']) expect((await press('Ali', what)).status).toBe(404);
    expect((await get('Ali', path)).text).not.toContain('Karen');
    expect((await press('Mette', 'link')).text).toMatch(/fjordby\/m\//);
    // Whose link it would be nobody has said.
    expect((await post('Mette', `${mine}/${id}/link`)).status).toBe(404);
    expect((await press('Mette', 'afmeld')).status).toBe(303);
    expect(await page()).toContain('Ingen har meldt sig endnu.');
  });
});

describe('an administrator', () => {
  test('sees what is deleted when, as counts; an employee does not', async () => {
    await login('Admin', 'administrator');
    await agreed();
    await inFjordby(() => db().updateTable('meeting').set({ delete_on: '2026-12-24' }).execute());
    const page = await get('Admin', '/administration/moeder/sletning');
    expect(page.text).toContain(type.slug);
    expect(page.text).not.toContain('Karen');
    await login('Mette', 'employee');
    expect((await get('Mette', '/administration/moeder/sletning')).status).toBe(403);
  });

  const path = '/administration/moedetyper';
  const pairs = (form: Readonly<Record<string, string>>) => Object.entries(form);

  test('decides kinds, forms and laws; two at once are told; an employee is let nowhere near', async () => {
    const written = {
      ...typeForm(null, [], 'da'),
      slug: 'pas',
      titleDa: 'Pas',
      titleEn: 'Passport',
      'form-in-person': 'ja',
      'law-in-person': 'Pasloven § 1',
    };
    expect((await post('Mette', `${path}/ny`, pairs(written))).status).toBe(403);
    const faulty = await post('Admin', `${path}/ny`, pairs({ ...written, 'law-in-person': '' }));
    expect([faulty.status, faulty.text.includes('Skriv den lov, formen hviler på.')]).toEqual([422, true]);
    expect((await post('Admin', `${path}/ny`, pairs({ ...written, slug: 'mit' }))).status).toBe(422);
    expect((await post('Admin', `${path}/ny`, pairs(written))).to).toBe(`${path}/pas?gemt=1`);
    expect((await post('Admin', `${path}/ny`, pairs(written))).status).toBe(422);
    const seen = { ...written, version: '1' };
    expect((await post('Admin', `${path}/pas`, pairs({ ...seen, titleDa: 'Pas og kørekort' }))).status).toBe(303);
    const second = await post('Admin', `${path}/pas`, pairs({ ...seen, titleDa: 'Kørekort' }));
    expect([second.status, second.text.includes('value="Kørekort"')]).toEqual([409, true]);
    expect((await get('Admin', path)).text).toContain('Pas og kørekort');
  });
});
