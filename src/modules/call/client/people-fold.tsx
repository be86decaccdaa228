import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import type { CallState } from './call-types.ts';
import { useLate } from './use-late.ts';
import { workTexts } from './work/work-messages.ts';

type Props = {
  readonly state: CallState;
  readonly language: Language;
  /** Without sound and picture there is no line to compare words about. */
  readonly words: boolean;
  /** Given a way to say that something here must be seen: it then unfolds. */
  readonly children: (wanted: (on: boolean) => void) => ComponentChildren;
};

/**
 * Who takes part, how they are known, and the words by which all can hear that they are alone: one row that unfolds. It stays
 * in the page, so that what happens in it is noticed, and unfolds by itself when somebody must answer.
 */
export function PeopleFold({ state, language, words, children }: Props) {
  const t = workTexts(language);
  const id = useId();
  const [open, setOpen] = useState(false);
  const broken = state.words.state === 'broken';
  useEffect(() => {
    if (broken) setOpen(true);
  }, [broken]);
  return (
    <div class="call-people-fold">
      <button
        type="button"
        class="call-people-summary"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {t.people}
      </button>
      <div id={id} hidden={!open}>
        {children((on) => on && setOpen(true))}
        {words && state.phase === 'live' ? <Words words={state.words} language={language} /> : null}
      </div>
    </div>
  );
}

/** Compared when somebody wants to: there when there is a line to compare. */
function Words({ words, language }: Pick<CallState, 'words'> & { readonly language: Language }) {
  const late = useLate(words.state !== 'waiting');
  return late ? <late.SafetyWords words={words} language={language} /> : null;
}
