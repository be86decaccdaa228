import { useEffect, useId, useRef } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { Button } from '../../../ui/index.ts';
import { callTexts } from '../messages.ts';
import { nameOf } from './call-stage.tsx';
import type { Call, CallState, TextLine } from './call-types.ts';

type PaneProps = { call: Call; state: CallState; language: Language };

/**
 * Both sides' text (EN 301 549, 6.2). The other's line grows letter by letter to the eye; a screen reader speaks finished lines
 * only, with the writer's name, because a line spoken letter by letter cannot be followed.
 */
export function TextPane({ call, state, language }: PaneProps) {
  const texts = callTexts(language);
  const id = useId();
  const { text } = state;
  const other = nameOf(state.other, language);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => end.current?.scrollIntoView?.({ block: 'nearest' }), [text.lines.length, text.other]);
  const who = (line: TextLine) => (line.from === 'me' ? texts.me : other);
  return (
    <section class="call-text" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{texts.text.heading}</h2>
      {text.lines.length === 0 && text.other === '' ? <p class="call-hint">{texts.text.empty}</p> : null}
      <div
        class="call-lines"
        role="log"
        aria-label={texts.text.lines}
        aria-live="polite"
        aria-relevant="additions"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
      >
        {text.lines.map((line) => (
          <p key={line.id} class={`call-written call-written--${line.from}`}>
            <strong>{who(line)}: </strong>
            {line.text}
          </p>
        ))}
        <div ref={end} />
      </div>
      {text.other === '' ? null : (
        <p class="call-written call-written--other call-written--live" aria-live="off">
          <strong>{texts.text.writing(other)}: </strong>
          <span data-live>{text.other}</span>
        </p>
      )}
      {text.pending && state.phase === 'live' ? <p class="call-hint">{texts.text.pending}</p> : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          call.actions.sendLine();
        }}
      >
        <label for={`${id}-field`}>{texts.text.field}</label>
        <p id={`${id}-hint`} class="call-hint">
          {text.letterByLetter ? texts.text.hintLive : texts.text.hintEnter}{' '}
          <span data-path={state.path}>{texts.text.path[state.path]}.</span>
        </p>
        <div class="call-write">
          <textarea
            id={`${id}-field`}
            aria-describedby={`${id}-hint`}
            rows={2}
            value={text.own}
            autocomplete="off"
            onInput={(event) => call.actions.type(event.currentTarget.value)}
            onKeyDown={(event) => {
              // While letters are being composed (IME), Enter chooses among them.
              if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              call.actions.sendLine();
            }}
          />
          <Button variant="secondary">{texts.text.send}</Button>
        </div>
        <div class="call-choice">
          <input
            type="checkbox"
            id={`${id}-enter`}
            checked={!text.letterByLetter}
            onChange={(event) => call.actions.setLetterByLetter(!event.currentTarget.checked)}
          />
          <label for={`${id}-enter`}>{texts.text.onEnter}</label>
        </div>
      </form>
    </section>
  );
}
