/** Latin letters and digits inside a text that runs from right to left: a phone, an amount, an address, a name. */
const run = /[\p{Script=Latin}0-9+](?:[\p{Script=Latin}0-9 .,:;/()+%&@'’–\-?=#_]*[\p{Script=Latin}0-9%])?/gu;

export type Part = { readonly text: string; readonly isolated: boolean };

/**
 * The text in parts, of which those in Latin letters and digits keep their own direction: without, “10 20 30 40” is read
 * “40 30 20 10”. Pure.
 */
export function isolate(text: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(run)) {
    if (index > at) parts.push({ text: text.slice(at, index), isolated: false });
    parts.push({ text: found, isolated: true });
    at = index + found.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isolated: false });
  return parts;
}
