/**
 * What the tables hold. The kind of each (municipal, national, shared) is declared in the database itself, in the
 * table's comment, by the migration that makes it; a test walks the catalogue and fails for a table without one.
 *
 * `jsonb` columns are written as JSON text and read as objects on both databases.
 */
import type { Generated } from 'kysely';
import type { EmployeeId, MunicipalityId, RoomId, TicketId } from '../kernel/index.ts';
import type {
  CallGuestLinkTable,
  CallGuestTable,
  CallIdentityRaiseTable,
  CallInvitationTable,
  CallParticipantTable,
  CallRoomTable,
  CallSignalTable,
} from './call-tables.ts';
import type { Instant, Json, MaybeInstant } from './columns.ts';
import type {
  DeskAlarmContactTable,
  DeskAlarmTable,
  DeskAliasTable,
  DeskCompanionTable,
  DeskStationTable,
  DeskTransferTable,
} from './desk-tables.ts';
import type {
  ChannelRuleTable,
  EntranceTable,
  GovernanceChangeTable,
  GuideFilmTable,
  LinkCheckTable,
  LocalTermTable,
  OwnerRoleTable,
  SearchPinTable,
  SearchSightingTable,
  SearchSuggestionTable,
  StaffFavouriteTable,
  StaffNewsTable,
  StaffReadMarkTable,
  TextCareTable,
  VisitCountTable,
  VisitEntranceTable,
  WordStudyCountTable,
  WordStudyTable,
  WordStudyTermTable,
  WorkInstructionTable,
} from './guide-room-tables.ts';
import type {
  GuideDraftTable,
  GuideFactRevisionTable,
  GuideFactTable,
  GuideLanguageTable,
  GuideRedirectTable,
  GuideServiceRevisionTable,
  GuideServiceTable,
  GuideVariantRevisionTable,
  GuideVariantTable,
  GuideWordTable,
  LifeEventTable,
  LocalRedirectTable,
  MunicipalFactTable,
  StepHelpCountTable,
  VocabularyConceptTable,
} from './guide-text-tables.ts';
import type {
  CalendarBusyTable,
  CalendarFeedShownTable,
  CalendarFeedTable,
  CalendarSourceTable,
  MeetingAffectedTable,
  MeetingAgreedTable,
  MeetingClosingTable,
  MeetingDeletionTable,
  MeetingDocumentPartTable,
  MeetingDocumentTable,
  MeetingEarlierWishTable,
  MeetingEventTable,
  MeetingInvitationTable,
  MeetingNoteTable,
  MeetingOccupancyTable,
  MeetingOptionTable,
  MeetingPersonTable,
  MeetingResourceTable,
  MeetingSeriesTable,
  MeetingTable,
  MeetingTypeFormTable,
  MeetingTypeTable,
  MessageOutboxTable,
  MessageRecordTable,
  MessageTemplateTable,
  NoteProgramTable,
} from './meeting-tables.ts';

export type * from './guide-room-tables.ts';
export type * from './guide-text-tables.ts';

/** Shared: read before anybody's municipality is known. */
export type MunicipalityTable = {
  id: MunicipalityId;
  slug: string;
  /** `Fjordby` and `Fjordby Kommune`: a rule cannot make the second of the first. */
  name: string;
  full_name: string;
  /** Four digits as text; null for an invented municipality. */
  code: string | null;
  host: string | null;
  /** `#rrggbb`, checked for contrast when it is set. */
  colour: string;
  demonstration: boolean;
};

export type OpeningHours = Readonly<
  Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', readonly (readonly [string, string])[]>
>;

export type PlaceTable = {
  id: string;
  municipality_id: MunicipalityId;
  name: string;
  address: string;
  phone: string;
  /** Weekly pattern: wall times by ISO weekday; an empty list is closed. */
  hours: Json<OpeningHours>;
  /** The hours when help on screen is staffed. */
  help_hours: Json<OpeningHours>;
  /** Dates that differ: `{"2026-12-24": []}`. */
  exceptions: Json<Readonly<Record<string, readonly (readonly [string, string])[]>>>;
  open_on_holidays: boolean;
  help_open_on_holidays: boolean;
};

export type EmployeeTable = {
  id: EmployeeId;
  municipality_id: MunicipalityId;
  issuer: string;
  subject: string;
  /** The name that citizens see; an alias where the identity provider gives one. */
  name: string;
  roles: Json<readonly string[]>;
};

export type StaffSessionTable = {
  token_hash: string;
  municipality_id: MunicipalityId;
  employee_id: EmployeeId;
  created_at: Instant;
  seen_at: Instant;
  expires_at: Instant /** Sealed; handed back to the identity provider at logout, so that it knows whom to log out. */;
  id_token: string | null;
};

/** A row means: at the desk, as long as `seen_until` is ahead. */
export type DeskPresenceTable = { municipality_id: MunicipalityId; employee_id: EmployeeId; seen_until: Instant };

export type HelpForm = 'text' | 'voice' | 'video';
export type TicketState = 'waiting' | 'taken';

export type HelpTicketTable = {
  id: TicketId;
  municipality_id: MunicipalityId;
  token_hash: string;
  state: TicketState;
  form: HelpForm;
  language: string;
  service: string | null;
  step: string | null;
  /** Steps she has ticked, so that the employee starts where she is. */
  steps_done: Json<readonly string[]>;
  /** Only what she chose to write; never required. */
  name: string | null;
  queued_at: Instant;
  seen_until: Instant;
  taken_at: MaybeInstant;
  employee_id: EmployeeId | null;
  room_id: RoomId;
  /** She was invited by this employee, and waits for nobody else. */
  reserved_for: EmployeeId | null;
  /** What her line bore when she joined; null where it was not tested. */
  line_mode: HelpForm | null;
  /** She came for this meeting. */
  meeting_id: string | null;
  /** She rings her support person outside it. */
  series_id: string | null;
  /** Who may take it from `open_from` on, where it is reserved for somebody. */
  for_skill: string | null;
  open_from: MaybeInstant;
  /** It is a group meeting's own, which no page keeps alive: it stays until then. */
  stays_until: MaybeInstant;
};

