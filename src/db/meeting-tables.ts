import type { Generated } from 'kysely';
import type { DateString, EmployeeId, MunicipalityId } from '../kernel/index.ts';
import type { Instant, Json, MaybeInstant } from './columns.ts';

export type MeetingForm = 'in-person' | 'phone' | 'video' | 'kiosk';
/**
 * held-open = somebody is filling in, the time is kept for minutes; proposed = times are offered and none is taken;
 * converted = it became another meeting, in another form.
 */
export type MeetingState = 'held-open' | 'proposed' | 'booked' | 'done' | 'no-show' | 'cancelled' | 'converted';
export type MeetingBy = 'citizen' | 'employee' | 'system';
export type ResourceKind = 'employee' | 'room' | 'kiosk' | 'interpreter';
export type MeetingPersonRole = 'citizen' | 'companion' | 'representative' | 'interpreter';
export type MessageChannel = 'mail' | 'sms' | 'digital-post' | 'letter';
export type SeatState = 'booked' | 'waiting' | 'offered' | 'checked-in' | 'cancelled';
export type NoteState = 'none' | 'due' | 'nothing' | 'written';
/**
 * accepted = the carrier took it; received = it reached the mail box's house; delivered = it lies with her. They are told
 * apart because a carrier's yes proves nothing more (docs/evidence.md, "Messages").
 */
export type DeliveryState = 'waiting' | 'accepted' | 'received' | 'delivered' | 'failed' | 'cancelled' | 'too-late';

export type MeetingTypeTable = {
  id: string;
  municipality_id: MunicipalityId;
  slug: string;
  title_da: string;
  title_en: string;
  active: boolean;
  position: Generated<number>;
  /** `MeetingRules` of modules/meeting, read through its schema. */
  rules: Json<unknown>;
  version: Generated<number>;
};

export type MeetingTypeFormTable = {
  municipality_id: MunicipalityId;
  type_id: string;
  form: MeetingForm;
  allowed: boolean;
  law: string;
};

export type MeetingResourceTable = {
  id: string;
  municipality_id: MunicipalityId;
  kind: ResourceKind;
  employee_id: EmployeeId | null;
  place_id: string | null;
  name: string;
  skills: Json<readonly string[]>;
  languages: Json<readonly string[]>;
  /** `ResourceHours` of modules/meeting. */
  hours: Json<unknown>;
  active: Generated<boolean>;
  version: Generated<number>;
};

export type MeetingClosingTable = {
  id: string;
  municipality_id: MunicipalityId;
  /** Null: the whole municipality. */
  place_id: string | null;
  day: DateString;
  name: string;
};

export type MeetingSeriesTable = {
  id: string;
  municipality_id: MunicipalityId;
  type_id: string;
  form: MeetingForm;
  resource_id: string | null;
  pattern: Json<unknown>;
  ring_hours: Json<unknown> | null;
  on_call_skill: string | null;
  language: string;
  state: 'running' | 'ended';
  version: Generated<number>;
  created_at: Instant;
  delete_on: DateString | null;
};

export type MeetingTable = {
  id: string;
  municipality_id: MunicipalityId;
  type_id: string;
  form: MeetingForm;
  state: MeetingState;
  starts_at: MaybeInstant;
  ends_at: MaybeInstant;
  place_id: string | null;
  language: string;
  /** The guide's service and step she came from. */
  topic: string | null;
  step: string | null;
  series_id: string | null;
  /** The day of the series that this one stands for, also when it was moved. */
  series_day: DateString | null;
  /** iCalendar's UID and MeMo's reservation: one for life. */
  uid: string;
  /** iCalendar's SEQUENCE: rises with every change of time, place or state. */
  sequence: Generated<number>;
  version: Generated<number>;
  seats: Generated<number>;
  booked_by: 'citizen' | 'employee';
  cancelled_by: MeetingBy | null;
  hidden_addresses: Generated<boolean>;
  hold_until: MaybeInstant;
  /** Until when proposed times stand. */
  answer_by: MaybeInstant;
  /** The same wish sent twice is one meeting. */
  request_key: string | null;
  created_at: Instant;
  changed_at: Instant;
  note_state: Generated<NoteState>;
  /** What her line bore when it was tested. */
  line_mode: string | null;
  delete_on: DateString | null;
};

export type MeetingOptionTable = {
  id: string;
  municipality_id: MunicipalityId;
  meeting_id: string;
  starts_at: Instant;
  ends_at: Instant;
  /** Ids of the resources that are held for it. */
  resources: Json<readonly string[]>;
};

export type MeetingOccupancyTable = {
  id: string;
  municipality_id: MunicipalityId;
  resource_id: string;
  meeting_id: string | null;
  option_id: string | null;
  why: 'hold' | 'proposal' | 'meeting' | 'freed' | 'offer';
  /** Widened by the type's buffers. */
  starts_at: Instant;
  ends_at: Instant;
  expires_at: MaybeInstant;
};

export type MeetingPersonTable = {
  id: string;
  municipality_id: MunicipalityId;
  meeting_id: string | null;
  series_id: string | null;
  role: MeetingPersonRole;
  /** `PersonDetails` of modules/meeting, sealed with the person's id as context. */
  sealed: string;
  /** Keyed fingerprint of her phone, mail or CPR number; never of an anonymous person. */
  contact_key: string | null;
  /** Keyed fingerprint of an anonymous person's recovery phrase. */
  phrase_key: string | null;
  token_hash: string | null;
  /** Keyed fingerprint of the short code. */
  code_key: string | null;
  channel: MessageChannel | 'none';
  protected: Generated<boolean>;
  seat: Generated<SeatState>;
  seat_until: MaybeInstant;
  joined_at: Instant;
  /** Does she want to be reminded? */
  reminders: Generated<boolean>;
  /** How far it was made sure who she is, before the meeting; `none` is what she told herself. */
  identity: Generated<'none' | 'told' | 'known' | 'mitid'>;
  /** The right to say how it went has been given to a browser of hers. */
  answer_given: Generated<boolean>;
};

