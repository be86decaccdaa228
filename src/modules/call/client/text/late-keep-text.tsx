import type { Language } from '../../../../kernel/language.ts';
import type { Call, CallState } from '../call-types.ts';
import { useLate } from '../use-late.ts';

/** Whether the text may be kept, once there is somebody to ask. */
export function LateKeepText(props: { readonly call: Call; readonly state: CallState; readonly language: Language }) {
  const late = useLate(props.state.phase === 'live' || props.state.phase === 'ended');
  return late ? <late.KeepText {...props} /> : null;
}
