/** Together: a private room for two, how their browsers find each other, and the text before they have. */
export { EarlyText } from './early-text.ts';
export { type IceServer, iceServers } from './ice-servers.ts';
export { closeCode, type FromBrowser, type Role, type RoomView, type ToBrowser } from './protocol.ts';
export { participantOf, readMessage } from './protocol-schema.ts';
export {
  addEmployee,
  admit,
  type EndedBy,
  endRoom,
  openRoom,
  participantToken,
  type RoomForm,
  type RoomState,
  removeRoom,
  returnToWaiting,
  roomState,
} from './rooms.ts';
export { type Entered, enter, holdSeconds, keepSeat, leave, type Seat, type SeatView, viewFrom } from './seats.ts';
export { forgetSignals, type Signal, type SignalOutcome, signalsAfter, storeSignal } from './signals.ts';