export type MeetingDocumentTable = {
  id: string;
  municipality_id: MunicipalityId;
  meeting_id: string;
  person_id: string | null;
  /** What she called it, sealed with the document's id as context. */
  sealed_name: string;
  kind: 'pdf' | 'jpeg' | 'png' | 'webp';
  bytes: number;
  /** A scanner has looked through it and found nothing. */
  checked: boolean;
  sent_at: Instant;
};

export type MeetingDocumentPartTable = {
  document_id: string;
  municipality_id: MunicipalityId;
  number: number;
  sealed: string;
};

export type MeetingInvitationTable = {
  id: string;
  municipality_id: MunicipalityId;
  type_id: string;
  /** `PersonDetails` of modules/meeting, sealed with the invitation's id as context. */
  sealed: string;
  channel: MessageChannel | 'none';
  language: string;
  token_hash: string;
  code_key: string;
  invited_by: EmployeeId | null;
  created_at: Instant;
  expires_at: Instant;
  /** What she agreed on by it. */
  meeting_id: string | null;
};

export type MeetingAgreedTable = {
  meeting_id: string;
  municipality_id: MunicipalityId;
  /** A list of points, sealed with the meeting's id as context. */
  sealed: string;
  written_by: EmployeeId | null;
  written_at: Instant;
};

export type MeetingEventTable = {
  id: string;
  municipality_id: MunicipalityId;
  meeting_id: string;
  at: Instant;
  kind: string;
  by_whom: MeetingBy;
  from_start: MaybeInstant;
  to_start: MaybeInstant;
};

export type MeetingEarlierWishTable = {
  person_id: string;
  municipality_id: MunicipalityId;
  meeting_id: string;
  wished_at: Instant;
  not_before: MaybeInstant;
  option_id: string | null;
  offer_until: MaybeInstant;
  declined: Generated<number>;
};

export type MeetingNoteTable = {
  meeting_id: string;
  municipality_id: MunicipalityId;
  sealed: string | null;
  nothing: Generated<boolean>;
  written_by: EmployeeId | null;
  written_at: MaybeInstant;
  exported_at: MaybeInstant;
  reminded_at: MaybeInstant;
};

export type NoteProgramTable = {
  id: string;
  municipality_id: MunicipalityId;
  name: string;
  token_hash: string;
  made_at: Instant;
  used_at: MaybeInstant;
  /** Since when its token opens nothing. */
  ended_at: MaybeInstant;
};

export type MeetingAffectedTable = {
  meeting_id: string;
  municipality_id: MunicipalityId;
  reason: string;
  noticed_at: Instant;
  state: 'open' | 'proposed' | 'answered' | 'settled';
};

export type MeetingDeletionTable = {
  municipality_id: MunicipalityId;
  day: DateString;
  type_slug: string;
  deleted: number;
};

export type MessageOutboxTable = {
  id: string;
  municipality_id: MunicipalityId;
  channel: MessageChannel;
  kind: string;
  /** Keyed fingerprint of the number or address, so that nobody gets too many; gone with the row, a day after it was sent. */
  recipient_key: string;
  /** Empty once a carrier has taken it. */
  sealed: string;
  state: 'due' | 'sending' | 'sent' | 'dead';
  next_at: Instant;
  latest_useful: Instant;
  attempts: Generated<number>;
  claimed_until: MaybeInstant;
  sent_at: MaybeInstant;
  created_at: Instant;
};

export type MessageRecordTable = {
  /** The outbox row's id, and the message's key with every carrier. */
  id: string;
  municipality_id: MunicipalityId;
  /** The meeting or series it is about. */
  about: string;
  person: string | null;
  kind: string;
  channel: MessageChannel;
  state: DeliveryState;
  at: Instant;
  state_at: Instant;
  maybe_double: Generated<number>;
  external_id: string | null;
  /** Why it could not be handed over, `MessageFailure` of platform/outbox; also while it is tried again. */
  failure: string | null;
  /** When an employee dealt with its failure. */
  seen_at: MaybeInstant;
};

export type MessageTemplateTable = {
  municipality_id: MunicipalityId;
  kind: string;
  channel: MessageChannel;
  language: string;
  subject: string;
  body: string;
  version: Generated<number>;
};

export type CalendarFeedTable = {
  id: string;
  municipality_id: MunicipalityId;
  employee_id: EmployeeId;
  token_hash: string;
  shows: 'busy' | 'type';
  created_at: Instant;
};

export type CalendarFeedShownTable = {
  feed_id: string;
  meeting_id: string;
  municipality_id: MunicipalityId;
  starts_at: Instant;
  ends_at: Instant;
  sequence: number;
  /** Since when it is cancelled, or another employee's. */
  gone_at: MaybeInstant;
};

export type CalendarSourceTable = {
  id: string;
  municipality_id: MunicipalityId;
  resource_id: string;
  kind: 'ics' | 'caldav' | 'graph';
  sealed: string;
  /** ETag or sync token of what was read last. */
  tag: string | null;
  last_tried_at: MaybeInstant;
  last_good_at: MaybeInstant;
  fault: string | null;
  failures: Generated<number>;
};

export type CalendarBusyTable = {
  municipality_id: MunicipalityId;
  source_id: string;
  resource_id: string;
  starts_at: Instant;
  ends_at: Instant;
};
