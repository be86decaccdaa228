import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import type { Call, CallForm, CallState } from '../../call/client/call-types.ts';
import { createCall } from '../../call/client/create-call.ts';
import type { LocalMedia } from '../../call/client/devices.ts';
import { Mirror } from '../../call/client/mirror.tsx';
import { TextPane } from '../../call/client/text-pane.tsx';
import { texts } from '../messages.ts';
import { CallView } from './call-view.tsx';
import { HelpGuide } from './help-guide.tsx';
import type { GuideProps, HelpIslandProps } from './island-props.ts';

type Props = {
  readonly room: NonNullable<HelpIslandProps['room']>;
  readonly guide: GuideProps | null;
  readonly media: LocalMedia;
  readonly form: CallForm;
  readonly language: Language;
  readonly prefix: string;
};

/** Her side of the room: text from the first minute of waiting, picture and sound when she is admitted, then the way on. */
export function CitizenCall({ room, guide, media, form, language, prefix }: Props) {
  const t = texts(language);
  const call = useRef<Call | null>(null);
  const [state, setState] = useState<CallState | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    const made = createCall({
      socketUrl: room.socketUrl,
      participant: room.participant,
      role: 'citizen',
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

  const inCall = state !== null && (state.phase === 'joining' || state.phase === 'live' || state.phase === 'elsewhere');
  const over =
    state?.phase === 'ended' ||
    room.state.kind === 'ended' ||
    (room.state.kind === 'gone' && (state?.other ?? null) !== null);
  // A new stage of the page is where a screen reader should be.
  useEffect(() => heading.current?.focus(), [inCall, over]);
  useEffect(() => {
    if (over) media.stop();
  }, [over]);

  if (!state || !call.current) return null;
  if (over)
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {state.endedBy === 'employee' ? t.call.endedByOther : t.call.ended}
        </h1>
        <p>
          <a class="button button-primary" href={`${prefix}/hjaelp/slut`}>
            {t.call.goOn}
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
  if (inCall)
    return (
      <>
        <h1 ref={heading} tabIndex={-1} class="call-heading">
          {state.other?.name ? t.call.with(state.other.name) : t.call.starting}
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
