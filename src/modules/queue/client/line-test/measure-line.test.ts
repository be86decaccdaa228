import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test, vi } from 'vitest';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { modeOf } from '../../line-test/decide-mode.ts';
import { measureLine } from './measure-line.ts';

/** A line of so many kbit/s down and up, with so long a way there and back, on which nothing overtakes. */
type Line = { readonly down: number; readonly up: number; readonly roundTripMs: number };
const on = ({ down, up, roundTripMs }: Line) => `/linje?down=${down}&up=${up}&ms=${roundTripMs}`;

const server = createServer();
const sockets = new WebSocketServer({ server });
const answered = new Map<string, number>();
sockets.on('connection', (socket, { url = '' }) => {
  const of = (name: string) => Number(new URL(url, 'http://line').searchParams.get(name));
  const line = { up: of('up'), down: of('down') };
  const free = { up: 0, down: 0 };
  const carry = (way: 'up' | 'down', bytes: number, arrive: () => void) => {
    const ms = (bytes * 8) / line[way];
    free[way] = Math.max(free[way], performance.now()) + ms;
    setTimeout(arrive, free[way] + of('ms') / 2 - performance.now());
  };
  socket.on('message', (data: RawData, binary) => {
    const bytes = (data as Buffer).length;
    carry('up', bytes, () => {
      const answer = binary ? 'u' : data.toString() === 'd' ? Buffer.alloc(4_000) : 'p';
      answered.set(url, (answered.get(url) ?? 0) + 1);
      carry('down', answer.length, () => socket.send(answer));
    });
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => {
  sockets.close();
  server.close();
});
vi.stubGlobal('WebSocket', WebSocket);
vi.stubGlobal('location', { href: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });

const near = (value: number | null, true_: number) => {
  expect(value).toBeGreaterThan(true_ * 0.7);
  expect(value).toBeLessThan(true_ * 1.3);
};

test.concurrent('a line is measured as it is, each way by itself', async () => {
  const measured = await measureLine(on({ down: 1_600, up: 750, roundTripMs: 150 }));
  near(measured.downKbit, 1_600);
  near(measured.upKbit, 750);
  near(measured.roundTripMs, 155);
  expect(modeOf(measured)).toBe('video');
});

test.concurrent.each([
  ['up', { down: 1_600, up: 150, roundTripMs: 60 }],
  ['down', { down: 150, up: 1_600, roundTripMs: 60 }],
] as const)(
  'where the way %s bears a voice alone, it is told from one that bears a picture',
  async (_, line) => {
    expect(modeOf(await measureLine(on(line)))).toBe('voice');
  },
  10_000,
);

test.concurrent('a line that bears no voice is given up in the middle, and is text', async () => {
  const from = performance.now();
  const measured = await measureLine(on({ down: 40, up: 1_600, roundTripMs: 60 }));
  expect(performance.now() - from).toBeLessThan(9_000);
  expect(measured.downKbit).toBeLessThan(60);
  expect(modeOf(measured)).toBe('text');
}, 10_000);

test.concurrent('a test that is broken off says nothing, and what is still on its way is little', async () => {
  const path = on({ down: 200, up: 200, roundTripMs: 20 });
  const leaving = new AbortController();
  setTimeout(() => leaving.abort(), 300);
  const measured = await measureLine(path, leaving.signal);
  expect(measured.downKbit).toBeNull();
  const before = answered.get(path) ?? 0;
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((answered.get(path) ?? 0) - before).toBeLessThanOrEqual(8);
});
