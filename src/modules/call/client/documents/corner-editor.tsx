import { useEffect, useRef, useState } from 'preact/hooks';
import { limits } from '../../documents/limits.ts';
import type { DocumentTexts } from '../../documents/messages.ts';
import { focusOnce } from './draft-view.tsx';
import { canvasOf, encode, type PageImage } from './page-image.ts';
import { percent, placeIn } from './page-picture.tsx';
import type { Still } from './paper-camera.ts';
import { type Corners, cornersEdge, findCorners, type Place, wholePicture } from './paper-corners.ts';
import { clearer, greyOf, sharpEnough } from './pixels.ts';
import { isConvex, sheetSize, straighten } from './straighten.ts';

/** The picture with its four corners, found or set by hand; what comes out is the sheet alone, straight. */
export function CornerEditor({
  still,
  texts,
  onUse,
  onAgain,
}: {
  readonly still: Still;
  readonly texts: DocumentTexts;
  readonly onUse: (page: PageImage) => void;
  readonly onAgain: () => void;
}) {
  const words = texts.corners;
  const shown = useRef<HTMLDivElement>(null);
  const [found] = useState(() => findCorners(greyOf(pixelsOf(still.canvas), cornersEdge)));
  const [corners, setCorners] = useState<Corners>(
    () =>
      found ?? [
        { x: 0.08, y: 0.08 },
        { x: 0.92, y: 0.08 },
        { x: 0.92, y: 0.92 },
        { x: 0.08, y: 0.92 },
      ],
  );
  const [chosen, setChosen] = useState(0);
  const [dragged, setDragged] = useState<number | null>(null);
  const [contrast, setContrast] = useState(true);
  const [working, setWorking] = useState(false);
  useEffect(() => {
    still.canvas.className = 'doc-picture';
    shown.current?.prepend(still.canvas);
  }, [still]);
  const move = (index: number, place: Place) => {
    const next = corners.map((one, at) => (at === index ? within(place) : one)) as unknown as Corners;
    if (isConvex(next)) setCorners(next);
  };
  const step = (index: number, key: string): boolean => {
    const by = arrows[key];
    const corner = corners[index];
    if (!by || !corner) return false;
    move(index, { x: corner.x + by[0] * 0.01, y: corner.y + by[1] * 0.01 });
    return true;
  };

  async function use(at: Corners) {
    setWorking(true);
    // The words must be on the screen before the work that holds the screen up.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const picture = pixelsOf(still.canvas);
    const size = sheetSize(at, picture, { edge: limits.pageEdge, pixels: limits.pagePixels });
    const { canvas, context } = canvasOf(size.width, size.height);
    const sheet = context.createImageData(size.width, size.height);
    straighten(picture, at, sheet);
    if (contrast) clearer(sheet);
    context.putImageData(sheet, 0, 0);
    onUse(await encode(canvas));
  }

  return (
    <div class="doc-corners">
      <h3 tabIndex={-1} ref={(element) => focusOnce(element)}>
        {words.heading}
      </h3>
      <p role="status">{still.sharpness >= sharpEnough ? texts.camera.sharp : texts.camera.blurred}</p>
      <p>
        {found ? words.found : words.notFound} {words.hint}
      </p>
      <div
        ref={shown}
        class="doc-page doc-page--edit"
        onPointerMove={(event) => {
          if (dragged !== null) move(dragged, placeIn(event.currentTarget, event));
        }}
        onPointerUp={() => setDragged(null)}
        onPointerCancel={() => setDragged(null)}
      >
        <svg class="doc-outline" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <polygon points={corners.map(({ x, y }) => `${x * 100},${y * 100}`).join(' ')} />
        </svg>
        {corners.map(({ x, y }, index) => (
          <button
            key={words.names[index]}
            type="button"
            class={index === chosen ? 'doc-corner doc-corner--chosen' : 'doc-corner'}
            style={{ left: percent(x), top: percent(y) }}
            aria-label={`${words.names[index]}: ${words.position(Math.round(x * 100), Math.round(y * 100))}`}
            onFocus={() => setChosen(index)}
            onPointerDown={(event) => {
              event.currentTarget.parentElement?.setPointerCapture(event.pointerId);
              setDragged(index);
              setChosen(index);
            }}
            onKeyDown={(event) => {
              if (step(index, event.key)) event.preventDefault();
            }}
          />
        ))}
      </div>
      <fieldset class="doc-tools">
        <legend>{words.names[chosen]}</legend>
        {corners.map((_, index) => (
          <button
            key={words.names[index]}
            type="button"
            class="button button-secondary"
            aria-pressed={index === chosen}
            onClick={() => setChosen(index)}
          >
            {words.names[index]}
          </button>
        ))}
        {(
          [
            [texts.black.move.left, 'ArrowLeft'],
            [texts.black.move.right, 'ArrowRight'],
            [texts.black.move.up, 'ArrowUp'],
            [texts.black.move.down, 'ArrowDown'],
          ] as const
        ).map(([name, key]) => (
          <button key={key} type="button" class="button button-secondary" onClick={() => step(chosen, key)}>
            {name}
          </button>
        ))}
      </fieldset>
      <label class="doc-choice">
        <input type="checkbox" checked={contrast} onChange={(event) => setContrast(event.currentTarget.checked)} />
        {words.contrast}
      </label>
      <div class="doc-row">
        <button type="button" class="button button-primary" disabled={working} onClick={() => void use(corners)}>
          {words.use}
        </button>
        <button type="button" class="button button-secondary" disabled={working} onClick={() => void use(wholePicture)}>
          {words.whole}
        </button>
        <button type="button" class="button button-secondary" disabled={working} onClick={onAgain}>
          {texts.camera.takeAgain}
        </button>
      </div>
      <p role="status">{working ? words.working : ''}</p>
    </div>
  );
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const within = ({ x, y }: Place): Place => ({ x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) });

function pixelsOf(canvas: HTMLCanvasElement): ImageData {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
