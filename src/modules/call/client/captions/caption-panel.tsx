import type { VNode } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { Button, Details } from '../../../../ui/index.ts';
import { type LookName, lookChoices, lookNames } from '../../captions/caption-look.ts';
import { type HeardCaption, mayCaption } from '../../captions/captions-heard.ts';
import type { Call, CallState } from '../call-types.ts';
import { copyText } from '../text/copy.ts';
import { textTexts } from '../text/messages.ts';
import { plainText } from '../text/plain-text.ts';
import { wordsFor, writerOf } from '../text/writer.ts';
import { speakerOf } from './caption-box.tsx';
import { CaptionWriter } from './caption-writer.tsx';
import { captionTexts } from './messages.ts';
import { useCaptionLook, useCaptions } from './use-captions.ts';

type Props = { readonly call: Call; readonly state: CallState; readonly language: Language };

/** Everything about captions but the captions on the picture: who makes them, all of them again, how they look. */
export function CaptionPanel({ call, state, language }: Props) {
  const words = captionTexts(language);
  const id = useId();
  const { captions, now } = useCaptions(call, state);
  const { shown, show } = useCaptionLook();
  const [told, setTold] = useState('');
  const { sources, captions: all } = now.heard;
  const makers = sources
    .filter(({ on, place }) => on && place === 'here')
    .map(({ by }) => words.here(wordsFor(writerOf(by, state, language))));
  const copy = async () => {
    const text = plainText(
      all.map((caption) => ({ writer: speakerOf(caption, state, language) ?? words.heading, text: caption.text })),
      textTexts(language).lost,
    );
    setTold((await copyText(text)) ? words.copied : words.notCopied);
  };
  return (
    <section class="captions-panel" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{words.heading}</h2>
      <div role="status">
        {makers.map((maker) => (
          <p key={maker}>{maker}</p>
        ))}
        {now.own?.state === 'on' && now.own.source.place === 'here' ? <p>{words.youHere}</p> : null}
        {now.own?.state === 'failed' ? <p>{words.failed}</p> : null}
        {sources.length === 0 && now.own === null ? <p>{words.none}</p> : null}
      </div>
      {state.me && mayCaption(state.me.role) ? (
        <CaptionWriter captions={captions} own={now.own} state={state} language={language} />
      ) : null}
      <div class="call-choice">
        <input
          type="checkbox"
          id={`${id}-show`}
          checked={shown}
          onChange={(event) => show(event.currentTarget.checked)}
        />
        <label for={`${id}-show`}>{words.show}</label>
      </div>
      <h3 id={`${id}-list`}>{words.list}</h3>
      <p class="call-hint">{all.length === 0 ? words.listEmpty : words.gone}</p>
      {all.length === 0 ? null : (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields. */}
          <div
            class="call-lines"
            role="group"
            aria-labelledby={`${id}-list`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard (WCAG 2.1.1).
            tabIndex={0}
          >
            <CaptionList all={all} state={state} language={language} />
          </div>
          <Button type="button" variant="secondary" onClick={() => void copy()}>
            {words.copy}
          </Button>
        </>
      )}
      <p class="call-hint" role="status">
        {told}
      </p>
      <LookForm language={language} />
    </section>
  );
}

/** A caption is drawn once, and again when it is put right: a letter that comes costs one line of two thousand. */
function CaptionList({
  all,
  state,
  language,
}: {
  readonly all: readonly HeardCaption[];
  readonly state: CallState;
  readonly language: Language;
}) {
  const names = `${language} ${JSON.stringify(state.known.map(({ who, role, name }) => [who, role, name]))}`;
  const drawn = useMemo(() => new WeakMap<HeardCaption, VNode>(), [names]);
  const draw = (caption: HeardCaption): VNode => {
    const speaker = speakerOf(caption, state, language);
    return (
      <li key={caption.key} lang={caption.language ?? undefined}>
        {speaker === null ? null : (
          <>
            <strong>
              <bdi>{speaker}</bdi>
            </strong>
            {': '}
          </>
        )}
        <bdi>{caption.text}</bdi>
      </li>
    );
  };
  return (
    <ol class="captions-list">
      {all.map((caption) => {
        const found = drawn.get(caption) ?? draw(caption);
        drawn.set(caption, found);
        return found;
      })}
    </ol>
  );
}

/** Each choice is seen at once, on the captions themselves. */
function LookForm({ language }: { readonly language: Language }) {
  const words = captionTexts(language).look;
  const id = useId();
  const { look, choose } = useCaptionLook();
  const label = (name: LookName, value: string): string =>
    (words[name] as Readonly<Record<string, string>>)[value] ?? value;
  return (
    <Details summary={words.heading}>
      {lookNames.map((name) => (
        <p key={name}>
          <label class="form-label" for={`${id}-${name}`}>
            {words[name].label}
          </label>
          <select
            id={`${id}-${name}`}
            class="form-select"
            onChange={(event) => choose(name, event.currentTarget.value)}
          >
            {lookChoices[name].map((value) => (
              <option key={value} value={value} selected={value === look[name]}>
                {label(name, value)}
              </option>
            ))}
          </select>
        </p>
      ))}
    </Details>
  );
}
