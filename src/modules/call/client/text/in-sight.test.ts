import { expect, test } from 'vitest';
import { scrollToShow } from './in-sight.ts';

test('a field under the keyboard comes up; one in sight stays', () => {
  const view = { top: 0, height: 300 };
  expect(scrollToShow({ top: 600, bottom: 660 }, view)).toBe(368);
  expect(scrollToShow({ top: 200, bottom: 260 }, view)).toBe(0);
  expect(scrollToShow({ top: -50, bottom: 10 }, view)).toBe(-58);
});

test('of a field taller than what the keyboard leaves, the beginning is seen', () => {
  expect(scrollToShow({ top: 100, bottom: 600 }, { top: 0, height: 200 })).toBe(92);
});

test('a window that is itself moved is reckoned from where it is', () => {
  expect(scrollToShow({ top: 420, bottom: 480 }, { top: 200, height: 300 })).toBe(0);
});
