/**
 * What an employee may be shown as the answer to what a citizen says. Pure, and the same in the desk's column and on the
 * screen of its own.
 */
import type { SearchAnswer, SearchHit } from '../search/search-index.ts';
import type { Pinned } from '../words/pins.ts';

/** `pinned`: an editor has put it first; she may see why. */
export type ConsoleHit = SearchHit & { readonly pinned?: Pinned };

/** What search found, with the editors' pins applied. */
export type FoundHits = Omit<SearchAnswer, 'hits' | 'didYouMean'> & {
  readonly hits: readonly ConsoleHit[];
  readonly didYouMean?: string | null;
};

/**
 * `answer`: open it. `choose`: candidates, none of which is presented as the answer; she asks the citizen which.
 * `nothing`: the guide has no words for it.
 */
export type ConsoleAnswer =
  | { readonly kind: 'answer'; readonly hits: readonly ConsoleHit[] }
  | { readonly kind: 'choose'; readonly hits: readonly ConsoleHit[]; readonly didYouMean: string | null }
  | { readonly kind: 'nothing' };

/** More than she can read while somebody talks is no help. */
const mostHits = 6;

export function consoleAnswer(answer: FoundHits): ConsoleAnswer {
  if (answer.kind === 'none') return { kind: 'nothing' };
  const hits = answer.hits.slice(0, mostHits);
  // A word that was only guessed at may be another word: the citizen is asked before anything is read to her.
  if (answer.kind === 'hits' && hits[0]?.why !== 'fuzzy') return { kind: 'answer', hits };
  return { kind: 'choose', hits, didYouMean: answer.didYouMean ?? null };
}
