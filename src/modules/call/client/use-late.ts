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
 * Null until it is there; it is asked for a moment after it is `wanted` (`soon`: at once, because somebody has pressed), again
 * and again on a bad line.
 */
export function useLate(wanted: boolean, soon = false): Late | null {
  const [late, setLate] = useState<Late | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!wanted || late) return;
    let timer = window.setTimeout(
      () =>
        void loadLate().then(setLate, () => {
          timer = window.setTimeout(() => setAttempt(attempt + 1), againMs);
        }),
      soon ? 0 : afterMs,
    );
    return () => window.clearTimeout(timer);
  }, [wanted, attempt]);
  return late;
}
