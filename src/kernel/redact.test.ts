import { describe, expect, test } from 'vitest';
import { containsCpr, redactCpr } from './redact.ts';

describe('CPR-shaped numbers', () => {
  test.each([
    '6101901234',
    '610190-1234',
    '610190 1234',
    '610190 - 1234',
    'mit nummer er 9112051234.',
    '610190–1234',
    '61 01 90 12 34',
    '61.01.90-1234',
  ])('found in “%s”', (text) => {
    expect(containsCpr(text)).toBe(true);
    expect(redactCpr(text)).not.toMatch(/\d{4}/);
  });
  test.each([
    '10 20 30 40',
    '+45 10 20 30 40',
    '12345678',
    'uge 47 2026',
    '4099999999',
    '0013901234',
    '61019012345',
    '2026-11-21',
  ])('left alone in “%s”', (text) => {
    expect(containsCpr(text)).toBe(false);
    expect(redactCpr(text)).toBe(text);
  });
  test('asking twice gives the same answer (a global pattern keeps no position)', () => {
    expect([containsCpr('6101901234'), containsCpr('6101901234')]).toEqual([true, true]);
  });
});
