import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { fjordby, openTestHouse } from '../../test/support/test-house.ts';
import { openDatabase } from '../db/index.ts';
import type { ParticipantId } from '../kernel/index.ts';
import {
  addEmployee,
  addPerson,
  admit,
  closeCode,
  type FromBrowser,
  openRoom,
  participantToken,
  type RoomView,
  removePerson,
  removeRoom,
  roomState,
  setPerson,
  setPlace,
  type ToBrowser,
} from '../modules/call/index.ts';
import { createPostgresBus, type House } from '../platform/index.ts';
import { attachRealtime } from './index.ts';

const house = await openTestHouse();
const origin = 'http://localhost:4100';

async function serve(one: House): Promise<{ server: Server; port: number; close: () => Promise<void> }> {
  const server = createServer();
  const realtime = attachRealtime(server, one, {
    originAllowed: (given) => given === origin,
    frameKeys: '',
    municipalityOf: async ({ slug }) => (slug === 'fjordby' ? fjordby : null),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    await realtime.close();
    server.close();
  };
  return { server, port: (server.address() as AddressInfo).port, close };
}

const first = await serve(house);
/** On PostgreSQL the employee's page is on another process: a pool and a bus of its own. */
const elsewhere = house.databaseUrl === null ? house : await anotherHouse(house.databaseUrl);
const second = await serve(elsewhere);
afterAll(async () => {
  await first.close();
  await second.close();
});

async function anotherHouse(databaseUrl: string): Promise<House> {
  const opened = await openDatabase({ databaseUrl, databaseOwnerUrl: null, dataDir: null, pool: 4 });
  if (!opened.ok) throw new Error('no database');
  const bus = await createPostgresBus({ databaseUrl, keys: house.keys, onError: () => {} });
  afterAll(async () => {
    await bus.close();
    await opened.value.close();
  });
  return { ...house, database: opened.value, bus };
}

/** A browser's socket, with everything it was told. */
class Page {
  readonly told: ToBrowser[] = [];
  readonly socket: WebSocket;
  closed: number | null = null;
  constructor(port: number, path = '/fjordby/samtale', headers: Record<string, string> = { origin }) {
    this.socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    this.socket.on('message', (data) => this.told.push(JSON.parse(data.toString())));
    this.socket.on('close', (code) => {
      this.closed = code;
    });
    this.socket.on('error', () => {
      this.closed ??= 0;
    });
  }
  async say(message: FromBrowser | string): Promise<void> {
    if (this.socket.readyState === WebSocket.CONNECTING)
      await new Promise((resolve) => this.socket.once('open', resolve));
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }
  of<T extends ToBrowser['t']>(t: T): (ToBrowser & { t: T })[] {
    return this.told.filter((one): one is ToBrowser & { t: T } => one.t === t);
  }
  async hears<T extends ToBrowser['t']>(
    t: T,
    fits: (message: ToBrowser & { t: T }) => boolean = () => true,
  ): Promise<ToBrowser & { t: T }> {
    await until(() => this.of(t).some(fits));
    return this.of(t).find(fits) as ToBrowser & { t: T };
  }
}

async function until(is: () => boolean, ms = 5_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!is()) {
    if (Date.now() > deadline) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const quiet = (ms = 150) => new Promise((resolve) => setTimeout(resolve, ms));
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);

async function aRoom() {
  const { roomId, participantId } = await inFjordby(() =>
    openRoom({ form: 'video', language: 'da', displayName: null }, house.clock.now()),
  );
  const added = await inFjordby(() => addEmployee(house.bus, roomId, { displayName: 'Kim' }));
  if (!added.ok) throw new Error('no room');
  const hello = (participant: ParticipantId, session: string, extra: object = {}): FromBrowser => ({
    t: 'hello',
    participant,
    token: participantToken(house.keys, participant),
    session,
    lastSeq: 0,
    ...extra,
  });
  return { roomId, citizen: participantId, employee: added.value.participantId, hello };
}
/** `to`: the place it is for, and 0 for her own next page. */
const line = (seq: number, ins: string, to: number, done: string | 0 = 0): FromBrowser => ({
  t: 'text',
  to,
  w: { k: 'ops', s: 's', o: [['e', seq, 0, 0, ins, done]] },
});
/** The seat of the first of the others. */
const seatOf = (message: { readonly room: RoomView }) => message.room.people[0]?.seat ?? 0;
const otherIs = (connected: boolean) => (message: { readonly room: RoomView }) =>
  message.room.people[0]?.connected === connected;

describe('the door', () => {
  test('a foreign origin, no origin, another path and an unknown municipality are refused', async () => {
    for (const [path, headers] of [
      ['/fjordby/samtale', { origin: 'https://evil.example' }],
      ['/fjordby/samtale', {}],
      ['/fjordby/andet', { origin }],
      ['/hedelund/samtale', { origin }],
    ] as const) {
      const page = new Page(first.port, path, headers);
      await until(() => page.closed !== null);
      expect(page.told).toEqual([]);
    }
    const english = new Page(first.port, '/fjordby/en/samtale');
    await english.say({ t: 'beat' });
    await english.hears('beat');
    english.socket.close();
  });

  test('a wrong token and an unknown place are closed in the same way, with nothing told', async () => {
    const { citizen, hello } = await aRoom();
    const wrong = new Page(first.port);
    await wrong.say({ ...hello(citizen, 'a-session-of-a-page'), token: 'x'.repeat(64) } as FromBrowser);
    const unknown = new Page(first.port);
    await unknown.say(hello('33333333-3333-4333-8333-333333333333' as ParticipantId, 'a-session-of-a-page'));
    await until(() => wrong.closed !== null && unknown.closed !== null);
    expect([wrong.closed, unknown.closed, wrong.told, unknown.told]).toEqual([
      closeCode.unknown,
      closeCode.unknown,
      [],
      [],
    ]);
  });

  test('rubbish is counted and the socket closed; the process and the others go on', async () => {
    const { citizen, hello } = await aRoom();
    const good = new Page(first.port);
    await good.say(hello(citizen, 'a-session-of-a-page'));
    await good.hears('welcome');
    const bad = new Page(first.port);
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"t":"hello"}',
      '{"t":"signal","n":-1}',
      '{"t":"__proto__"}',
      '{"t":"text","w":{"k":"ops"}}',
      '"',
      '0',
    ])
      await bad.say(text);
    await until(() => bad.closed !== null);
    expect(bad.closed).toBe(closeCode.malformed);
    const large = new Page(first.port);
    await large.say('x'.repeat(70_000));
    await until(() => large.closed !== null);
    await good.say({ t: 'beat' });
    await good.hears('beat');
    good.socket.close();
  });

  test('a flood from one does not make another wait', async () => {
    const { citizen, employee, hello } = await aRoom();
    const good = new Page(first.port);
    await good.say(hello(employee, 'a-session-of-a-page'));
    await good.hears('welcome');
    const flood = new Page(first.port);
    await flood.say(hello(citizen, 'a-session-of-a-page'));
    for (let n = 1; n <= 5_000; n += 1) await flood.say(line(n, 'x', 0));
    let worst = 0;
    for (let round = 1; round <= 10; round += 1) {
      const at = performance.now();
      await good.say({ t: 'beat' });
      await until(() => good.of('beat').length >= round);
      worst = Math.max(worst, performance.now() - at);
    }
    expect(worst).toBeLessThan(250);
    expect(flood.closed).toBeNull();
    flood.socket.terminate();
    good.socket.close();
  });

  test('whoever was put out for rubbish is let in again, but not at once', async () => {
    const { citizen, hello } = await aRoom();
    const bad = new Page(first.port);
    await bad.say(hello(citizen, 'a-session-of-a-page'));
    await bad.hears('welcome');
    for (let n = 0; n < 10; n += 1) await bad.say('{');
    await until(() => bad.closed !== null);
    const again = new Page(first.port);
    const at = performance.now();
    await again.say(hello(citizen, 'a-session-of-a-page'));
    await again.hears('welcome');
    expect(performance.now() - at).toBeGreaterThan(1_000);
    again.socket.close();
  });
});

