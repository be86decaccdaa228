/**
 * What the tables hold. The kind of each (municipal, national, shared) is declared in the database itself, in the
 * table's comment, by the migration that makes it; a test walks the catalogue and fails for a table without one.
 *
 * `jsonb` columns are written as JSON text and read as objects on both databases.
 */
import type { ColumnType, Generated } from 'kysely';
import type { EmployeeId, EntranceId, MunicipalityId, ParticipantId, RoomId, TicketId } from '../kernel/index.ts';

type Json<Value> = ColumnType<Value, string, string>;
type Instant = ColumnType<Date, Date, Date>;
type MaybeInstant = ColumnType<Date | null, Date | null, Date | null>;

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

/** Whether a newer file of ours may replace it without a question. */
export type TextOrigin = 'shipped' | 'edited';

export type GuideServiceTable = {
  slug: string;
  life_event: string;
  body: Json<unknown>;
  /** Of the shipped file that was last read, taken over or not. */
  fingerprint: string;
  revision: Generated<number>;
  state: ColumnType<'live' | 'withdrawn', 'live' | 'withdrawn' | undefined, 'live' | 'withdrawn'>;
  origin: ColumnType<TextOrigin, TextOrigin | undefined, TextOrigin>;
  /** The shipped text, when it moved under one that is edited here; an editor takes it in or leaves it. */
  shipped: ColumnType<unknown, string | null | undefined, string | null>;
};
type Revision = {
  revision: number;
  body: Json<unknown>;
  published_at: Instant;
  /** An employee's id, and null for what came from a file. */
  author: string | null;
  note: Generated<string>;
};
export type GuideServiceRevisionTable = Revision & { service: string };
export type GuideRedirectTable = { slug: string; service: string };
export type GuideFactTable = {
  id: string;
  body: Json<unknown>;
  revision: Generated<number>;
  origin: ColumnType<TextOrigin, TextOrigin | undefined, TextOrigin>;
};
export type GuideFactRevisionTable = Revision & { fact: string };
export type VocabularyConceptTable = {
  service: string;
  body: Json<unknown>;
  origin: ColumnType<TextOrigin, TextOrigin | undefined, TextOrigin>;
  revision: Generated<number>;
};
/** Languages that guides are translated to. */
export type GuideLanguageTable = {
  code: string;
  body: Json<unknown>;
  revision: Generated<number>;
  origin: ColumnType<TextOrigin, TextOrigin | undefined, TextOrigin>;
};
/** Official words and what they mean. */
export type GuideWordTable = { id: string; body: Json<unknown> };
export type StepHelpCountTable = {
  municipality_id: MunicipalityId;
  /** ISO week, `2026-W47`. */
  period: string;
  service: string;
  step: string;
  answer: 'yes' | 'no';
  count: Generated<number>;
};
export type LifeEventTable = { id: string; position: number; title: Json<{ da: string; en?: string }> };
export type GuideVariantTable = {
  municipality_id: MunicipalityId;
  service: string;
  /** A `LocalText`; what it leaves out is as the national text has it. */
  body: Json<unknown>;
  revision: Generated<number>;
  origin: ColumnType<TextOrigin, TextOrigin | undefined, TextOrigin>;
};
export type GuideVariantRevisionTable = Revision & { municipality_id: MunicipalityId; service: string };
export type LocalRedirectTable = { municipality_id: MunicipalityId; slug: string; service: string };
export type MunicipalFactTable = {
  municipality_id: MunicipalityId;
  id: string;
  body: Json<unknown>;
  revision: Generated<number>;
  updated_at: Instant;
};
export type GuideDraftTable = {
  id: string;
  municipality_id: MunicipalityId;
  scope: 'national' | 'local';
  service: string;
  /** The published revision it began from; 0 for what is new. */
  base_revision: number;
  /** A `ServiceText` (national) or a `LocalText` (local), perhaps not whole yet. */
  body: Json<unknown>;
  /** Counts up with each save: who saves over another's save is told. */
  version: Generated<number>;
  state: 'writing' | 'review' | 'approved';
  author: string;
  reviewer: string | null;
  publish_at: MaybeInstant;
  note: Generated<string>;
  /** Why it could not be published at its time. */
  refusal: string | null;
  updated_at: Instant;
  updated_by: string;
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
};

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

export type StaffNewsTable = {
  id: string;
  municipality_id: MunicipalityId;
  title: string;
  body: string;
  service: string | null;
  shown_from: string;
  shown_to: string | null;
  revision: Generated<number>;
};
export type WorkInstructionTable = {
  municipality_id: MunicipalityId;
  service: string;
  body: string;
  updated_on: string;
  revision: Generated<number>;
};
/** `subject` is `service:pas`, `news:{id}` or `guide`; `mark` is what she has seen of it. */
export type StaffReadMarkTable = {
  municipality_id: MunicipalityId;
  employee_id: EmployeeId;
  subject: string;
  mark: string;
};
export type StaffFavouriteTable = { municipality_id: MunicipalityId; employee_id: EmployeeId; service: string };

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
};

