/**
 * Who is seen large and in which size. Nothing moves by itself when somebody speaks: who follows hands or lips must find them
 * where they were. Pure.
 */
import type { PersonView, Who } from '../../protocol.ts';

/** Whom the person here has chosen to see large, the oldest choice first; null while she has chosen nothing. */
export type Picks = readonly Who[] | null;

/** An interpreter and the one who is interpreted: more faces than that cannot be followed. */
const largeAtMost = 2;

type Seen = Pick<PersonView, 'who' | 'role' | 'signs'>;

/**
 * Those who are seen large, in the order of their places. `main` is whom this page is about. Where hands speak, the
 * interpreter stands beside the counterpart without anybody choosing it.
 */
export function largeOf(given: {
  readonly people: readonly Seen[];
  readonly main: Who | null;
  readonly picks: Picks;
  readonly signing: boolean;
}): readonly Who[] {
  const { people, main, picks, signing } = given;
  const picked = people.filter((one) => picks?.includes(one.who));
  if (picked.length > 0) return picked.map((one) => one.who);
  const counterpart = people.find((one) => one.who === main) ?? people[0];
  const beside = people.filter((one) => one !== counterpart);
  const hands = signing
    ? (beside.find((one) => one.role === 'interpreter' && one.signs) ??
      beside.find((one) => one.role === 'interpreter') ??
      beside.find((one) => one.signs))
    : undefined;
  return people.filter((one) => one === counterpart || one === hands).map((one) => one.who);
}

/** One more is seen large; of three the one that was chosen first becomes small again. */
export const withPick = (large: readonly Who[], picks: Picks, who: Who): readonly Who[] => {
  const before = picks?.filter((one) => large.includes(one)) ?? [];
  const rest = large.filter((one) => !before.includes(one));
  return [...rest, ...before, who].slice(-largeAtMost);
};

/** One is seen small again. */
export const withoutPick = (large: readonly Who[], who: Who): readonly Who[] => large.filter((one) => one !== who);

/** How large the large ones are, and how two of them share the room. */
export type Sizes = {
  /** Of a hundred parts of the room, those of the first of two. */
  readonly share: number;
  /** A place in `heights`. */
  readonly height: number;
};

export const shares = { least: 20, most: 80, step: 10 } as const;
/** Times the height that the page gives a face. */
export const heights = [0.7, 1, 1.35, 1.75, 2.25] as const;
export const sizesAtFirst: Sizes = { share: 50, height: 1 };

const within = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

/** The room of the first of two, in whole steps. */
export const withShare = (sizes: Sizes, share: number): Sizes => ({
  ...sizes,
  share: within(shares.least, Math.round(share / shares.step) * shares.step, shares.most),
});

/** Both pictures higher (1) or lower (-1). */
export const withHeight = (sizes: Sizes, by: 1 | -1): Sizes => ({
  ...sizes,
  height: within(0, sizes.height + by, heights.length - 1),
});

/** What an earlier page of this tab has kept; what is no size is as if nothing was kept. */
export function readSizes(kept: string | null): Sizes {
  try {
    const { share, height } = JSON.parse(kept ?? '') as Record<string, unknown>;
    if (typeof share !== 'number' || typeof height !== 'number' || !Number.isInteger(height)) return sizesAtFirst;
    if (!Number.isFinite(share) || heights[height] === undefined) return sizesAtFirst;
    return withShare({ share, height }, share);
  } catch {
    return sizesAtFirst;
  }
}
