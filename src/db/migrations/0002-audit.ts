import { type Kysely, sql } from 'kysely';
import { appRole, declareMunicipal } from '../declare-table.ts';

/**
 * The trail of access to personal data. The program can add to it and read it, nothing else; the one way out is
 * `audit_expire`, which belongs to the owner and refuses anything younger than 180 days.
 */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);
  await run(`create table audit_entry (
    municipality_id uuid not null references municipality, seq bigint not null, at timestamptz not null, actor text not null,
    role text not null, action text not null, subject text not null, outcome text not null, purpose text not null,
    previous_hash text not null, hash text not null, primary key (municipality_id, seq))`);
  await run(`create index on audit_entry (municipality_id, at)`);
  await declareMunicipal(kysely, 'audit_entry', {
    grants: 'select, insert',
    why: 'who looked at or changed personal data, and who was refused',
  });
  await run(`create function audit_expire(municipality uuid, before timestamptz) returns integer
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare removed integer;
    begin
      if before > now() - interval '180 days' then
        raise exception 'the audit trail is kept for at least 180 days';
      end if;
      perform set_config('app.municipality', municipality::text, true);
      -- Only a whole beginning of the chain: clocks of several processes may differ, and a hole would look like tampering.
      delete from audit_entry where municipality_id = municipality and at < before and seq < coalesce(
        (select min(seq) from audit_entry where municipality_id = municipality and at >= before), 9223372036854775807);
      get diagnostics removed = row_count;
      return removed;
    end $$`);
  await run(`revoke all on function audit_expire(uuid, timestamptz) from public`);
  await run(`grant execute on function audit_expire(uuid, timestamptz) to ${appRole}`);
}
