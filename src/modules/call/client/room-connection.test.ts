import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromBrowser, RoomView, ToBrowser } from '../protocol.ts';
import { type ConnectionState, createRoomConnection, type SocketLike } from './room-connection.ts';
import { personOf } from './testing/channel-pair.ts';

const room: RoomView = {
  you: { who: 1, role: 'citizen', identity: 'none', state: 'admitted' },
  endedBy: null,
  transport: 'direct',
  relayOnly: false,
  people: [personOf(2, 'employee')],
  guests: [],
};

class Socket implements SocketLike {
  readyState = 0 as 0 | 1 | 2 | 3;
  said: FromBrowser[] = [];
  answers = true;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  send(text: unknown): void {
    const message = JSON.parse(String(text)) as FromBrowser;
    this.said.push(message);
    if (message.t === 'beat' && this.answers) this.tell({ t: 'beat' });
  }
  close(): void {
    this.readyState = 3;
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  tell(message: ToBrowser): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  lose(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  of(t: FromBrowser['t']): FromBrowser[] {
    return this.said.filter((one) => one.t === t);
  }
}

function page() {
  const sockets: Socket[] = [];
  const states: ConnectionState[] = [];
  const signals: string[] = [];
  const typed: unknown[] = [];
  const connection = createRoomConnection({
    participant: { id: 'p', token: 't' },
    session: 's',
    openSocket: () => {
      const socket = new Socket();
      sockets.push(socket);
      return socket;
    },
    onState: (state) => states.push(state),
    onSignal: (signal) => signals.push(signal.body),
    onText: () => {},
    onTyped: (given) => typed.push(given),
  });
  const last = () => sockets.at(-1) as Socket;
  const welcome = (sent = 0, seat = 1) => {
    last().open();
    last().tell({ t: 'welcome', seat, sent, typed: { lines: ['før'], live: '' }, room });
  };
  return { connection, sockets, states, signals, typed, last, welcome };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the room connection', () => {
  test('says who it is first, never in the address, and is seated when it is welcomed', () => {
    const { last, welcome, connection, typed } = page();
    welcome();
    expect(last().said[0]).toEqual({
      t: 'hello',
      participant: 'p',
      token: 't',
      session: 's',
      lastSeq: 0,
      takeOver: false,
    });
    expect(connection.state()).toEqual({ kind: 'seated', seat: 1, room });
    expect(typed).toEqual([{ lines: ['før'], live: '' }]);
  });

  test('a signal is said again on the next socket until it is known to be stored, and then no more', () => {
    const { connection, last, welcome, sockets, typed } = page();
    welcome();
    connection.sendSignal(2, 1, 'a');
    connection.sendSignal(2, 1, 'b');
    last().tell({ t: 'stored', n: 1 });
    last().lose();
    connection.sendSignal(2, 1, 'c');
    vi.advanceTimersByTime(500);
    expect(sockets.length).toBe(2);
    welcome(2);
    expect(last().of('signal')).toEqual([{ t: 'signal', n: 3, who: 2, to: 1, body: 'c' }]);
    // What was typed before is told to the page once.
    expect(typed.length).toBe(1);
  });

  test('what was written before addresses were to be hidden is not said again', () => {
    for (const how of ['on the way', 'while we were away'] as const) {
      const { connection, last, welcome } = page();
      welcome();
      connection.sendSignal(2, 1, 'an address');
      if (how === 'on the way') last().tell({ t: 'state', room: { ...room, relayOnly: true } });
      connection.sendSignal(2, 1, 'another');
      last().lose();
      vi.advanceTimersByTime(500);
      last().open();
      last().tell({ t: 'welcome', seat: 1, sent: 0, typed: null, room: { ...room, relayOnly: true } });
      const bodies = last()
        .of('signal')
        .map((one) => 'body' in one && one.body);
      expect(bodies).toEqual(how === 'on the way' ? ['another'] : []);
    }
  });

  test('a signal that comes twice is handled once, and those that come together are confirmed together', () => {
    const { last, welcome, signals } = page();
    welcome();
    last().tell({ t: 'signal', seq: 7, who: 2, from: 1, to: 1, body: 'x' });
    last().tell({ t: 'signal', seq: 7, who: 2, from: 1, to: 1, body: 'x' });
    expect(signals).toEqual(['x']);
    expect(last().of('got')).toEqual([]);
    vi.advanceTimersByTime(60);
    expect(last().of('got')).toEqual([{ t: 'got', seq: 7 }]);
    last().lose();
    vi.advanceTimersByTime(500);
    last().open();
    expect(last().said[0]).toMatchObject({ t: 'hello', lastSeq: 7 });
  });

  test('a page that stood still does not take its own sleep for a silence', () => {
    const { last, sockets, welcome } = page();
    welcome();
    last().answers = false;
    vi.advanceTimersByTime(1_100);
    // The machine stalls: time goes on, no timer runs, and the answer to the beat waits in the queue behind the next one.
    vi.setSystemTime(Date.now() + 6_000);
    vi.advanceTimersByTime(1_000);
    last().tell({ t: 'beat' });
    last().answers = true;
    vi.advanceTimersByTime(5_000);
    expect(sockets).toHaveLength(1);
  });

  test('where the others are quiet too, one late answer is enough', () => {
    const { connection, last, sockets, welcome } = page();
    welcome();
    vi.advanceTimersByTime(1_100);
    connection.doubt();
    expect(sockets).toHaveLength(1);
    last().answers = false;
    vi.advanceTimersByTime(1_000);
    connection.doubt();
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(950);
    connection.doubt();
    vi.advanceTimersByTime(300);
    expect(sockets).toHaveLength(2);
  });

  test('three seconds without an answer make a new socket; silence alone does not', () => {
    const { last, welcome, sockets } = page();
    welcome();
    vi.advanceTimersByTime(60_000);
    expect(sockets.length).toBe(1);
    last().answers = false;
    vi.advanceTimersByTime(5_500);
    expect(sockets.length).toBe(2);
  });

  test('comes back fast at first, then slower, for ever, and keeps what it knew of the room', () => {
    const { sockets, welcome, last, connection } = page();
    welcome();
    last().lose(1012);
    expect(connection.state()).toEqual({ kind: 'connecting', seat: 1, room });
    for (let turn = 0; turn < 20; turn += 1) {
      vi.advanceTimersByTime(3_300);
      if (last().readyState === 0) last().lose();
    }
    expect(sockets.length).toBeGreaterThan(15);
    expect(connection.state().kind).toBe('connecting');
  });

  test('a socket that does not open is given up', () => {
    const { sockets } = page();
    vi.advanceTimersByTime(4_600);
    expect(sockets.length).toBe(2);
  });

  test('unknown is the end; elsewhere waits for a word', () => {
    const one = page();
    one.last().open();
    one.last().lose(4001);
    vi.advanceTimersByTime(60_000);
    expect([one.connection.state().kind, one.sockets.length]).toEqual(['unknown', 1]);
    const two = page();
    two.last().open();
    two.last().tell({ t: 'elsewhere' });
    vi.advanceTimersByTime(60_000);
    expect(two.sockets.length).toBe(1);
    two.connection.takeOver();
    expect(two.last().of('hello').at(-1)).toMatchObject({ takeOver: true });
  });

  test('another seat means that what was on its way belongs to no one', () => {
    const { connection, last, welcome } = page();
    welcome();
    connection.sendSignal(2, 1, 'for the old pair');
    last().tell({ t: 'elsewhere' });
    connection.takeOver();
    last().tell({ t: 'welcome', seat: 3, sent: 0, typed: null, room });
    expect(last().of('signal').length).toBe(1);
  });

  test('to hang up without a server is said when it is back', () => {
    const { connection, last, welcome } = page();
    welcome();
    last().lose();
    connection.endRoom();
    vi.advanceTimersByTime(500);
    welcome();
    expect(last().of('end').length).toBe(1);
  });
});
