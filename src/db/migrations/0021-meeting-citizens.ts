import { type Kysely, sql } from 'kysely';
import { declareMunicipal } from '../declare-table.ts';

const all = 'select, insert, update, delete';
const house = 'municipality_id uuid not null references municipality';

/** What a citizen brings to a meeting before it and takes from it afterwards. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  // `identity`: how far it was made sure who she is; never by which number. `answer_given`: the right to say how it went.
  await run(`alter table meeting_person add column reminders boolean not null default true,
    add column identity text not null default 'none' check (identity in ('none', 'told', 'known', 'mitid')),
    add column answer_given boolean not null default false`);

  await run(`create table meeting_document (
    id uuid primary key, ${house}, meeting_id uuid not null references meeting on delete cascade,
    person_id uuid references meeting_person on delete set null, sealed_name text not null,
    kind text not null check (kind in ('pdf', 'jpeg', 'png', 'webp')), bytes integer not null, checked boolean not null, sent_at timestamptz not null)`);
  await run('create index on meeting_document (municipality_id, meeting_id)');
  await declareMunicipal(kysely, 'meeting_document', {
    grants: all,
    why: 'papers that she sent before a meeting; they go with it',
  });
  await run(`create table meeting_document_part (
    document_id uuid not null references meeting_document on delete cascade, ${house}, number integer not null, sealed text not null,
    primary key (document_id, number))`);
  await declareMunicipal(kysely, 'meeting_document_part', {
    grants: 'select, insert, delete',
    why: 'what is in those papers, sealed, in pieces',
  });

  await run(`create table meeting_invitation (
    id uuid primary key, ${house}, type_id uuid not null references meeting_type on delete cascade, sealed text not null,
    channel text not null check (channel in ('none', 'mail', 'sms', 'letter')), language text not null, token_hash text not null unique, code_key text not null,
    invited_by uuid, created_at timestamptz not null, expires_at timestamptz not null, meeting_id uuid references meeting on delete set null,
    foreign key (municipality_id, invited_by) references employee (municipality_id, id) on delete cascade)`);
  await run('create index on meeting_invitation (municipality_id, code_key)');
  await run('create index on meeting_invitation (municipality_id, expires_at)');
  await declareMunicipal(kysely, 'meeting_invitation', {
    grants: all,
    why: 'who may agree on a meeting that only an invitation opens, until she has or it runs out',
  });

  await run(`create table meeting_agreed (
    meeting_id uuid primary key references meeting on delete cascade, ${house}, sealed text not null,
    written_by uuid, written_at timestamptz not null,
    foreign key (municipality_id, written_by) references employee (municipality_id, id) on delete cascade)`);
  await declareMunicipal(kysely, 'meeting_agreed', {
    grants: all,
    why: 'what was agreed at a meeting, for her own page',
  });
}
