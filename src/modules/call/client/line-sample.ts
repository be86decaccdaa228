/** What the browser has counted since the connection began; only growth between two samples means anything. */
export type LineSample = {
  /** Packets of the other's sound. */
  readonly soundIn: number;
  /** Decoded frames of the other's picture. */
  readonly framesIn: number;
  /** Loudness of the other's sound just now, 0 to 1; null where the browser does not say. */
  readonly levelIn: number | null;
  /** Loudness our microphone has produced, summed; null where the browser does not say. */
  readonly energyOut: number | null;
  /** Share of our packets that the other did not get lately, 0 to 1; null before she has said. */
  readonly lossOut: number | null;
  /** What the line carries away from us by the browser's estimate, bit/s; null where unknown. */
  readonly roomOut: number | null;
  /** Milliseconds there and back, by the newest report of what we send; null before the first. */
  readonly tripOut: number | null;
};

/** Sound is negotiated first, the face second (direct-transport.ts). */
const faceMid = '1';

type Stat = Readonly<Record<string, unknown>>;
const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** Picks what is watched out of a browser's statistics. `face`: the place of her face on the line; null where nothing else is told of. */
export function sampleOf(report: Iterable<Stat>, face: string | null = faceMid): LineSample {
  let soundIn = 0;
  let framesIn = 0;
  let levelIn: number | null = null;
  let energyOut: number | null = null;
  let lossOut: number | null = null;
  let roomOut: number | null = null;
  let tripOut: number | null = null;
  let toldAt = 0;
  for (const stat of report) {
    if (stat.type === 'inbound-rtp' && stat.kind === 'audio') {
      soundIn += number(stat.packetsReceived) ?? 0;
      levelIn = number(stat.audioLevel);
    }
    // Her screen has a place of its own: its frames say nothing of her face or hands.
    else if (stat.type === 'inbound-rtp' && stat.kind === 'video') {
      if (face === null || stat.mid === undefined || stat.mid === face) framesIn += number(stat.framesDecoded) ?? 0;
    } else if (stat.type === 'media-source' && stat.kind === 'audio') energyOut = number(stat.totalAudioEnergy);
    else if (stat.type === 'remote-inbound-rtp') {
      const loss = number(stat.fractionLost);
      if (loss !== null) lossOut = Math.max(lossOut ?? 0, loss);
      // Of sound a browser may hear for fifteen seconds nothing new.
      const trip = number(stat.roundTripTime);
      const at = number(stat.timestamp) ?? 0;
      if (trip === null || at < toldAt) continue;
      toldAt = at;
      tripOut = trip * 1_000;
    } else if (stat.type === 'candidate-pair' && stat.nominated === true && stat.state === 'succeeded')
      roomOut = number(stat.availableOutgoingBitrate) ?? roomOut;
  }
  return { soundIn, framesIn, levelIn, energyOut, lossOut, roomOut, tripOut };
}
