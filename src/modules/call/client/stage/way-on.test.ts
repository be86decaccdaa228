import { expect, test } from 'vitest';
import { wayOn } from './way-on.ts';

test('repair first, then voice only, then the telephone', () => {
  expect(wayOn('other-cannot-hear-you', 0, true)).toBeNull();
  expect(wayOn('other-cannot-hear-you', 1, true)).toBe('voice');
  expect(wayOn('other-cannot-hear-you', 2, true)).toBe('phone');
});

test('without a picture to leave out, and where nothing gets through, the telephone comes next', () => {
  expect(wayOn('line-gone', 1, false)).toBe('phone');
  expect(wayOn('media-blocked', 1, true)).toBe('phone');
});

test('a device that has stopped is mended by its own button, and a good line needs nothing', () => {
  expect(wayOn('microphone-ended', 3, true)).toBeNull();
  expect(wayOn(undefined, 3, true)).toBeNull();
});