describe('before admission', () => {
  test('nothing goes between the two: no signal, no text, not even that somebody is there', async () => {
    const { citizen, employee, hello } = await aRoom();
    const waiting = new Page(first.port);
    const desk = new Page(second.port);
    await waiting.say(hello(citizen, 'a-session-of-the-citizen'));
    await desk.say(hello(employee, 'a-session-of-the-desk'));
    const nobody = { you: { state: 'lobby' }, people: [], guests: [] };
    expect((await waiting.hears('welcome')).room).toMatchObject(nobody);
    expect((await desk.hears('welcome')).room).toMatchObject(nobody);
    for (const [page, who] of [
      [waiting, 2],
      [desk, 1],
    ] as const) {
      await page.say(line(1, 'hemmeligt', 0));
      await page.say(line(1, 'hemmeligt', who));
      await page.say({ t: 'signal', n: 1, who, to: 1, body: 'offer' });
      await page.say({ t: 'text', to: who, w: { k: 'ack', s: 's', n: 1 } });
      await page.say({ t: 'beat' });
      await page.hears('beat');
    }
    await quiet();
    expect(waiting.told.map((one) => one.t)).toEqual(['welcome', 'beat']);
    expect(desk.told.map((one) => one.t)).toEqual(['welcome', 'beat']);
    expect(house.logged.join('')).not.toContain('hemmeligt');
    waiting.socket.close();
    desk.socket.close();
  });

  test('what she wrote is given back to the page that she opens again', async () => {
    const { citizen, hello } = await aRoom();
    const before = new Page(first.port);
    await before.say(hello(citizen, 'a-session-of-the-citizen'));
    await before.say(line(1, 'Goddag', 0, '1-1-a'));
    await before.say(line(2, 'jeg', 0));
    await before.say({ t: 'beat' });
    await before.hears('beat');
    before.socket.close();
    await until(() => before.closed !== null);
    await quiet(50);
    const after = new Page(first.port);
    await after.say(hello(citizen, 'another-session-of-hers'));
    expect((await after.hears('welcome')).typed).toEqual({ lines: ['Goddag'], live: 'jeg' });
    after.socket.close();
  });
});

