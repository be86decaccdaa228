import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import type { Call, CallState } from '../../call/client/call-types.ts';
import { createCall } from '../../call/client/create-call.ts';
import type { LocalMedia } from '../../call/client/devices.ts';
import type { Mine } from '../desk-state.ts';
import { texts } from '../messages.ts';
import { CallView } from './call-view.tsx';

type Props = {
  readonly mine: Mine;
  readonly media: LocalMedia;
  readonly language: Language;
  readonly onNext: () => void;
  /** The citizen has ended it; only the outcome is missing. */
  readonly onOver: (words: string) => void;
  /** She never came when she was taken: the next key drops her place. */
  readonly onGone: (gone: boolean) => void;
};

/** A page that is loading is not a citizen who has left. */
const arrivesWithinMs = 8_000;

/** The conversation with the one who was taken. */
export function DeskConversation({ mine, media, language, onNext, onOver, onGone }: Props) {
  const t = texts(language).desk;
  const [state, setState] = useState<CallState | null>(null);
  const call = useRef<Call | null>(null);
  const [waited, setWaited] = useState(false);

  useEffect(() => {
    const made = createCall({
      socketUrl: mine.room.socketUrl,
      participant: mine.room.participant,
      form: mine.form,
      language,
      iceServers: mine.room.iceServers,
      media,
      onChange: setState,
    });
    call.current = made;
    setState(made.state());
    return () => made.close();
  }, []);
  // The room knows first: who was invited comes when the desk's own state has been read.
  const here = mine.connected || state?.other?.connected === true;
  useEffect(() => {
    setWaited(false);
    if (here) return;
    const timer = window.setTimeout(() => setWaited(true), arrivesWithinMs);
    return () => window.clearTimeout(timer);
  }, [here]);

  const over = mine.ended || state?.phase === 'ended';
  const ended = state?.endedBy === 'employee' ? t.over : t.left;
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!over) return;
    onOver(ended);
    // The field she may have written in is gone.
    if (document.activeElement === document.body) heading.current?.focus();
  }, [over]);
  const [everHere, setEverHere] = useState(mine.connected);
  useEffect(() => {
    if (here) setEverHere(true);
  }, [here]);
  const gone = waited && !everHere && !over;
  useEffect(() => onGone(gone), [gone]);
  return (
    <>
      <p ref={heading} tabIndex={-1}>
        <strong>{over ? ended : t.called(mine.name ?? t.anonymous)}</strong>
      </p>
      {!everHere && !over ? (
        gone ? (
          <p class="desk-warning">
            {t.gone}{' '}
            <button type="button" class="button button-primary" onClick={onNext}>
              <kbd>N</kbd> {t.goneButton}
            </button>
          </p>
        ) : (
          <p>{t.notHereYet}</p>
        )
      ) : null}
      {state && call.current && !over ? (
        <CallView call={call.current} state={state} media={media} form={mine.form} language={language} />
      ) : null}
    </>
  );
}
