import { describe, expect, test } from 'vitest';
import type { DeviceState } from './call-types.ts';
import type { LineSample } from './line-sample.ts';
import { type LineReport, LineWatch } from './line-watch.ts';

const fine: LineReport = { microphone: 'on', camera: 'on', hears: true };

/** A line that is lived through: 50 packets of sound, 20 frames and some loudness a second, and a report each second. */
function live(
  watch: LineWatch,
  from: number,
  seconds: number,
  is: Partial<{
    sound: boolean;
    frames: boolean;
    reports: LineReport | null;
    microphone: DeviceState;
    energy: number | null;
  }> = {},
) {
  const { sound = true, frames = true, reports = fine, microphone = 'on', energy = 0.01 } = is;
  const told: [number, string][] = [];
  for (let now = from; now < from + seconds * 1000; now += 500) {
    if (reports && (now - from) % 1000 === 0) watch.reported(reports, now);
    if (sound) counted.soundIn += 25;
    if (frames) counted.framesIn += 10;
    if (counted.energyOut !== null) counted.energyOut += energy ?? 0;
    for (const code of watch.look({
      now,
      sample: { ...counted, energyOut: energy === null ? null : counted.energyOut },
      microphone,
    }))
      if (!told.some(([, known]) => known === code)) told.push([(now - from) / 1000, code]);
  }
  return told;
}
let counted: { -readonly [Key in keyof LineSample]: LineSample[Key] } = {
  soundIn: 0,
  framesIn: 0,
  levelIn: null,
  energyOut: 0,
  lossOut: null,
  roomOut: null,
  tripOut: null,
};
function begun(): LineWatch {
  counted = { soundIn: 0, framesIn: 0, levelIn: null, energyOut: 0, lossOut: null, roomOut: null, tripOut: null };
  const watch = new LineWatch();
  watch.begin(0);
  expect(live(watch, 0, 10)).toEqual([]);
  return watch;
}

describe('a line that stands still', () => {
  test('is known long before it is told, while her microphone is on', () => {
    const watch = begun();
    expect(watch.stalledAt(10_900)).toBe(false);
    expect(watch.stalledAt(11_600)).toBe(true);
    expect(live(watch, 10_000, 2, { sound: false, frames: false, reports: null })).toEqual([]);
  });
  test('is as still as her reports are when she is silent, and says nothing before it has begun', () => {
    const watch = begun();
    live(watch, 10_000, 10, { sound: false, frames: false, reports: { ...fine, microphone: 'off' } });
    expect(watch.stalledAt(21_600)).toBe(false);
    expect(watch.stalledAt(22_900)).toBe(true);
    expect(new LineWatch().stalledAt(60_000)).toBe(false);
  });
});

describe('what we tell the other of her sound', () => {
  const sample = (soundIn: number): LineSample => ({
    soundIn,
    framesIn: 0,
    levelIn: null,
    energyOut: null,
    lossOut: null,
    roomOut: null,
    tripOut: null,
  });
  test('is judged at the last count: a page too busy to count does not say that nothing came', () => {
    const watch = new LineWatch();
    watch.begin(0);
    watch.look({ now: 500, sample: sample(25), microphone: 'on' });
    expect(watch.hears()).toBe(true);
    watch.look({ now: 4_500, sample: sample(200), microphone: 'on' });
    expect(watch.hears()).toBe(true);
  });
  test('is no proof that it comes just now: after a sleep too, only packets are', () => {
    const watch = new LineWatch();
    watch.begin(0);
    watch.look({ now: 500, sample: sample(25), microphone: 'on' });
    expect(watch.arrives).toBe(true);
    watch.look({ now: 1_000, sample: sample(25), microphone: 'on' });
    expect([watch.hears(), watch.arrives]).toEqual([true, false]);
    watch.look({ now: 5_000, sample: sample(25), microphone: 'on' });
    expect(watch.arrives).toBe(false);
    watch.look({ now: 5_500, sample: null, microphone: 'on' });
    expect(watch.arrives).toBe(false);
  });
  test('is not that it comes, when a count is corrected down and up again; one that begins anew is followed', () => {
    const watch = new LineWatch();
    watch.begin(0);
    const arrives = (now: number, soundIn: number) => {
      watch.look({ now, sample: sample(soundIn), microphone: 'on' });
      return watch.arrives;
    };
    expect(arrives(500, 250)).toBe(true);
    expect([249, 250, 248, 250].map((soundIn, at) => arrives(1_000 + at * 500, soundIn))).toEqual(Array(4).fill(false));
    expect(watch.hears()).toBe(false);
    expect([arrives(3_000, 3), arrives(3_500, 28)]).toEqual([false, true]);
  });
  test('is that it does not come, when counts stand still', () => {
    const watch = new LineWatch();
    watch.begin(0);
    for (let now = 500; now <= 3_000; now += 500) watch.look({ now, sample: sample(25), microphone: 'on' });
    expect(watch.hears()).toBe(false);
  });
});

