import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Browser, serveIdentity, type Walked } from '../../../test/support/staff-browser.ts';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import type { MunicipalityId } from '../../kernel/index.ts';
import { audit, auditHead, verifyAudit } from '../../platform/index.ts';
import { type Role, signIn, staffOf } from './index.ts';
import { identitySweeps } from './sweeps.ts';

let house: TestHouse;
let walked: Walked;
let admin: Browser;
beforeAll(async () => {
  house = await openTestHouse();
  walked = await serveIdentity(house, { demonstrate: false });
});
const cookieOf = (subject: string, role: Role, municipality: MunicipalityId = fjordby) =>
  signIn(house, { municipality, issuer: 'test', subject, name: `Navn ${subject}`, roles: [role], idToken: null });
beforeEach(async () => {
  house.clock.set('2026-11-24T09:00:00Z');
  admin = new Browser();
  admin.cookies.set('mb_staff /', { value: await cookieOf('adam', 'administrator'), path: '/', attributes: '' });
});

const entry = {
  actor: 'system',
  role: 'system',
  action: 'ticket.take',
  subject: 'x-1',
  outcome: 'done',
  purpose: 'test',
} as const;
const note = (more: Partial<typeof entry> | object = {}, municipality: MunicipalityId = fjordby) =>
  house.database.inMunicipality(municipality, () => audit({ ...entry, ...more }, house.clock.now()));
const newest = () =>
  house.database.inMunicipality(fjordby, () =>
    db().selectFrom('audit_entry').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst(),
  );
const look = { purpose: 'Klage over opslag', investigation: '', from: '2026-11-20', to: '2026-11-24', action: '' };
const post = async (path: string, form: Record<string, string>) => {
  const response = await admin.send(`${walked.base}/administration${path}`, { form });
  return { status: response.status, page: await response.text(), response };
};

describe('the audit trail', () => {
  test('is shown to nobody but an administrator', async () => {
    for (const role of ['employee', 'editor', 'leader'] as const) {
      const browser = new Browser();
      browser.cookies.set('mb_staff /', { value: await cookieOf(role, role), path: '/', attributes: '' });
      for (const path of ['', '/spor', '/kontrol', '/login'])
        expect(
          (await browser.send(`${walked.base}/administration${path}`, path === '' ? {} : { form: look })).status,
        ).toBe(403);
    }
    expect((await new Browser().send(`${walked.base}/administration`)).status).toBe(303);
  });

  test('needs a purpose; without one nothing is shown, nothing noted, and what was typed stays', async () => {
    await note({ subject: 'hemmelig-1' });
    const before = await newest();
    for (const purpose of ['', 'kort', '         ']) {
      const { status, page } = await post('/spor', { ...look, purpose, investigation: 'Sag 17', from: '2026-11-02' });
      expect(status).toBe(422);
      expect(page).toContain('mindst 10 tegn');
      expect(page).toContain('value="Sag 17"');
      expect(page).toContain('value="2026-11-02"');
      expect(page).not.toContain('hemmelig-1');
    }
    expect((await post('/spor', { ...look, from: '24.11.2026' })).status).toBe(422);
    expect((await post('/spor', { ...look, to: '2026-02-31' })).status).toBe(422);
    expect(await newest()).toEqual(before);
  });

  test('is shown newest first for a purpose, and the look is itself in it', async () => {
    await note({ subject: 'aaa-first' });
    await note({ subject: 'bbb-second', outcome: 'refused' });
    const { status, page } = await post('/spor', look);
    expect(status).toBe(200);
    expect(page.indexOf('bbb-second')).toBeGreaterThan(page.indexOf('audit.read'));
    expect(page.indexOf('aaa-first')).toBeGreaterThan(page.indexOf('bbb-second'));
    expect(await newest()).toMatchObject({
      action: 'audit.read',
      purpose: 'Klage over opslag',
      outcome: 'done',
      role: 'administrator',
    });
  });

  test('does not say who, unless an investigation is named, and that is noted apart', async () => {
    const staff = await staffOf(house, `mb_staff=${await cookieOf('mette', 'employee')}`);
    await note({ actor: staff?.employeeId, subject: 'ccc' });
    const hidden = await post('/spor', look);
    expect(hidden.page).toContain('skjult');
    expect(hidden.page).not.toContain('Navn mette');
    expect(hidden.page).not.toContain(staff?.employeeId);
    const named = await post('/spor', { ...look, investigation: 'Sag 2026-17' });
    expect(named.page).toContain('Navn mette');
    expect(await newest()).toMatchObject({ action: 'audit.read-actors', purpose: 'Sag 2026-17: Klage over opslag' });
  });

  test('can be narrowed by day and action, never by employee', async () => {
    house.clock.set('2026-11-10T22:59:00Z');
    await note({ subject: 'on-the-tenth' });
    house.clock.set('2026-11-10T23:00:00Z');
    await note({ subject: 'on-the-eleventh', action: 'ticket.close' });
    house.clock.set('2026-11-11T23:00:00Z');
    await note({ subject: 'on-the-twelfth' });
    house.clock.set('2026-11-24T09:00:00Z');
    admin.cookies.set('mb_staff /', { value: await cookieOf('adam', 'administrator'), path: '/', attributes: '' });
    const { page } = await post('/spor', { ...look, from: '2026-11-11', to: '2026-11-11' });
    expect([page.includes('on-the-tenth'), page.includes('on-the-eleventh'), page.includes('on-the-twelfth')]).toEqual([
      false,
      true,
      false,
    ]);
    const one = await post('/spor', {
      ...look,
      from: '2026-11-01',
      action: 'ticket.close',
      actor: 'x',
      employee: 'x',
      sort: 'actor',
    });
    expect([one.page.includes('on-the-tenth'), one.page.includes('on-the-eleventh')]).toEqual([false, true]);
    const front = await (await admin.send(`${walked.base}/administration`)).text();
    expect(front).not.toMatch(/name="(actor|employee|sort)"/);
  });

  test('goes on page by page, each a look of its own', async () => {
    for (let n = 0; n < 55; n += 1) await note({ subject: `page-${n}`, action: 'many.times' });
    const first = await post('/spor', { ...look, action: 'many.times' });
    const beforeSeq = /name="beforeSeq" value="(\d+)"/.exec(first.page)?.[1] ?? '';
    expect([first.page.includes('page-54'), first.page.includes('page-4<')]).toEqual([true, false]);
    const second = await post('/spor', { ...look, action: 'many.times', beforeSeq });
    expect([
      second.page.includes('page-4<'),
      second.page.includes('page-5<'),
      second.page.includes('Vis ældre'),
    ]).toEqual([true, false, false]);
  });

  test('shows nothing of another municipality, and writes text as text', async () => {
    await note({ subject: 'hedelunds', purpose: 'deres' }, hedelund);
    await note({ subject: 'farlig', purpose: '<script>alert(1)</script>' });
    const { page } = await post('/spor', { ...look, purpose: '"><img src=x onerror=alert(1)> 010190-1234' });
    expect(page).not.toContain('hedelunds');
    expect(page).not.toMatch(/<script>alert|<img/);
    expect(page).not.toContain('010190-1234');
    expect((await newest())?.purpose).toContain('[fjernet]');
  });

  test('a form’s answer opened as a link is the front page', async () => {
    const response = await admin.send(`${walked.base}/administration/spor`);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/administration']);
  });
});

