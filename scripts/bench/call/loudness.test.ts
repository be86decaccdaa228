import { describe, expect, it } from 'vitest';
import { likeness } from './loudness.ts';

/** Words of uneven loudness with pauses between them. */
const words = Array.from({ length: 800 }, (_, at) =>
  Math.max(0, Math.sin(at / 9) * Math.sin(at / 23 + 1) * Math.cos(at / 71)),
);

describe('loudness of what was sent and what was played', () => {
  it('is the same however late it is played', () => {
    for (const late of [0, 37, -60]) {
      const played = words.map((_, at) => 0.5 * (words[at - late] ?? 0));
      for (const one of likeness(words, played)) expect(one).toBeGreaterThan(0.99);
    }
  });
  it('falls with what is missing', () => {
    const holes = words.map((one, at) => (at % 10 < 4 ? 0 : one));
    expect(Math.max(...likeness(words, holes))).toBeLessThan(0.9);
    expect(likeness(words, holes).length).toBeGreaterThan(2);
  });
});
