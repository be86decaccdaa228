/** What other rooms' browser code uses of a call. */
export { callTexts } from '../messages.ts';
export { Mirror } from './stage/mirror.tsx';
export { nameOf, namesOf } from './stage/names.ts';
export { useLocalMedia } from './stage/use-local-media.ts';
