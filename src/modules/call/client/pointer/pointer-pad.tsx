import { useEffect, useRef } from 'preact/hooks';

type Point = { readonly x: number; readonly y: number };

/**
 * Lies over what is shown and gives the places where one's hand is: by mouse and finger, or by the arrow keys and Enter. It is
 * a button, so that the keyboard reaches it.
 */
export function PointerPad(props: {
  readonly label: string;
  readonly onMove: (point: Point) => void;
  readonly onMark: (point: Point) => void;
  readonly onLeave: () => void;
  readonly onWheel?: (down: number) => void;
  /** It was just asked for: the arrow keys move the hand at once. */
  readonly focused?: boolean;
}) {
  const pad = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (props.focused) pad.current?.focus({ preventScroll: true });
  }, []);
  const hand = useRef<Point>({ x: 0.5, y: 0.5 });
  const cross = useRef<HTMLSpanElement>(null);
  const within = (value: number) => Math.min(1, Math.max(0, value));
  const to = (point: Point): Point => {
    hand.current = { x: within(point.x), y: within(point.y) };
    if (cross.current) {
      cross.current.style.left = `${hand.current.x * 100}%`;
      cross.current.style.top = `${hand.current.y * 100}%`;
    }
    return hand.current;
  };
  const from = (event: PointerEvent | MouseEvent): Point => {
    const { left, top, width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return to({ x: (event.clientX - left) / width, y: (event.clientY - top) / height });
  };
  const keys: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  return (
    <button
      type="button"
      class="pointer-pad"
      ref={pad}
      aria-label={props.label}
      onPointerMove={(event) => props.onMove(from(event))}
      onPointerLeave={props.onLeave}
      onBlur={props.onLeave}
      // A press by the keyboard has no place of its own: the cross has.
      onClick={(event) => props.onMark(event.detail === 0 ? hand.current : from(event))}
      onWheel={(event) => props.onWheel?.(event.deltaY)}
      onKeyDown={(event) => {
        const step = keys[event.key];
        if (!step) return;
        event.preventDefault();
        const far = event.shiftKey ? 0.1 : 0.02;
        props.onMove(to({ x: hand.current.x + step[0] * far, y: hand.current.y + step[1] * far }));
      }}
    >
      <span class="pointer-cross" aria-hidden="true" ref={cross} />
    </button>
  );
}
