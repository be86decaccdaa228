import { describe, expect, it } from 'vitest';
import { clearLine, isUdp, LineModel } from './line-model.ts';

/** A small generator with a fixed beginning, so that chance is the same each time. */
function chance(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const line = (settings: Partial<typeof clearLine>) => {
  const model = new LineModel(chance());
  model.settings = { ...clearLine, ...settings };
  return model;
};

describe('a line one way', () => {
  it('lets all through at once when it is clear', () => {
    expect(line({}).pass(1_200, 5, true)).toBe(5);
  });
  it('delays, and never lets a packet overtake another', () => {
    const model = line({ delayMs: 75, jitterMs: 30 });
    const out = Array.from({ length: 200 }, (_, at) => model.pass(100, at, true) ?? 0);
    expect(Math.min(...out)).toBeGreaterThanOrEqual(75);
    expect(out).toEqual([...out].sort((a, b) => a - b));
  });
  it.each([1, 8])('loses its share, in runs of %i on average', (burst) => {
    const model = line({ loss: 0.2, burst });
    const lost = Array.from({ length: 50_000 }, (_, at) => model.pass(100, at, true) === null);
    const all = lost.filter(Boolean).length;
    const runs = lost.filter((one, at) => one && !lost[at - 1]).length;
    expect(all / lost.length).toBeCloseTo(0.2, 1);
    expect(all / runs / (burst === 1 ? 1.25 : burst)).toBeCloseTo(1, 0);
  });
  it('carries no more than its rate, and drops what would stand longer than its queue', () => {
    const model = line({ kbit: 300, queueMs: 200 });
    // 1,200 bytes a millisecond for a second: 9.6 Mbit/s.
    const out = Array.from({ length: 1_000 }, (_, at) => model.pass(1_200, at, true)).filter((at) => at !== null);
    expect((out.length * 1_200 * 8) / 1_000).toBeLessThan(300 * 1.3);
    expect((out.length * 1_200 * 8) / 1_000).toBeGreaterThan(300 * 0.9);
    expect(Math.max(...out) - 999).toBeLessThan(240);
  });
  it('blocks UDP alone, or everything', () => {
    expect(line({ udpBlocked: true }).pass(100, 0, true)).toBeNull();
    expect(line({ udpBlocked: true }).pass(100, 0, false)).toBe(0);
    expect(line({ dead: true }).pass(100, 0, false)).toBeNull();
  });
  it('tells UDP by the packet itself', () => {
    const four = new Uint8Array(20);
    four[0] = 0x45;
    four[9] = 17;
    expect(isUdp(four)).toBe(true);
    four[9] = 6;
    expect(isUdp(four)).toBe(false);
  });
});
