import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createLocalMedia } from '../../call/client/devices.ts';
import { Mirror } from '../../call/client/mirror.tsx';
import { texts } from '../messages.ts';
import { CitizenCall } from './citizen-call.tsx';
import type { HelpIslandProps, WaitingMessage } from './island-props.ts';
import { openStateSource, type StateSource } from './state-source.ts';

type Room = NonNullable<HelpIslandProps['room']>;

/** The stage decides which of the server's own parts of the page are shown (`data-stage` in the markup, queue.css). */
function showStage(stage: 'check' | 'waiting' | 'call' | 'over'): void {
  document.documentElement.dataset.stage = stage;
}

/**
 * From her mirror to the end of the call on one page: the camera is asked for once, and nothing is loaded between "it is
 * your turn" and the first picture.
 */
export function CitizenHelp({ stage, form, language, base, guide, room: first }: HelpIslandProps) {
  const t = texts(language);
  const prefix = `${base}${language === 'da' ? '' : `/${language}`}`;
  const media = useMemo(() => createLocalMedia(), []);
  const [room, setRoom] = useState<Room | null>(first);
  const [away, setAway] = useState(false);
  const [failed, setFailed] = useState(false);
  const source = useRef<StateSource | null>(null);

  useEffect(() => {
    if (form !== 'text') void media.start({ microphone: true, camera: form === 'video' });
    return () => media.stop();
  }, []);

  useEffect(() => {
    if (room !== null || stage !== 'check') return;
    const form = document.getElementById('stil-i-koe') as HTMLFormElement | null;
    const join = async (event: SubmitEvent) => {
      event.preventDefault();
      try {
        const response = await fetch(form?.action ?? '', {
          method: 'POST',
          headers: { accept: 'application/json' },
          body: new URLSearchParams(new FormData(form ?? undefined) as unknown as Record<string, string>),
        });
        // Closed meanwhile: the page that knows the other ways is the server's own.
        if (!response.ok) return void window.location.assign(`${prefix}/hjaelp`);
        const { room: given, state, words } = (await response.json()) as WaitingMessage & { room: Room };
        window.history.replaceState(null, '', `${prefix}/hjaelp/vent`);
        setRoom({ ...given, state, words });
      } catch {
        setFailed(true);
      }
    };
    form?.addEventListener('submit', join);
    return () => form?.removeEventListener('submit', join);
  }, [room === null]);

  useEffect(() => {
    if (room === null) {
      showStage('check');
      return;
    }
    source.current = openStateSource<WaitingMessage>(`${prefix}/hjaelp/strom`, {
      away: setAway,
      state: ({ state, words }) => setRoom((before) => before && { ...before, state, words }),
    });
    return () => source.current?.close();
  }, [room === null]);

  const kind = room?.state.kind;
  useEffect(() => {
    if (kind === undefined) return;
    showStage(kind === 'waiting' ? 'waiting' : kind === 'taken' ? 'call' : 'over');
    document.title =
      kind === 'waiting' ? (room?.words.heading ?? '') : kind === 'taken' ? t.waiting.taken : t.call.ended;
  }, [kind, room?.words.heading]);

  if (room === null)
    return (
      <>
        {form === 'text' ? null : <Mirror media={media} language={language} form={form} />}
        {failed ? <p class="alert alert-warning">{t.desk.lineLost}</p> : null}
      </>
    );
  return (
    <>
      {room.state.kind === 'waiting' ? (
        <>
          <div role="status">
            <h1>{room.words.heading}</h1>
            <p>{room.words.estimate}</p>
            {room.state.staffed ? null : <p class="help-unstaffed">{t.waiting.unstaffed}</p>}
          </div>
          <p>{t.waiting.private}</p>
          <p>{t.waiting.keep}</p>
          {away ? <p role="alert">{t.desk.lineLost}</p> : null}
        </>
      ) : null}
      <CitizenCall room={room} guide={guide} media={media} form={form} language={language} prefix={prefix} />
      {room.state.kind === 'waiting' ? (
        <form method="post" action={`${prefix}/hjaelp/forlad`}>
          <button type="submit" class="button button-quiet">
            {t.waiting.leave}
          </button>
        </form>
      ) : null}
    </>
  );
}
