import { useEffect, useState } from 'preact/hooks';

export type Late = typeof import('./late.ts');

const againMs = 3_000;
/** The first picture has the line and the processor for itself. */
const afterMs = 1_500;
let loading: Promise<Late> | null = null;

/** The later part of a conversation's code. A line that was gone for a moment fails it once; the next wish tries again. */
export function loadLate(): Promise<Late> {
  loading ??= import('./late.ts').catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/**
 * A part of the page that is fetched when it is `wanted`, `afterMs` later, and again and again on a bad line. Null until it is
 * there.
 */
export function useLatePart<Part>(load: () => Promise<Part>, wanted: boolean, afterMs = 0): Part | null {
  const [part, setPart] = useState<Part | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!wanted || part) return;
    let timer = window.setTimeout(
      () =>
        void load().then(
          (loaded) => setPart(() => loaded),
          () => {
            timer = window.setTimeout(() => setAttempt(attempt + 1), againMs);
          },
        ),
      afterMs,
    );
    return () => window.clearTimeout(timer);
  }, [wanted, attempt]);
  return part;
}

/** The later part of a conversation's code. `soon`: at once, because somebody has pressed. */
export const useLate = (wanted: boolean, soon = false): Late | null =>
  useLatePart(loadLate, wanted, soon ? 0 : afterMs);
