/** Conversations while they last. */
import type { Generated } from 'kysely';
import type { EmployeeId, MunicipalityId, ParticipantId, RoomId } from '../kernel/index.ts';
import type { Instant, Json, MaybeInstant } from './columns.ts';
import type { HelpForm } from './schema.ts';

export type CallGuestRole = 'companion' | 'representative' | 'interpreter' | 'participant';
export type CallRole = 'citizen' | 'employee' | 'colleague' | CallGuestRole;
export type CallIdentity = 'none' | 'told' | 'link' | 'known' | 'mitid' | 'staff';

/** One that has been used is gone. */
export type CallInvitationTable = {
  id: string;
  municipality_id: MunicipalityId;
  /** A keyed fingerprint: the code is short, and must not be found by trying. */
  code_hash: string;
  employee_id: EmployeeId;
  /** As she is shown to the citizen; the table of employees is another room's. */
  employee_name: string;
  wish: Json<unknown>;
  expires_at: Instant;
};

export type CallRoomTable = {
  id: RoomId;
  municipality_id: MunicipalityId;
  form: HelpForm;
  language: string;
  opened_at: Instant;
  ended_at: MaybeInstant;
  ended_by: string | null;
  /** The number of the newest signal; the rows themselves are deleted when they are received. */
  signal_seq: Generated<number>;
  /** How many places there have been: the number of the newest. A number is never given twice. */
  places: Generated<number>;
  /** What carries sound and picture, for the room's whole life. */
  transport: Generated<'direct' | 'livekit'>;
  /** Sound and picture go by the relay only, so that no network address reaches the other side. */
  relay_only: Generated<boolean>;
  /** Places kept for those who have a seat in a group meeting, and for who holds it; none in a room of one citizen. */
  kept: Generated<number>;
};

export type CallParticipantTable = {
  id: ParticipantId;
  municipality_id: MunicipalityId;
  room_id: RoomId;
  /** From 1, per room: how the others' pages name this place. */
  number: number;
  role: CallRole;
  display_name: string | null;
  /** lobby: not let in yet · admitted · held: sent out for a while · removed: will not come back. */
  state: Generated<'lobby' | 'admitted' | 'held' | 'removed'>;
  /** How she was identified, see modules/call/roles.ts. */
  identity: Generated<CallIdentity>;
  /** An interpreter's language besides Danish (BCP 47), or null. */
  language: string | null;
  /** Speaks with her hands. */
  signs: Generated<boolean>;
  /** Counts up with each page that has held the place: the newest holds it, an older one is told. */
  seat: Generated<number>;
  /** Counts up with each socket: one that was lost and closes late takes nothing from its successor. */
  connection: Generated<number>;
  /** Which page load holds the seat; random, made in the browser. */
  session: string | null;
  /** The number that page gave its last signal: what is sent again is stored once. */
  sent_signal: Generated<number>;
  connected_until: Instant;
};

export type CallSignalTable = {
  /** Per room, from 1, in the order they were accepted. */
  seq: number;
  municipality_id: MunicipalityId;
  room_id: RoomId;
  recipient: ParticipantId;
  /** The place it comes from. */
  from_number: number;
  from_seat: number;
  to_seat: number;
  /** Sealed: it holds the browsers' network addresses. */
  body: string;
};

/** One that has been used is gone. */
export type CallGuestLinkTable = {
  id: string;
  municipality_id: MunicipalityId;
  room_id: RoomId;
  /** A keyed fingerprint of the token, which is stored nowhere. */
  token_hash: string;
  role: CallGuestRole;
  /** An interpreter's language besides Danish (BCP 47), or null. */
  language: string | null;
  signs: boolean;
  expires_at: Instant;
  /** Whose seat in a group meeting it is for; the table of seats is another room's. */
  holder: string | null;
};

export type CallGuestTable = {
  participant_id: ParticipantId;
  municipality_id: MunicipalityId;
  room_id: RoomId;
  /** When an interpreter confirmed that she keeps what she hears to herself and is 18 or over. */
  duty_confirmed_at: MaybeInstant;
  /** Whose seat in a group meeting she has: one place each, from whichever browser. */
  holder: string | null;
};

export type CallIdentityRaiseTable = {
  id: string;
  municipality_id: MunicipalityId;
  room_id: RoomId;
  participant_id: ParticipantId;
  /** Her place in the room. */
  number: number;
  level: 'told' | 'known' | 'mitid';
  method: string;
  /** One that is open when its time is over counts as expired, whether or not the row says so: nothing has to run for it. */
  state: 'requested' | 'begun' | 'done' | 'refused' | 'expired';
  /** Of the secret that the login's page carries; null before it is begun and after it is done. */
  token_hash: string | null;
  asked_at: Instant;
  expires_at: Instant;
};
