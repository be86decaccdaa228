import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import type { Call, CallForm, CallState } from '../../call/client/call-types.ts';
import { createCall } from '../../call/client/create-call.ts';
import type { LocalMedia } from '../../call/client/devices.ts';
import { callTexts, Mirror } from '../../call/client/index.ts';
import { TextPane } from '../../call/client/text-pane.tsx';
import { texts } from '../messages.ts';
import { CallView } from './call-view.tsx';
import { HelpGuide } from './help-guide.tsx';
import type { GuideProps, HelpIslandProps } from './island-props.ts';
import { showTitle } from './page-title.ts';

type Props = {
  readonly room: NonNullable<HelpIslandProps['room']>;
  readonly guide: GuideProps | null;
  readonly media: LocalMedia;
  readonly form: CallForm;
  readonly language: Language;
  readonly prefix: string;
  /** Tells a screen reader what has changed while the focus stays where it is. */
  readonly say: (words: string) => void;
};

/** Her side of the room: text from the first minute of waiting, picture and sound when she is admitted, then the way on. */
export function CitizenCall({ room, guide, media, form, language, prefix, say }: Props) {
  const t = texts(language);
  const call = useRef<Call | null>(null);
  const [state, setState] = useState<CallState | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    const made = createCall({
      socketUrl: room.socketUrl,
      participant: room.participant,
      form,
      language,
      iceServers: room.iceServers,
      media,
      onChange: setState,
    });
    call.current = made;
    setState(made.state());
    return () => made.close();
  }, []);

  const inCall = state !== null && (state.phase === 'joining' || state.phase === 'live');
  const over =
    state?.phase === 'ended' ||
    room.state.kind === 'ended' ||
    (room.state.kind === 'gone' && (state?.other ?? null) !== null);
  const stage = over ? 'over' : state?.phase === 'elsewhere' ? 'elsewhere' : inCall ? 'call' : 'waiting';
  // While this draws, what had the focus in the stage before is still there.
  const drawn = useRef(stage);
  const wasTyping = useRef(false);
  if (drawn.current !== stage) {
    wasTyping.current = document.activeElement instanceof HTMLTextAreaElement;
    drawn.current = stage;
  }
  const withWhom = state?.other?.name ? t.call.with(state.other.name) : t.call.starting;
  // A new stage of the page is where a screen reader should be; but who is writing goes on writing, and is told.
  useEffect(() => {
    const field = wasTyping.current ? document.querySelector<HTMLTextAreaElement>('.call-text textarea') : null;
    if (!field) {
      heading.current?.focus();
      return;
    }
    field.focus();
    say(`${t.waiting.taken}. ${withWhom}.`);
    field.setSelectionRange(field.value.length, field.value.length);
  }, [stage]);
  useEffect(() => {
    if (stage === 'call') showTitle(withWhom);
    if (stage === 'over') showTitle(t.call.ended);
  }, [stage, withWhom]);
  useEffect(() => {
    if (over) media.stop();
  }, [over]);

  if (!state || !call.current) return null;
  if (over)
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {t.call.ended}
        </h1>
        {state.endedBy === 'employee' ? <p>{t.call.endedByOther}</p> : null}
        <p>{t.call.after}</p>
        <p>
          <a class="button button-primary" href={`${prefix}/hjaelp/slut`}>
            {t.call.goOn}
          </a>
        </p>
        <p>
          <a class="way" href={`${prefix}/hjaelp`}>
            {t.call.again}
          </a>
        </p>
      </>
    );
  if (room.state.kind === 'gone')
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {t.waiting.gone}
        </h1>
        <p>{t.waiting.goneWhy}</p>
        <p>
          <a class="button button-primary" href={`${prefix}/hjaelp`}>
            {t.waiting.startAgain}
          </a>
        </p>
      </>
    );
  if (stage === 'elsewhere')
    return (
      <>
        {room.state.kind === 'waiting' ? null : (
          <h1 ref={heading} tabIndex={-1}>
            {t.waiting.taken}
          </h1>
        )}
        <p role="status">{callTexts(language).phase.elsewhere}</p>
        <p>
          <button type="button" class="button button-primary" onClick={call.current.actions.takeOver}>
            {callTexts(language).takeOver}
          </button>
        </p>
      </>
    );
  if (inCall)
    return (
      <>
        <h1 ref={heading} tabIndex={-1} class="call-heading">
          {withWhom}
        </h1>
        <CallView call={call.current} state={state} media={media} form={form} language={language}>
          {guide === null ? null : <HelpGuide guide={guide} language={language} prefix={prefix} brief />}
        </CallView>
      </>
    );
  return (
    <>
      {form === 'text' ? null : <Mirror media={media} language={language} form={form} />}
      <TextPane call={call.current} state={state} language={language} />
      {guide === null ? null : <HelpGuide guide={guide} language={language} prefix={prefix} brief={false} />}
    </>
  );
}
