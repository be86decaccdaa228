import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import type { CallState } from '../call-types.ts';
import { nameOf } from './names.ts';
import { newsBetween } from './stage-news.ts';

/** Long enough to be read twice. */
const shownMs = 12_000;

/** Who came and who went, to the eye and to a screen reader; between the news, how many are together. */
export function StageStatus({ state, language }: { state: CallState; language: Language }) {
  const texts = callTexts(language).stage;
  const before = useRef(state);
  const [words, setWords] = useState('');
  useEffect(() => {
    const news = newsBetween(before.current, state);
    before.current = state;
    if (news.length > 0)
      setWords(news.map(({ kind, person }) => texts.news[kind](nameOf(person, language))).join('. '));
  }, [state]);
  useEffect(() => {
    if (words === '') return;
    const timer = setTimeout(() => setWords(''), shownMs);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <p class="call-company">
      <span role="status">{words}</span>
      {words === '' && state.people.length > 1 ? <span>{texts.with(state.people.length + 1)}</span> : null}
    </p>
  );
}
