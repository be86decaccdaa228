import { Hono } from 'hono';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, newId, type ParticipantId, type RoomId } from '../../../kernel/index.ts';
import { redactedMark } from '../../../kernel/redact.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { addEmployee, admit, openRoom, participantToken, removeRoom } from '../rooms.ts';
import { namesAtMost } from './raise-identity.ts';
import { identityStaffRoutes, identityStepRoutes } from './routes.tsx';

let house: TestHouse;
let app: Hono<MunicipalEnv & StaffEnv>;
let room: { roomId: RoomId; citizen: ParticipantId; employee: ParticipantId };
const employeeId = newId<'employee'>() as EmployeeId;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const claim = (id: ParticipantId) => ({ participant: id, token: participantToken(house.keys, id) });
const send = async (path: string, body: object): Promise<{ status: number; json: Record<string, unknown> }> => {
  house.clock.advance(1);
  const answer = await app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
};
const own = '/fjordby/samtale/identitet';
const desk = '/skranke/samtale/identitet';
const steps = async (by: ParticipantId) =>
  (await send(own, { place: claim(by) })).json.raises as {
    id: string;
    who: number;
    level: string;
    method: string;
    state: string;
  }[];
const identity = () =>
  inFjordby(
    async () =>
      (await db().selectFrom('call_participant').select('identity').where('id', '=', room.citizen).executeTakeFirst())
        ?.identity,
  );
/** As the page sends it into another tab: the secret comes back in a cookie. */
async function openLogin(step: string): Promise<{ status: number; cookie: string; location: string | null }> {
  const body = new URLSearchParams({ ...claim(room.citizen), trin: step });
  const answer = await app.request(`${own}/begynd`, { method: 'POST', body });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { status: answer.status, cookie, location: answer.headers.get('location') };
}
const answerLogin = (cookie: string, svar: string) =>
  app.request(`${own}/mitid-demonstration`, {
    method: 'POST',
    body: new URLSearchParams({ svar }),
    headers: { cookie },
  });

beforeAll(async () => {
  house = await openTestHouse();
  const directory = createDirectory(house);
  const municipality = await directory.bySlug('fjordby');
  if (!municipality) throw new Error();
  app = new Hono<MunicipalEnv & StaffEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    if (c.req.path.startsWith('/skranke'))
      c.set('staff', { employeeId, name: 'Mette', roles: ['employee'], municipality });
    await next();
  });
  app.route('/', identityStaffRoutes(house) as unknown as Hono<MunicipalEnv & StaffEnv>);
  app.use('/:municipality/*', municipalityFromPath(directory) as never);
  app.route('/:municipality', identityStepRoutes(house) as unknown as Hono<MunicipalEnv & StaffEnv>);
});
beforeEach(async () => {
  house.clock.set('2026-11-24T10:00:00Z');
  room = await inFjordby(async () => {
    await db().deleteFrom('call_room').execute();
    const now = house.clock.now();
    const { roomId, participantId } = await openRoom({ form: 'video', language: 'da', displayName: null }, now);
    const employee = await addEmployee(house.bus, roomId, { displayName: 'Mette' });
    if (!employee.ok) throw new Error();
    await admit(house.bus, roomId);
    return { roomId, citizen: participantId, employee: employee.value.participantId };
  });
});

test('from nobody over known to MitID: each step is recorded with its method and seen by both', async () => {
  expect(await identity()).toBe('none');
  expect((await send(`${own}/navn`, { place: claim(room.citizen), name: ' Karen 010190-1234 ' })).status).toBe(200);
  expect(await identity()).toBe('told');
  expect(
    (
      await send(`${desk}/bekraeft`, {
        place: claim(room.employee),
        who: 1,
        name: `Karen ${redactedMark}`,
        method: 'control-questions',
      })
    ).status,
  ).toBe(200);
  expect(await identity()).toBe('known');
  const asked = await send(`${desk}/bed`, { place: claim(room.employee), who: 1 });
  expect(await identity()).toBe('known');
  const { cookie, status, location } = await openLogin(String(asked.json.id));
  expect({ status, location }).toEqual({ status: 303, location: `${own}/mitid-demonstration` });
  expect(location).not.toContain(cookie.split('=')[1]);
  expect((await steps(room.employee)).at(-1)).toMatchObject({ state: 'begun' });
  expect((await answerLogin(cookie, 'ja')).status).toBe(200);
  expect(await identity()).toBe('mitid');
  const seen = await steps(room.citizen);
  expect(seen.map(({ who, level, method, state }) => [who, level, method, state])).toEqual([
    [1, 'told', 'said', 'done'],
    [1, 'known', 'control-questions', 'done'],
    [1, 'mitid', 'mitid-demonstration', 'done'],
  ]);
  expect(await steps(room.employee)).toEqual(seen);
  // The answer counts once, and the way back is spent.
  expect((await answerLogin(cookie, 'ja')).status).toBe(410);
});

