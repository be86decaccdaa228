/** What other rooms' browser code uses of a call. */
export { callTexts } from '../messages.ts';
