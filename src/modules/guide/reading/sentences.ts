/**
 * Where sentences begin and end, so that they can be read aloud and marked one at a time. Danish writes a full stop after
 * abbreviations, ordinals and in times of day; a voice that stops at each of them cannot be understood. Pure.
 */
export type Sentence = { readonly start: number; readonly end: number };

/** Something always follows these, so their full stop never ends a sentence. */
const goesOn = new Set(
  (
    'ca f.eks fx nr kl d bl.a dvs evt inkl ekskl incl excl maks max min tlf stk jf pkt hhv iht ift ifm mht pga pr vedr ' +
    'sml hr fr frk dr prof alm adr afd afs art bilag ang div egl endv forb forts fork føl gl gnsn h.h.v i.h.t kap ' +
    'lb m.h.t nuv obs opr p.g.a resp s spm såk såv tidl tv uvedk v vha vol jan feb mar apr jun jul aug sep sept okt nov dec ' +
    'approx e.g i.e mr mrs ms no fig vs'
  ).split(' '),
);
/** These may stand last in a sentence: what follows decides. */
const mayEnd = new Set(
  'kr m.m osv mv m.v etc m.fl o.l o.lign lign mio mia st th sal km cm mm kg a.m p.m inc ltd'.split(' '),
);

const monthNames =
  /^(januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|january|february|march|may|june|july|october)\b/i;

/** `.`, `!`, `?` or `…`, with what closes behind it, before a space. */
const boundary = /[.!?…]+["'”’»)\]]*\s+/g;

/** The sentences of a text in order; together they hold every letter of it. */
export function splitSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const add = (end: number) => {
    const piece = text.slice(start, end);
    const trimmed = piece.trim();
    if (trimmed !== '') {
      const from = start + piece.indexOf(trimmed);
      sentences.push({ start: from, end: from + trimmed.length });
    }
    start = end;
  };
  for (const match of text.matchAll(boundary)) {
    const end = match.index + match[0].length;
    if (endsSentence(text.slice(start, match.index), match[0].trim(), text.slice(end))) add(end);
  }
  add(text.length);
  return sentences;
}

function endsSentence(before: string, mark: string, after: string): boolean {
  if (after === '') return true;
  const opens = after.replace(/^["'“”„«»([\-–]+\s*/, '');
  if (/^\p{Ll}/u.test(opens)) return false;
  if (!mark.startsWith('.') || mark.startsWith('..')) return true;
  const word = (/(\S+)$/.exec(before)?.[1] ?? '').replace(/^["'“”„«»([]+/, '');
  const plain = word.toLowerCase();
  if (goesOn.has(plain)) return false;
  // “kr. 500” goes on, “893 kr. 14 dage efter …” cannot be told from it but is not how we write.
  if (mayEnd.has(plain)) return !/^\d/.test(opens) || /\d[\s.]*$/.test(before.slice(0, -word.length));
  // H. C. Andersen
  if (/^\p{Lu}$/u.test(word)) return false;
  // 1. Juli; and a number that stands before its sentence, as in a list.
  if (/^\d{1,2}$/.test(word) && (monthNames.test(opens) || before.trim() === word)) return false;
  return true;
}
