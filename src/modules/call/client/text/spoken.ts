import type { TextLine } from '../call-types.ts';

/** More than this at once is what was said before: a page loaded anew, or a line that was away for long. */
export const mostSpoken = 5;

export type Spoken =
  /** To be spoken one by one, with the writer's name. */
  | { readonly kind: 'lines'; readonly lines: readonly TextLine[] }
  /** Too many to listen to: only how many. */
  | { readonly kind: 'many'; readonly count: number };

/** What of these lines a screen reader says: what others have finished since this page was loaded. */
export function spokenOf(lines: readonly TextLine[], seen: ReadonlySet<string>): Spoken {
  const fresh = lines.filter((line) => line.from !== 'me' && !line.retold && !seen.has(line.id));
  return fresh.length > mostSpoken ? { kind: 'many', count: fresh.length } : { kind: 'lines', lines: fresh };
}
