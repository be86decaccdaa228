import { type Kysely, sql } from 'kysely';
import { declareMunicipal } from '../declare-table.ts';

const all = 'select, insert, update, delete';
const house = 'municipality_id uuid not null references municipality';

/** What can be agreed, with whom and with what, and what has been. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  // Equality on a uuid beside an overlap of ranges in one constraint. A trusted extension: the owner may make it.
  await run('create extension if not exists btree_gist');

  await run(`create table meeting_type (
    id uuid primary key, ${house}, slug text not null, title_da text not null, title_en text not null,
    active boolean not null, position integer not null default 0, rules jsonb not null, version integer not null default 1,
    unique (municipality_id, slug))`);
  await declareMunicipal(kysely, 'meeting_type', {
    grants: all,
    why: 'what kinds of meetings can be agreed, and by which rules',
  });

  // A meeting refers to its form here: a form that a type has never had cannot be booked, whoever asks.
  await run(`create table meeting_type_form (
    ${house}, type_id uuid not null references meeting_type on delete cascade,
    form text not null check (form in ('in-person', 'phone', 'video', 'kiosk')), allowed boolean not null, law text not null,
    primary key (type_id, form))`);
  await declareMunicipal(kysely, 'meeting_type_form', {
    grants: all,
    why: 'by which law a kind of meeting may be held in which form',
  });

  await run(`create table meeting_resource (
    id uuid primary key, ${house}, kind text not null check (kind in ('employee', 'room', 'kiosk', 'interpreter')),
    employee_id uuid, place_id uuid references place on delete set null, name text not null,
    skills jsonb not null default '[]', languages jsonb not null default '[]', hours jsonb not null,
    active boolean not null default true, version integer not null default 1,
    unique (municipality_id, employee_id), check ((kind = 'employee') = (employee_id is not null)),
    foreign key (municipality_id, employee_id) references employee (municipality_id, id) on delete cascade)`);
  await declareMunicipal(kysely, 'meeting_resource', {
    grants: all,
    why: 'employees, rooms, kiosks and interpreters with the hours they can be booked in',
  });

  await run(`create table meeting_closing (
    id uuid primary key, ${house}, place_id uuid references place on delete cascade, day text not null, name text not null)`);
  await run(
    `create unique index on meeting_closing (municipality_id, day, coalesce(place_id, '00000000-0000-0000-0000-000000000000'))`,
  );
  await declareMunicipal(kysely, 'meeting_closing', {
    grants: all,
    why: 'days on which a municipality or a place is closed',
  });

  await run(`create table meeting_series (
    id uuid primary key, ${house}, type_id uuid not null references meeting_type, form text not null, resource_id uuid references meeting_resource on delete set null,
    pattern jsonb not null, ring_hours jsonb, on_call_skill text, language text not null, state text not null check (state in ('running', 'ended')),
    version integer not null default 1, created_at timestamptz not null, delete_on text)`);
  await declareMunicipal(kysely, 'meeting_series', {
    grants: all,
    why: 'virtual support that comes round, and when she may ring outside it',
  });

  await run(`create table meeting (
    id uuid primary key, ${house}, type_id uuid not null, form text not null,
    state text not null check (state in ('held-open', 'proposed', 'booked', 'done', 'no-show', 'cancelled', 'converted')),
    starts_at timestamptz, ends_at timestamptz, place_id uuid references place on delete set null, language text not null,
    topic text, step text, series_id uuid references meeting_series on delete cascade, series_day text,
    uid uuid not null, sequence integer not null default 0, version integer not null default 1, seats integer not null default 1,
    booked_by text not null check (booked_by in ('citizen', 'employee')), cancelled_by text check (cancelled_by in ('citizen', 'employee', 'system')),
    hidden_addresses boolean not null default false, hold_until timestamptz, answer_by timestamptz, request_key text,
    created_at timestamptz not null, changed_at timestamptz not null, note_state text not null default 'none' check (note_state in ('none', 'due', 'nothing', 'written')),
    line_mode text, delete_on text,
    unique (municipality_id, request_key), unique (series_id, series_day),
    foreign key (type_id, form) references meeting_type_form (type_id, form),
    check ((starts_at is null) = (ends_at is null)), check (ends_at > starts_at), check (starts_at is not null or state in ('proposed', 'cancelled')))`);
  await run('create index on meeting (municipality_id, starts_at)');
  await run('create index on meeting (municipality_id, state, hold_until)');
  await declareMunicipal(kysely, 'meeting', {
    grants: all,
    why: 'a meeting: what was agreed; who she is lies sealed in meeting_person',
  });

  await run(`create table meeting_option (
    id uuid primary key, ${house}, meeting_id uuid not null references meeting on delete cascade,
    starts_at timestamptz not null, ends_at timestamptz not null, resources jsonb not null)`);
  await run('create index on meeting_option (municipality_id, meeting_id)');
  await declareMunicipal(kysely, 'meeting_option', {
    grants: all,
    why: 'times proposed for a meeting, each softly held until one is taken',
  });

  // The promise of the house: nobody and nothing is in two places at once, holds and buffers included.
  await run(`create table meeting_occupancy (
    id uuid primary key, ${house}, resource_id uuid not null references meeting_resource on delete cascade,
    meeting_id uuid references meeting on delete cascade, option_id uuid references meeting_option on delete cascade,
    why text not null check (why in ('hold', 'proposal', 'meeting', 'freed', 'offer')),
    starts_at timestamptz not null, ends_at timestamptz not null, expires_at timestamptz, check (ends_at > starts_at),
    check ((why = 'meeting') = (expires_at is null)),
    constraint nobody_twice exclude using gist (resource_id with =, tstzrange(starts_at, ends_at) with &&))`);
  await run('create index on meeting_occupancy (municipality_id, resource_id, starts_at)');
  await run('create index on meeting_occupancy (municipality_id, expires_at) where expires_at is not null');
  await run('create index on meeting_occupancy (municipality_id, meeting_id)');
  await run('create index on meeting_occupancy (municipality_id, option_id)');
  await declareMunicipal(kysely, 'meeting_occupancy', {
    grants: all,
    why: 'when an employee, room, kiosk or interpreter is taken, buffers included; overlaps are refused',
  });

  await run(`create table meeting_person (
    id uuid primary key, ${house}, meeting_id uuid references meeting on delete cascade, series_id uuid references meeting_series on delete cascade,
    role text not null check (role in ('citizen', 'companion', 'representative', 'interpreter')),
    sealed text not null, contact_key text, phrase_key text, token_hash text unique, code_key text,
    channel text not null check (channel in ('none', 'mail', 'sms', 'digital-post', 'letter')), protected boolean not null default false,
    seat text not null default 'booked' check (seat in ('booked', 'waiting', 'offered', 'checked-in', 'cancelled')),
    seat_until timestamptz, joined_at timestamptz not null, check ((meeting_id is null) <> (series_id is null)))`);
  await run('create index on meeting_person (municipality_id, meeting_id)');
  await run('create index on meeting_person (municipality_id, series_id)');
  await run('create index on meeting_person (municipality_id, contact_key)');
  await run('create index on meeting_person (municipality_id, phrase_key)');
  await run('create index on meeting_person (municipality_id, code_key)');
  await declareMunicipal(kysely, 'meeting_person', {
    grants: all,
    why: 'who takes part, sealed, with what proves that a link is hers',
  });

  await run(`create table meeting_event (
    id uuid primary key, ${house}, meeting_id uuid not null references meeting on delete cascade, at timestamptz not null,
    kind text not null, by_whom text not null check (by_whom in ('citizen', 'employee', 'system')), from_start timestamptz, to_start timestamptz)`);
  await run('create index on meeting_event (municipality_id, meeting_id)');
  await declareMunicipal(kysely, 'meeting_event', {
    grants: 'select, insert, delete',
    why: 'what happened to a meeting and when: invited, moved, cancelled, held; never who',
  });

  await run(`create table meeting_earlier_wish (
    person_id uuid primary key references meeting_person on delete cascade, ${house}, meeting_id uuid not null references meeting on delete cascade,
    wished_at timestamptz not null, not_before timestamptz, option_id uuid references meeting_option on delete set null, offer_until timestamptz, declined integer not null default 0)`);
  await run('create index on meeting_earlier_wish (municipality_id, wished_at)');
  await declareMunicipal(kysely, 'meeting_earlier_wish', {
    grants: all,
    why: 'who would rather come earlier; each time is offered to one at a time',
  });

  await run(`create table meeting_note (
    meeting_id uuid primary key references meeting on delete cascade, ${house}, sealed text, nothing boolean not null default false,
    written_by uuid, written_at timestamptz, exported_at timestamptz, reminded_at timestamptz,
    foreign key (municipality_id, written_by) references employee (municipality_id, id) on delete cascade)`);
  await declareMunicipal(kysely, 'meeting_note', {
    grants: all,
    why: 'what was noted of a meeting until the case system has it',
  });

  await run(`create table meeting_affected (
    meeting_id uuid primary key references meeting on delete cascade, ${house}, reason text not null, noticed_at timestamptz not null,
    state text not null check (state in ('open', 'proposed', 'answered', 'settled')))`);
  await declareMunicipal(kysely, 'meeting_affected', {
    grants: all,
    why: 'meetings that stand where hours were taken away, until each is settled',
  });

  await run(`create table meeting_deletion (
    ${house}, day text not null, type_slug text not null, deleted integer not null, primary key (municipality_id, day, type_slug))`);
  await declareMunicipal(kysely, 'meeting_deletion', {
    grants: 'select, insert, update',
    why: 'how many meetings were deleted on a day; of nobody',
  });
}
