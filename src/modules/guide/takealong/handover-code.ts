/**
 * Ticks as a code that a person can say aloud: seven signs that hold everything, so that nothing is stored. The same rules
 * run in the browser that shows a code and on the server that reads it.
 *
 * 30 bits and one check sign: 14 bits of the service's name, one for each step, and what is left (16 less the steps) tells
 * whether the steps are still those that the code was made from. Without the last, a step moved by an editor would make
 * an old code tick the wrong ones.
 */

/** Crockford's: no I, L, O or U, which are misread or misheard. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const nameBits = 14;
const restBits = 16;
const payloadSigns = 6;

/** With more steps too few bits are left to notice that the guide has changed. */
export const maxHandoverSteps = 12;

export type HandoverService = {
  readonly slug: string;
  /** Ids of the steps in their order. */
  readonly steps: readonly string[];
};

export type HandoverReading =
  | { readonly kind: 'found'; readonly slug: string; readonly done: readonly string[] }
  /** A sign is wrong, missing or too many. */
  | { readonly kind: 'mistyped' }
  /** Well written, but of no guide here. */
  | { readonly kind: 'unknown' }
  /** The guide's steps are others than when the code was made; or the code fits several, and none can be chosen. */
  | { readonly kind: 'changed' | 'several'; readonly slugs: readonly string[] };

/** `K7F 2MQ9`; null for a guide without steps, or with too many for a code. Ticks of unknown steps are left out. */
export function handoverCode({ slug, steps }: HandoverService, done: readonly string[]): string | null {
  if (steps.length === 0 || steps.length > maxHandoverSteps) return null;
  const ticks = steps.reduce((bits, id, place) => (done.includes(id) ? bits | (1 << place) : bits), 0);
  const spare = restBits - steps.length;
  const payload = (nameOf(slug) << restBits) | (ticks << spare) | stepsOf({ slug, steps }, spare);
  const values = Array.from({ length: payloadSigns }, (_, place) => (payload >> (5 * (payloadSigns - 1 - place))) & 31);
  const text = [...values, checkOf(values)].map((value) => signs[value]).join('');
  return `${text.slice(0, 3)} ${text.slice(3)}`;
}

/** What a written code means among a municipality's services. Small letters, spaces and O for 0 are as good. */
export function readHandoverCode(written: string, services: Iterable<HandoverService>): HandoverReading {
  const values = valuesOf(written);
  if (values === null) return { kind: 'mistyped' };
  const payload = values.slice(0, payloadSigns).reduce((bits, value) => (bits << 5) | value, 0);
  const name = payload >> restBits;
  const named = [...services].filter(({ slug }) => nameOf(slug) === name);
  if (named.length === 0) return { kind: 'unknown' };
  const fitting = named.filter((service) => {
    const spare = restBits - service.steps.length;
    if (service.steps.length === 0 || service.steps.length > maxHandoverSteps) return false;
    return (payload & ((1 << spare) - 1)) === stepsOf(service, spare);
  });
  const [found, another] = fitting;
  if (!found) return { kind: 'changed', slugs: named.map(({ slug }) => slug) };
  if (another) return { kind: 'several', slugs: fitting.map(({ slug }) => slug) };
  const ticks = (payload & ((1 << restBits) - 1)) >> (restBits - found.steps.length);
  return { kind: 'found', slug: found.slug, done: found.steps.filter((_, place) => (ticks & (1 << place)) !== 0) };
}

/** The signs as numbers, if there are seven and the last fits the others. */
function valuesOf(written: string): readonly number[] | null {
  const plain = written
    .toUpperCase()
    .replace(/[\s.\-–_]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const values = [...plain].map((sign) => signs.indexOf(sign));
  if (values.length !== payloadSigns + 1 || values.includes(-1)) return null;
  return checkOf(values.slice(0, payloadSigns)) === values[payloadSigns] ? values : null;
}

/**
 * Each sign is weighed by its place in the field of 32 elements, so that no single wrong sign and no two neighbours
 * swapped go unnoticed.
 */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value) => {
    const doubled = (sum ^ value) << 1;
    return doubled & 32 ? doubled ^ 0b100101 : doubled;
  }, 0);
}

const nameOf = (slug: string): number => fold(hash(slug), nameBits);
const stepsOf = ({ slug, steps }: HandoverService, bits: number): number =>
  fold(hash([slug, ...steps].join('\n')), bits);

/** FNV-1a, mixed once more so that its low bits hang on every letter. Not a secret: it only tells names apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) value = Math.imul(value ^ text.charCodeAt(place), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

const fold = (value: number, bits: number): number => value & ((1 << bits) - 1);
