import { type Kysely, sql } from 'kysely';
import { appRole, declareMunicipal } from '../declare-table.ts';

/**
 * The chain of a municipality's trail lets one through at a time, so a transaction joins it at its very end: what it noted is
 * chained while it commits, and others wait for that alone, not for all that the transaction did before. The row of what was
 * noted never outlives its transaction.
 */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  await run(`create table audit_noted (
    id bigint generated always as identity primary key, municipality_id uuid not null references municipality, at timestamptz not null,
    actor text not null, role text not null, action text not null, subject text not null, outcome text not null, purpose text not null,
    fields text not null)`);
  await declareMunicipal(kysely, 'audit_noted', {
    grants: 'select, insert',
    why: 'what a transaction that is not over yet adds to the trail',
  });
  // The same bytes as audit.ts makes of an entry: a JSON list of the hash before it, its number and its fields.
  await run(`create function audit_chain() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      before text;
      number bigint;
    begin
      perform pg_advisory_xact_lock(hashtextextended('audit ' || new.municipality_id, 0));
      select seq, hash into number, before from audit_entry where municipality_id = new.municipality_id order by seq desc limit 1;
      number := coalesce(number, 0) + 1;
      before := coalesce(before, repeat('0', 64));
      insert into audit_entry (municipality_id, seq, at, actor, role, action, subject, outcome, purpose, previous_hash, hash)
        values (new.municipality_id, number, new.at, new.actor, new.role, new.action, new.subject, new.outcome, new.purpose, before,
          encode(sha256(convert_to('["' || before || '",' || number || ',' || substr(new.fields, 2), 'UTF8')), 'hex'));
      delete from audit_noted where id = new.id;
      return null;
    end $$`);
  await run(`revoke all on function audit_chain() from public`);
  await run(`create constraint trigger chained_at_the_end after insert on audit_noted deferrable initially deferred
    for each row execute function audit_chain()`);
  // Entries come by this way alone now: nobody can write one with a number or a hash of her own.
  await run(`revoke insert on audit_entry from ${appRole}`);
}
