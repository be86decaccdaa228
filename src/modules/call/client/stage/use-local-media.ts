import { useEffect, useState } from 'preact/hooks';
import type { LocalMedia, LocalMediaState } from '../devices.ts';

/** The state of the own devices, drawn again whenever it changes. */
export function useLocalMedia(media: LocalMedia): LocalMediaState {
  const [state, setState] = useState(media.state());
  useEffect(() => {
    setState(media.state());
    return media.subscribe(() => setState(media.state()));
  }, [media]);
  return state;
}