describe('the check', () => {
  test('says that the trail is whole, and is noted', async () => {
    const { status, page } = await post('/kontrol', {});
    expect(status).toBe(200);
    expect(page).toContain('Sporet er helt');
    expect(await newest()).toMatchObject({ action: 'audit.verify', purpose: 'unchanged' });
  });

  test('compares with a head from the log', async () => {
    const head = await house.database.inMunicipality(fjordby, () => auditHead());
    const headSeq = String(head?.seq);
    expect((await post('/kontrol', { headSeq, headHash: head?.hash ?? '' })).page).toContain('Sporet er helt');
    expect((await post('/kontrol', { headSeq, headHash: 'f'.repeat(64) })).page).toContain(`Post ${headSeq} er ændret`);
    expect((await post('/kontrol', { headSeq: '99999', headHash: 'f'.repeat(64) })).page).toContain(
      'post 99999 stod i loggen',
    );
    expect((await post('/kontrol', { headSeq, headHash: '' })).status).toBe(422);
    expect((await post('/kontrol', { headSeq: 'x', headHash: 'y' })).status).toBe(422);
    expect(house.logged.join('')).toContain('audit trail broken');
  });
});

describe('logins that must end', () => {
  test('all in the municipality, for a reason that is noted', async () => {
    const mette = await cookieOf('mette', 'employee');
    const theirs = await cookieOf('hanne', 'employee', hedelund);
    expect((await post('/login', { endPurpose: 'hov' })).status).toBe(422);
    expect(await staffOf(house, `mb_staff=${mette}`)).not.toBeNull();
    const { status, response } = await post('/login', { endPurpose: 'Tabt telefon meldt kl. 9' });
    expect([status, response.headers.get('location')]).toEqual([303, '/log-ud']);
    expect(await staffOf(house, `mb_staff=${mette}`)).toBeNull();
    expect(await staffOf(house, `mb_staff=${theirs}`)).not.toBeNull();
    expect(await newest()).toMatchObject({ action: 'session.end-all', purpose: 'Tabt telefon meldt kl. 9' });
  });
});

describe('what comes round', () => {
  const run = (name: string) =>
    identitySweeps(house)
      .find((sweep) => sweep.name === name)
      ?.run(house.clock.now());

  test('the trail’s head goes to the log each day, for each municipality', async () => {
    await note({}, hedelund);
    await run('audit head');
    const head = await house.database.inMunicipality(hedelund, () => auditHead());
    expect(
      house.logged.some(
        (line) => line.includes('"audit head"') && line.includes('hedelund') && line.includes(head?.hash ?? '?'),
      ),
    ).toBe(true);
    expect(house.logged.some((line) => line.includes('"audit head"') && line.includes('fjordby'))).toBe(true);
  });

  test('what is past its time is removed, that is noted, and the rest still holds together', async () => {
    const early = await openTestHouse();
    early.clock.set('2025-03-01T09:00:00Z');
    const add = (subject: string) =>
      early.database.inMunicipality(fjordby, () => audit({ ...entry, subject }, early.clock.now()));
    await add('one');
    await add('two');
    early.clock.set('2026-11-20T09:00:00Z');
    await add('three');
    await identitySweeps(early)
      .find((sweep) => sweep.name === 'audit retention')
      ?.run(house.clock.now());
    const left = await early.database.inMunicipality(fjordby, () =>
      db().selectFrom('audit_entry').select(['subject', 'action', 'purpose']).orderBy('seq').execute(),
    );
    expect(left.map((row) => row.action)).toEqual(['ticket.take', 'audit.expire']);
    expect(left[1]?.purpose).toBe('kept 365 days; 2 older removed');
    expect(await early.database.inMunicipality(fjordby, () => verifyAudit())).toEqual([]);
    await identitySweeps(early)
      .find((sweep) => sweep.name === 'audit retention')
      ?.run(house.clock.now());
    expect(
      await early.database.inMunicipality(
        fjordby,
        async () => (await db().selectFrom('audit_entry').selectAll().execute()).length,
      ),
    ).toBe(2);
  });
});