export type ContactCountTable = {
  municipality_id: MunicipalityId;
  /** ISO week, `2026-W47`: the finest time a figure knows. */
  period: string;
  channel: string;
  task: string;
  kind: string;
  outcome: string;
  count: Generated<number>;
};

export type ContactHistogramTable = {
  municipality_id: MunicipalityId;
  period: string;
  measure: 'wait' | 'handling' | 'answer';
  /** For answers the question; for minutes the form. */
  series: string;
  bucket: string;
  count: Generated<number>;
};

export type ReleasedFigureTable = {
  municipality_id: MunicipalityId;
  report: string;
  period: string;
  cell: string;
  shown: number;
};

export type SpentTokenTable = { municipality_id: MunicipalityId; token_hash: string; expires_on: string };

export type AuditEntryTable = {
  municipality_id: MunicipalityId;
  seq: number;
  at: Instant;
  actor: string;
  role: string;
  action: string;
  subject: string;
  outcome: 'done' | 'refused';
  purpose: string;
  previous_hash: string;
  hash: string;
};

/** An entry until its transaction commits; `fields` are those that are hashed, as JSON. */
export type AuditNotedTable = Omit<AuditEntryTable, 'seq' | 'previous_hash' | 'hash'> & {
  id: Generated<number>;
  fields: string;
};

export type PeriodicTaskTable = { name: string; last_run_at: Instant };
export type InstallationTable = { name: string; value: string };

export type Tables = {
  desk_alias: DeskAliasTable;
  desk_station: DeskStationTable;
  desk_alarm_contact: DeskAlarmContactTable;
  desk_alarm: DeskAlarmTable;
  desk_transfer: DeskTransferTable;
  desk_companion: DeskCompanionTable;
  municipality: MunicipalityTable;
  place: PlaceTable;
  guide_service: GuideServiceTable;
  vocabulary_concept: VocabularyConceptTable;
  life_event: LifeEventTable;
  guide_language: GuideLanguageTable;
  guide_word: GuideWordTable;
  step_help_count: StepHelpCountTable;
  guide_variant: GuideVariantTable;
  guide_service_revision: GuideServiceRevisionTable;
  guide_redirect: GuideRedirectTable;
  guide_fact: GuideFactTable;
  guide_fact_revision: GuideFactRevisionTable;
  guide_variant_revision: GuideVariantRevisionTable;
  local_redirect: LocalRedirectTable;
  municipal_fact: MunicipalFactTable;
  guide_draft: GuideDraftTable;
  employee: EmployeeTable;
  staff_session: StaffSessionTable;
  desk_presence: DeskPresenceTable;
  help_ticket: HelpTicketTable;
  call_room: CallRoomTable;
  call_participant: CallParticipantTable;
  call_signal: CallSignalTable;
  call_guest_link: CallGuestLinkTable;
  call_guest: CallGuestTable;
  call_identity_raise: CallIdentityRaiseTable;
  contact_count: ContactCountTable;
  contact_histogram: ContactHistogramTable;
  released_figure: ReleasedFigureTable;
  spent_token: SpentTokenTable;
  call_invitation: CallInvitationTable;
  staff_news: StaffNewsTable;
  work_instruction: WorkInstructionTable;
  staff_read_mark: StaffReadMarkTable;
  staff_favourite: StaffFavouriteTable;
  audit_entry: AuditEntryTable;
  audit_noted: AuditNotedTable;
  owner_role: OwnerRoleTable;
  entrance: EntranceTable;
  text_care: TextCareTable;
  channel_rule: ChannelRuleTable;
  governance_change: GovernanceChangeTable;
  link_check: LinkCheckTable;
  visit_entrance: VisitEntranceTable;
  visit_count: VisitCountTable;
  guide_film: GuideFilmTable;
  periodic_task: PeriodicTaskTable;
  installation: InstallationTable;
  local_term: LocalTermTable;
  search_sighting: SearchSightingTable;
  search_suggestion: SearchSuggestionTable;
  search_pin: SearchPinTable;
  word_study: WordStudyTable;
  word_study_term: WordStudyTermTable;
  word_study_count: WordStudyCountTable;
  meeting_type: MeetingTypeTable;
  meeting_type_form: MeetingTypeFormTable;
  meeting_resource: MeetingResourceTable;
  meeting_closing: MeetingClosingTable;
  meeting_series: MeetingSeriesTable;
  meeting: MeetingTable;
  meeting_option: MeetingOptionTable;
  meeting_occupancy: MeetingOccupancyTable;
  meeting_person: MeetingPersonTable;
  meeting_event: MeetingEventTable;
  meeting_earlier_wish: MeetingEarlierWishTable;
  meeting_note: MeetingNoteTable;
  note_program: NoteProgramTable;
  meeting_affected: MeetingAffectedTable;
  meeting_deletion: MeetingDeletionTable;
  meeting_document: MeetingDocumentTable;
  meeting_document_part: MeetingDocumentPartTable;
  meeting_invitation: MeetingInvitationTable;
  meeting_agreed: MeetingAgreedTable;
  message_outbox: MessageOutboxTable;
  message_record: MessageRecordTable;
  message_template: MessageTemplateTable;
  calendar_feed: CalendarFeedTable;
  calendar_feed_shown: CalendarFeedShownTable;
  calendar_source: CalendarSourceTable;
  calendar_busy: CalendarBusyTable;
};
