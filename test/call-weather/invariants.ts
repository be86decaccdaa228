/** What must be true of a call at every moment, whatever the weather. Pure: judged from what both pages showed and counted. */

/** One look at a page. */
export type Look = {
  readonly at: number;
  readonly phase: string;
  /** Codes of the words that are shown about the line. */
  readonly line: readonly string[];
  readonly microphone: string;
  /** The other, as this page shows her; null when there is nobody. */
  readonly other: { readonly active: boolean; readonly signing: boolean; readonly camera: string } | null;
  /** A picture of her is on the screen. */
  readonly picture: boolean;
  /** Packets of her sound, and frames of hers that were presented, since the page began. */
  readonly sound: number;
  readonly frames: number;
};

/** Longer than the 5 seconds within which both are told, by what a busy machine needs to draw it. */
const toldMs = 7_000;
const talkingMs = 4_000;

/**
 * Whether a count grew in the `ms` before `at`; with too short a history, it is taken to have. From look to look: another page
 * or connection begins to count anew, and passes what the one before had reached.
 */
function grew(looks: readonly Look[], what: 'sound' | 'frames', at: number, ms: number): boolean {
  const [first] = looks;
  if (!first || first.at > at - ms) return true;
  return looks.some((one, next) => {
    const before = looks[next - 1];
    return one.at > at - ms && one.at <= at && before !== undefined && one[what] > before[what];
  });
}

/** A state that has held for all looks of the last `ms`, looks coming all the time. */
function held(looks: readonly Look[], at: number, ms: number, is: (look: Look) => boolean): boolean {
  const lately = looks.filter((one) => one.at > at - ms && one.at <= at);
  const [first] = lately;
  return first !== undefined && first.at < at - ms + 1_000 && lately.length > ms / 1_000 && lately.every(is);
}

/** What `mine` showed that was not true, given what `theirs` counted. */
export function lies(mine: readonly Look[], theirs: readonly Look[]): readonly string[] {
  const found = new Set<string>();
  for (const look of mine) {
    const { at } = look;
    const open = held(
      mine,
      at,
      toldMs,
      (one) => one.phase === 'live' && one.microphone === 'on' && one.line.length === 0,
    );
    if (open && !grew(theirs, 'sound', at, toldMs)) found.add('a dead session is shown as an open microphone');
    if (look.other?.active && !look.other.signing && !grew(mine, 'sound', at, talkingMs))
      found.add('a silent person is shown as talking');
    const looks = held(
      mine,
      at,
      toldMs,
      (one) => one.phase === 'live' && one.other?.camera === 'on' && one.picture && one.line.length === 0,
    );
    if (looks && !grew(mine, 'frames', at, toldMs)) found.add('a camera is lost without a word');
  }
  return [...found];
}
