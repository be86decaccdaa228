export { citizenRoutes, heldTicket, wordsOf } from './citizen-routes.tsx';
export type { WaitingMessage } from './client/island-props.ts';
export type { CounterState } from './counter-state.ts';
export { closeContact, deskBeat, deskClosed, goneTakeNext, takeNext } from './desk.ts';
export { deskRoutes } from './desk-routes.tsx';
export { type DeskState, readDesk } from './desk-state.ts';
export {
  beat,
  type HelpWish,
  leaveLine,
  pageClosed,
  readCounter,
  readWaiting,
  requestHelp,
  ticketHeld,
  type WaitingState,
} from './help.ts';
export { invitationRoutes } from './invitation-routes.tsx';
export { lineWords, mostMessages, pieceBytes } from './line-test/line-words.ts';
export { lineTestRoutes } from './line-test/routes.tsx';
export { meetingDoorRoutes } from './meetings/routes.tsx';
export { deskSeenUntilAfterClose } from './presence.ts';
export { queueSweeps } from './sweeps.ts';
export { waitingBanner } from './views/waiting-banner.tsx';
export { counterWords } from './wording.ts';
