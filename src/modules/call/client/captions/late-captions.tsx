import type { Language } from '../../../../kernel/language.ts';
import type { Call, CallState } from '../call-types.ts';
import { useLate } from '../use-late.ts';

/** Captions on the picture. Their code comes when there is somebody to hear. */
export function LateCaptions(props: { readonly call: Call; readonly state: CallState; readonly language: Language }) {
  const late = useLate(props.state.phase === 'live');
  return late ? <late.CaptionBox {...props} /> : null;
}
