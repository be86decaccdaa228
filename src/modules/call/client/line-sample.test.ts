import { expect, test } from 'vitest';
import { sampleOf } from './line-sample.ts';

const face = { type: 'inbound-rtp', kind: 'video', mid: '1', framesDecoded: 40 };

test('frames are those of the face, not of a screen that is shown beside it', () => {
  expect(sampleOf([face, { ...face, mid: '3', framesDecoded: 500 }]).framesIn).toBe(40);
  expect(sampleOf([{ ...face, mid: '3', framesDecoded: 500 }]).framesIn).toBe(0);
});

test('a browser that does not say where a stream belongs is believed', () => {
  expect(sampleOf([{ type: 'inbound-rtp', kind: 'video', framesDecoded: 7 }]).framesIn).toBe(7);
});

test('what is not a number is not counted', () => {
  const { soundIn, levelIn, roomOut } = sampleOf([
    { type: 'inbound-rtp', kind: 'audio', packetsReceived: 'many', audioLevel: Number.NaN },
    { type: 'candidate-pair', nominated: true, state: 'succeeded', availableOutgoingBitrate: '1' },
  ]);
  expect([soundIn, levelIn, roomOut]).toEqual([0, null, null]);
});
