import { useEffect, useRef, useState } from 'preact/hooks';

/** A page drawn on a canvas: a picture's address would have to be allowed for the whole page. Decoded by the browser alone. */
export function PagePicture({
  bytes,
  label,
  onFailed,
}: {
  readonly bytes: Uint8Array;
  readonly label: string;
  readonly onFailed?: () => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawnBytes, setDrawn] = useState<Uint8Array | null>(null);
  useEffect(() => {
    let left = false;
    createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }))
      .then((picture) => {
        const target = canvas.current;
        if (target && !left) {
          target.width = picture.width;
          target.height = picture.height;
          target.getContext('2d')?.drawImage(picture, 0, 0);
          setDrawn(bytes);
        }
        picture.close();
      })
      .catch(() => {
        if (!left) onFailed?.();
      });
    return () => {
      left = true;
    };
  }, [bytes]);
  return (
    <canvas
      ref={canvas}
      class="doc-picture"
      role="img"
      aria-label={label}
      data-drawn={drawnBytes === bytes || undefined}
    />
  );
}

/** Where in an element an event happened, as shares of its size. */
export function placeIn(element: Element, event: { readonly clientX: number; readonly clientY: number }) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const share = (value: number) => Math.min(1, Math.max(0, value));
  return { x: share((event.clientX - left) / width), y: share((event.clientY - top) / height) };
}

export const percent = (share: number): string => `${share * 100}%`;
