import { useState } from 'preact/hooks';

/** Long enough for every screen reader to have taken it; after that it would only be met twice. */
const gonePastMs = 10_000;

/** A phrase for a screen reader; `id` keeps it from being said twice. */
export type Said = { readonly id: string; readonly words: string };

/** What stands in a region that is spoken as things are added to it: each phrase for a while. */
export function useSaid(): readonly [readonly Said[], (more: readonly Said[]) => void] {
  const [said, setSaid] = useState<readonly Said[]>([]);
  return [
    said,
    (more) => {
      if (more.length === 0) return;
      setSaid((was) => [...was, ...more]);
      setTimeout(() => setSaid((was) => was.filter((one) => !more.includes(one))), gonePastMs);
    },
  ];
}
