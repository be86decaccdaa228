/** Names that people give themselves: cut to what a name is, and compared with those of the others. Pure, used on both sides. */
import { redactCpr } from '../../../kernel/redact.ts';

/** Longer is no name that anybody reads on a screen. */
export const longestName = 80;

/** Two marks on a letter are Vietnamese; more are a drawing over the neighbouring lines. */
const piledMarks = /(\p{M}{2})\p{M}+/gu;
/** Controls, writing-direction signs and what takes no room: nothing of it can be seen, and all of it can deceive. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]/gu;

/** A name as it may be shown; null where nothing is left of it. */
export function cleanName(written: string): string | null {
  const plain = written
    .replace(/[\t\r\n]/g, ' ')
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/\s+/gu, ' ')
    .replace(piledMarks, '$1');
  const cut = [...redactCpr(plain).trim()].slice(0, longestName).join('').trim();
  return cut === '' ? null : cut;
}

/** Letters of other alphabets, and digits, that look like Latin letters, each before the one it looks like. */
const lookalikes = new Map(
  'аaеeоoрpсcуyхxіiјjѕsһhкkмmтtвbнhαaοoρpνvιiκkτtυuεeηnıiłl0o1l'.match(/../gu)?.map((pair) => {
    const [sign = '', looks = ''] = [...pair];
    return [sign, looks] as const;
  }),
);

/** A name's words, without what an eye passes over. */
const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => [...word].map((sign) => lookalikes.get(sign) ?? sign).join(''));

/**
 * The one of the others whose name this is, or holds: "Mette Holm" among "mette holm", "METTE  HÖLM" and "Mette Holm
 * (kommunen)". Null where nobody's.
 */
export function sameNameAs<Other extends { readonly name: string | null }>(
  name: string | null,
  others: readonly Other[],
): Other | null {
  if (name === null) return null;
  const mine = new Set(wordsOf(name));
  const held = (other: Other) => {
    const theirs = other.name === null ? [] : wordsOf(other.name);
    return theirs.length > 0 && theirs.every((word) => mine.has(word));
  };
  return others.find(held) ?? null;
}
