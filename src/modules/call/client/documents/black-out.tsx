import { useEffect, useRef, useState } from 'preact/hooks';
import type { DocumentTexts } from '../../documents/messages.ts';
import { PagePicture, percent, placeIn } from './page-picture.tsx';
import { afterKey, betweenCorners, type Rectangle, smallestSide } from './rectangles.ts';

/** Areas are drawn on the page with a finger or a mouse, or added and moved with keys and buttons. */
export function BlackOut({
  bytes,
  label,
  areas,
  texts,
  onChange,
}: {
  readonly bytes: Uint8Array;
  readonly label: string;
  readonly areas: readonly Rectangle[];
  readonly texts: DocumentTexts;
  readonly onChange: (areas: readonly Rectangle[]) => void;
}) {
  const words = texts.black;
  const [begun, setBegun] = useState<{ x: number; y: number } | null>(null);
  const [drawing, setDrawing] = useState<Rectangle | null>(null);
  const [chosen, setChosen] = useState(0);
  const toFocus = useRef<number | null>(null);
  const handles = useRef<(HTMLButtonElement | null)[]>([]);
  useEffect(() => {
    if (toFocus.current !== null) handles.current[toFocus.current]?.focus();
    toFocus.current = null;
  }, [areas]);
  const change = (index: number, area: Rectangle) => onChange(areas.map((one, at) => (at === index ? area : one)));
  const add = (area: Rectangle) => {
    setChosen(areas.length);
    onChange([...areas, area]);
  };
  const key = (index: number, event: KeyboardEvent) => {
    const area = areas[index];
    if (!area) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      remove(index);
      return;
    }
    const next = afterKey(area, event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    change(index, next);
  };
  const remove = (index: number) => {
    onChange(areas.filter((_, at) => at !== index));
    setChosen(Math.max(0, index - 1));
    toFocus.current = areas.length > 1 ? Math.max(0, index - 1) : null;
  };
  const positionOf = ({ x, y, width, height }: Rectangle) => {
    const [left, top, across, down] = [x, y, width, height].map((share) => Math.round(share * 100));
    return words.position(left ?? 0, top ?? 0, across ?? 0, down ?? 0);
  };
  const now = areas[chosen];
  const press = (pressed: string, shift: boolean) => {
    const next = now && afterKey(now, pressed, shift, 0.02);
    if (next) change(chosen, next);
  };
  return (
    <fieldset class="doc-black">
      <legend>{words.heading}</legend>
      <p>
        {words.hint} {words.forGood}
      </p>
      <div
        class="doc-page doc-page--edit"
        onPointerDown={(event) => {
          if (event.button !== 0 || (event.target as Element).closest('button')) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setBegun(placeIn(event.currentTarget, event));
        }}
        onPointerMove={(event) => {
          if (begun) setDrawing(betweenCorners(begun, placeIn(event.currentTarget, event)));
        }}
        onPointerUp={() => {
          if (drawing && drawing.width >= smallestSide && drawing.height >= smallestSide) add(drawing);
          setBegun(null);
          setDrawing(null);
        }}
        onPointerCancel={() => {
          setBegun(null);
          setDrawing(null);
        }}
      >
        <PagePicture bytes={bytes} label={label} />
        {areas.map((area, index) => (
          <button
            key={index}
            type="button"
            class={index === chosen ? 'doc-area doc-area--chosen' : 'doc-area'}
            ref={(element) => {
              handles.current[index] = element;
            }}
            style={boxOf(area)}
            aria-label={`${words.area(index + 1)}: ${positionOf(area)}`}
            onFocus={() => setChosen(index)}
            onKeyDown={(event) => key(index, event)}
          />
        ))}
        {drawing ? <div class="doc-area doc-area--drawn" style={boxOf(drawing)} /> : null}
      </div>
      <p role="status">{words.count(areas.length)}</p>
      <div class="doc-row">
        <button
          type="button"
          class="button button-secondary"
          onClick={() => {
            toFocus.current = areas.length;
            add({ x: 0.3, y: 0.45, width: 0.4, height: 0.06 });
          }}
        >
          {words.add}
        </button>
      </div>
      {now ? (
        <fieldset class="doc-tools">
          <legend>{`${words.area(chosen + 1)}: ${positionOf(now)}`}</legend>
          {(
            [
              [words.move.left, 'ArrowLeft', false],
              [words.move.right, 'ArrowRight', false],
              [words.move.up, 'ArrowUp', false],
              [words.move.down, 'ArrowDown', false],
              [words.wider, 'ArrowRight', true],
              [words.narrower, 'ArrowLeft', true],
              [words.taller, 'ArrowDown', true],
              [words.lower, 'ArrowUp', true],
            ] as const
          ).map(([name, pressed, shift]) => (
            <button key={name} type="button" class="button button-secondary" onClick={() => press(pressed, shift)}>
              {name}
            </button>
          ))}
          <button type="button" class="button button-secondary" onClick={() => remove(chosen)}>
            {words.remove(chosen + 1)}
          </button>
        </fieldset>
      ) : null}
    </fieldset>
  );
}

const boxOf = ({ x, y, width, height }: Rectangle) => ({
  left: percent(x),
  top: percent(y),
  width: percent(width),
  height: percent(height),
});