export type CallParticipantTable = {
  id: ParticipantId;
  municipality_id: MunicipalityId;
  room_id: RoomId;
  role: 'citizen' | 'employee';
  display_name: string | null;
  admitted: Generated<boolean>;
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
  from_seat: number;
  to_seat: number;
  /** Sealed: it holds the browsers' network addresses. */
  body: string;
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

/** The roles that may own something here; their words are the municipality's. */
export type OwnerRoleTable = { municipality_id: MunicipalityId; name: string };

export type EntranceTable = {
  id: EntranceId;
  municipality_id: MunicipalityId;
  name: string;
  kind: string;
  status: string;
  purpose: string;
  /** Web address, phone number, mail address, or where to go: by its kind. */
  address: string;
  /** Slugs of the services it serves. */
  services: Json<readonly string[]>;
  /** Empty: nobody. */
  owner_role: string;
  backup_role: string;
  unit: string;
  data_class: string;
  kle: string;
  note: string;
  replaced_by: EntranceId | null;
  cycle_months: number;
  checked_on: string | null;
  checked_role: string;
  checked_how: string;
  /** Counts up with each change: who writes on an older one is shown the difference. */
  version: number;
};

export type TextCareTable = {
  municipality_id: MunicipalityId;
  service: string;
  owner_role: string;
  cycle_months: number;
  checked_on: string | null;
  checked_role: string;
  checked_how: string;
  version: number;
};

export type ChannelRuleTable = {
  municipality_id: MunicipalityId;
  service: string;
  version: number;
  withdrawn: boolean;
  offered: Json<readonly string[]>;
  recommended: Json<readonly string[]>;
  reason: string;
  decided_by: string;
  decided_on: string;
  review_on: string;
};

export type GovernanceChangeTable = {
  id: string;
  municipality_id: MunicipalityId;
  at: Instant;
  role: string;
  /** `entrance {id}`, `text {slug}`, `channel {slug}`, `roles`. */
  subject: string;
  action: string;
  reason: string;
  /** Names of what was changed. */
  fields: Json<readonly string[]>;
};

/** Shared: an address that many municipalities use is asked once. */
export type LinkCheckTable = {
  url_hash: string;
  url: string;
  state: string;
  reason: string;
  status: number | null;
  since: Instant;
  checked_at: MaybeInstant;
  fail_count: number;
  failed_at: MaybeInstant;
  moved_to: string | null;
  next_at: Instant;
  seen_at: Instant;
};

/** A key of a municipality's own for a way into its guide, such as a poster at the library. */
export type VisitEntranceTable = { municipality_id: MunicipalityId; key: string; name: string; created_on: string };

export type VisitCountTable = {
  municipality_id: MunicipalityId;
  /** ISO week. */
  period: string;
  entrance: string;
  kind: 'guide' | 'search';
  count: Generated<number>;
};

export type GuideFilmTable = {
  municipality_id: MunicipalityId;
  /** A service's slug, or nothing for the entry page in sign language. */
  subject: string;
  kind: 'tegnsprog' | 'tale';
  /** SHA-256 of the file, which is its name in the folder. */
  file_hash: string;
  file_type: 'mp4' | 'webm';
  bytes: number;
  seconds: number;
  /** WebVTT. */
  captions: string;
  transcript: string;
  owner: string;
  checked_on: string;
};

export type PeriodicTaskTable = { name: string; last_run_at: Instant };
export type InstallationTable = { name: string; value: string };

/** A word of one municipality for a service; texts that were not given are empty. */
export type LocalTermTable = {
  municipality_id: MunicipalityId;
  id: string;
  service: string;
  term: string;
  /** As compared: what is written twice is found by it. */
  plain: string;
  relation: string;
  strength: number;
  lang: 'da' | 'en';
  region: string;
  say_instead: string;
  sensitive: boolean;
  source: string;
  source_note: string;
  study_id: string | null;
  /** How often it was seen, in whole steps of five; 0 for a word nobody counted. */
  seen: number;
  noted_on: string;
  version: Generated<number>;
};

type SearchOutcomes = {
  none: number;
  unsure: number;
  hits: number;
  opened: number;
  unopened: number;
  found: number;
};
export type SearchSightingTable = SearchOutcomes & {
  municipality_id: MunicipalityId;
  /** Keyed: recognises the words without holding them. */
  fingerprint: string;
  week: string;
  /** Bit 0 is Monday: on how many days of the week it was seen. */
  days: number;
};
export type SearchSuggestionTable = SearchOutcomes & {
  municipality_id: MunicipalityId;
  id: string;
  fingerprint: string;
  /** Redacted; written only when the floor had been passed. */
  text: string;
  state: 'open' | 'accepted' | 'rejected';
  /** What an editor may see of the count: whole steps of five. */
  shown: number;
  outcome: string;
  last_week: string;
};
export type SearchPinTable = {
  municipality_id: MunicipalityId;
  id: string;
  query: string;
  plain: string;
  service: string;
  owner: string;
  reason: string;
  expires_on: string;
  version: Generated<number>;
};
export type WordStudyTable = {
  municipality_id: MunicipalityId;
  id: string;
  title: string;
  closes_on: string;
  closed: Generated<boolean>;
  citizen_token: string;
  employee_token: string;
  version: Generated<number>;
};
export type WordStudyTermTable = {
  municipality_id: MunicipalityId;
  study_id: string;
  position: number;
  term: string;
  plain_word: string;
  service: string;
  /** The first is the right one; shown in another order. */
  choices: Json<readonly string[]>;
};
export type WordStudyCountTable = {
  municipality_id: MunicipalityId;
  study_id: string;
  position: number;
  party: 'citizen' | 'employee';
  choice: string;
  count: Generated<number>;
};

export type Tables = {
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
};
