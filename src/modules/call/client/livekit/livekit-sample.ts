import { type LineSample, sampleOf } from '../line-sample.ts';

type Stat = Readonly<Record<string, unknown>>;
/** Sound is played in pieces of ten milliseconds. */
const samplesApiece = 480;

/**
 * Of a server's line, packets prove nothing: what cannot be decrypted arrives too. Sound counts by what was really played of it,
 * without what the browser made up for what was missing.
 */
export function sampleFrom(reports: readonly RTCStatsReport[]): LineSample | null {
  const stats = reports.flatMap((report) => [...(report as unknown as Map<string, Stat>).values()]);
  if (stats.length === 0) return null;
  const sound = stats.find((stat) => stat.type === 'inbound-rtp' && stat.kind === 'audio');
  const played = Number(sound?.totalSamplesReceived) - Number(sound?.concealedSamples);
  // What is told of is her camera alone, wherever it stands on the line.
  const sample = sampleOf(stats, null);
  return Number.isFinite(played) ? { ...sample, soundIn: Math.floor(Math.max(0, played) / samplesApiece) } : sample;
}
