import { Fragment, type VNode } from 'preact';
import type { ComposedText } from '../../publication/compose-service.ts';
import { linked, Prose } from '../../views/prose.tsx';
import type { ViewContext } from '../../views/view-context.ts';
import { texts } from '../messages.ts';
import { pageAddress } from '../page-address.ts';
import { plainReading } from '../reading.ts';
import type { GuideWord } from '../word-records.ts';

/** Which words a part of the page has explained already; one for each step. */
export type Explained = { readonly scope: string; readonly seen: Set<string> };

export const explainedIn = (scope: string): Explained => ({ scope, seen: new Set() });

/**
 * A text of the guide in which official words, the first time they stand in this part of the page, open their explanation
 * in place.
 */
export function ExplainedProse({
  context,
  text,
  explained,
}: {
  readonly context: ViewContext;
  readonly text: ComposedText;
  readonly explained: Explained;
}) {
  const { words } = context.reading ?? plainReading;
  const places = words
    .finder(text.language)(text.text)
    .filter(({ word }) => {
      if (explained.seen.has(word.id)) return false;
      explained.seen.add(word.id);
      return true;
    });
  if (places.length === 0) return <Prose text={text} language={context.language} />;
  const parts: VNode[] = [];
  let at = 0;
  const plain = (end: number) => {
    if (end > at) parts.push(<Fragment key={at}>{linked(text.text.slice(at, end))}</Fragment>);
  };
  for (const { start, end, word } of places) {
    plain(start);
    parts.push(
      <Word key={word.id} context={context} word={word} scope={explained.scope}>
        {text.text.slice(start, end)}
      </Word>,
    );
    at = end;
  }
  plain(text.text.length);
  if (text.language === context.language) return <>{parts}</>;
  return (
    <span class="fallback" lang={text.language}>
      {parts}
    </span>
  );
}

/**
 * The word as a button, its explanation as a popover: it opens without scripts, closes with Escape and a press beside it, and
 * the focus stays. A browser that knows no popovers shows the way to the page of words instead (client/reading.css).
 */
function Word({
  context,
  word,
  scope,
  children,
}: {
  readonly context: ViewContext;
  readonly word: GuideWord;
  readonly scope: string;
  readonly children: string;
}) {
  const t = texts(context.language);
  const id = `ord-${scope}-${word.id}`;
  const plain = word.plain[context.language] ?? word.plain.da;
  return (
    <>
      <button type="button" class="word" popovertarget={id}>
        {children}
      </button>
      <a class="word-away" href={`${pageAddress(context, '/ord')}#${word.id}`} data-unread>
        {` (${t.wordExplained})`}
      </a>
      <span
        class="word-note"
        id={id}
        popover="auto"
        lang={word.plain[context.language] ? context.language : 'da'}
        data-unread
      >
        <strong>{word.word[context.language] ?? word.word.da}: </strong>
        {plain}{' '}
        <button type="button" class="button button-quiet" popovertarget={id} popovertargetaction="hide">
          {t.close}
        </button>
      </span>
    </>
  );
}
