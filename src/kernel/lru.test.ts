import { expect, test } from 'vitest';
import { Lru } from './lru.ts';

test('forgets what was asked for longest ago', () => {
  const lru = new Lru<number>(2);
  lru.set('a', 1);
  lru.set('b', 2);
  expect(lru.get('a')).toBe(1);
  lru.set('c', 3);
  expect([lru.get('a'), lru.get('b'), lru.get('c'), lru.size]).toEqual([1, undefined, 3, 2]);
});

test('counts by weight, replaces without counting twice, and keeps one that is too heavy', () => {
  const lru = new Lru<string>(10, (text) => text.length);
  lru.set('a', '12345');
  lru.set('a', '123456');
  lru.set('b', '1234');
  expect(lru.size).toBe(2);
  lru.set('c', '12345678901234');
  expect([lru.size, lru.get('c')?.length]).toEqual([1, 14]);
});
