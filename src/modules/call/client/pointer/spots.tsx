import { useEffect, useRef } from 'preact/hooks';
import type { Pointed } from './pointers.ts';

export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/**
 * Hands and marks over what is shown, where the things they point at are now: those move when somebody scrolls. Nothing of it
 * can be pressed, and its words are said elsewhere.
 */
export function Spots(props: {
  readonly pointed: readonly Pointed[];
  /** Where a thing is, in pixels of this layer; null when it is not there. */
  readonly boxOf: (id: number) => Box | null;
  readonly nameOf: (pointed: Pointed) => string;
  readonly markWords: string;
}) {
  const layer = useRef<HTMLDivElement>(null);
  const { pointed, boxOf } = props;
  const place = () => {
    for (const [index, { spot }] of pointed.entries()) {
      const element = layer.current?.children[index] as HTMLElement | undefined;
      const box = boxOf(spot.id);
      if (!element) continue;
      element.hidden = box === null;
      if (!box) continue;
      const { style } = element;
      if (spot.mark && spot.id > 0) {
        style.width = `${box.width + 8}px`;
        style.height = `${box.height + 8}px`;
        style.transform = `translate(${box.left - 4}px, ${box.top - 4}px)`;
      } else style.transform = `translate(${box.left + spot.x * box.width}px, ${box.top + spot.y * box.height}px)`;
    }
  };
  useEffect(() => {
    if (pointed.length === 0) return;
    let frame = requestAnimationFrame(function again() {
      place();
      frame = requestAnimationFrame(again);
    });
    return () => cancelAnimationFrame(frame);
  });
  return (
    <div class="spots" aria-hidden="true" ref={layer}>
      {pointed.map((one) => (
        <div
          key={`${one.person.who} ${one.spot.mark}`}
          class={one.spot.mark ? (one.spot.id > 0 ? 'spot-mark' : 'spot-place') : 'spot-hand'}
          hidden
        >
          <span>{one.spot.mark ? props.markWords : props.nameOf(one)}</span>
        </div>
      ))}
    </div>
  );
}
