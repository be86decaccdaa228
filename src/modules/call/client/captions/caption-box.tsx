import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { Button } from '../../../../ui/index.ts';
import type { HeardCaption } from '../../captions/captions-heard.ts';
import type { Who } from '../../protocol.ts';
import type { Call, CallState } from '../call-types.ts';
import { useSaid } from '../text/use-said.ts';
import { wordsFor, writerOf } from '../text/writer.ts';
import { captionTexts } from './messages.ts';
import { byMe } from './open-captions.ts';
import { useCaptionLook, useCaptions } from './use-captions.ts';

/** More never fits. */
const newest = 8;

type Props = { readonly call: Call; readonly state: CallState; readonly language: Language };

/** Who is speaking, as captions name her. */
export const speakerOf = (caption: HeardCaption, state: CallState, language: Language): string | null =>
  caption.speaker === null
    ? null
    : wordsFor(writerOf(caption.speaker === state.me?.who ? 'me' : caption.speaker, state, language));

/** The captions as they come, where the reader wants them, and what is asked before any are made outside. */
export function CaptionBox({ call, state, language }: Props) {
  const { now } = useCaptions(call, state);
  const { look, shown } = useCaptionLook();
  const words = captionTexts(language);
  const others = now.heard.captions.filter(({ by }) => by !== byMe);
  const coming = now.heard.sources.some(({ on }) => on);
  return (
    <>
      <OutsideNotice call={call} state={state} language={language} />
      {look.voice === 'spoken' && shown ? <Spoken captions={others} state={state} language={language} /> : null}
      {coming && shown ? (
        <div class={`captions captions--${look.place}`}>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields. */}
          <div
            class="captions-box"
            role="group"
            aria-label={words.heading}
            data-size={look.size}
            data-colours={look.colours}
            data-ground={look.ground}
            data-lines={look.lines}
          >
            {others.slice(-newest).map((caption) => {
              const speaker = speakerOf(caption, state, language);
              return (
                <p key={caption.key} lang={caption.language ?? undefined}>
                  {speaker === null ? null : (
                    <span class="captions-speaker">
                      <bdi>{speaker}</bdi>:{' '}
                    </span>
                  )}
                  <bdi>{caption.text}</bdi>
                </p>
              );
            })}
          </div>
        </div>
      ) : null}
    </>
  );
}

/** Finished captions for a screen reader or braille display, for who has asked for it. */
function Spoken({
  captions,
  state,
  language,
}: {
  readonly captions: readonly HeardCaption[];
  readonly state: CallState;
  readonly language: Language;
}) {
  const [said, say] = useSaid();
  const seen = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const done = captions.filter((caption) => caption.done).slice(-newest);
    const before = seen.current;
    seen.current = new Set([...(before ?? []), ...done.map(({ key }) => key)]);
    if (before === null) return;
    say(
      done
        .filter(({ key }) => !before.has(key))
        .map((caption) => {
          const speaker = speakerOf(caption, state, language);
          return { id: caption.key, words: speaker === null ? caption.text : `${speaker}: ${caption.text}` };
        }),
    );
  }, [
    captions
      .slice(-newest)
      .map(({ key, done }) => (done ? key : ''))
      .join('|'),
  ]);
  return (
    <div class="sr-only" aria-live="polite" data-spoken-captions>
      {said.map(({ id, words }) => (
        <p key={id}>{words}</p>
      ))}
    </div>
  );
}

/**
 * What ends the encryption between the browsers is told and asked before it begins, and told for as long as it lasts; one
 * press stops it.
 */
function OutsideNotice({ call, state, language }: Props) {
  const { captions, now } = useCaptions(call, state);
  const words = captionTexts(language);
  const name = (who: Who) => wordsFor(writerOf(who, state, language));
  const theirs = now.heard.sources.find(({ place }) => place === 'outside');
  const mine = now.own?.source.place === 'outside' && now.own.state !== 'failed' ? now.own : null;
  const maker = mine?.source.maker ?? theirs?.maker;
  const on = mine ? mine.state === 'on' : theirs?.on === true;
  const { refusedBy, asks } = now.outside;
  const said =
    maker === undefined
      ? null
      : on
        ? words.outside(maker)
        : refusedBy !== null
          ? words.refused
          : theirs && asks !== null
            ? words.asks(name(theirs.by), maker)
            : words.waits(maker);
  const press = (label: string, onClick: () => void) => (
    <Button type="button" variant="secondary" onClick={onClick}>
      {label}
    </Button>
  );
  return (
    // The region stands here before it has something to say: a screen reader does not speak one that comes with its words.
    <div
      class={said === null ? undefined : 'captions-outside'}
      data-outside={said === null ? undefined : on ? 'on' : 'asks'}
    >
      <div role="status">{said === null ? null : <p>{said}</p>}</div>
      <div class="call-keep-buttons">
        {mine ? press(words.stop, captions.end) : null}
        {!mine && on ? press(words.stop, () => captions.answer('no')) : null}
        {theirs && !mine && !on && refusedBy === null && asks !== null ? (
          <>
            {press(words.yes, () => captions.answer('yes'))}
            {press(words.no, () => captions.answer('no'))}
          </>
        ) : null}
        {theirs && !mine && !on && refusedBy === 'me' ? press(words.yes, () => captions.answer('yes')) : null}
      </div>
    </div>
  );
}
