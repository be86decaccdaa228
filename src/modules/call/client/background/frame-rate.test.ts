import { expect, test } from 'vitest';
import { createFrameRate, slowestRate } from './frame-rate.ts';

const run = (framesPerSecond: number, seconds: number) => {
  const rate = createFrameRate(0);
  for (let at = 0; at < seconds * 1000; at += 1000 / framesPerSecond) rate.count(at);
  return rate.rate(seconds * 1000);
};

test('the rate of the last seconds, told only when the beginning is over', () => {
  expect(run(24, 4)).toBeNull();
  expect(run(24, 8)).toBeCloseTo(24, 0);
  expect(run(5, 8)).toBeLessThan(slowestRate);
});

test('no picture at all is the slowest rate', () => {
  const rate = createFrameRate(0);
  rate.count(0);
  expect(rate.rate(20_000)).toBe(0);
});
