import { expect, test } from 'vitest';
import { readSentAhead } from './sent-ahead.ts';

const answering = (body: unknown, status = 200): typeof fetch =>
  (() => Promise.resolve(new Response(JSON.stringify(body), { status }))) as unknown as typeof fetch;

test('what was sent ahead is fetched from the employee’s own pages, and from nowhere else', async () => {
  const paper = { name: 'brev.pdf', url: '/skranke/moeder/11111111-1111-4111-8111-111111111111/papirer/2' };
  const others = [{ name: 'x', url: 'https://example.org/x' }, { name: 'x', url: '//example.org' }, { name: 1 }, null];
  expect(await readSentAhead(answering([paper, ...others]))).toEqual([paper]);
  expect(await readSentAhead(answering([paper], 403))).toEqual([]);
  expect(await readSentAhead(answering({ paper }))).toEqual([]);
  expect(await readSentAhead((() => Promise.reject(new Error('away'))) as unknown as typeof fetch)).toEqual([]);
});
