/**
 * The Danish Snowball stemmer (Martin Porter's description, snowballstem.org/algorithms/danish),
 * written out here because it is 60 lines and a dependency would be larger. Works on real Danish
 * and on folded letters alike: after the fold "løst" is "lost".
 */

const vowel = /[aeiouyæåø]/;

// Longest first, so that the first that fits is the longest.
const inflections = [
  'erendes',
  'erende',
  'hedens',
  'ethed',
  'erede',
  'heden',
  'heder',
  'endes',
  'ernes',
  'erens',
  'erets',
  'ered',
  'ende',
  'erne',
  'eren',
  'erer',
  'heds',
  'enes',
  'eres',
  'eret',
  'hed',
  'ene',
  'ere',
  'ens',
  'ers',
  'ets',
  'en',
  'er',
  'es',
  'et',
  'e',
] as const;
const adjectives = ['elig', 'els', 'lig', 'ig'] as const;
const letterBeforeGenitive = /[abcdfghjklmnoprtvyzå]s$/;
const loneConsonantPair = /(gd|dt|gt|kt)$/;

/**
 * @param shortestAdjective the fewest letters that dropping -ig, -lig, -els must leave. 0 is Snowball as
 * described, where "bolig" becomes "bol" and "ledig" meets "leder" (docs/evidence.md, "Danish search").
 */
export function stemDanish(word: string, shortestAdjective = 0): string {
  const start = regionStart(word);
  let stem = dropInflection(word, start);
  stem = dropPairEnd(stem, start);
  stem = dropAdjective(stem, start, shortestAdjective);
  return dropDoubled(stem, start);
}

/** Where R1 begins: after the first consonant that follows a vowel, but never before the fourth letter. */
function regionStart(word: string): number {
  for (let at = 1; at < word.length; at += 1) {
    if (vowel.test(word[at - 1] ?? '') && !vowel.test(word[at] ?? '')) return Math.max(at + 1, 3);
  }
  return word.length;
}

function endsIn(word: string, ending: string, start: number): boolean {
  return word.length - ending.length >= start && word.endsWith(ending);
}

function dropInflection(word: string, start: number): string {
  const ending = inflections.find((one) => endsIn(word, one, start));
  if (ending !== undefined) return word.slice(0, -ending.length);
  return endsIn(word, 's', start) && letterBeforeGenitive.test(word) ? word.slice(0, -1) : word;
}

function dropPairEnd(word: string, start: number): string {
  return loneConsonantPair.test(word) && word.length - 2 >= start ? word.slice(0, -1) : word;
}

function dropAdjective(given: string, start: number, shortest: number): string {
  const word = given.endsWith('igst') ? given.slice(0, -2) : given;
  if (endsIn(word, 'løst', start) || endsIn(word, 'lost', start)) return word.slice(0, -1);
  const ending = adjectives.find((one) => endsIn(word, one, start));
  if (ending === undefined || word.length - ending.length < shortest) return word;
  return dropPairEnd(word.slice(0, -ending.length), start);
}

function dropDoubled(word: string, start: number): string {
  const last = word.at(-1) ?? '';
  const doubled = word.length - 1 >= start && last === word.at(-2) && !vowel.test(last);
  return doubled ? word.slice(0, -1) : word;
}
