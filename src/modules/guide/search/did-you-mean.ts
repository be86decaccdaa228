/** "You wrote X, did you mean Y": the query with its misspelled words set right, or nothing to say. */
import { readablePart } from './danish-letters.ts';
import type { Slot } from './query-slots.ts';

export function suggestion(query: string, slots: readonly Slot[]): string | undefined {
  let corrected = readablePart(query).normalize('NFC').trim();
  let changed = false;
  for (const { word, readings } of slots) {
    const best = readings[0];
    if (best?.way !== 'fuzzy' || best.shown === undefined) continue;
    const at = corrected.toLowerCase().indexOf(word.surface);
    if (at < 0) continue;
    corrected = corrected.slice(0, at) + best.shown + corrected.slice(at + word.surface.length);
    changed = true;
  }
  return changed ? corrected : undefined;
}
