import { describe, expect, test } from 'vitest';
import { seedType, wishFor } from '../../../../test/support/seed-meetings.ts';
import { fjordby } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { openGroup } from '../agreeing/groups.ts';
import { convertMeeting } from '../booking/bookings.ts';
import { invite } from '../invitations/invitations.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { deleteMeetings } from '../notes/deletion.ts';
import { nobody } from '../person-details.ts';
import { citizenApp } from './testing/citizen-app.ts';

const { given, inFjordby, browser, toContact, meetings } = citizenApp();
type Browser = ReturnType<typeof browser>;
const her = { navn: 'Karen Prøve', kontakt: 'karen@eksempel.dk' };
const now = () => given.house.clock.now();

async function invited(type: MeetingType) {
  const details = { ...nobody, name: 'Karen Prøve', mail: 'karen@eksempel.dk' };
  return inFjordby(() => invite(given.house, { type, details, language: 'da' }, given.employee, now()));
}
const invitations = () => inFjordby(() => db().selectFrom('meeting_invitation').selectAll().execute());
async function login(karen: Browser, type: MeetingType) {
  await karen.get(`/fjordby/moede/${type.slug}`);
  await karen.submit('/moede/mitid');
  await karen.submit('/moede/mitid', { svar: 'ja' });
}

describe('a login', () => {
  const asks = () => seedType(given.house, { identity: 'mitid', interpreter: false }, ['video']);

  test('is for one booking of the kind it was asked for: the next person at this screen logs in herself', async () => {
    const type = await asks();
    const another = await asks();
    const karen = browser();
    await login(karen, type);
    await karen.get(`/fjordby/moede/${another.slug}`);
    expect(karen.shown().text).toContain('vide med sikkerhed, hvem du er');
    await toContact(karen, 8, type);
    const kept = karen.cookies.get('mb_mitid') ?? '';
    await karen.submit('/dig', her);
    expect(karen.shown().path).toBe('/fjordby/moede/aftalt');
    expect(karen.cookies.has('mb_mitid')).toBe(false);
    // A copy of it is bound to the time that it was used for.
    karen.cookies.set('mb_mitid', kept);
    await karen.get(`/fjordby/moede/${type.slug}`);
    expect(karen.shown().text).toContain('vide med sikkerhed, hvem du er');
    await karen.get('/fjordby/moede/mit');
    expect(karen.shown().text).toContain('Der er logget ind med MitID til mødet.');
  });

  test('that was good when the time was held is good for it, and one that ran out takes nothing of what she wrote', async () => {
    const type = await asks();
    const karen = browser();
    await login(karen, type);
    given.house.clock.advance(29 * 60);
    await toContact(karen, 8, type);
    given.house.clock.advance(5 * 60);
    await karen.submit('/dig', her);
    expect(karen.shown().path).toBe('/fjordby/moede/aftalt');

    const slow = browser();
    await login(slow, type);
    await toContact(slow, 12, type);
    given.house.clock.advance(3 * 60 * 60);
    await slow.submit('/dig', { navn: 'Ida Prøve', kontakt: 'ida@eksempel.dk' });
    expect(slow.shown().status).toBe(422);
    expect(slow.shown().html).toContain('value="Ida Prøve"');
    expect(slow.shown().html).toContain('value="ida@eksempel.dk"');
    expect(slow.shown().text).toContain('Log ind med MitID igen, før du booker.');
    const form = slow.shown();
    await slow.get(/href="([^"]*\/moede\/mitid[^"]*)"/.exec(form.html)?.[1]?.replaceAll('&amp;', '&') ?? '');
    await slow.submit('/moede/mitid', { svar: 'ja' });
    // Back at the form, which lay in another tab meanwhile.
    const data = Object.fromEntries(
      [...form.html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
        /name="([^"]*)"/.exec(input)?.[1] ?? '',
        /value="([^"]*)"/.exec(input)?.[1] ?? '',
      ]),
    );
    await slow.post(`/fjordby/moede/${type.slug}/dig`, { ...data, navn: 'Ida Prøve', kontakt: 'ida@eksempel.dk' });
    expect(slow.shown().path).toBe('/fjordby/moede/aftalt');
    expect(await meetings()).toHaveLength(2);
  });
});

