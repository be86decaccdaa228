import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { fjordby, openTestHouse } from '../../test/support/test-house.ts';
import { lineWords, mostMessages, pieceBytes } from '../modules/queue/index.ts';
import { attachRealtime } from './index.ts';

const house = await openTestHouse();
const origin = 'http://localhost:4100';
const server = createServer();
const realtime = attachRealtime(server, house, {
  originAllowed: (given) => given === origin,
  frameKeys: '',
  municipalityOf: async ({ slug }) => (slug === 'fjordby' ? fjordby : null),
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(async () => {
  await realtime.close();
  server.close();
});

const open = (path = '/fjordby/hjaelp/linje', headers: Record<string, string> = { origin }) => {
  const { port } = server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  const heard: Buffer[] = [];
  socket.on('message', (data) => heard.push(data as Buffer));
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
    socket.on('error', () => resolve(0));
  });
  return { socket, heard, closed, opened: new Promise((resolve) => socket.on('open', resolve)) };
};

test('each message is answered in order, and nothing of it is told to anybody', async () => {
  const { socket, heard, opened } = open();
  await opened;
  socket.send(lineWords.ping);
  socket.send(lineWords.down);
  socket.send(Buffer.alloc(pieceBytes));
  await expect.poll(() => heard.length).toBe(3);
  expect(heard.map((one) => one.length)).toEqual([1, pieceBytes, 1]);
  expect([heard[0], heard[2]].map(String)).toEqual([lineWords.ping, lineWords.up]);
  socket.close();
  expect(house.logged).toEqual([]);
});

test('who asks for more than a test needs, or sends a large piece, is shown out', async () => {
  const greedy = open();
  await greedy.opened;
  for (let turn = 0; turn <= mostMessages; turn += 1) greedy.socket.send(lineWords.down);
  expect(await greedy.closed).toBe(1008);
  expect(greedy.heard.length).toBe(mostMessages);
  const heavy = open();
  await heavy.opened;
  heavy.socket.send(Buffer.alloc(3 * pieceBytes));
  expect(await heavy.closed).toBe(1009);
  const talker = open();
  await talker.opened;
  talker.socket.send('hello');
  expect(await talker.closed).toBe(1008);
});

test('only a page of ours measures, and only in a municipality that there is', async () => {
  expect(await open('/fjordby/hjaelp/linje', { origin: 'https://elsewhere.example' }).closed).toBe(0);
  expect(await open('/nowhere/hjaelp/linje').closed).toBe(0);
  expect(await open('/fjordby/hjaelp/linjer').closed).toBe(0);
});
