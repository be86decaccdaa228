import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { pathIn } from '../../../../kernel/address.ts';
import { texts } from '../../guests/messages.ts';
import { useAgreed } from '../agreed/use-agreed.ts';
import { usePoints } from '../agreed/use-points.ts';
import { CallRoom } from '../call-room.tsx';
import type { Call, CallState } from '../call-types.ts';
import { createCall } from '../create-call.ts';
import { createLocalMedia } from '../devices.ts';
import { IdentityPanel } from '../identity/identity-panel.tsx';
import { Mirror } from '../stage/mirror.tsx';
import { LateKeepText } from '../text/late-keep-text.tsx';
import { TextPane } from '../text/text-pane.tsx';
import { useLate } from '../use-late.ts';
import type { GuestIslandProps } from './guest-props.ts';

type Stage = 'lobby' | 'call' | 'held' | 'elsewhere' | 'over';

function stageOf({ phase }: CallState): Stage {
  if (phase === 'joining' || phase === 'live') return 'call';
  if (phase === 'held' || phase === 'elsewhere') return phase;
  return phase === 'ended' ? 'over' : 'lobby';
}

/** A guest's side of the room: the lobby with her mirror, the conversation, and what is said when she is out of it. */
export function GuestApp(props: GuestIslandProps) {
  const { language, base, form, role, signs, socketUrl, participant, iceServers, leave } = props;
  const t = texts(language).room;
  const media = useMemo(() => createLocalMedia(), []);
  const call = useRef<Call | null>(null);
  const [state, setState] = useState<CallState | null>(null);
  const agreed = useAgreed(call.current, state?.phase === 'live');
  const points = usePoints(agreed);
  const late = useLate(points.length > 0);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (form !== 'text') void media.start({ microphone: true, camera: form === 'video' });
    const made = createCall({ socketUrl, participant, form, language, iceServers, media, onChange: setState });
    call.current = made;
    if (signs) made.actions.setPurpose('signing');
    setState(made.state());
    return () => {
      made.close();
      media.stop();
    };
  }, []);

  const seated = role === 'participant';
  const stage = state === null ? 'lobby' : stageOf(state);
  const endedBy = state?.endedBy ?? null;
  const over = endedBy === 'removed' ? 'removed' : endedBy === 'left' ? 'left' : 'ended';
  const title = { lobby: t.lobby, call: t.with, held: t.held, elsewhere: t.elsewhere, over: t[over] }[stage];
  const first = useRef(true);
  useEffect(() => {
    document.title = document.title.replace(/^[^–]*/, `${title} `);
    // A new stage is where a screen reader should be; the page itself has just said the first.
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [stage, over]);
  useEffect(() => {
    if (stage === 'over') media.stop();
  }, [stage]);

  if (!state || !call.current) return null;
  const top = (
    <h1 ref={heading} tabIndex={-1}>
      {title}
    </h1>
  );
  switch (stage) {
    case 'over':
      return (
        <>
          {top}
          <p>
            {over === 'removed'
              ? seated
                ? t.removedSeated
                : t.removedWhy
              : over === 'left'
                ? seated
                  ? t.leftSeated
                  : t.leftWhy
                : t.endedWhy}
          </p>
          {seated ? (
            <p>
              <a class="way" href={pathIn(language, base, '/moede/mit')}>
                {t.toOwnMeeting}
              </a>
            </p>
          ) : null}
          {points.length === 0 || !late ? null : <late.AgreedAfter points={points} language={language} />}
          {state && call.current ? <LateKeepText call={call.current} state={state} language={language} /> : null}
        </>
      );
    case 'elsewhere':
      return (
        <>
          {top}
          <p>{t.elsewhereWhy}</p>
          <button type="button" class="button button-primary" onClick={call.current.actions.takeOver}>
            {t.takeOver}
          </button>
        </>
      );
    case 'held':
      return (
        <>
          {top}
          <p role="status">{t.heldWhy}</p>
          <Lost state={state} words={t.lost} />
        </>
      );
    case 'call':
      return (
        <>
          {top}
          <CallRoom
            call={call.current}
            state={state}
            media={media}
            form={form}
            language={language}
            base={base}
            participant={participant}
            agreed={agreed}
            people={(talk, wanted) => (
              <IdentityPanel
                call={talk}
                state={state}
                language={language}
                base={base}
                participant={participant}
                onWanted={wanted}
              />
            )}
          />
        </>
      );
    case 'lobby':
      return (
        <>
          {top}
          <p role="status">{state.phase === 'connecting' ? t.connecting : t.lobbyWhy}</p>
          <p class="soft">{t.lobbyKeep}</p>
          <Lost state={state} words={t.lost} />
          {form === 'text' ? null : <Mirror media={media} form={form} language={language} />}
          <p>{t.lobbyText}</p>
          <TextPane call={call.current} state={state} language={language} />
          <form method="post" action={leave}>
            <button type="submit" class="button button-quiet">
              {t.leave}
            </button>
          </form>
        </>
      );
  }
}

/** Our server is away: her place is hers all the same. */
function Lost({ state, words }: { readonly state: CallState; readonly words: string }) {
  return (
    <div role="alert">{state.line.includes('server-away') ? <p class="alert alert-warning">{words}</p> : null}</div>
  );
}
