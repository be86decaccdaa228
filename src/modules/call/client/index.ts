/** What other rooms' browser code uses of a call. */
export { callTexts } from '../messages.ts';
export { CallControls } from './stage/call-controls.tsx';
export { CallStage } from './stage/call-stage.tsx';
export { LineNotice } from './stage/line-notice.tsx';
export { Mirror, useLocalMedia } from './stage/mirror.tsx';
export { nameOf, namesOf } from './stage/names.ts';
export { PhaseNotice } from './stage/phase-notice.tsx';
