import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { channelsFor, personOf } from '../testing/channel-pair.ts';
import { fadesAfterMs, openPointers, partOf, readPointer } from './pointers.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const soon = () => vi.advanceTimersByTimeAsync(60);

describe('pointing', () => {
  test('a hand is seen where it is, and fades when it rests; a mark stays', async () => {
    const { channels } = channelsFor(personOf(1, 'citizen'), personOf(2, 'employee', { name: 'Mette' }));
    const [hers, mine] = channels as [(typeof channels)[0], (typeof channels)[0]];
    const seen = openPointers(hers, 'page', () => {});
    const hand = openPointers(mine, 'page', () => {});
    hand.move({ id: 7, x: 0.25, y: 0.5 });
    await soon();
    expect(seen.pointed()).toEqual([
      { person: expect.objectContaining({ name: 'Mette' }), spot: { on: 'page', id: 7, x: 0.25, y: 0.5, mark: false } },
    ]);
    hand.mark({ id: 8, x: 0, y: 0 });
    await vi.advanceTimersByTimeAsync(fadesAfterMs + 100);
    hand.leave();
    await soon();
    expect(seen.pointed().map(({ spot }) => spot.id)).toEqual([8]);
    hand.mark(null);
    await soon();
    expect(seen.pointed()).toEqual([]);
  });

  test('who may not point is not seen pointing, and one surface hears nothing of another', async () => {
    const { channels } = channelsFor(personOf(1, 'citizen'), personOf(2, 'interpreter'), personOf(3, 'employee'));
    const [hers, interpreter, employee] = channels as [
      (typeof channels)[0],
      (typeof channels)[0],
      (typeof channels)[0],
    ];
    const page = openPointers(hers, 'page', () => {});
    const screen = openPointers(hers, 'screen:1', () => {});
    openPointers(interpreter, 'page', () => {}).move({ id: 1, x: 0, y: 0 });
    openPointers(employee, 'screen:1', () => {}).move({ id: 0, x: 1, y: 1 });
    await soon();
    expect(page.pointed()).toEqual([]);
    expect(screen.pointed()).toHaveLength(1);
  });

  test('a quick hand sends at most twenty places a second, and its last one', async () => {
    const { channels, wire } = channelsFor(personOf(1, 'citizen'), personOf(2, 'employee'));
    const hand = openPointers(channels[1] as (typeof channels)[0], 'page', () => {});
    for (let at = 0; at <= 100; at += 1) {
      hand.move({ id: 0, x: at / 100, y: 0 });
      await vi.advanceTimersByTimeAsync(5);
    }
    await soon();
    expect(wire.length).toBeLessThan(14);
    expect(JSON.parse(wire.at(-1)?.json ?? '')).toMatchObject({ x: 1 });
  });

  test('what anybody may send is read or dropped, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (json) => {
        const read = readPointer(json);
        expect(read === null || 'gone' in read || (read.x >= 0 && read.x <= 1 && read.y >= 0 && read.y <= 1)).toBe(
          true,
        );
      }),
    );
    expect(readPointer({ on: 'page', id: 1, x: Number.NaN, y: 0 })).toBeNull();
    expect(readPointer({ on: '<b>', id: 1, x: 0, y: 0 })).toBeNull();
  });

  test('a place in words', () => {
    expect(partOf({ x: 0.1, y: 0.1 })).toBe('top-left');
    expect(partOf({ x: 0.5, y: 0.9 })).toBe('bottom-middle');
  });
});
