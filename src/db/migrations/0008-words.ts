import { type Kysely, sql } from 'kysely';
import { declareMunicipal } from '../declare-table.ts';

const all = 'select, insert, update, delete';

/** The vocabulary as content, searches that failed, and studies of what words mean. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);

  await run(`create table local_term (
    municipality_id uuid not null references municipality, id uuid not null, service text not null, term text not null,
    plain text not null, relation text not null, strength integer not null,
    lang text not null check (lang in ('da', 'en')), region text not null, say_instead text not null,
    sensitive boolean not null, source text not null, source_note text not null, study_id uuid,
    seen integer not null, noted_on date not null, version integer not null default 1,
    primary key (municipality_id, id), unique (municipality_id, service, plain))`);
  await declareMunicipal(kysely, 'local_term', { grants: all, why: 'words of one municipality for a service' });

  // Below the floor a search is a keyed fingerprint: its words are not here (docs/architecture.md, invariants 7 to 9).
  await run(`create table search_sighting (
    municipality_id uuid not null references municipality, fingerprint text not null, week text not null,
    days integer not null, none integer not null, unsure integer not null,
    hits integer not null, opened integer not null, unopened integer not null, found integer not null,
    primary key (municipality_id, fingerprint, week))`);
  await declareMunicipal(kysely, 'search_sighting', {
    grants: all,
    why: 'how often a search was made, by fingerprint, until the floor is passed or eight weeks are gone',
  });
  await run(`create table search_suggestion (
    municipality_id uuid not null references municipality, id uuid not null, fingerprint text not null,
    text text not null, state text not null check (state in ('open', 'accepted', 'rejected')), shown integer not null,
    outcome text not null, last_week text not null, none integer not null, unsure integer not null,
    hits integer not null, opened integer not null, unopened integer not null, found integer not null,
    primary key (municipality_id, id), unique (municipality_id, fingerprint))`);
  await declareMunicipal(kysely, 'search_suggestion', {
    grants: all,
    why: 'what many searched for in the same words, redacted, and what an editor did about it',
  });

  await run(`create table search_pin (
    municipality_id uuid not null references municipality, id uuid not null, query text not null, plain text not null,
    service text not null, owner text not null, reason text not null, expires_on date not null,
    version integer not null default 1, primary key (municipality_id, id), unique (municipality_id, plain))`);
  await declareMunicipal(kysely, 'search_pin', { grants: all, why: 'answers that an editor has put first' });

  await run(`create table word_study (
    municipality_id uuid not null references municipality, id uuid not null, title text not null,
    closes_on date not null, closed boolean not null default false, citizen_token text not null,
    employee_token text not null, version integer not null default 1, primary key (municipality_id, id),
    unique (citizen_token), unique (employee_token))`);
  await declareMunicipal(kysely, 'word_study', { grants: all, why: 'do citizens and employees mean the same' });
  await run(`create table word_study_term (
    municipality_id uuid not null, study_id uuid not null, position integer not null, term text not null,
    plain_word text not null, service text not null, choices jsonb not null,
    primary key (municipality_id, study_id, position),
    foreign key (municipality_id, study_id) references word_study on delete cascade)`);
  await declareMunicipal(kysely, 'word_study_term', { grants: all, why: 'the words a study asks about' });
  await run(`create table word_study_count (
    municipality_id uuid not null, study_id uuid not null, position integer not null, party text not null
      check (party in ('citizen', 'employee')), choice text not null, count integer not null default 0,
    primary key (municipality_id, study_id, position, party, choice),
    foreign key (municipality_id, study_id) references word_study on delete cascade)`);
  await declareMunicipal(kysely, 'word_study_count', { grants: all, why: 'how many chose what; never who' });
}
