import { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordby, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { type EmployeeId, newId, type ParticipantId, type RoomId } from '../../../kernel/index.ts';
import type { MessagePorts } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { addEmployee, admit, endRoom, openRoom, participantToken } from '../rooms.ts';
import { guestRoutes } from './guest-routes.tsx';
import { guestStaffRoutes } from './staff-routes.ts';

type Env = MunicipalEnv & StaffEnv;
let house: TestHouse;
let app: Hono<Env>;
let room: { roomId: RoomId; citizen: ParticipantId; employee: ParticipantId };
const sent: { readonly to: string; readonly text: string }[] = [];
const port = {
  send: async (message: { readonly to: string; readonly text: string }) => {
    sent.push(message);
    return { kind: 'accepted' as const };
  },
};
const ports: MessagePorts = { sms: port, mail: null };
const employeeId = newId<'employee'>() as EmployeeId;
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const claim = (id: ParticipantId) => ({ participant: id, token: participantToken(house.keys, id) });
const desk = async (path: string, body: object = {}, by = room.employee) => {
  const answer = await app.request(`/skranke/samtale/gaester${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ place: claim(by), ...body }),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
};
type Made = {
  readonly link: { readonly id: string };
  readonly url: string;
  readonly code: string;
  readonly ways: string[];
};
const makeLink = async (role = 'companion') =>
  (await desk('/link', { role, language: role === 'interpreter' ? 'ar' : null })).json as Made;

/** A browser: what it was given, it brings along. */
class Visitor {
  readonly #jar = new Map<string, string>();
  async #ask(path: string, init: RequestInit): Promise<{ status: number; to: string | null; text: string }> {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await app.request(`/fjordby/samtale/gaest${path}`, { ...init, headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      if (!/Max-Age=0/.test(line)) expect(line).toMatch(/HttpOnly/);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) this.#jar.delete(name);
      else this.#jar.set(name, value);
    }
    return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() };
  }
  get = (path = '', method = 'GET') => this.#ask(path, { method });
  post = (path: string, fields: Record<string, string>) =>
    this.#ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  open = (code: string) => this.post('/aabn', { kode: code });
  come = (fields: Record<string, string> = {}) => this.post('', { form: 'text', ...fields });
}
const secretOf = (made: Made) => made.url.split('#')[1] ?? '';
const guests = () =>
  inFjordby(() =>
    db()
      .selectFrom('call_participant')
      .select(['number', 'state', 'display_name', 'role'])
      .where('number', '>', 2)
      .execute(),
  );

beforeAll(async () => {
  house = await openTestHouse();
  const directory = createDirectory(house);
  const municipality = await directory.bySlug('fjordby');
  if (!municipality) throw new Error();
  app = new Hono<Env>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    if (c.req.path.startsWith('/skranke'))
      c.set('staff', { employeeId, name: 'Mette', roles: ['employee'], municipality });
    await next();
  });
  app.route('/', guestStaffRoutes(house, ports) as unknown as Hono<Env>);
  app.use('/:municipality/*', municipalityFromPath(directory) as never);
  app.route('/:municipality', guestRoutes(house) as unknown as Hono<Env>);
});
beforeEach(async () => {
  house.clock.set('2026-11-24T10:00:00Z');
  sent.length = 0;
  room = await inFjordby(async () => {
    await db().deleteFrom('call_room').execute();
    const { roomId, participantId } = await openRoom(
      { form: 'text', language: 'da', displayName: 'Karen' },
      house.clock.now(),
    );
    const employee = await addEmployee(house.bus, roomId, { displayName: 'Mette' });
    if (!employee.ok) throw new Error();
    await admit(house.bus, roomId);
    return { roomId, citizen: participantId, employee: employee.value.participantId };
  });
});

describe('a guest', () => {
  test('opens her link, reads what it is, and only her press uses it; her place is there again after a reload', async () => {
    const made = await makeLink();
    expect(made.url).toBe(`http://localhost:4100/fjordby/samtale/gaest#${made.code.replaceAll('-', '')}`);
    const ole = new Visitor();
    expect(await ole.open(secretOf(made))).toMatchObject({ status: 303, to: '/fjordby/samtale/gaest' });
    for (const method of ['GET', 'HEAD', 'GET']) expect((await ole.get('', method)).status).toBe(200);
    expect((await ole.get()).text).toContain('Du kommer som bisidder.');
    expect(await guests()).toEqual([]);
    expect(await ole.come({ navn: 'Ole' })).toMatchObject({ status: 303, to: '/fjordby/samtale/gaest' });
    for (let reload = 0; reload < 3; reload += 1) expect((await ole.get()).text).toContain('Du er i venterummet');
    expect(await guests()).toMatchObject([{ state: 'lobby', display_name: 'Ole', role: 'companion' }]);
    // Her own used link, opened once more: her place, not a refusal.
    expect(await ole.open(secretOf(made))).toMatchObject({ status: 303 });
  });

  test('asked by the citizen comes by her link; her page shows its place, and nobody else gets one', async () => {
    const ask = (place: object, role = 'companion') =>
      app.request('/fjordby/samtale/gaest/link', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ place, role }),
      });
    const answer = await ask(claim(room.citizen));
    const made = (await answer.json()) as Made;
    expect([answer.status, made.ways]).toEqual([200, []]);
    const ole = new Visitor();
    expect(await ole.open(secretOf(made))).toMatchObject({ status: 303 });
    await ole.come({ navn: 'Ole' });
    expect(await guests()).toMatchObject([{ state: 'lobby', display_name: 'Ole', role: 'companion' }]);
    expect((await ask({ ...claim(room.citizen), token: 'guessed' })).status).toBe(409);
    expect((await ask(claim(room.citizen), 'interpreter')).status).toBe(422);
    for (let more = 0; more < 10; more += 1) await ask(claim(room.citizen));
    expect((await ask(claim(room.citizen))).status).toBe(409);
    expect((await desk('/link', { role: 'companion' })).status).toBe(200);
  });

  test('with a forwarded, used, guessed or old link is told so, in words that say what to do', async () => {
    const made = await makeLink();
    const [ole, other] = [new Visitor(), new Visitor()];
    await ole.open(secretOf(made));
    await other.open(secretOf(made));
    await ole.come();
    const late = await other.come();
    expect(late.status).toBe(410);
    expect(late.text).toContain('Bed den, du har fået det af, om et nyt.');
    expect((await new Visitor().open(secretOf(made))).status).toBe(410);
    expect((await new Visitor().open('Z'.repeat(27))).status).toBe(410);
    expect((await new Visitor().open('hello')).status).toBe(422);
    expect(await guests()).toHaveLength(1);
    const old = new Visitor();
    await old.open(secretOf(await makeLink()));
    house.clock.advance(30 * 60);
    expect((await old.get()).status).toBe(410);
    expect((await old.come()).status).toBeGreaterThanOrEqual(303);
    expect(await guests()).toHaveLength(1);
  });

  test('without a link is told what she needs, and a code that was read aloud can be typed', async () => {
    const ole = new Visitor();
    const page = await ole.get();
    expect(page.status).toBe(200);
    expect(page.text).toContain('Koden fra dit link');
    expect((await ole.open(` ${(await makeLink()).code.toLowerCase()} `)).status).toBe(303);
    expect((await ole.get()).text).toContain('Gå til venterummet');
  });

  test('who interprets confirms both before she comes further, and keeps what she wrote', async () => {
    const ana = new Visitor();
    await ana.open(secretOf(await makeLink('interpreter')));
    expect((await ana.get()).text).toContain('tolk på arabisk');
    const refused = await ana.come({ navn: 'Ana', tavshed: 'ja' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#myndig"');
    expect(refused.text).toContain('value="Ana"');
    expect(await guests()).toEqual([]);
    expect((await ana.come({ navn: 'Ana', tavshed: 'ja', myndig: 'ja' })).status).toBe(303);
    expect(await guests()).toMatchObject([{ role: 'interpreter' }]);
  });

  test('is told when it is over for her, when it is over for all, and when she has left', async () => {
    const comes = async () => {
      const visitor = new Visitor();
      await visitor.open(secretOf(await makeLink()));
      await visitor.come();
      return visitor;
    };
    const [ole, eva] = [await comes(), await comes()];
    const [first] = await guests();
    await desk('/plads', { who: first?.number, act: 'remove' });
    expect(await ole.get()).toMatchObject({ status: 410, text: expect.stringContaining('Samtalen er slut for dig') });
    expect((await eva.post('/forlad', {})).text).toContain('Du har forladt samtalen');
    expect((await guests()).map((one) => one.state)).toEqual(['removed']);
    const ida = await comes();
    await inFjordby(() => endRoom(house.bus, room.roomId, 'employee', house.clock.now()));
    expect(await ida.get()).toMatchObject({ status: 410, text: expect.stringContaining('Samtalen er slut') });
  });
});

