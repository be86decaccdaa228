import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createLocalMedia } from '../../call/client/devices.ts';
import { Mirror } from '../../call/client/index.ts';
import { beginsIn, type LineMode } from '../line-test/decide-mode.ts';
import { roomTexts, waitingTexts } from '../room-messages.ts';
import { playArrival } from './arrival-sound.ts';
import { CitizenCall } from './citizen-call.tsx';
import type { HelpIslandProps, WaitingMessage } from './island-props.ts';
import { useTestedLine } from './line-test/use-tested-line.ts';
import { showTitle } from './page-title.ts';
import { openStateSource, type StateSource } from './state-source.ts';

type Room = NonNullable<HelpIslandProps['room']>;

/** By then the own picture is there; and in the waiting room, who is taken at once has the line for the talk. */
const quietMs = { check: 1_000, waiting: 3_000 };

/** The stage decides which of the server's own parts of the page are shown (`data-stage` in the markup, queue.css). */
function showStage(stage: 'check' | 'waiting' | 'call' | 'over'): void {
  document.documentElement.dataset.stage = stage;
}

function tellLine(path: string, line: LineMode): void {
  void fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ line }),
  }).catch(() => {
    // The talk begins in the way that works all the same.
  });
}

/**
 * From her mirror to the end of the call on one page: the camera is asked for once, and nothing is loaded between "it is
 * your turn" and the first picture.
 */
export function CitizenHelp({
  stage,
  form,
  language,
  base,
  guide,
  otherWays,
  line: known,
  room: first,
}: HelpIslandProps) {
  const t = roomTexts(language);
  const prefix = `${base}${language === 'da' ? '' : `/${language}`}`;
  const media = useMemo(() => createLocalMedia(), []);
  const [room, setRoom] = useState<Room | null>(first);
  const [away, setAway] = useState(false);
  const [failed, setFailed] = useState(false);
  const [said, setSaid] = useState('');
  const [joining, setJoining] = useState(false);
  const kind = room?.state.kind;
  const meeting = useRef(false);
  if (room?.state.kind === 'waiting') meeting.current = room.state.meetsAt !== undefined;
  const waits = waitingTexts(language, meeting.current);
  const rests = form === 'text' || joining ? null : room === null ? 'check' : kind === 'waiting' ? 'waiting' : null;
  const line = useTestedLine(`${base}/hjaelp/linje`, known, rests && quietMs[rests], (tested) => {
    // Before she has a place it travels with her wish for one; a good line needs no word.
    if (room !== null && beginsIn(form, tested) !== form) tellLine(`${prefix}/hjaelp/linje`, tested);
  });
  const begins = beginsIn(form, line);
  const weak = begins === form || begins === 'video' ? '' : t.weak[begins];
  const source = useRef<StateSource | null>(null);
  const tested = useRef<LineMode | null>(null);
  tested.current = line;
  const heading = useRef<HTMLHeadingElement>(null);

  // Before the page is painted: the devices take longest.
  useLayoutEffect(() => {
    if (form !== 'text') void media.start({ microphone: begins !== 'text', camera: begins === 'video' });
    return () => media.stop();
  }, []);

  useEffect(() => {
    if (form === 'video' && begins !== 'video') void media.setCamera(false);
    if (form !== 'text' && begins === 'text') void media.setMicrophone(false);
  }, [begins]);

  const listen = () => {
    source.current ??= openStateSource<WaitingMessage>(`${prefix}/hjaelp/strom`, {
      away: setAway,
      state: ({ state, words }) => setRoom((before) => before && { ...before, state, words }),
    });
  };
  useEffect(() => {
    if (room !== null || stage !== 'check') return;
    const form = document.getElementById('stil-i-koe') as HTMLFormElement | null;
    const join = async (event: SubmitEvent) => {
      event.preventDefault();
      setFailed(false);
      setJoining(true);
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
        // At once: what is drawn meanwhile does not hold up the sign that she is here.
        listen();
        setRoom({ ...given, state, words });
      } catch {
        setFailed(true);
      }
      setJoining(false);
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
    listen();
    return () => source.current?.close();
  }, [room === null]);

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
        <div role="status">{weak === '' ? null : <p class="alert alert-warning">{weak}</p>}</div>
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
            <li>{waits.keep}</li>
          </ul>
          <div role="status">{weak === '' ? null : <p class="alert alert-warning">{weak}</p>}</div>
          <div role="alert">{away ? <p class="alert alert-warning">{waits.lineLost}</p> : null}</div>
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
        meeting={meeting.current}
        say={setSaid}
      />
      {room.state.kind === 'waiting' ? (
        <form method="post" action={`${prefix}/hjaelp/forlad`}>
          <button type="submit" class="button button-quiet">
            {waits.leave}
          </button>
        </form>
      ) : null}
    </>
  );
}