describe('raises no alarm', () => {
  test('for a good line, and before there is one', () => {
    begun();
    expect(new LineWatch().look({ now: 60_000, sample: null, microphone: 'on' })).toEqual([]);
  });
  test('for somebody who has switched the microphone off, has none, or only writes', () => {
    for (const microphone of ['off', 'none'] as const) {
      expect(live(begun(), 10_000, 20, { sound: false, reports: { ...fine, microphone } })).toEqual([]);
      expect(live(begun(), 10_000, 20, { microphone, energy: 0, reports: { ...fine, hears: false } })).toEqual([]);
    }
    expect(
      live(begun(), 10_000, 20, {
        sound: false,
        frames: false,
        microphone: 'none',
        reports: { microphone: 'none', camera: 'none', hears: false },
      }),
    ).toEqual([]);
  });
  test('for who is silent: packets come, and a quiet room is never exactly nothing', () => {
    expect(live(begun(), 10_000, 60, { energy: 1e-9 })).toEqual([]);
  });
  test('for a gap of two seconds', () => {
    const watch = begun();
    expect(live(watch, 10_000, 2, { sound: false, frames: false, reports: null })).toEqual([]);
    expect(live(watch, 12_000, 10)).toEqual([]);
  });
  test('for a page that was asleep for ten minutes', () => {
    expect(live(begun(), 610_000, 10)).toEqual([]);
  });
  test('right after a microphone was switched on', () => {
    const watch = begun();
    live(watch, 10_000, 10, { sound: false, reports: { ...fine, microphone: 'off' } });
    const told = live(watch, 20_000, 2, { sound: false });
    expect(told).toEqual([]);
  });
});

describe('tells within five seconds', () => {
  test('that the line is gone, when neither reports nor packets come', () => {
    const told = live(begun(), 10_000, 6, { sound: false, frames: false, reports: null });
    expect(told.map(([, code]) => code)).toEqual(['line-gone']);
    expect(told[0]?.[0]).toBeLessThanOrEqual(4);
  });
  test('that the other cannot hear us, when she reports it twice', () => {
    const told = live(begun(), 10_000, 6, { reports: { ...fine, hears: false } });
    expect(told.map(([, code]) => code)).toEqual(['other-cannot-hear-you']);
    expect(told[0]?.[0]).toBeLessThanOrEqual(2);
  });
  test('that we cannot hear the other, when her microphone is on and no packet comes', () => {
    const told = live(begun(), 10_000, 6, { sound: false });
    expect(told.map(([, code]) => code)).toEqual(['you-cannot-hear-other']);
    expect(told[0]?.[0]).toBeLessThanOrEqual(4);
  });
  test("that the other's microphone is broken, at her first report of it", () => {
    expect(live(begun(), 10_000, 1, { reports: { ...fine, microphone: 'broken' } })).toEqual([
      [0, 'other-microphone-broken'],
    ]);
  });
  test('that a live microphone delivers digital nothing, a little later, and only where the browser counts it', () => {
    const told = live(begun(), 10_000, 10, { energy: 0 });
    expect(told.map(([, code]) => code)).toEqual(['microphone-silent']);
    expect(live(begun(), 10_000, 10, { energy: null })).toEqual([]);
  });
});

test('each alarm ends when its cause does', () => {
  const watch = begun();
  live(watch, 10_000, 6, { sound: false, frames: false, reports: null });
  const after = live(watch, 16_000, 10).filter(([at]) => at > 1);
  expect(after).toEqual([]);
});

test('a picture that stopped is not called one', () => {
  const watch = begun();
  expect(watch.seesAt(10_000)).toBe(true);
  live(watch, 10_000, 3, { frames: false });
  expect(watch.seesAt(13_000)).toBe(false);
});
