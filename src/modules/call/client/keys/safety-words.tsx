import type { Language } from '../../../../kernel/language.ts';
import type { WordsState } from './key-agreement.ts';
import { keyTexts } from './messages.ts';

type Props = { readonly words: WordsState; readonly language: Language };

/**
 * Three words that are the same for everybody who is alone with the others. They are Danish in every language: they are read
 * aloud and heard, not understood.
 */
export function SafetyWords({ words: { state, words }, language }: Props) {
  const texts = keyTexts(language);
  if (state === 'broken')
    return (
      <p class="safety-words safety-words--broken" role="alert">
        {texts.broken}
      </p>
    );
  return (
    <section class="safety-words" aria-label={texts.name}>
      {words === null ? (
        <p>{texts.waiting}</p>
      ) : (
        <p>
          {texts.words}{' '}
          <strong class="safety-words-three" lang="da" translate={false}>
            {words.join(', ')}
          </strong>
        </p>
      )}
      {/* There from the start, so that what comes into it is read aloud; what is there at first needs no announcement. */}
      <p role="status">{state === 'changed' ? texts.changed : ''}</p>
      <details>
        <summary>{texts.what}</summary>
        <p>{texts.read}</p>
        <p>{texts.differ}</p>
      </details>
    </section>
  );
}
