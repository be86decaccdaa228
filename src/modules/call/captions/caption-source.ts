/**
 * The port for captions: whatever turns what is said (or signed) into text. docs/captions.md tells how to write one.
 *
 * A source runs on the page of somebody who takes part, and its captions travel from that page to the others end to end. What
 * the product cannot see is where a source makes them, so each source must say.
 */
import type { Who } from '../protocol.ts';

export type Caption = {
  /** Counts from 1. A number said again puts the caption right. */
  readonly number: number;
  /** Whose words these are, by her place in the room; null when that is not known. */
  readonly speaker: Who | null;
  readonly text: string;
  /** False while it grows. */
  readonly done: boolean;
  /** BCP 47; null when it is the language of the conversation. */
  readonly language: string | null;
};

/**
 * here: made by a person who takes part, or on her device; nobody else hears anything · outside: what is said leaves the
 * browsers. That ends the end-to-end encryption, so it waits until everybody has said yes.
 */
export type CaptionPlace = 'here' | 'outside';

export type CaptionSource = {
  readonly place: CaptionPlace;
  /** Who or what makes them, as it is shown and asked about: a person's name, `Kommunens talegenkendelse`. */
  readonly maker: string;
  /** Begins, and gives how to stop it. A source from outside must not touch the sound before this is called. */
  readonly start: (events: {
    readonly onCaption: (caption: Caption) => void;
    /** It cannot go on. */
    readonly onFailed: () => void;
  }) => () => void;
};

/** What the page of a writing interpreter uses: each input event gives the whole caption so far. */
export function writtenCaptions(maker: string): {
  readonly source: CaptionSource;
  readonly write: (text: string, speaker: Who | null) => void;
  /** Finishes the caption (Enter). */
  readonly finish: () => void;
} {
  let number = 1;
  let open: { readonly text: string; readonly speaker: Who | null } | null = null;
  let say: ((caption: Caption) => void) | null = null;
  const give = (done: boolean) => open && say?.({ number, ...open, done, language: null });
  return {
    source: {
      place: 'here',
      maker,
      start: ({ onCaption }) => {
        say = onCaption;
        return () => {
          say = null;
        };
      },
    },
    write: (text, speaker) => {
      open = { text, speaker };
      give(false);
    },
    finish: () => {
      if (open === null || open.text.trim() === '') return;
      give(true);
      number += 1;
      open = null;
    },
  };
}

/** Says what it is given, each at its time. For tests, and for whoever tries the port. `wait` gives how to call it off. */
export function scriptedCaptions(
  source: Pick<CaptionSource, 'place' | 'maker'>,
  script: readonly { readonly afterMs: number; readonly caption: Caption }[],
  wait: (ms: number, then: () => void) => () => void,
): CaptionSource {
  return {
    ...source,
    start: ({ onCaption }) => {
      const calledOff = script.map(({ afterMs, caption }) => wait(afterMs, () => onCaption(caption)));
      return () => {
        for (const callOff of calledOff) callOff();
      };
    },
  };
}
