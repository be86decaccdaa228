import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { Button } from '../../../../ui/index.ts';
import type { Call, CallState } from '../call-types.ts';
import { keepForTab, readForTab } from '../kept-choice.ts';
import { useKeptInSight } from './in-sight.ts';
import { textTexts } from './messages.ts';
import { SpokenLines } from './spoken-lines.tsx';
import { TextLog } from './text-log.tsx';
import { TextTools, useTextSize } from './text-tools.tsx';
import { wordsFor, writerNamed } from './writer.ts';

type PaneProps = { call: Call; state: CallState; language: Language };

/** What a reader keeps of one line (real-time-text.ts); more would be cut at her end. */
const lineUnits = 100_000;
/** A confirmation takes a round trip; only what takes longer is worth a word. */
const pendingMs = 3_000;
const toldMs = 6_000;
const onEnterName = 'text-on-enter';

/**
 * Text between everybody in the conversation (EN 301 549, 6.2). What others write grows letter by letter to the eye; a screen
 * reader speaks finished lines only, with the writer's name, because a line spoken letter by letter cannot be followed.
 */
export function TextPane({ call, state, language }: PaneProps) {
  const words = textTexts(language);
  const id = useId();
  const { text, people } = state;
  const field = useRef<HTMLTextAreaElement>(null);
  const [size, setSize] = useTextSize();
  const [chosen, setChosen] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  useKeptInSight(() => field.current);
  useEffect(() => {
    if (readForTab(onEnterName) !== null) call.actions.setLetterByLetter(false);
  }, [call]);
  useEffect(() => {
    if (told === null) return;
    const timer = setTimeout(() => setTold(null), toldMs);
    return () => clearTimeout(timer);
  }, [told]);
  const pending = useLasting(text.pending && state.phase === 'live', pendingMs);
  const [only] = people;
  const readAlong =
    only === undefined
      ? words.hint.before
      : people.length === 1
        ? words.hint.one(wordsFor(writerNamed(only, language)))
        : words.hint.many;
  return (
    <section class="call-text" aria-labelledby={`${id}-heading`} data-size={size}>
      <h2 id={`${id}-heading`}>{words.heading}</h2>
      <TextLog state={state} language={language} chosen={chosen} onChoose={setChosen} />
      <SpokenLines state={state} language={language} once={text.letterByLetter ? readAlong : null} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          call.actions.sendLine();
        }}
      >
        <label for={`${id}-field`}>{words.field}</label>
        <div class="call-write">
          <textarea
            ref={field}
            id={`${id}-field`}
            aria-describedby={`${id}-hint`}
            rows={2}
            maxLength={lineUnits}
            dir="auto"
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
          <Button variant="secondary">{words.send}</Button>
        </div>
        <p class="call-hint" role="status">
          {told ?? (pending ? words.pending : '')}
        </p>
        <p id={`${id}-hint`} class="call-hint">
          {text.letterByLetter ? readAlong : words.hint.enter}{' '}
          <span data-path={state.path}>{words.path[state.path]}.</span>
        </p>
        <div class="call-choice">
          <input
            type="checkbox"
            id={`${id}-enter`}
            checked={!text.letterByLetter}
            onChange={({ currentTarget: { checked } }) => {
              keepForTab(onEnterName, checked ? 'on' : null);
              call.actions.setLetterByLetter(!checked);
            }}
          />
          <label for={`${id}-enter`}>{words.onEnter}</label>
        </div>
      </form>
      <TextTools
        call={call}
        state={state}
        language={language}
        size={size}
        onSize={setSize}
        chosen={chosen}
        tell={setTold}
      />
    </section>
  );
}

/** True once it has been true for this long. */
function useLasting(is: boolean, forMs: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    setLasting(false);
    if (!is) return;
    const timer = setTimeout(() => setLasting(true), forMs);
    return () => clearTimeout(timer);
  }, [is, forMs]);
  return lasting;
}
