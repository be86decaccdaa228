/**
 * In which way a conversation will work on this line. Pure. The bounds are those of the field: 330 kbit/s each way for a
 * picture, 60 for a voice with its redundancy (docs/evidence.md, "Call on a bad line").
 */

export type LineMode = 'video' | 'voice' | 'text';
export const lineModes: readonly LineMode[] = ['video', 'voice', 'text'];

/** What a test has measured; null is what could not be. */
export type LineMeasured = {
  readonly downKbit: number | null;
  readonly upKbit: number | null;
  /** Median of a few small questions to our server. */
  readonly roundTripMs: number | null;
};

const pictureKbit = 330;
const voiceKbit = 60;
/** A voice that takes longer there and back than this cannot be talked with. */
const voiceMs = 900;
const pictureMs = 500;

/** The best mode that will work; `video` where nothing is known, since it steps down by itself. */
export function modeOf({ downKbit, upKbit, roundTripMs }: LineMeasured): LineMode {
  const least = Math.min(downKbit ?? Number.POSITIVE_INFINITY, upKbit ?? Number.POSITIVE_INFINITY);
  const delay = roundTripMs ?? 0;
  if (least >= pictureKbit && delay <= pictureMs) return 'video';
  return least >= voiceKbit && delay <= voiceMs ? 'voice' : 'text';
}

/** What she begins in: never more than she chose, never more than the line bears. */
export const beginsIn = (chosen: LineMode, line: LineMode | null): LineMode =>
  line === null ? chosen : (lineModes[Math.max(lineModes.indexOf(chosen), lineModes.indexOf(line))] ?? chosen);
