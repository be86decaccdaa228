import { byDanishOrder } from '../../../../kernel/language.ts';
import type { ViewContext } from '../../views/view-context.ts';
import { texts } from '../messages.ts';
import { pageAddress } from '../page-address.ts';
import { plainReading } from '../reading.ts';

/** All official words with their explanations, each at an address of its own (`/ord#fuldmagt`). */
export function WordsPage({ context }: { readonly context: ViewContext }) {
  const { language, reading = plainReading } = context;
  const t = texts(language);
  const words = reading.words.all
    .map(({ id, word, plain }) => ({
      id,
      name: word[language] ?? word.da,
      nameIn: word[language] === undefined ? 'da' : language,
      text: plain[language] ?? plain.da,
      textIn: plain[language] === undefined ? 'da' : language,
    }))
    .sort(byDanishOrder((word) => word.name));
  return (
    <>
      <h1>{t.wordsTitle}</h1>
      <p class="lead">{t.wordsLead}</p>
      <dl class="words">
        {words.map((word) => (
          <div key={word.id} id={word.id}>
            <dt lang={word.nameIn}>{word.name.slice(0, 1).toUpperCase() + word.name.slice(1)}</dt>
            <dd lang={word.textIn}>{word.text}</dd>
          </div>
        ))}
      </dl>
      <p class="soft">{t.wordsNotLaw}</p>
    </>
  );
}

/** From a guide to all words. */
export function WordsLink({ context }: { readonly context: ViewContext }) {
  return (
    <p class="no-print" data-unread>
      <a class="way" href={pageAddress(context, '/ord')}>
        {texts(context.language).wordsLink}
      </a>
    </p>
  );
}
