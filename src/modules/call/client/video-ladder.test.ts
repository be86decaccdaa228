import { expect, test } from 'vitest';
import { sampleOf } from './line-sample.ts';
import {
  signingSettings,
  soundBits,
  speechSettings,
  VideoLadder,
  type VideoLevel,
  videoSettings,
} from './video-ladder.ts';

type Line = { readonly lossOut: number | null; readonly roomOut: number | null; readonly tripOut?: number | null };
const seconds = (ladder: VideoLadder, count: number, line: Line) => {
  for (let at = 0; at < count; at += 1) ladder.observe({ tripOut: null, ...line });
  return ladder.level;
};
const good = { lossOut: 0, roomOut: 2_000_000 };

test('a good line keeps the picture, and one bad second changes nothing', () => {
  const ladder = new VideoLadder();
  expect(seconds(ladder, 60, good)).toBe(0);
  seconds(ladder, 1, { lossOut: 0.5, roomOut: 20_000 });
  expect(seconds(ladder, 5, good)).toBe(0);
});

test('at 150 kbit/s or 30 % loss the own picture goes out within ten seconds', () => {
  expect(seconds(new VideoLadder(), 10, { lossOut: 0, roomOut: 90_000 })).toBe(3);
  expect(seconds(new VideoLadder(), 10, { lossOut: 0.32, roomOut: 600_000 })).toBe(3);
});

test('an estimate alone makes no picture small and puts none out: on a narrow line something is lost, or waits', () => {
  const low = { lossOut: 0, roomOut: 90_000 };
  const at = (tripOut: number, more: Partial<Line> = {}) => {
    const ladder = new VideoLadder();
    seconds(ladder, 10, { ...good, tripOut: 20 });
    return seconds(ladder, 60, { ...low, tripOut, ...more });
  };
  expect(at(20)).toBe(1);
  expect(at(110)).toBe(1);
  expect(at(250)).toBe(3);
  expect(at(20, { lossOut: 0.05 })).toBe(3);
  const slow = new VideoLadder();
  expect(seconds(slow, 60, { ...low, tripOut: 600 })).toBe(1);
});

test('a picture that went out comes back and stays when nothing is lost and nothing waits any more', () => {
  const ladder = new VideoLadder();
  seconds(ladder, 1, { ...good, tripOut: 20 });
  const low = { lossOut: 0, roomOut: 90_000 };
  expect(seconds(ladder, 10, { ...low, tripOut: 500 })).toBe(3);
  expect(seconds(ladder, 20, { ...low, tripOut: 20 })).toBe(2);
  expect(seconds(ladder, 60, { ...low, tripOut: 20 })).toBe(2);
});

test('20 % loss and 300 kbit/s keep a picture', () => {
  expect(seconds(new VideoLadder(), 60, { lossOut: 0.2, roomOut: 900_000 })).toBeLessThan(3);
  expect(seconds(new VideoLadder(), 60, { lossOut: 0, roomOut: 300_000 })).toBeLessThanOrEqual(1);
});

const levels: readonly VideoLevel[] = [0, 1, 2, 3];

test('a signer at 300 kbit/s keeps 20 frames and 320x240 of a camera of 640x360', () => {
  const level = seconds(new VideoLadder(), 60, { lossOut: 0, roomOut: 300_000 });
  const { maxFramerate, scale, maxBitrate, degradation } = signingSettings(level);
  expect(maxFramerate).toBeGreaterThanOrEqual(20);
  expect(640 / scale).toBeGreaterThanOrEqual(320);
  expect(360 / scale).toBeGreaterThanOrEqual(240);
  expect(maxBitrate).toBeGreaterThanOrEqual(300_000);
  expect(degradation).toBe(level === 0 ? 'maintain-framerate' : 'maintain-framerate-and-resolution');
});

test('a signer never gets fewer frames than a speaker, and her picture never goes out', () => {
  for (const level of levels) {
    expect(signingSettings(level).active).toBe(true);
    expect(signingSettings(level).maxFramerate).toBeGreaterThanOrEqual(20);
    expect(signingSettings(level).maxFramerate).toBeGreaterThanOrEqual(speechSettings(level).maxFramerate);
  }
  expect(speechSettings(3).active).toBe(false);
});

test('on a narrow line sound leaves its bits to hands that speak, and only there', () => {
  expect(levels.map((level) => soundBits(level, 'signing'))).toEqual([null, 16_000, 16_000, 16_000]);
  expect(levels.map((level) => soundBits(level, 'speech'))).toEqual([null, null, null, null]);
});

test('every step down costs bits, never more pixels; the purpose chooses the table', () => {
  for (const purpose of ['speech', 'signing'] as const)
    for (const level of [1, 2, 3] as const) {
      const [above, here] = [videoSettings((level - 1) as VideoLevel, purpose), videoSettings(level, purpose)];
      expect(here.maxBitrate).toBeLessThanOrEqual(above.maxBitrate);
      expect(here.scale).toBeGreaterThanOrEqual(above.scale);
    }
  expect(videoSettings(1, 'signing')).toEqual(signingSettings(1));
  expect(videoSettings(1, 'speech')).toEqual(speechSettings(1));
});

test('it comes back when the line does, and is tried later each time it fails', () => {
  const ladder = new VideoLadder();
  seconds(ladder, 10, { lossOut: 0.4, roomOut: 50_000 });
  expect(seconds(ladder, 60, good)).toBe(0);
  const dark = new VideoLadder();
  const bad = { lossOut: 0, roomOut: 50_000, tripOut: null };
  seconds(dark, 10, bad);
  let tries = 0;
  for (let at = 0; at < 120; at += 1) if (dark.observe(bad) === 2) tries += 1;
  expect(tries).toBeLessThan(12);
});

test('what a browser counts is picked out of its statistics; what it does not count is unknown', () => {
  const stats = [
    { type: 'inbound-rtp', kind: 'audio', packetsReceived: 50 },
    { type: 'inbound-rtp', kind: 'video', framesDecoded: 20 },
    { type: 'media-source', kind: 'audio', totalAudioEnergy: 0.5 },
    { type: 'remote-inbound-rtp', fractionLost: 0.1, roundTripTime: 0.08, timestamp: 2_000 },
    { type: 'remote-inbound-rtp', fractionLost: 0.3, roundTripTime: 0.5, timestamp: 1_000 },
    { type: 'candidate-pair', nominated: true, state: 'succeeded', availableOutgoingBitrate: 300_000 },
    { type: 'candidate-pair', nominated: false, state: 'waiting' },
  ];
  expect(sampleOf(stats)).toEqual({
    soundIn: 50,
    framesIn: 20,
    energyOut: 0.5,
    levelIn: null,
    lossOut: 0.3,
    roomOut: 300_000,
    tripOut: 80,
  });
  expect(sampleOf([])).toEqual({
    soundIn: 0,
    framesIn: 0,
    energyOut: null,
    levelIn: null,
    lossOut: null,
    roomOut: null,
    tripOut: null,
  });
});
