import type { Bytes } from './bytes.ts';
import { danishWords } from './danish-words.ts';

export type ThreeWords = readonly [string, string, string];

/** The first thirty bits of a digest, ten a word. */
export function threeWords(digest: Bytes): ThreeWords {
  const bits = new DataView(digest.buffer, digest.byteOffset).getUint32(0);
  const word = (shift: number) => danishWords[(bits >>> shift) & 1023] ?? '';
  return [word(22), word(12), word(2)];
}
