import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { useAgreed } from '../../call/client/agreed/use-agreed.ts';
import { usePoints } from '../../call/client/agreed/use-points.ts';
import { CallRoom } from '../../call/client/call-room.tsx';
import type { Call, CallForm, CallState } from '../../call/client/call-types.ts';
import { createCall } from '../../call/client/create-call.ts';
import type { LocalMedia } from '../../call/client/devices.ts';
import { LateAskCompanion } from '../../call/client/guests/late-ask-companion.tsx';
import { IdentityPanel } from '../../call/client/identity/identity-panel.tsx';
import { callTexts, Mirror, nameOf } from '../../call/client/index.ts';
import { LateKeepText } from '../../call/client/text/late-keep-text.tsx';
import { TextPane } from '../../call/client/text/text-pane.tsx';
import { useLate } from '../../call/client/use-late.ts';
import { roomTexts, waitingTexts } from '../room-messages.ts';
import { LateTransfer } from './company/late-transfer.tsx';
import { HelpGuide, useHelpGuide } from './help-guide.tsx';
import type { GuideProps, HelpIslandProps } from './island-props.ts';
import { showTitle } from './page-title.ts';

type Props = {
  readonly room: NonNullable<HelpIslandProps['room']>;
  readonly guide: GuideProps | null;
  readonly media: LocalMedia;
  readonly form: CallForm;
  /** Where to call when the line does not carry. */
  readonly phone: { readonly tel: string; readonly call: string } | null;
  readonly language: Language;
  readonly prefix: string;
  /** She has come for a meeting, and comes back by its own way. */
  readonly meeting: boolean;
  /** Tells a screen reader what has changed while the focus stays where it is. */
  readonly say: (words: string) => void;
};

/** Her side of the room: text from the first minute of waiting, picture and sound when she is admitted, then the way on. */
export function CitizenCall({ room, guide, media, form, phone, language, prefix, meeting, say }: Props) {
  const t = roomTexts(language);
  const waits = waitingTexts(language, meeting);
  const call = useRef<Call | null>(null);
  const [state, setState] = useState<CallState | null>(null);
  const agreed = useAgreed(call.current, state?.phase === 'live');
  const points = usePoints(agreed);
  const heading = useRef<HTMLHeadingElement>(null);
  const late = useLate(points.length > 0);
  const base = room.socketUrl.replace(/\/samtale$/, '');
  const together = useHelpGuide(guide, language, prefix, base, state === null ? null : (call.current?.channel ?? null));

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
  const pointer = nameOf(state?.other ?? null, language) || callTexts(language).role.employee;
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
  const stopped = state.endedBy === 'removed' || (room.state.kind === 'ended' && room.state.stopped === true);
  if (over && stopped) {
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {t.call.stopped}
        </h1>
        <p>{t.call.stoppedWhy}</p>
        <p>{t.call.stoppedWay}</p>
        <p>
          <a class="button button-primary" href={`${prefix}/hjaelp`}>
            {t.call.otherWays}
          </a>
        </p>
      </>
    );
  }
  if (over)
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {t.call.ended}
        </h1>
        {state.endedBy === 'employee' ? <p>{t.call.endedByOther}</p> : null}
        {points.length === 0 || !late ? null : (
          <late.AgreedAfter points={points} language={language} meeting={meeting} hers />
        )}
        <LateKeepText call={call.current} state={state} language={language} />
        <p>{t.call.after}</p>
        <p>
          <a class="button button-primary" href={`${prefix}/hjaelp/slut`}>
            {t.call.goOn}
          </a>
        </p>
        <p>
          <a class="way" href={`${prefix}${waits.back}`}>
            {waits.again}
          </a>
        </p>
      </>
    );
  if (room.state.kind === 'gone')
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {waits.gone}
        </h1>
        <p>{waits.goneWhy}</p>
        <p>
          <a class="button button-primary" href={`${prefix}${waits.back}`}>
            {waits.startAgain}
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
        <LateTransfer
          transfer={(room.state.kind === 'taken' && room.state.transfer) || null}
          topic={guide?.title ?? null}
          language={language}
          prefix={prefix}
        />
        <CallRoom
          call={call.current}
          state={state}
          media={media}
          form={form}
          phone={phone}
          language={language}
          base={base}
          participant={room.participant}
          agreed={agreed}
          start={guide?.href}
          people={(talk, wanted) => (
            <>
              <IdentityPanel
                call={talk}
                state={state}
                language={language}
                base={base}
                participant={room.participant}
                onWanted={wanted}
              />
              <LateAskCompanion language={language} base={base} participant={room.participant} />
            </>
          )}
          guide={<HelpGuide together={together} language={language} pointer={pointer} brief />}
        />
      </>
    );
  return (
    <>
      {form === 'text' ? null : <Mirror media={media} language={language} form={form} />}
      <TextPane call={call.current} state={state} language={language} />
      {guide === null ? null : <HelpGuide together={together} language={language} pointer={pointer} brief={false} />}
    </>
  );
}
