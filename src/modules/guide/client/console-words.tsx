import { type Language, longDate } from '../../../kernel/language.ts';
import { consoleWords } from '../words/console-messages.ts';
import type { WordToAvoid } from '../words/words-to-avoid.ts';
import type { Found } from './console-guide.ts';

/** Why the first answer stands first, where an editor has put it there. */
export function WhyFirst({ found, language }: { readonly found: Found; readonly language: Language }) {
  const pinned = found.answer.kind === 'answer' ? found.answer.hits[0]?.pinned : undefined;
  if (!pinned) return null;
  const { reason, ownerRole, expiresOn } = pinned;
  return <p class="soft small">{consoleWords(language).why(reason, ownerRole, longDate(expiresOn, language))}</p>;
}

/** Words that citizens do not know, with what to say instead; folded away, for it is no step. */
export function SayInstead({
  words,
  language,
}: {
  readonly words: readonly WordToAvoid[];
  readonly language: Language;
}) {
  const t = consoleWords(language);
  if (words.length === 0) return null;
  return (
    <details class="console-more">
      <summary>{t.sayInstead(words.length)}</summary>
      <ul>
        {words.map(({ word, sayInstead }) => (
          <li key={word}>{t.line(word, sayInstead)}</li>
        ))}
      </ul>
    </details>
  );
}