describe('whoever receives guests', () => {
  test('lets in one at a time, sends out and brings back; a page without a place in the room does nothing', async () => {
    const ole = new Visitor();
    await ole.open(secretOf(await makeLink()));
    await ole.come();
    const [guest] = await guests();
    for (const [act, state] of [
      ['admit', 'admitted'],
      ['hold', 'held'],
      ['back', 'admitted'],
      ['remove', 'removed'],
    ] as const) {
      expect((await desk('/plads', { who: guest?.number, act })).status).toBe(200);
      expect((await guests())[0]?.state).toBe(state);
    }
    expect((await desk('/plads', { who: guest?.number, act: 'admit' })).status).toBe(409);
    expect((await desk('/plads', { who: 2, act: 'remove' })).status).toBe(409);
    expect((await desk('/plads', { who: guest?.number, act: 'admit' }, room.citizen)).status).toBe(403);
    expect(
      (await desk('/plads', { who: guest?.number, act: 'admit', place: { ...claim(room.employee), token: 'x' } }))
        .status,
    ).toBe(404);
  });

  test('sends a link of this room by the port, and nothing else', async () => {
    const made = await makeLink();
    const key = newId();
    expect(made.ways).toEqual(['sms']);
    const send = (body: object) => desk('/send', { way: 'sms', to: '20 30 40 50', key, code: made.code, ...body });
    expect((await send({})).json).toMatchObject({ outcome: 'accepted-sms' });
    expect(sent).toEqual([{ to: '+4520304050', key: expect.any(String), text: expect.stringContaining(made.url) }]);
    expect(sent[0]?.text).toContain('til kl. 11:30');
    expect(sent[0]?.text).not.toMatch(/Karen|Mette/);
    expect((await send({ to: '12' })).status).toBe(422);
    expect((await send({ code: 'Z'.repeat(27) })).status).toBe(404);
    expect(house.logged.join()).not.toMatch(/20304050|20 30 40 50/);
    expect(sent).toHaveLength(1);
  });

  test('sees links that nobody used, and takes them back', async () => {
    const made = await makeLink('interpreter');
    expect((await desk('')).json).toMatchObject({ links: [{ id: made.link.id, role: 'interpreter', language: 'ar' }] });
    expect((await desk('/traek', { link: made.link.id })).json).toEqual({ dropped: true });
    expect((await new Visitor().open(secretOf(made))).status).toBe(410);
    expect((await desk('/traek', { link: made.link.id })).json).toEqual({ dropped: false });
  });
});
