import { expect, test } from 'vitest';
import { sampleFrom } from './livekit-sample.ts';

const report = (...stats: readonly Record<string, unknown>[]) =>
  new Map(stats.map((stat, at) => [`${at}`, stat])) as unknown as RTCStatsReport;

test('her picture is counted wherever the server has put it on the line', () => {
  const sample = sampleFrom([
    report({ type: 'inbound-rtp', kind: 'audio', mid: '4', totalSamplesReceived: 48_000, concealedSamples: 960 }),
    report({ type: 'inbound-rtp', kind: 'video', mid: '5', framesDecoded: 40 }),
  ]);
  expect(sample).toMatchObject({ soundIn: 98, framesIn: 40 });
});
