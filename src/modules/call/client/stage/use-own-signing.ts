import { useEffect, useState } from 'preact/hooks';
import type { Call } from '../call-types.ts';
import type { LocalMediaState } from '../devices.ts';
import { loadLate } from '../use-late.ts';

/** Tells the call what one's own picture is for, and the others when she speaks with her hands. True while she does. */
export function useOwnSigning(call: Call, { signing, camera }: LocalMediaState): boolean {
  const [active, setActive] = useState(false);
  useEffect(() => call.actions.setPurpose(signing ? 'signing' : 'speech'), [call, signing]);
  const { track } = camera;
  useEffect(() => {
    if (!signing || track === null) return;
    let end: (() => void) | null = null;
    let left = false;
    void loadLate().then(({ watchSigning }) => {
      if (left) return;
      end = watchSigning(track, (is) => {
        setActive(is);
        call.actions.setSigning(is);
      });
    });
    return () => {
      left = true;
      end?.();
    };
  }, [call, signing, track]);
  return active;
}