test('what is kept of it dies with the room, and the audit names steps and no people', async () => {
  await send(`${own}/navn`, { place: claim(room.citizen), name: 'Karen Holm' });
  await send(`${desk}/bekraeft`, { place: claim(room.employee), who: 1, name: 'Karen Holm', method: 'papers-shown' });
  const entries = await inFjordby(() =>
    db()
      .selectFrom('audit_entry')
      .select(['actor', 'action', 'subject', 'outcome', 'purpose'])
      .where('action', 'like', 'identity.%')
      .orderBy('seq', 'desc')
      .limit(2)
      .execute(),
  );
  expect(entries).toEqual([
    { actor: employeeId, action: 'identity.attest', subject: room.citizen, outcome: 'done', purpose: 'papers-shown' },
    { actor: 'citizen', action: 'identity.say', subject: room.citizen, outcome: 'done', purpose: 'said' },
  ]);
  await inFjordby(() => removeRoom(house.bus, room.roomId));
  expect(await inFjordby(() => db().selectFrom('call_identity_raise').selectAll().execute())).toEqual([]);
});

test('she says no, and the conversation and what is known of her stay as they are', async () => {
  const asked = await send(`${desk}/bed`, { place: claim(room.employee), who: 1 });
  expect((await send(`${own}/nej`, { place: claim(room.citizen), step: asked.json.id as string })).status).toBe(200);
  expect((await openLogin(String(asked.json.id))).status).toBe(410);
  expect((await steps(room.employee)).map((one) => one.state)).toEqual(['refused']);
  expect(await identity()).toBe('none');
  // The login itself can be turned down as well.
  const again = await send(`${desk}/bed`, { place: claim(room.employee), who: 1 });
  const { cookie } = await openLogin(String(again.json.id));
  expect((await answerLogin(cookie, 'nej')).status).toBe(200);
  expect((await answerLogin(cookie, 'ja')).status).toBe(410);
  expect(await identity()).toBe('none');
});

test('a step ends with its time; one who asks again asks once', async () => {
  const ask = () => send(`${desk}/bed`, { place: claim(room.employee), who: 1 });
  const asked = await ask();
  expect((await ask()).status).toBe(409);
  const { cookie } = await openLogin(String(asked.json.id));
  house.clock.advance(10 * 60);
  expect((await answerLogin(cookie, 'ja')).status).toBe(410);
  expect((await steps(room.citizen)).map((one) => one.state)).toEqual(['expired']);
  expect((await ask()).status).toBe(200);
  expect((await steps(room.citizen)).map((one) => one.state)).toEqual(['expired', 'requested']);
  expect(await identity()).toBe('none');
});

test('nobody raises another or herself by a door that is not hers', async () => {
  const sure = { name: null, method: 'met-before' };
  const attest = (body: object) => send(`${desk}/bekraeft`, { ...sure, ...body });
  expect((await attest({ place: claim(room.citizen), who: 1 })).status).toBe(403);
  expect((await attest({ place: claim(room.employee), who: 2 })).status).toBe(409);
  expect((await attest({ place: claim(room.employee), who: 1, method: 'guess' })).status).toBe(404);
  expect((await attest({ place: claim(room.employee), who: 1, name: undefined })).status).toBe(404);
  expect((await send(`${desk}/bed`, { place: claim(room.citizen), who: 2 })).status).toBe(403);
  expect((await send(own, { place: { ...claim(room.citizen), token: 'x' } })).status).toBe(404);
  // Somebody else's step: the employee cannot say yes or no for her.
  const asked = await send(`${desk}/bed`, { place: claim(room.employee), who: 1 });
  expect((await send(`${own}/nej`, { place: claim(room.employee), step: asked.json.id as string })).status).toBe(404);
  expect((await answerLogin('mb_login=guessed', 'ja')).status).toBe(410);
  expect(await identity()).toBe('none');
});

test('what the employee makes sure of is the name that she saw: one that has changed is not attested', async () => {
  const attest = (name: string | null) =>
    send(`${desk}/bekraeft`, { place: claim(room.employee), who: 1, name, method: 'met-before' });
  await send(`${own}/navn`, { place: claim(room.citizen), name: 'Karen' });
  for (const before of [null, 'Kirsten', 'karen']) {
    const refused = await attest(before);
    expect(refused.status).toBe(409);
    expect(refused.json.title).toContain('Navnet er et andet');
  }
  expect(await identity()).toBe('told');
  expect((await attest('Karen')).status).toBe(200);
  expect(await identity()).toBe('known');
});

test('a name is changed a few times and no more, and asking her for a login is not used up by it', async () => {
  const say = (name: string) => send(`${own}/navn`, { place: claim(room.citizen), name });
  for (let n = 0; n < namesAtMost; n++) expect((await say(`Navn ${'abcdefgh'[n]}`)).status).toBe(200);
  const more = await say('Navn igen');
  expect(more.status).toBe(409);
  expect(more.json.title).toContain('skiftet navn');
  expect((await steps(room.employee)).map((one) => one.method)).toEqual(new Array(namesAtMost).fill('said'));
  expect((await send(`${desk}/bed`, { place: claim(room.employee), who: 1 })).status).toBe(200);
});
