import { type Kysely, sql } from 'kysely';
import { appRole, declareMunicipal, declareNational, declareShared } from '../declare-table.ts';

const all = 'select, insert, update, delete';

/** Who and where, the guide, the people, the line, the call and the counters. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  await run(`grant usage on schema public to ${appRole}`);

  await run(`create table installation (name text primary key, value text not null)`);
  await declareShared(kysely, 'installation', {
    grants: 'select, insert',
    why: 'facts about this installation, such as the fingerprint of its secret',
  });
  await run(`create table periodic_task (name text primary key, last_run_at timestamptz not null)`);
  await declareShared(kysely, 'periodic_task', {
    grants: all,
    why: 'when a sweep last ran, whoever of the processes ran it',
  });

  await run(`create table municipality (
    id uuid primary key, slug text not null unique, name text not null, full_name text not null, code text,
    host text unique, colour text not null, demonstration boolean not null default false)`);
  await declareShared(kysely, 'municipality', {
    grants: 'select',
    why: 'an address is turned into a municipality before one is known',
  });

  await run(`create table place (
    id uuid primary key, municipality_id uuid not null references municipality, name text not null, address text not null,
    phone text not null, hours jsonb not null, help_hours jsonb not null, exceptions jsonb not null,
    open_on_holidays boolean not null default false, help_open_on_holidays boolean not null default false)`);
  await run(`create index on place (municipality_id)`);
  await declareMunicipal(kysely, 'place', { grants: 'select, update', why: 'where one can come or call, and when' });

  await run(`create table life_event (id text primary key, position integer not null, title jsonb not null)`);
  await declareNational(kysely, 'life_event', 'what the guide is ordered by');
  await run(`create table guide_service (
    slug text primary key, life_event text not null references life_event, body jsonb not null, fingerprint text not null)`);
  await declareNational(kysely, 'guide_service', 'one text about each service, in two voices');
  await run(`create table vocabulary_concept (service text primary key, body jsonb not null)`);
  await declareNational(kysely, 'vocabulary_concept', 'what citizens call it');
  await run(`create table guide_variant (
    municipality_id uuid not null references municipality, service text not null references guide_service,
    offered boolean not null default true, local jsonb not null default '{}', primary key (municipality_id, service))`);
  await declareMunicipal(kysely, 'guide_variant', { grants: 'select', why: 'what a municipality says differently' });

  await run(`create table employee (
    id uuid primary key, municipality_id uuid not null references municipality, issuer text not null, subject text not null,
    name text not null, roles jsonb not null, unique (municipality_id, issuer, subject), unique (municipality_id, id))`);
  await declareMunicipal(kysely, 'employee', {
    grants: all,
    why: 'who may work here; known from the identity provider',
  });
  await run(`create table staff_session (
    token_hash text primary key, municipality_id uuid not null, employee_id uuid not null, created_at timestamptz not null,
    seen_at timestamptz not null, expires_at timestamptz not null, id_token text,
    foreign key (municipality_id, employee_id) references employee (municipality_id, id) on delete cascade)`);
  await run(`create index on staff_session (municipality_id, employee_id)`);
  await declareMunicipal(kysely, 'staff_session', { grants: all, why: 'who is logged in, by the hash of a secret' });

  await run(`create table desk_presence (
    municipality_id uuid not null, employee_id uuid not null, seen_until timestamptz not null,
    primary key (municipality_id, employee_id),
    foreign key (municipality_id, employee_id) references employee (municipality_id, id) on delete cascade)`);
  await declareMunicipal(kysely, 'desk_presence', { grants: all, why: 'who is at the desk now' });

  await run(`create table call_room (
    id uuid primary key, municipality_id uuid not null references municipality, form text not null, language text not null,
    opened_at timestamptz not null, ended_at timestamptz, ended_by text, signal_seq integer not null default 0,
    unique (municipality_id, id))`);
  await declareMunicipal(kysely, 'call_room', { grants: all, why: 'a conversation while it lasts' });
  await run(`create table call_participant (
    id uuid primary key, municipality_id uuid not null, room_id uuid not null, role text not null, display_name text,
    admitted boolean not null default false, seat integer not null default 0, connection integer not null default 0,
    session text, sent_signal integer not null default 0, connected_until timestamptz not null,
    foreign key (municipality_id, room_id) references call_room (municipality_id, id) on delete cascade)`);
  await run(`create index on call_participant (municipality_id, room_id)`);
  await declareMunicipal(kysely, 'call_participant', { grants: all, why: 'who is in a conversation while it lasts' });
  await run(`create table call_signal (
    municipality_id uuid not null, room_id uuid not null, seq integer not null, recipient uuid not null, from_seat integer not null,
    to_seat integer not null, body text not null, primary key (room_id, seq),
    foreign key (municipality_id, room_id) references call_room (municipality_id, id) on delete cascade)`);
  await declareMunicipal(kysely, 'call_signal', {
    grants: all,
    why: 'what two browsers need to find each other, until it is received',
  });

  await run(`create table help_ticket (
    id uuid primary key, municipality_id uuid not null references municipality, token_hash text not null unique,
    state text not null check (state in ('waiting', 'taken')), form text not null check (form in ('text', 'voice', 'video')),
    language text not null, service text references guide_service, step text, steps_done jsonb not null default '[]', name text,
    queued_at timestamptz not null, seen_until timestamptz not null,
    taken_at timestamptz, employee_id uuid, room_id uuid not null,
    foreign key (municipality_id, employee_id) references employee (municipality_id, id),
    foreign key (municipality_id, room_id) references call_room (municipality_id, id),
    constraint taken_by_one check ((state = 'waiting') = (employee_id is null)))`);
  await run(`create index on help_ticket (municipality_id, state, queued_at)`);
  // One employee, one citizen: the database refuses the second.
  await run(`create unique index one_citizen_each on help_ticket (municipality_id, employee_id) where state = 'taken'`);
  await declareMunicipal(kysely, 'help_ticket', {
    grants: all,
    why: 'a place in the one line, until the contact is closed',
  });

  await run(`create table contact_count (
    municipality_id uuid not null references municipality, period text not null, channel text not null, task text not null,
    kind text not null, outcome text not null, count integer not null default 0,
    primary key (municipality_id, period, channel, task, kind, outcome))`);
  await declareMunicipal(kysely, 'contact_count', {
    grants: 'select, insert, update',
    why: 'counted contacts; never a row about someone',
  });
  await run(`create table contact_histogram (
    municipality_id uuid not null references municipality, period text not null, measure text not null, series text not null,
    bucket text not null, count integer not null default 0, primary key (municipality_id, period, measure, series, bucket))`);
  await declareMunicipal(kysely, 'contact_histogram', {
    grants: 'select, insert, update',
    why: 'how long and how good, in buckets',
  });
  await run(`create table released_figure (
    municipality_id uuid not null references municipality, report text not null, period text not null, cell text not null,
    shown integer not null, primary key (municipality_id, report, period, cell))`);
  await declareMunicipal(kysely, 'released_figure', {
    grants: 'select, insert, update',
    why: 'what a report has shown, so that two looks cannot be subtracted',
  });
  await run(`create table spent_token (
    municipality_id uuid not null references municipality, token_hash text not null, expires_on date not null,
    primary key (municipality_id, token_hash))`);
  await declareMunicipal(kysely, 'spent_token', {
    grants: 'select, insert, delete',
    why: 'that an answer has been given once',
  });
}
