import { useEffect, useState } from 'preact/hooks';
import { type LineMode, modeOf } from '../../line-test/decide-mode.ts';
import { measureLine } from './measure-line.ts';

/**
 * What the line bears; null before it is known. It is tried when nothing else needs the line: `quietMs` after the page has come
 * to a rest (null: something is on its way), and broken off when something begins.
 */
export function useTestedLine(
  path: string,
  known: LineMode | null,
  quietMs: number | null,
  onTested: (line: LineMode) => void,
): LineMode | null {
  const [line, setLine] = useState(known);
  useEffect(() => {
    if (quietMs === null || line !== null) return;
    const leaving = new AbortController();
    const timer = window.setTimeout(
      () =>
        void measureLine(path, leaving.signal).then((measured) => {
          if (leaving.signal.aborted) return;
          const tested = modeOf(measured);
          setLine(tested);
          onTested(tested);
        }),
      quietMs,
    );
    return () => {
      window.clearTimeout(timer);
      leaving.abort();
    };
  }, [quietMs]);
  return line;
}
