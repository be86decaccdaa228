import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createLocalMedia } from '../../call/client/devices.ts';
import { Mirror } from '../../call/client/index.ts';
import { beginsIn, type LineMode, modeOf } from '../line-test/decide-mode.ts';
import { weakLineTexts } from '../line-test/weak-messages.ts';
import { texts } from '../messages.ts';
import { playArrival } from './arrival-sound.ts';
import { CitizenCall } from './citizen-call.tsx';
import type { HelpIslandProps, WaitingMessage } from './island-props.ts';
import { measureLine } from './line-test/measure-line.ts';
import { showTitle } from './page-title.ts';
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
export function CitizenHelp({ stage, form, language, base, guide, otherWays, room: first }: HelpIslandProps) {
  const t = texts(language);
  const prefix = `${base}${language === 'da' ? '' : `/${language}`}`;
  const media = useMemo(() => createLocalMedia(), []);
  const [room, setRoom] = useState<Room | null>(first);
  const [away, setAway] = useState(false);
  const [failed, setFailed] = useState(false);
  const [said, setSaid] = useState('');
  const [line, setLine] = useState<LineMode | null>(null);
  const begins = beginsIn(form, line);
  const source = useRef<StateSource | null>(null);
  const tested = useRef<LineMode | null>(null);
  tested.current = line;
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (form !== 'text') void media.start({ microphone: true, camera: form === 'video' });
    return () => media.stop();
  }, []);

  // The line is tried while she looks into the mirror, so that the talk begins in the way that will work.
  useEffect(() => {
    if (stage !== 'check' || form === 'text') return;
    const leaving = new AbortController();
    void measureLine(`${base}/hjaelp/linje`, leaving.signal).then((measured) => {
      if (!leaving.signal.aborted) setLine(modeOf(measured));
    });
    return () => leaving.abort();
  }, []);
  useEffect(() => {
    if (form === 'video' && begins !== 'video') void media.setCamera(false);
    if (form !== 'text' && begins === 'text') void media.setMicrophone(false);
  }, [begins]);

  useEffect(() => {
    if (room !== null || stage !== 'check') return;
    const form = document.getElementById('stil-i-koe') as HTMLFormElement | null;
    const join = async (event: SubmitEvent) => {
      event.preventDefault();
      setFailed(false);
      try {
        const response = await fetch(form?.action ?? '', {
          method: 'POST',
          headers: { accept: 'application/json' },
          body: new URLSearchParams([
            ...(new FormData(form ?? undefined) as unknown as Iterable<[string, string]>),
            ...(tested.current === null ? [] : [['linje', tested.current]]),
          ]),
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
    // The button she pressed is gone with its stage: she is told where she is now.
    if (first === null) heading.current?.focus();
    source.current = openStateSource<WaitingMessage>(`${prefix}/hjaelp/strom`, {
      away: setAway,
      state: ({ state, words }) => setRoom((before) => before && { ...before, state, words }),
    });
    return () => source.current?.close();
  }, [room === null]);

  const kind = room?.state.kind;
  const waited = useRef(false);
  useEffect(() => {
    if (kind === undefined) return;
    showStage(kind === 'waiting' ? 'waiting' : kind === 'taken' ? 'call' : 'over');
    // She may look away while she waits: her turn is heard, and felt where the phone can.
    if (kind === 'taken' && waited.current) {
      playArrival();
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(300);
    }
    waited.current = kind === 'waiting';
  }, [kind]);
  useEffect(() => {
    if (kind === 'waiting') showTitle(room?.words.heading ?? '');
  }, [kind, room?.words.heading]);

  if (room === null)
    return (
      <>
        {form === 'text' ? null : <Mirror media={media} language={language} form={form} />}
        <div role="status">
          {begins === form || begins === 'video' ? null : (
            <p class="alert alert-warning">{weakLineTexts(language).weak[begins]}</p>
          )}
        </div>
        <div role="alert">{failed ? <p class="alert alert-warning">{t.waiting.notJoined}</p> : null}</div>
      </>
    );
  return (
    <>
      <p class="sr-only" role="status">
        {said}
      </p>
      {room.state.kind === 'waiting' ? (
        <>
          <div role="status">
            <h1 ref={heading} tabIndex={-1}>
              {room.words.heading}
            </h1>
            {room.words.estimate === '' ? null : <p class="lead">{room.words.estimate}</p>}
            {room.state.staffed ? null : (
              <p class="help-unstaffed">{`${t.waiting.unstaffed}. ${t.waiting.unstaffedWay}`}</p>
            )}
          </div>
          {room.state.staffed || otherWays === null ? null : (
            <ul class="other-ways">
              <li>
                <a href={otherWays.tel}>{otherWays.call}</a>
              </li>
              <li>{otherWays.come}</li>
            </ul>
          )}
          <ul class="waiting-facts">
            <li>{t.waiting.change}</li>
            <li>{t.waiting.private}</li>
            <li>{t.waiting.keep}</li>
          </ul>
          <div role="alert">{away ? <p class="alert alert-warning">{t.waiting.lineLost}</p> : null}</div>
        </>
      ) : null}
      <CitizenCall
        room={room}
        guide={guide}
        media={media}
        form={form}
        phone={otherWays}
        language={language}
        prefix={prefix}
        say={setSaid}
      />
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
