import { type Kysely, sql } from 'kysely';
import { declareMunicipal, declareShared } from '../declare-table.ts';

const kept = 'select, insert, update';

/** Channels, entrances and their checks. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);

  await run(`create table owner_role (
    municipality_id uuid not null references municipality, name text not null, primary key (municipality_id, name))`);
  await declareMunicipal(kysely, 'owner_role', {
    grants: 'select, insert, delete',
    why: 'the roles that may own an entrance or a text; never a person',
  });

  await run(`create table entrance (
    id uuid primary key, municipality_id uuid not null references municipality, name text not null, kind text not null,
    status text not null, purpose text not null, address text not null, services jsonb not null default '[]',
    owner_role text not null default '', backup_role text not null default '', unit text not null default '',
    data_class text not null, kle text not null default '', note text not null default '', replaced_by uuid,
    cycle_months integer not null, checked_on text, checked_role text not null default '',
    checked_how text not null default '', version integer not null default 1, unique (municipality_id, id),
    foreign key (municipality_id, replaced_by) references entrance (municipality_id, id))`);
  await declareMunicipal(kysely, 'entrance', {
    grants: kept,
    why: 'every way in: form, mailbox, phone, counter, kiosk',
  });

  await run(`create table text_care (
    municipality_id uuid not null references municipality, service text not null, owner_role text not null default '',
    cycle_months integer not null, checked_on text, checked_role text not null default '',
    checked_how text not null default '', version integer not null default 1, primary key (municipality_id, service))`);
  await declareMunicipal(kysely, 'text_care', {
    grants: kept,
    why: 'which role looks after a guide text, and how often',
  });

  await run(`create table channel_rule (
    municipality_id uuid not null references municipality, service text not null, version integer not null,
    withdrawn boolean not null default false, offered jsonb not null, recommended jsonb not null, reason text not null,
    decided_by text not null, decided_on text not null, review_on text not null,
    primary key (municipality_id, service, version))`);
  await declareMunicipal(kysely, 'channel_rule', {
    grants: 'select, insert',
    why: 'which ways are offered and recommended, each decision a row of its own',
  });

  await run(`create table governance_change (
    id uuid primary key, municipality_id uuid not null references municipality, at timestamptz not null,
    role text not null, subject text not null, action text not null, reason text not null, fields jsonb not null)`);
  await run(`create index on governance_change (municipality_id, subject, at)`);
  await declareMunicipal(kysely, 'governance_change', {
    grants: 'select, insert',
    why: 'what was changed in the inventory and the rules, by which role, when and why; no person',
  });

  await run(`create table link_check (
    url_hash text primary key, url text not null, state text not null, reason text not null default '', status integer,
    since timestamptz not null, checked_at timestamptz, fail_count integer not null default 0, failed_at timestamptz,
    moved_to text, next_at timestamptz not null, seen_at timestamptz not null)`);
  await run(`create index on link_check (next_at)`);
  await declareShared(kysely, 'link_check', {
    grants: 'select, insert, update, delete',
    why: 'how every address in guides and inventories answered; asked once for all municipalities',
  });
}
