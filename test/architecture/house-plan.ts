/** The house as docs/architecture.md draws it, "The house". The rules read this; nothing else says who may stand on whom. */

/** Each room may use itself and those before it. `ui` stands beside the line, on `kernel` alone. */
export const rooms = ['kernel', 'db', 'platform', 'modules', 'realtime', 'app'] as const;

/** Each module may use those before it, through their index.ts; the other way goes by notices on the bus. */
export const moduleOrder = [
  'tenancy',
  'identity',
  'guide',
  'contact',
  'call',
  'meeting',
  'queue',
  'kiosk',
  'involvement',
  'ambassador',
  'worth',
] as const;

/** Rooms that may draw with `ui`: those that have pages. */
export const drawsWithUi = ['modules', 'app'] as const;

/**
 * The only ways past an index.ts, and why. Browser code must not pull in what the index of a room pulls in (node:crypto in
 * the kernel's, whole routes in a module's), so it names the file.
 */
export const openDoors = [
  { to: /^src\/kernel\/(address|copenhagen|language|redact|result)\.ts$/, from: /^src\// },
  { to: /^src\/modules\/[a-z]+\/client\//, from: /^src\/modules\/[a-z]+\/client\// },
] as const;

/** What a browser's file may take from npm; `uqr` comes when somebody asks for a QR code. The two before it are the offline copy's, which searches and draws pages itself. */
export const browserPackages =
  /^(preact|preact\/hooks|preact\/jsx-runtime|minisearch|preact-render-to-string|uqr|livekit-client(\/e2ee-worker)?|pdfjs-dist\/legacy\/build\/pdf(\.worker)?\.min\.mjs)$/;

/** Rooms whose code never reaches a browser. */
export const serverRooms = ['db', 'platform', 'realtime', 'app'] as const;

/** Whose table it is. A module asks another through its face; it never reads its tables (docs/architecture.md). */
export const tableOwners: Readonly<Record<string, RegExp>> = {
  municipality: /^src\/modules\/(tenancy|guide\/content)\//,
  place: /^src\/modules\/(tenancy|guide\/content)\//,
  guide_service: /^src\/modules\/guide\//,
  vocabulary_concept: /^src\/modules\/guide\//,
  life_event: /^src\/modules\/guide\//,
  guide_variant: /^src\/modules\/guide\//,
  guide_service_revision: /^src\/modules\/guide\//,
  guide_redirect: /^src\/modules\/guide\//,
  guide_fact: /^src\/modules\/guide\//,
  guide_fact_revision: /^src\/modules\/guide\//,
  guide_variant_revision: /^src\/modules\/guide\//,
  local_redirect: /^src\/modules\/guide\//,
  municipal_fact: /^src\/modules\/guide\//,
  guide_draft: /^src\/modules\/guide\//,
  // A municipality's content goes out and in as rows, whole: exchange reads and puts them as they stand and decides nothing.
  owner_role: /^src\/modules\/guide\/(inventory|exchange)\//,
  text_care: /^src\/modules\/guide\/(inventory|exchange)\//,
  channel_rule: /^src\/modules\/guide\/(inventory|exchange)\//,
  governance_change: /^src\/modules\/guide\/inventory\//,
  link_check: /^src\/modules\/guide\/inventory\//,
  entrance: /^src\/modules\/guide\/(inventory|exchange)\//,
  employee: /^src\/modules\/identity\//,
  staff_session: /^src\/modules\/identity\//,
  meeting_type: /^src\/modules\/meeting\//,
  meeting_type_form: /^src\/modules\/meeting\//,
  meeting_resource: /^src\/modules\/meeting\//,
  meeting_closing: /^src\/modules\/meeting\//,
  meeting_series: /^src\/modules\/meeting\//,
  meeting: /^src\/modules\/meeting\//,
  meeting_option: /^src\/modules\/meeting\//,
  meeting_occupancy: /^src\/modules\/meeting\//,
  meeting_person: /^src\/modules\/meeting\//,
  meeting_event: /^src\/modules\/meeting\//,
  meeting_earlier_wish: /^src\/modules\/meeting\//,
  meeting_note: /^src\/modules\/meeting\//,
  note_program: /^src\/modules\/meeting\/notes\//,
  meeting_affected: /^src\/modules\/meeting\//,
  meeting_deletion: /^src\/modules\/meeting\//,
  meeting_document: /^src\/modules\/meeting\/documents\//,
  meeting_document_part: /^src\/modules\/meeting\/documents\//,
  meeting_invitation: /^src\/modules\/meeting\//,
  meeting_agreed: /^src\/modules\/meeting\//,
  message_outbox: /^src\/platform\/outbox\//,
  message_record: /^src\/platform\/outbox\//,
  message_template: /^src\/modules\/meeting\//,
  calendar_feed: /^src\/modules\/meeting\//,
  calendar_feed_shown: /^src\/modules\/meeting\//,
  calendar_source: /^src\/modules\/meeting\//,
  calendar_busy: /^src\/modules\/meeting\//,
  desk_presence: /^src\/modules\/queue\//,
  desk_alias: /^src\/modules\/queue\/company\//,
  desk_station: /^src\/modules\/queue\/company\//,
  desk_alarm_contact: /^src\/modules\/queue\/company\//,
  desk_alarm: /^src\/modules\/queue\/company\//,
  desk_transfer: /^src\/modules\/queue\/company\//,
  desk_companion: /^src\/modules\/queue\/company\//,
  // A service that leaves the guide must be let go of by the tickets that name it, before its row can be deleted: one file
  // of the guide does so at start, as the database's owner, while nobody is served yet.
  help_ticket: /^src\/modules\/(queue\/|guide\/content\/write-guide-content\.ts$)/,
  call_room: /^src\/modules\/call\//,
  call_participant: /^src\/modules\/call\//,
  call_signal: /^src\/modules\/call\//,
  call_guest_link: /^src\/modules\/call\/guests\//,
  call_guest: /^src\/modules\/call\/guests\//,
  call_identity_raise: /^src\/modules\/call\/identity\//,
  staff_news: /^src\/modules\/guide\/desk\//,
  work_instruction: /^src\/modules\/guide\/(desk|exchange)\//,
  staff_read_mark: /^src\/modules\/guide\/desk\//,
  staff_favourite: /^src\/modules\/guide\/desk\//,
  call_invitation: /^src\/modules\/queue\//,
  // Figures have one reader: what leaves the program passes its rules about small numbers.
  contact_count: /^src\/modules\/contact\/store\.ts$/,
  contact_histogram: /^src\/modules\/contact\/store\.ts$/,
  released_figure: /^src\/modules\/contact\/store\.ts$/,
  spent_token: /^src\/modules\/contact\/store\.ts$/,
  visit_entrance: /^src\/modules\/guide\/visits\//,
  visit_count: /^src\/modules\/guide\/visits\//,
  guide_language: /^src\/modules\/guide\/(content|languages|publication)\//,
  guide_word: /^src\/modules\/guide\/(content|reading)\//,
  step_help_count: /^src\/modules\/guide\/reading\//,
  guide_film: /^src\/modules\/guide\/films\//,
  audit_entry: /^src\/platform\/audit\//,
  audit_noted: /^src\/platform\/audit\//,
  periodic_task: /^src\/platform\/jobs\//,
  installation: /^src\/(app|platform|modules\/guide\/content)\//,
};
