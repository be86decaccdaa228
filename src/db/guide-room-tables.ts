/** What stands around the guide's texts: instructions, the inventory, films, uses, words and studies. */
import type { Generated } from 'kysely';
import type { EmployeeId, EntranceId, MunicipalityId } from '../kernel/index.ts';
import type { Instant, Json, MaybeInstant } from './columns.ts';

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
