import { createHmac } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { fjordby, hedelund, openTestHouse } from '../../../test/support/test-house.ts';
import { db } from '../../db/index.ts';
import { newId } from '../../kernel/index.ts';
import { EarlyText } from './early-text.ts';
import {
  addEmployee,
  admit,
  endRoom,
  enter,
  forgetSignals,
  iceServers,
  leave,
  openRoom,
  participantToken,
  removeRoom,
  roomState,
  signalsAfter,
  viewFrom,
} from './index.ts';
import { storeSignal, storeSignals } from './signals.ts';

const house = await openTestHouse();
const { bus, clock, database, keys } = house;
const inFjordby = <Value>(work: () => Promise<Value>) => database.inMunicipality(fjordby, work);
const now = () => clock.now();

async function aRoom() {
  const { roomId, participantId: citizen } = await inFjordby(() =>
    openRoom({ form: 'video', language: 'da', displayName: null }, now()),
  );
  const added = await inFjordby(() => addEmployee(bus, roomId, { displayName: 'Kim' }));
  if (!added.ok) throw new Error('no room');
  const employee = added.value.participantId;
  const sit = async (who: typeof citizen, session: string, takeOver = false) => {
    const entered = await inFjordby(() => enter(bus, who, { session, takeOver }, now()));
    if (entered.kind !== 'seated') throw new Error(entered.kind);
    return entered.seat;
  };
  return { roomId, citizen, employee, sit };
}

test('several signals at once are kept in their order, each with its own outcome', async () => {
  const { roomId, citizen, employee, sit } = await aRoom();
  const seat = await sit(citizen, 'a-page-of-the-citizen');
  const desk = await sit(employee, 'a-page-of-the-desk');
  await inFjordby(() => admit(bus, roomId));
  const say = (n: number, who = 2, to = desk.seat) => ({ n, who, to, body: `b${n}` });
  expect(
    await inFjordby(() =>
      storeSignals(house, seat, [say(1), say(2), say(2), say(3, 9), say(4, 2, desk.seat + 1), say(5)]),
    ),
  ).toEqual(['stored', 'stored', 'repeated', 'before admission', 'gone', 'stored']);
  expect((await inFjordby(() => signalsAfter(keys, desk, 0))).map(({ body }) => body)).toEqual(['b1', 'b2', 'b5']);
  const many = Array.from({ length: 300 }, (_, at) => say(at + 6));
  const outcomes = await inFjordby(() => storeSignals(house, seat, many));
  expect(outcomes.filter((one) => one === 'stored')).toHaveLength(253);
  expect(outcomes.at(-1)).toBe('too many');
});

test('before admission a page sees nothing of the other side, and no signal is stored', async () => {
  const { roomId, citizen, employee, sit } = await aRoom();
  const seat = await sit(citizen, 'a-page-of-the-citizen');
  const desk = await sit(employee, 'a-page-of-the-desk');
  for (const one of [seat, desk]) {
    const seen = await inFjordby(() => viewFrom(one, now()));
    expect(seen).toMatchObject({
      kind: 'here',
      ids: new Map(),
      room: { you: { state: 'lobby' }, people: [], guests: [] },
    });
  }
  expect(await inFjordby(() => storeSignal(house, seat, { n: 1, who: 2, to: desk.seat, body: 'x' }))).toBe(
    'before admission',
  );
  await inFjordby(() => admit(bus, roomId));
  const seen = await inFjordby(() => viewFrom(seat, now()));
  expect(seen).toMatchObject({
    room: {
      you: { who: 1, state: 'admitted' },
      people: [{ who: 2, role: 'employee', name: 'Kim', identity: 'staff', connected: true, seat: desk.seat }],
    },
  });
});