describe('an invitation', () => {
  const only = (over = {}) =>
    seedType(given.house, { bookedBy: 'invitation', interpreter: false, ...over }, ['video', 'in-person']);
  async function booked(type: MeetingType) {
    const { token } = await invited(type);
    const karen = browser();
    await karen.get(`/fjordby/m/${token}`);
    await toContact(karen, 8, type);
    await karen.submit('/dig', her);
    expect(karen.shown().path).toBe('/fjordby/moede/aftalt');
    const [meeting] = await meetings();
    return { karen, token, id: meeting?.id ?? '' };
  }
  const opens = async (token: string) => (await browser().get(`/fjordby/m/${token}`)).status;

  test('is shown to her with all that is stored, and goes with its meeting', async () => {
    const { karen, token } = await booked(await only({ retentionDays: 1 }));
    await karen.get('/fjordby/moede/mit/gemt');
    expect(karen.shown().text).toContain('Din invitation');
    given.house.clock.advance(10 * 86_400);
    await inFjordby(() => deleteMeetings(given.house, now()));
    expect(await meetings()).toEqual([]);
    expect(await opens(token)).toBe(410);
    expect(await invitations()).toEqual([]);
  });

  test('follows the meeting into another form, and opens again when that is cancelled', async () => {
    const { karen, token, id } = await booked(await only());
    const change = { version: null, actor: { by: 'employee', employee: given.employee } } as const;
    const to = { form: 'in-person', startsAt: null, phone: null } as const;
    expect((await convertMeeting(given.house, fjordby, id, to, change, now())).ok).toBe(true);
    expect(await opens(token)).toBe(410);
    await karen.get('/fjordby/moede/mit/afbud');
    await karen.submit('/moede/mit/afbud');
    expect(await opens(token)).toBe(200);
  });

  test('that ran out while she filled in takes nothing of what she wrote', async () => {
    const type = await only();
    const { token } = await invited(type);
    const karen = browser();
    await karen.get(`/fjordby/m/${token}`);
    await toContact(karen, 8, type);
    await inFjordby(() => db().updateTable('meeting_invitation').set({ expires_at: now() }).execute());
    await karen.submit('/dig', her);
    expect(karen.shown().status).toBe(422);
    expect(karen.shown().html).toContain('value="karen@eksempel.dk"');
    expect(karen.shown().text).toContain('Din invitation gælder ikke mere.');
    expect((await meetings()).filter(({ state }) => state === 'booked')).toEqual([]);
  });

  test('to a group is for one seat, also of two in the same moment', async () => {
    const type = await seedType(given.house, { bookedBy: 'invitation', seats: 4, interpreter: false }, ['in-person']);
    const opened = await openGroup(
      given.house,
      fjordby,
      { wish: wishFor(type, { by: 'employee' }), startsAt: new Date('2026-11-26T09:00:00Z'), seats: 4 },
      { by: 'employee', employee: given.employee },
      now(),
    );
    expect(opened.ok).toBe(true);
    const { token } = await invited(type);
    const both = [browser(), browser()];
    for (const one of both) {
      await one.get(`/fjordby/m/${token}`);
      const dig = /href="([^"]*\/dig[^"]*)"/.exec(one.shown().html)?.[1] ?? '';
      await one.get(dig.replaceAll('&amp;', '&'));
    }
    await Promise.all(both.map((one, nth) => one.submit('/dig', { navn: `Karen ${nth}`, kontakt: `2030405${nth}` })));
    expect(await inFjordby(() => db().selectFrom('meeting_person').select('id').execute())).toHaveLength(1);
    expect(both.filter((one) => one.shown().text.includes('Din tid er aftalt'))).toHaveLength(1);
    expect(both.filter((one) => one.shown().text.includes('når du er inviteret'))).toHaveLength(1);
  });

  test('to an anonymous kind is not made: the name in it would lead to her', async () => {
    const type = await only({ anonymous: true });
    const details = { ...nobody, name: 'Karen Prøve' };
    const made = inFjordby(() => invite(given.house, { type, details, language: 'da' }, given.employee, now()));
    await expect(made).rejects.toThrow('A kind that no invitation opens.');
    expect(await invitations()).toEqual([]);
  });
});
