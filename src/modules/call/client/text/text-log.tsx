import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import type { CallState, TextLine } from '../call-types.ts';
import { textTexts } from './messages.ts';
import { wordsFor, writerOf } from './writer.ts';
import { WhoWrites, Words, WrittenLines } from './written-lines.tsx';

/** Nearer the end than this, the newest is followed. */
const nearEndPx = 48;

type Props = {
  readonly state: CallState;
  readonly language: Language;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

/**
 * What has been written, and below it what the others are writing. One stop for Tab; arrow keys, Home and End move the focus
 * from line to line. A screen reader needs none of that: it is a list, read and counted like any other.
 */
export function TextLog({ state, language, chosen, onChoose }: Props) {
  const words = textTexts(language);
  const { lines, others } = state.text;
  const box = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const lastTop = useRef(0);
  const [behind, setBehind] = useState(false);
  const writer = (from: TextLine['from']) => writerOf(from, state, language);
  const names = `${language} ${JSON.stringify(state.known.map(({ who, role, name }) => [who, role, name]))}`;
  const toEnd = () => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  };
  useEffect(() => {
    if (following.current) toEnd();
    else setBehind(true);
  }, [lines]);
  useEffect(() => {
    if (following.current) toEnd();
  }, [others]);
  return (
    <div class="call-lines-frame">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields. */}
      <div
        ref={box}
        class="call-lines"
        role="group"
        aria-label={words.group}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          // Only a person moves it upwards; what comes meanwhile only makes it longer.
          if (scrollTop < lastTop.current) following.current = false;
          lastTop.current = scrollTop;
          if (scrollHeight - scrollTop - clientHeight >= nearEndPx) return;
          following.current = true;
          setBehind(false);
        }}
        onKeyDown={(event) => {
          if (moveFocus(event.currentTarget, event)) event.preventDefault();
        }}
        onFocusIn={({ target }) => {
          const line = target instanceof HTMLElement ? target.dataset.line : undefined;
          if (line !== undefined) onChoose(line);
        }}
      >
        <div role="log" aria-label={words.lines} aria-live="off">
          {lines.length === 0 ? null : (
            <WrittenLines lines={lines} writer={writer} names={names} chosen={chosen} lost={words.lost} />
          )}
        </div>
        {lines.length === 0 && others.length === 0 ? <p class="call-hint">{words.empty}</p> : null}
        {others.map(({ who, text }) => (
          <p key={who} class="call-written call-written--other call-written--live" aria-live="off">
            <WhoWrites writer={writer(who)} label={words.writing(wordsFor(writer(who)))} />
            <span data-live={who}>
              <Words text={text} lost={words.lost} />
            </span>
          </p>
        ))}
      </div>
      {behind ? (
        <button
          type="button"
          class="button button-secondary call-newest"
          onClick={() => {
            following.current = true;
            setBehind(false);
            toEnd();
            box.current?.focus({ preventScroll: true });
          }}
        >
          {words.newest}
        </button>
      ) : null}
    </div>
  );
}

/** Moves the focus among the lines; false where the key is not ours. */
function moveFocus(box: HTMLElement, event: KeyboardEvent): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const all = box.getElementsByTagName('li');
  const here = document.activeElement?.closest('li');
  const at = here && box.contains(here) ? here : null;
  const line =
    event.key === 'ArrowUp'
      ? at === null
        ? all[all.length - 1]
        : at.previousElementSibling
      : event.key === 'ArrowDown'
        ? at?.nextElementSibling
        : event.key === 'Home'
          ? all[0]
          : event.key === 'End'
            ? all[all.length - 1]
            : null;
  if (!(line instanceof HTMLElement)) return false;
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: 'nearest' });
  return true;
}
