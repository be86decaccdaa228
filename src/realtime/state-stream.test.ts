import { Hono } from 'hono';
import { afterAll, expect, test } from 'vitest';
import { openTestHouse } from '../../test/support/test-house.ts';
import { createStateStreams } from './index.ts';

const house = await openTestHouse();
const streams = createStateStreams(house);
afterAll(() => streams.close());

let state: unknown = { place: 3 };
let reads = 0;
const presence: string[] = [];
const app = new Hono().get('/state', (c) =>
  streams.stream(c, {
    topics: ['line:one', 'line:two'],
    read: async () => {
      reads += 1;
      return state;
    },
    onOpen: async () => void presence.push('open'),
    onClose: async () => void presence.push('close'),
    ...(c.req.query('who') ? { who: c.req.query('who') as string } : {}),
  }),
);
const change = (topic: 'line:one' | 'line:two', to: unknown) => {
  state = to;
  return house.database.inTx(() => house.bus.notify(topic));
};

async function open(lastId?: string, path = '/state') {
  const leave = new AbortController();
  const response = await app.request(path, {
    signal: leave.signal,
    headers: lastId ? { 'last-event-id': lastId } : {},
  });
  const reader = response.body?.getReader();
  let text = '';
  const done = (async () => {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) return;
      text += new TextDecoder().decode(part.value);
    }
  })();
  const events = () => text.split('\n\n').filter((one) => one.startsWith('event: state'));
  const has = async (count: number) => {
    for (let turn = 0; turn < 300 && events().length < count; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(events().length).toBe(count);
    return events();
  };
  return { response, has, events, done, text: () => text, leave: () => reader?.cancel() };
}

test('shows the state at once, then each that is another, with bursts as one', async () => {
  const page = await open();
  expect(page.response.headers.get('content-type')).toContain('text/event-stream');
  expect(page.response.headers.get('cache-control')).toBe('no-store');
  expect((await page.has(1))[0]).toContain('data: {"place":3}');
  expect(page.text()).toMatch(/^retry: \d+/);
  const before = reads;
  for (let at = 0; at < 20; at += 1) await change(at % 2 ? 'line:one' : 'line:two', { place: 2 });
  expect((await page.has(2))[1]).toContain('data: {"place":2}');
  expect(reads - before).toBeLessThan(20);
  await change('line:one', { place: 2 });
  await new Promise((resolve) => setTimeout(resolve, 150));
  await page.has(2);
  await page.leave();
  expect(presence).toEqual(['open', 'close']);
});

test('a page that comes back is not told what it knows', async () => {
  state = { place: 1 };
  const first = await open();
  const id = /id: (\S+)/.exec((await first.has(1))[0] ?? '')?.[1];
  await first.leave();
  const again = await open(id);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(again.events()).toEqual([]);
  await change('line:two', { place: 0 });
  await again.has(1);
  await again.leave();
});

test('of one person in two tabs tells that she is gone when the last is closed', async () => {
  state = { place: 1 };
  presence.length = 0;
  const one = await open(undefined, '/state?who=her');
  const two = await open(undefined, '/state?who=her');
  await two.has(1);
  await one.leave();
  expect(presence).toEqual(['open', 'open']);
  await two.leave();
  expect(presence).toEqual(['open', 'open', 'close']);
});

test('ends for a browser that does not read, and keeps nothing for it', async () => {
  presence.length = 0;
  const response = await app.request('/state');
  for (let at = 0; at < 130 && presence.length < 2; at += 1) {
    await change('line:one', { place: at });
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(presence).toEqual(['open', 'close']);
  await response.body?.cancel();
}, 20_000);

test('ends when there is nothing to show any more, and when the server stops', async () => {
  state = { place: 1 };
  const page = await open();
  await page.has(1);
  await change('line:one', null);
  await page.done;
  expect(page.text()).toContain('event: end');
  state = { place: 1 };
  const other = await open();
  await other.has(1);
  await streams.close();
  await other.done;
});
