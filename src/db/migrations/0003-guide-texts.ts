import { type Kysely, sql } from 'kysely';
import { appRole, declareMunicipal, declareNationallyEdited } from '../declare-table.ts';

const all = 'select, insert, update, delete';

/**
 * Guide texts edited here: what is national gets revisions and dated facts, what is a municipality's own is kept as
 * differences with the revision they were made against, and both are written as drafts first. One statement an execute
 * (PGlite).
 */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);

  // The text itself and all it has been. `origin` tells whether a newer shipped file may replace it without a question.
  await run(`alter table guide_service add column revision integer not null default 1`);
  await run(
    `alter table guide_service add column state text not null default 'live' check (state in ('live', 'withdrawn'))`,
  );
  await run(
    `alter table guide_service add column origin text not null default 'shipped' check (origin in ('shipped', 'edited'))`,
  );
  await run(`alter table guide_service add column shipped jsonb`);
  await declareNationallyEdited(kysely, 'guide_service', {
    grants: 'insert, update',
    why: 'one text about each service, in two voices',
  });
  await run(`create table guide_service_revision (
    service text not null references guide_service, revision integer not null, body jsonb not null,
    published_at timestamptz not null, author uuid, note text not null default '', primary key (service, revision))`);
  await declareNationallyEdited(kysely, 'guide_service_revision', {
    grants: 'insert',
    why: 'all that the texts have been, so that a local difference can be seen against what it was made from',
  });
  await run(`insert into guide_service_revision (service, revision, body, published_at)
    select slug, 1, body, now() from guide_service`);
  await run(`create table guide_redirect (slug text primary key, service text not null references guide_service)`);
  await declareNationallyEdited(kysely, 'guide_redirect', {
    grants: 'insert, update, delete',
    why: 'old names of services, for ever',
  });
  await run(`create table guide_fact (
    id text primary key, body jsonb not null, revision integer not null default 1,
    origin text not null default 'shipped' check (origin in ('shipped', 'edited')))`);
  await declareNationallyEdited(kysely, 'guide_fact', {
    grants: 'insert, update, delete',
    why: 'dated facts that more than one text embeds',
  });
  await run(`create table guide_fact_revision (
    fact text not null, revision integer not null, body jsonb not null, published_at timestamptz not null, author uuid,
    note text not null default '', primary key (fact, revision))`);
  await declareNationallyEdited(kysely, 'guide_fact_revision', {
    grants: 'insert',
    why: 'all that the facts have been',
  });
  await run(
    `alter table vocabulary_concept add column origin text not null default 'shipped' check (origin in ('shipped', 'edited'))`,
  );
  await run(`alter table vocabulary_concept add column revision integer not null default 1`);
  await declareNationallyEdited(kysely, 'vocabulary_concept', {
    grants: 'insert, update, delete',
    why: 'what citizens call it',
  });

  // What a municipality says differently, and what only it offers. A withdrawn national text leaves it standing.
  await run(`alter table guide_variant drop constraint guide_variant_service_fkey`);
  await run(`alter table guide_variant add column body jsonb not null default '{}'`);
  // Forced row security holds the owner too, and no municipality is set here.
  await run(`alter table guide_variant no force row level security`);
  await run(
    `update guide_variant set body = jsonb_build_object('offered', offered, 'local', local, 'changes', '[]'::jsonb)`,
  );
  await run(`alter table guide_variant force row level security`);
  await run(`alter table guide_variant drop column offered`);
  await run(`alter table guide_variant drop column local`);
  await run(`alter table guide_variant add column revision integer not null default 1`);
  await run(
    `alter table guide_variant add column origin text not null default 'shipped' check (origin in ('shipped', 'edited'))`,
  );
  await run(`grant insert, update, delete on guide_variant to ${appRole}`);
  await run(`create table guide_variant_revision (
    municipality_id uuid not null references municipality, service text not null, revision integer not null,
    body jsonb not null, published_at timestamptz not null, author uuid, note text not null default '',
    primary key (municipality_id, service, revision))`);
  await declareMunicipal(kysely, 'guide_variant_revision', {
    grants: 'select, insert',
    why: 'all that a municipality has said differently',
  });
  await run(`create table local_redirect (
    municipality_id uuid not null references municipality, slug text not null, service text not null,
    primary key (municipality_id, slug))`);
  await declareMunicipal(kysely, 'local_redirect', { grants: all, why: 'old names of its own services, for ever' });
  await run(`create table municipal_fact (
    municipality_id uuid not null references municipality, id text not null, body jsonb not null,
    revision integer not null default 1, updated_at timestamptz not null, primary key (municipality_id, id))`);
  await declareMunicipal(kysely, 'municipal_fact', {
    grants: all,
    why: 'a phone, a place or hours that many local texts embed',
  });

  // Drafts of both kinds belong to the municipality whose editor writes them; two that meet are told at publishing.
  await run(`create table guide_draft (
    id uuid primary key, municipality_id uuid not null references municipality,
    scope text not null check (scope in ('national', 'local')), service text not null, base_revision integer not null,
    body jsonb not null, version integer not null default 1,
    state text not null check (state in ('writing', 'review', 'approved')), author uuid not null, reviewer uuid,
    publish_at timestamptz, note text not null default '', refusal text, updated_at timestamptz not null,
    updated_by uuid not null, unique (municipality_id, scope, service))`);
  await declareMunicipal(kysely, 'guide_draft', {
    grants: all,
    why: 'what editors are writing, before it is published',
  });

  // A topic may be a service that only this municipality has.
  await run(`alter table help_ticket drop constraint help_ticket_service_fkey`);
}