test('a signal is stored once, arrives in order, sealed, and is gone when it is received', async () => {
  const { roomId, citizen, employee, sit } = await aRoom();
  await inFjordby(() => admit(bus, roomId));
  const from = await sit(citizen, 'a-page-of-the-citizen');
  const to = await sit(employee, 'a-page-of-the-desk');
  const signal = (n: number) =>
    inFjordby(() => storeSignal(house, from, { n, who: 2, to: to.seat, body: `candidate 192.0.2.${n}` }));
  expect([await signal(1), await signal(2), await signal(2), await signal(1)]).toEqual([
    'stored',
    'stored',
    'repeated',
    'repeated',
  ]);
  const stored = await inFjordby(() => db().selectFrom('call_signal').select('body').execute());
  expect(stored.some((row) => row.body.includes('192.0.2'))).toBe(false);
  const got = await inFjordby(() => signalsAfter(keys, to, 0));
  expect(got.map((one) => one.body)).toEqual(['candidate 192.0.2.1', 'candidate 192.0.2.2']);
  await inFjordby(() => forgetSignals(to, got[1]?.seq ?? 0));
  expect(await inFjordby(() => signalsAfter(keys, to, 0))).toEqual([]);
  // Sent again after the other received it and the row is gone: still known.
  expect(await signal(2)).toBe('repeated');
});

test('a place is held by one page; a second is told, can take over, and signals for the first are not given to it', async () => {
  const { roomId, citizen, employee, sit } = await aRoom();
  await inFjordby(() => admit(bus, roomId));
  const desk = await sit(employee, 'a-page-of-the-desk');
  const first = await sit(citizen, 'the-first-tab-1234');
  await inFjordby(() => storeSignal(house, desk, { n: 1, who: 1, to: first.seat, body: 'for the first' }));
  expect(
    await inFjordby(() => enter(bus, citizen, { session: 'the-second-tab-1234', takeOver: false }, now())),
  ).toEqual({ kind: 'elsewhere', roomId });
  const second = await sit(citizen, 'the-second-tab-1234', true);
  expect(second.seat).toBe(first.seat + 1);
  expect(await inFjordby(() => viewFrom(first, now()))).toEqual({ kind: 'elsewhere' });
  expect(await inFjordby(() => signalsAfter(keys, second, 0))).toEqual([]);
  expect(await inFjordby(() => storeSignal(house, desk, { n: 2, who: 1, to: first.seat, body: 'late' }))).toBe('gone');
  expect(
    await inFjordby(() => storeSignal(house, first, { n: 1, who: 2, to: desk.seat, body: 'from the old tab' })),
  ).toBe('gone');
});

test('a socket that closes late takes nothing from its successor; a closed or silent page frees the place', async () => {
  const { citizen, sit, roomId } = await aRoom();
  const lost = await sit(citizen, 'the-first-tab-1234');
  const again = await sit(citizen, 'the-first-tab-1234');
  expect(again.seat).toBe(lost.seat);
  expect(await inFjordby(() => viewFrom(lost, now()))).toEqual({ kind: 'replaced' });
  await inFjordby(() => leave(bus, lost, now()));
  const connected = async () =>
    (await inFjordby(() => roomState(roomId, now())))?.participants.find((one) => one.id === citizen)?.connected;
  expect(await connected()).toBe(true);
  await inFjordby(() => leave(bus, again, now()));
  expect(await connected()).toBe(false);
  await sit(citizen, 'the-first-tab-1234');
  clock.advance(61);
  expect(await connected()).toBe(false);
  await sit(citizen, 'the-second-tab-1234');
});

test('who ended it first stands, and removing it leaves no row', async () => {
  const { roomId, citizen, sit } = await aRoom();
  const seat = await sit(citizen, 'the-first-tab-1234');
  await inFjordby(() => endRoom(bus, roomId, 'citizen', now()));
  await inFjordby(() => endRoom(bus, roomId, 'employee', now()));
  expect(await inFjordby(() => roomState(roomId, now()))).toMatchObject({ endedBy: 'citizen' });
  await inFjordby(() => removeRoom(bus, roomId));
  expect(await inFjordby(() => roomState(roomId, now()))).toBeNull();
  expect(await inFjordby(() => viewFrom(seat, now()))).toEqual({ kind: 'gone' });
  expect(
    await inFjordby(() => db().selectFrom('call_participant').select('id').where('room_id', '=', roomId).execute()),
  ).toEqual([]);
});

