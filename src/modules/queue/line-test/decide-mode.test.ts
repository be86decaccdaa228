import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginsIn, lineModes, modeOf } from './decide-mode.ts';

test('a good line bears a picture, a poor one a voice, a bad one text', () => {
  expect(modeOf({ downKbit: 1_600, upKbit: 750, roundTripMs: 150 })).toBe('video');
  expect(modeOf({ downKbit: 1_600, upKbit: 200, roundTripMs: 150 })).toBe('voice');
  expect(modeOf({ downKbit: 40, upKbit: 750, roundTripMs: 150 })).toBe('text');
  expect(modeOf({ downKbit: 5_000, upKbit: 5_000, roundTripMs: 700 })).toBe('voice');
  expect(modeOf({ downKbit: 5_000, upKbit: 5_000, roundTripMs: 2_000 })).toBe('text');
});

test('what could not be measured forbids nothing', () => {
  expect(modeOf({ downKbit: null, upKbit: null, roundTripMs: null })).toBe('video');
});

test('a better line never gives a poorer mode, and she never gets more than she chose', () => {
  const kbit = fc.integer({ min: 0, max: 2_000 });
  const rank = (mode: (typeof lineModes)[number]) => lineModes.indexOf(mode);
  fc.assert(
    fc.property(kbit, kbit, kbit, fc.integer({ min: 0, max: 2_000 }), (downKbit, upKbit, more, roundTripMs) => {
      const now = modeOf({ downKbit, upKbit, roundTripMs });
      expect(rank(modeOf({ downKbit: downKbit + more, upKbit: upKbit + more, roundTripMs }))).toBeLessThanOrEqual(
        rank(now),
      );
    }),
  );
  for (const chosen of lineModes)
    for (const line of [...lineModes, null]) expect(rank(beginsIn(chosen, line))).toBeGreaterThanOrEqual(rank(chosen));
});
