import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import type { PersonView } from '../../protocol.ts';
import type { Call, CallForm, CallState } from '../call-types.ts';
import type { LocalMedia } from '../devices.ts';
import { useLocalMedia } from './mirror.tsx';
import { VideoTile } from './video-tile.tsx';

type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';
const cornersInTurn: readonly Corner[] = ['bottom-right', 'bottom-left', 'top-left', 'top-right'];

/** What the other is called: by name where one was given, else by role. */
export const nameOf = (other: Pick<PersonView, 'name' | 'role'> | null, language: Language): string =>
  other === null ? '' : (other.name ?? callTexts(language).role[other.role]);

type StageProps = { call: Call; state: CallState; media: LocalMedia; form: CallForm; language: Language };

/** The other person large, oneself small. Sound plays whatever is seen; a picture that stopped is not shown as one. */
export function CallStage({ call, state, media, form, language }: StageProps) {
  const texts = callTexts(language);
  const { other } = state;
  const remote = other?.remote ?? null;
  const name = nameOf(other, language);
  const picture = other?.seen && other.camera === 'on' ? remote?.getVideoTracks()[0] : undefined;
  const instead =
    form === 'text' ? texts.stage.textOnly : other?.microphone === 'on' ? texts.stage.voiceOnly : texts.stage.noPicture;
  return (
    <section class={`call-stage call-stage--${picture ? 'picture' : 'plain'}`} aria-label={name || texts.controls.name}>
      {picture ? <VideoTile track={picture} label={name} /> : null}
      {other && remote ? <Sound call={call} who={other.who} remote={remote} /> : null}
      {other ? (
        <div class="call-who">
          <p>
            <strong>{name}</strong>
            {other.name ? ` · ${texts.roleTag[other.role]}` : ''}
          </p>
          {picture ? null : <p>{state.phase === 'live' ? instead : texts.phase[state.phase]}</p>}
          {form !== 'text' && other.microphone === 'off' ? <p>{texts.stage.otherMicrophoneOff}</p> : null}
        </div>
      ) : null}
      <OwnPicture media={media} language={language} />
    </section>
  );
}

function Sound({ call, who, remote }: { call: Call; who: number; remote: MediaStream }) {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.srcObject = remote;
    const play = () => audio.play();
    play().then(
      () => call.soundBlocked(who, null),
      (error: Error) => error.name === 'NotAllowedError' && call.soundBlocked(who, play),
    );
    return () => {
      audio.srcObject = null;
    };
  }, [call, who, remote]);
  // biome-ignore lint/a11y/useMediaCaption: a live voice; its text is the text pane beside it.
  return <audio ref={element} autoplay />;
}

/** Movable by buttons as well as by dragging (WCAG 2.5.7): it steps from corner to corner. */
function OwnPicture({ media, language }: { media: LocalMedia; language: Language }) {
  const texts = callTexts(language).stage;
  const { camera } = useLocalMedia(media);
  const [corner, setCorner] = useState<Corner>('bottom-right');
  const [shown, setShown] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  if (!camera.track) return null;
  const next = cornersInTurn[(cornersInTurn.indexOf(corner) + 1) % cornersInTurn.length] ?? 'bottom-right';

  function drop(event: PointerEvent): void {
    const stage = box.current?.parentElement?.getBoundingClientRect();
    if (!stage) return;
    const [down, right] = [event.clientY > stage.top + stage.height / 2, event.clientX > stage.left + stage.width / 2];
    setCorner(`${down ? 'bottom' : 'top'}-${right ? 'right' : 'left'}`);
  }

  return (
    <div ref={box} class={`call-own call-own--${corner}`}>
      {shown ? (
        <div
          class="call-own-picture"
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerUp={drop}
        >
          <VideoTile track={camera.track} label={texts.own} mirrored />
        </div>
      ) : null}
      <div class="call-own-buttons">
        {shown ? (
          <button type="button" onClick={() => setCorner(next)} aria-label={`${texts.moveTo} ${texts.corners[next]}`}>
            {texts.move}
          </button>
        ) : null}
        <button type="button" onClick={() => setShown(!shown)}>
          {shown ? texts.hide : texts.show}
        </button>
      </div>
    </div>
  );
}
