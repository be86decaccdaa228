import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import type { CallState } from '../call-types.ts';
import { textTexts } from './messages.ts';
import { spokenOf } from './spoken.ts';
import { useSaid } from './use-said.ts';
import { writerOf } from './writer.ts';
import { spokenWords } from './written-lines.tsx';

/**
 * What a screen reader says without being asked: lines that others have finished, one by one with the writer's name, and once
 * that the others read along. The list of all lines is silent, because a silent part within a region that speaks is not
 * silent in every screen reader: the writer would hear her own line, and VoiceOver falters where thousands of lines speak.
 */
export function SpokenLines({
  state,
  language,
  once,
}: {
  readonly state: CallState;
  readonly language: Language;
  /** Said when the call has become live; null says nothing. */
  readonly once: string | null;
}) {
  const words = textTexts(language);
  const { lines } = state.text;
  const [said, say] = useSaid();
  const seen = useRef<Set<string> | null>(null);
  useEffect(() => {
    // What stands here when the pane is opened is read, not spoken.
    const before = seen.current;
    seen.current = new Set(before);
    for (const line of lines) seen.current.add(line.id);
    if (before === null) return;
    const spoken = spokenOf(lines, before);
    if (spoken.kind === 'many') say([{ id: `many-${lines.at(-1)?.id}`, words: words.many(spoken.count) }]);
    else
      say(
        spoken.lines.map((line) => ({
          id: line.id,
          words: spokenWords(line, writerOf(line.from, state, language), words.lost),
        })),
      );
  }, [lines]);
  const toldOnce = useRef(false);
  const live = state.phase === 'live';
  useEffect(() => {
    if (!live || once === null || toldOnce.current) return;
    toldOnce.current = true;
    say([{ id: 'once', words: once }]);
  }, [live, once]);
  return (
    <div class="sr-only" aria-live="polite" data-spoken>
      {said.map((one) => (
        <p key={one.id}>{one.words}</p>
      ))}
    </div>
  );
}
