import { useRef } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { callTexts } from '../../messages.ts';
import { type Corner, cornersInTurn } from './stage-view.ts';
import { VideoTile } from './video-tile.tsx';

/** A finger that trembles has not dragged. */
const dragged = 12;

type Props = {
  readonly track: MediaStreamTrack;
  readonly corner: Corner;
  readonly signs: boolean;
  readonly language: Language;
  readonly onMove: (corner: Corner) => void;
};

/** One's own picture, small, beside the faces and never over one. Pressed it goes to the next corner; it can be dragged too (WCAG 2.5.7). */
export function OwnPicture({ track, corner, signs, language, onMove }: Props) {
  const texts = callTexts(language);
  const box = useRef<HTMLButtonElement>(null);
  const from = useRef<{ readonly x: number; readonly y: number } | null>(null);
  const wasDragged = useRef(false);
  const next = cornersInTurn[(cornersInTurn.indexOf(corner) + 1) % cornersInTurn.length] ?? 'bottom-right';

  function drop(event: PointerEvent): void {
    const start = from.current;
    from.current = null;
    const stage = box.current?.closest('.call-stage')?.getBoundingClientRect();
    wasDragged.current =
      start !== null && Math.hypot(event.clientX - start.x, event.clientY - start.y) > dragged && stage !== undefined;
    if (!wasDragged.current || !stage) return;
    const [down, right] = [event.clientY > stage.top + stage.height / 2, event.clientX > stage.left + stage.width / 2];
    onMove(`${down ? 'bottom' : 'top'}-${right ? 'right' : 'left'}`);
  }

  return (
    <button
      ref={box}
      type="button"
      class={`call-own call-own--${corner}`}
      aria-label={`${texts.stage.moveTo} ${texts.stage.corners[next]}`}
      onPointerDown={(event) => {
        from.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerUp={drop}
      onClick={() => {
        if (!wasDragged.current) onMove(next);
        wasDragged.current = false;
      }}
    >
      <VideoTile track={track} label={texts.stage.own} mirrored />
      <span class={signs ? 'call-own-word call-own-word--signs' : 'call-own-word'}>
        {signs ? texts.signing.own : texts.stage.move}
      </span>
    </button>
  );
}
