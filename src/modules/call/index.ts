/** Together: a private room, who is in it with which rights, how their browsers find each other, and the text before they have. */
export { type Antivirus, openAntivirus } from './documents/antivirus.ts';
export { judgeFile } from './documents/judge-file.ts';
export { documentCheck, documentRoutes } from './documents/routes.ts';
export type { Kind as DocumentKind } from './documents/sniff.ts';
export { EarlyText } from './early-text.ts';
export { heldPlace, keepGuestLink } from './guests/guest-cookies.ts';
export { guestRoutes } from './guests/guest-routes.tsx';
export { guestLinkAsAgreed } from './guests/guests.ts';
export { type OwnPlace, ownPlace } from './guests/own-place.ts';
export { holdersIn, keepOut, linkForSeat, onlyHolders, seatLinkHours } from './guests/seat-places.ts';
export { guestStaffRoutes } from './guests/staff-routes.ts';
export { guestPath } from './guests/views/guest-pages.tsx';
export { type IceServer, iceServers } from './ice-servers.ts';
export { DemoLoginPage } from './identity/demo-login-pages.tsx';
export { citizenLogin, identityStaffRoutes, identityStepRoutes } from './identity/routes.tsx';
export { createMediaServer, type MediaServer, noMediaServer } from './livekit/media-server.ts';
export { directPlaces, videoSeatsAtMost } from './places-left.ts';
export { closeCode, type FromBrowser, type RoomView, type ToBrowser } from './protocol.ts';
export { participantOf, readMessage } from './protocol-schema.ts';
export { canHideAddress } from './relay.ts';
export { type GuestRole, guestRoles, type Identity, may, type Right, type Role, roles } from './roles.ts';
export {
  addEmployee,
  addPerson,
  admit,
  type EndedBy,
  endRoom,
  hideAddresses,
  type NewPerson,
  openGroupRoom,
  openRoom,
  type PlaceState,
  participantToken,
  type RoomForm,
  type RoomState,
  removePerson,
  removeRoom,
  returnToWaiting,
  roomState,
  setPerson,
  setPlace,
} from './rooms.ts';
export { type Entered, enter, holdSeconds, keepSeat, leave, type Seat, type SeatView, viewFrom } from './seats.ts';
export { forgetSignals, type Signal, type SignalOutcome, signalsAfter, storeSignals } from './signals.ts';
