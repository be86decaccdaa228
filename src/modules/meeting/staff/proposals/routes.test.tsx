import type { Hono } from 'hono';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { danishApp } from '../../../../../test/support/danish-app.ts';
import { meetingFor, seedResource, seedType, wishFor } from '../../../../../test/support/seed-meetings.ts';
import { fjordby, openTestHouse, type TestHouse } from '../../../../../test/support/test-house.ts';
import { db } from '../../../../db/index.ts';
import type { WebEnv } from '../../../../platform/index.ts';
import { signIn, staffCookieName } from '../../../identity/index.ts';
import { proposeTimes } from '../../agreeing/proposals.ts';
import { readMeeting } from '../../booking/bookings.ts';
import { meetingStaffRoutes } from '../routes.tsx';

let house: TestHouse;
let app: Hono<WebEnv>;
let cookie: string;
const at = (time: string) => new Date(`2026-11-26T${time}:00+01:00`);
const page = '/skranke/moeder/forslag';

beforeAll(async () => {
  house = await openTestHouse();
  await seedResource(house, { name: 'Mette' });
  const person = { municipality: fjordby, issuer: 'test', subject: 'Ole', name: 'Ole', roles: ['employee' as const] };
  cookie = `${staffCookieName(house)}=${await signIn(house, { ...person, idToken: null })}`;
  app = danishApp();
  app.route('/', meetingStaffRoutes(house) as unknown as Hono<WebEnv>);
});

beforeEach(() => house.database.inMunicipality(fjordby, () => db().deleteFrom('meeting').execute()));

async function proposed() {
  const type = await seedType(house);
  const { startsAt: _, ...meeting } = meetingFor(wishFor(type, { by: 'employee' }), at('09:00'));
  const made = await proposeTimes(
    house,
    fjordby,
    { meeting, starts: [at('09:00'), at('11:00')], answerBy: at('08:00') },
    { by: 'system' },
    house.clock.now(),
  );
  if (!made.ok) throw new Error(JSON.stringify(made.reason));
  return made.value;
}
const get = async () => (await app.request(page, { headers: { cookie } })).text();
const post = async (path: string, form: Record<string, string>) => {
  const answer = await app.request(`${page}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { cookie },
  });
  return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
};
const read = (id: string) => house.database.inMunicipality(fjordby, () => readMeeting(id));

test('a citizen’s answer over the telephone is given for her, once; nothing chosen is said at the field', async () => {
  const { meetingId, times } = await proposed();
  const colleagues = await get();
  expect([colleagues.includes('Karen'), colleagues.includes(meetingId)]).toEqual([false, true]);
  await house.database.inMunicipality(fjordby, async () => {
    const { id } = await db()
      .selectFrom('employee')
      .select('id')
      .where('subject', '=', 'Ole')
      .executeTakeFirstOrThrow();
    await db().updateTable('meeting_resource').set({ employee_id: id }).where('kind', '=', 'employee').execute();
  });
  expect(await get()).toContain('Møde med Karen Prøve');
  const empty = await post(`/${meetingId}/svar`, { svar: '' });
  expect([empty.status, empty.text.includes(`href="#svar-${meetingId}"`)]).toEqual([422, true]);
  const svar = times[1]?.optionId ?? '';
  expect(await post(`/${meetingId}/svar`, { svar })).toMatchObject({ status: 303, to: `${page}?gemt=svar` });
  expect(await read(meetingId)).toMatchObject({ state: 'booked', startsAt: at('11:00') });
  const again = await post(`/${meetingId}/svar`, { svar });
  expect([again.status, again.text.includes('Der er allerede svaret')]).toEqual([409, true]);
});

test('none fits, or taken back: the meeting is among those without a time and can be proposed for again', async () => {
  const first = await proposed();
  expect((await post(`/${first.meetingId}/svar`, { svar: 'ingen' })).to).toBe(`${page}?gemt=fri`);
  expect(await get()).toContain('Ingen af tiderne passede.');
  const second = await proposed();
  expect((await post(`/${second.meetingId}/tilbage`, {})).status).toBe(303);
  expect(await get()).toContain('Forslaget er trukket tilbage.');
  const anew = await app.request(`/skranke/moeder/${second.meetingId}/flyt`, { headers: { cookie } });
  expect(anew.status).toBe(200);
});
