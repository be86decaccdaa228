import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import type { Call, CallState } from '../call-types.ts';

type Box = typeof import('./caption-box.tsx').CaptionBox;
const againMs = 3_000;

/** Captions on the picture. Their code comes when there is somebody to hear: nothing of it stands before the first picture. */
export function LateCaptions(props: { readonly call: Call; readonly state: CallState; readonly language: Language }) {
  const [box, setBox] = useState<{ readonly Box: Box } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const live = props.state.phase === 'live';
  useEffect(() => {
    if (!live || box) return;
    let timer = 0;
    import('./caption-box.tsx').then(
      ({ CaptionBox }) => setBox({ Box: CaptionBox }),
      () => {
        timer = window.setTimeout(() => setAttempt(attempt + 1), againMs);
      },
    );
    return () => window.clearTimeout(timer);
  }, [live, attempt]);
  return box ? <box.Box {...props} /> : null;
}