test('the employee has one place, however often it is asked for', async () => {
  const { roomId, employee } = await aRoom();
  expect(await inFjordby(() => addEmployee(bus, roomId, { displayName: 'Ida' }))).toEqual({
    ok: true,
    value: { participantId: employee },
  });
  expect(await inFjordby(() => addEmployee(bus, newId(), { displayName: 'Ida' }))).toEqual({
    ok: false,
    reason: 'no room',
  });
});

test('another municipality sees no room, no place and no signal', async () => {
  const { roomId, citizen } = await aRoom();
  const inHedelund = <Value>(work: () => Promise<Value>) => database.inMunicipality(hedelund, work);
  expect(await inHedelund(() => roomState(roomId, now()))).toBeNull();
  expect(
    await inHedelund(() => enter(bus, citizen, { session: 'a-page-somewhere-else', takeOver: true }, now())),
  ).toEqual({ kind: 'unknown' });
});

test('a token proves one place and no other', () => {
  const [one, other] = [newId<'participant'>(), newId<'participant'>()];
  expect(participantToken(keys, one)).toBe(participantToken(keys, one));
  expect(participantToken(keys, one)).not.toBe(participantToken(keys, other));
});

test('the relay is given with a credential that ends and names nobody', () => {
  const ice = { stun: ['stun:stun.example.dk'], turn: ['turn:turn.example.dk'], turnSecret: 'shared' };
  const at = new Date('2026-11-24T09:00:00Z');
  const username = String(at.getTime() / 1000 + 14_400);
  expect(iceServers({ ice }, at)).toEqual([
    { urls: ['stun:stun.example.dk'] },
    {
      urls: ['turn:turn.example.dk'],
      username,
      credential: createHmac('sha1', 'shared').update(username).digest('base64'),
    },
  ]);
  expect(iceServers({ ice }, at, 120)[1]?.username).toBe(String(at.getTime() / 1000 + 120));
  expect(iceServers({ ice: { stun: [], turn: [], turnSecret: null } }, at)).toEqual([]);
});

test('early text is given back once, is bounded, and follows the lines', () => {
  const early = new EarlyText();
  const me = newId<'participant'>();
  early.hold(me, 1, {
    k: 'ops',
    s: 'a',
    o: [
      ['e', 1, 0, 0, 'Hej', '1-1-a'],
      ['e', 2, 0, 0, 'jeg', 0],
    ],
  });
  expect(early.take(me)).toEqual({ lines: ['Hej'], live: 'jeg' });
  expect(early.take(me)).toBeNull();
  for (let seq = 1; seq < 200; seq += 1)
    early.hold(me, 1, { k: 'ops', s: 'b', o: [['e', seq, 0, 0, 'x'.repeat(500), `${seq}-1-a`]] });
  const kept = early.take(me)?.lines.join('').length ?? 0;
  expect(kept).toBeGreaterThan(60_000);
  expect(kept).toBeLessThanOrEqual(64 * 1024);
});

test('early text of a page that lost its place is forgotten with it, and the newer page keeps its own', () => {
  vi.useFakeTimers();
  const early = new EarlyText();
  const me = newId<'participant'>();
  const writes = (seat: number) => early.hold(me, seat, { k: 'ops', s: 'a', o: [['e', 1, 0, 0, 'Hej', '1-1-a']] });
  writes(1);
  early.pageClosed(me, 1);
  vi.advanceTimersByTime(121_000);
  expect(early.take(me)).toBeNull();
  writes(2);
  early.pageClosed(me, 1);
  vi.advanceTimersByTime(121_000);
  expect(early.take(me)).toEqual({ lines: ['Hej'], live: '' });
  vi.useRealTimers();
});
