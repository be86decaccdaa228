import { type Kysely, sql } from 'kysely';

/**
 * What is hashed is what stands in the columns, and no entry is of a time that has not come: else whoever has the program's
 * rights could leave an entry that looks tampered with for ever, or one that no retention ever reaches. The whole transaction
 * fails. JSON as `JSON.stringify` writes it: both escape the same letters.
 */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  // A day: clocks of servers differ, and one that is wrong by an hour should not stop all work.
  await run(
    `create function audit_latest() returns timestamptz language sql stable as $$ select now() + interval '1 day' $$`,
  );
  await run(`create or replace function audit_chain() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      before text;
      number bigint;
      said text;
      moment timestamptz := date_trunc('milliseconds', new.at);
    begin
      if new.at is null or new.at > audit_latest() or new.at < '2000-01-01' then
        raise exception 'an entry of the audit is of a time that cannot be' using errcode = 'check_violation';
      end if;
      said := '[' || to_json(to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) || ',' || to_json(new.actor) || ','
        || to_json(new.role) || ',' || to_json(new.action) || ',' || to_json(new.subject) || ',' || to_json(new.outcome) || ','
        || to_json(new.purpose) || ']';
      if said is distinct from new.fields then
        raise exception 'an entry of the audit is hashed as something else than it says' using errcode = 'check_violation';
      end if;
      perform pg_advisory_xact_lock(hashtextextended('audit ' || new.municipality_id, 0));
      select seq, hash into number, before from audit_entry where municipality_id = new.municipality_id order by seq desc limit 1;
      number := coalesce(number, 0) + 1;
      before := coalesce(before, repeat('0', 64));
      insert into audit_entry (municipality_id, seq, at, actor, role, action, subject, outcome, purpose, previous_hash, hash)
        values (new.municipality_id, number, moment, new.actor, new.role, new.action, new.subject, new.outcome, new.purpose, before,
          encode(sha256(convert_to('["' || before || '",' || number || ',' || substr(said, 2), 'UTF8')), 'hex'));
      delete from audit_noted where id = new.id;
      return null;
    end $$`);
}