describe('after admission', () => {
  async function talking() {
    const room = await aRoom();
    const a = new Page(first.port);
    const b = new Page(second.port);
    await a.say(room.hello(room.citizen, 'a-session-of-the-citizen'));
    await b.say(room.hello(room.employee, 'a-session-of-the-desk'));
    await a.hears('welcome');
    await b.hears('welcome');
    await inFjordby(() => admit(house.bus, room.roomId));
    const toB = seatOf(await a.hears('state', otherIs(true)));
    const toA = seatOf(await b.hears('state', otherIs(true)));
    return { ...room, a, b, toA, toB };
  }

  test('signals arrive in order over two processes, once each, also when they are sent again on a new socket', async () => {
    const { a, b, toB, citizen, employee, hello } = await talking();
    for (let n = 1; n <= 5; n += 1) await a.say({ t: 'signal', n, who: 2, to: toB, body: `b${n}` });
    await a.hears('stored', (one) => one.n === 5);
    await b.hears('signal', (one) => one.body === 'b5');
    await b.say({ t: 'got', seq: b.of('signal')[2]?.seq ?? 0 });
    await quiet(100);
    b.socket.terminate();
    a.socket.terminate();
    const a2 = new Page(second.port);
    await a2.say(hello(citizen, 'a-session-of-the-citizen'));
    expect((await a2.hears('welcome')).sent).toBe(5);
    for (let n = 4; n <= 6; n += 1) await a2.say({ t: 'signal', n, who: 2, to: toB, body: `b${n}` });
    await a2.hears('stored', (one) => one.n === 6);
    const b2 = new Page(first.port);
    await b2.say(hello(employee, 'a-session-of-the-desk', { lastSeq: b.of('signal')[3]?.seq }));
    await b2.hears('signal', (one) => one.body === 'b6');
    expect(b.of('signal').map((one) => one.body)).toEqual(['b1', 'b2', 'b3', 'b4', 'b5']);
    expect(b2.of('signal').map((one) => one.body)).toEqual(['b5', 'b6']);
    a2.socket.close();
    b2.socket.close();
  });

  test('text goes both ways in memory only', async () => {
    const { a, b } = await talking();
    await a.say(line(1, 'åben 👋', 2));
    await b.hears('text', (one) => one.from === 1 && JSON.stringify(one.w).includes('åben 👋'));
    await b.say({ t: 'text', to: 1, w: { k: 'ack', s: 's', n: 1 } });
    await a.hears('text', (one) => one.from === 2 && one.w.k === 'ack');
    expect(house.logged.join('')).not.toContain('åben');
    a.socket.close();
    b.socket.close();
  });

  test('the second tab is told; it takes over; the first is told, and the other side sees a new seat', async () => {
    const { a, b, citizen, hello, toA } = await talking();
    const tab = new Page(second.port);
    await tab.say(hello(citizen, 'the-second-tab-of-hers'));
    await tab.hears('elsewhere');
    await tab.say(hello(citizen, 'the-second-tab-of-hers', { takeOver: true }));
    expect((await tab.hears('welcome')).seat).toBe(toA + 1);
    await a.hears('elsewhere');
    await b.hears('state', (one) => seatOf(one) === toA + 1);
    await a.say(line(1, 'fra den gamle fane', 2));
    await tab.say(line(1, 'fra den nye fane', 2));
    await b.hears('text', (one) => JSON.stringify(one.w).includes('den nye'));
    expect(JSON.stringify(b.told)).not.toContain('den gamle');
    for (const page of [a, b, tab]) page.socket.close();
  });

  test('a page that closes is seen to be gone; hanging up ends it for both; a removed room is unknown', async () => {
    const { a, b, roomId, citizen, hello } = await talking();
    b.socket.close();
    await a.hears('state', otherIs(false));
    await a.say({ t: 'end' });
    await a.hears('state', (one) => one.room.endedBy === 'citizen');
    await inFjordby(() => removeRoom(house.bus, roomId));
    await until(() => a.closed !== null);
    expect(a.closed).toBe(closeCode.unknown);
    const late = new Page(first.port);
    await late.say(hello(citizen, 'a-session-of-the-citizen'));
    await until(() => late.closed === closeCode.unknown);
  });

  describe('a colleague hangs up', () => {
    async function withColleague() {
      const room = await talking();
      const added = await inFjordby(() =>
        addPerson(house.bus, room.roomId, { role: 'colleague', displayName: 'Ali', identity: 'staff' }),
      );
      if (!added.ok) throw new Error('no place');
      const colleague = added.value.participantId;
      await inFjordby(() => setPlace(house.bus, room.roomId, colleague, 'admitted'));
      const c = new Page(second.port);
      await c.say(room.hello(colleague, 'a-session-of-a-colleague'));
      await c.hears('welcome', (one) => one.room.you.role === 'colleague');
      await room.a.hears('state', (one) => one.room.people.length === 2);
      return { ...room, c, colleague };
    }

    test('she is gone, and the others go on', async () => {
      const { a, b, c } = await withColleague();
      a.told.length = 0;
      await c.say({ t: 'end' });
      await a.hears('state', (one) => one.room.people.length === 1);
      expect(a.of('state').at(-1)?.room).toMatchObject({ endedBy: null, people: [{ role: 'employee' }] });
      for (const page of [a, b, c]) page.socket.close();
    });

    test('whom the conversation has gone over to ends it for all, though she sat down as a colleague', async () => {
      const { a, b, c, roomId, employee, colleague } = await withColleague();
      await inFjordby(async () => {
        await removePerson(house.bus, roomId, employee);
        await setPerson(house.bus, roomId, colleague, { role: 'employee' });
      });
      await c.hears('state', (one) => one.room.you.role === 'employee');
      await c.say({ t: 'end' });
      await a.hears('state', (one) => one.room.endedBy === 'employee');
      for (const page of [a, b, c]) page.socket.close();
    });
  });

  test('a page that closes while it is let in is not seen as there', async () => {
    const { a, b, citizen, roomId, hello } = await talking();
    a.socket.close();
    const connected = () =>
      inFjordby(async () =>
        (await roomState(roomId, house.clock.now()))?.participants.some((one) => one.id === citizen && one.connected),
      );
    await expect.poll(connected).toBe(false);
    const hasty = new Page(first.port);
    await hasty.say(hello(citizen, 'a-session-of-the-citizen'));
    hasty.socket.terminate();
    await quiet(300);
    expect(await connected()).toBe(false);
    b.socket.close();
  });

  test('a server that stops says come back', async () => {
    const third = await serve(house);
    const { citizen, hello } = await aRoom();
    const page = new Page(third.port);
    await page.say(hello(citizen, 'a-session-of-the-citizen'));
    await page.hears('welcome');
    await third.close();
    expect(page.closed).toBe(1012);
  });
});
