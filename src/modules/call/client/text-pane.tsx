/** The text as other rooms' browser code draws it: in the conversation, while waiting, and what may be kept afterwards. */
export { KeepText } from './text/keep-text.tsx';
export { TextPane } from './text/text-pane.tsx';
