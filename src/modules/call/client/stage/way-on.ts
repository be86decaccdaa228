import type { LineCode } from '../call-types.ts';

/** Sound that does not get through; what is mended by a device's own button is not. */
const soundLost: ReadonlySet<LineCode> = new Set([
  'line-gone',
  'media-blocked',
  'other-cannot-hear-you',
  'you-cannot-hear-other',
]);

/**
 * When the repair has been pressed and sound is still lost: first without the picture, which leaves the line to the voice, then
 * the telephone. Null while the repair is all there is to do.
 */
export function wayOn(worst: LineCode | undefined, presses: number, pictureSent: boolean): 'voice' | 'phone' | null {
  if (worst === undefined || !soundLost.has(worst) || presses === 0) return null;
  return presses === 1 && pictureSent && worst !== 'media-blocked' ? 'voice' : 'phone';
}
