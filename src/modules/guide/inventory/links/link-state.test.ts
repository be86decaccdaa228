import { describe, expect, test } from 'vitest';
import { afterAnswer, type LinkAnswer, type LinkState, newLink } from './link-state.ts';

const start = new Date('2026-11-24T02:00:00Z');
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000);
const good: LinkAnswer = { kind: 'ok', status: 200, movedTo: null };
const bad: LinkAnswer = { kind: 'failed', reason: 'status', status: 404 };
const through = (...steps: readonly (readonly [number, LinkAnswer])[]): LinkState =>
  steps.reduce((state, [at, answer]) => afterAnswer(state, answer, hours(at)), newLink(start));

describe('a link', () => {
  test('is called broken only after two failures, 20 hours apart or more', () => {
    expect(through([0, good], [168, bad])).toMatchObject({ state: 'ok', failCount: 1, nextAt: hours(168 + 24) });
    expect(through([0, good], [168, bad], [187, bad])).toMatchObject({ state: 'ok', failCount: 1 });
    expect(through([0, good], [168, bad], [188, bad])).toMatchObject({ state: 'broken', since: hours(188) });
  });
  test('that answers again is forgiven', () => {
    expect(through([0, bad], [24, good], [48, bad])).toMatchObject({ state: 'ok', failCount: 1 });
    expect(through([0, bad], [24, bad], [192, good])).toMatchObject({ state: 'ok', failCount: 0, failedAt: null });
  });
  test('is looked at once a week, and the day after a failure', () => {
    expect(through([0, good]).nextAt).toEqual(hours(168));
    expect(through([0, bad]).nextAt).toEqual(hours(24));
    expect(through([0, bad], [24, bad]).nextAt).toEqual(hours(24 + 168));
  });
  test('keeps the day on which its state began', () => {
    expect(through([0, good], [168, good]).since).toEqual(hours(0));
  });
  test('that has moved says where; a passing failure does not forget it', () => {
    const moved: LinkAnswer = { kind: 'ok', status: 200, movedTo: 'https://ny.example/' };
    expect(through([0, moved])).toMatchObject({ state: 'moved', movedTo: 'https://ny.example/' });
    expect(through([0, moved], [168, bad])).toMatchObject({ state: 'moved', movedTo: 'https://ny.example/' });
  });
  test('of which nothing can be learned is neither good nor broken, and stays broken when it was', () => {
    const shut: LinkAnswer = { kind: 'unclear', reason: 'robots', status: null, again: 'week' };
    expect(through([0, shut])).toMatchObject({ state: 'unknown', nextAt: hours(168) });
    expect(through([0, bad], [24, bad], [192, shut]).state).toBe('broken');
    const busy: LinkAnswer = { kind: 'unclear', reason: 'busy', status: 503, again: 'day' };
    expect(through([0, busy]).nextAt).toEqual(hours(24));
  });
  test('that is not checked says why', () => {
    expect(through([0, { kind: 'skipped', reason: 'invented' }])).toMatchObject({
      state: 'skipped',
      reason: 'invented',
    });
  });
});
