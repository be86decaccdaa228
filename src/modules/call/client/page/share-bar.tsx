import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { calledAll, calledOne, pageTexts } from './messages.ts';
import type { Share, ShareState } from './page-share.ts';

/**
 * Over everything while a page is shown or asked for, whatever part of the call she looks at: who sees it, how it stops, and
 * the questions that only she answers.
 */
export function ShareBar(props: {
  readonly share: Share;
  readonly state: ShareState;
  readonly language: Language;
  readonly stopped: boolean;
  readonly onShow: () => void;
}) {
  const { share, state, language } = props;
  const t = pageTexts(language).bar;
  const { asked, question, open } = state;
  const first = useRef<HTMLButtonElement>(null);
  // Her keyboard stays where she writes: the question is said, and one step back in the order of the page.
  const asks = question ? `${question.person.who} ${question.i}` : '';
  useEffect(() => {
    if (asks !== '' && document.activeElement === document.body) first.current?.focus();
  }, [asks]);
  return (
    <div class={`share-bar${state.showing ? ' share-bar--on' : ''}`}>
      <div role="status">
        {state.showing ? (
          <p>
            <strong>{state.seers.length > 0 ? t.seen(calledAll(state.seers, language)) : t.nobody}</strong>
          </p>
        ) : props.stopped ? (
          <p class="sr-only">{t.stopped}</p>
        ) : null}
        {open ? <p>{t.open(calledOne(open.person, language), open.name)}</p> : null}
      </div>
      {state.showing ? (
        <p class="share-bar-do">
          {open ? (
            <button type="button" class="button button-secondary" onClick={share.closeField}>
              {t.close}
            </button>
          ) : null}
          <button type="button" class="button button-warning" onClick={share.stop}>
            {t.stop} <kbd class="button-key">{t.escape}</kbd>
          </button>
        </p>
      ) : null}
      <div role="alert" class="share-bar-question">
        {asked && !state.showing ? (
          <>
            <p>{t.asks(calledOne(asked, language))}</p>
            <p class="share-bar-do">
              <button type="button" class="button button-primary" onClick={props.onShow}>
                {t.show}
              </button>
              <button type="button" class="button button-secondary" onClick={share.refuse}>
                {t.no}
              </button>
            </p>
          </>
        ) : null}
        {question ? (
          <>
            <p>
              {question.name
                ? t.mayWrite(calledOne(question.person, language), question.name)
                : t.mayWriteUnnamed(calledOne(question.person, language))}
            </p>
            <p class="share-bar-do">
              <button type="button" class="button button-primary" ref={first} onClick={() => share.answer(true)}>
                {t.yes}
              </button>
              <button type="button" class="button button-secondary" onClick={() => share.answer(false)}>
                {t.no}
              </button>
            </p>
          </>
        ) : null}
      </div>
    </div>
  );
}
