import { type Kysely, sql } from 'kysely';
import { declareMunicipal } from '../declare-table.ts';

const all = 'select, insert, update, delete';
const employee = (column: string) =>
  `foreign key (municipality_id, ${column}) references employee (municipality_id, id) on delete cascade`;

/** Transfer, colleagues, alarms and names at the desk. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);

  await run(`create table desk_alias (
    municipality_id uuid not null references municipality, employee_id uuid not null, kind text not null, alias text not null,
    primary key (municipality_id, employee_id, kind), ${employee('employee_id')})`);
  await declareMunicipal(kysely, 'desk_alias', {
    grants: all,
    why: 'under which name an employee is shown to citizens, by the kind of conversation',
  });

  await run(`create table desk_station (
    municipality_id uuid not null references municipality, employee_id uuid not null,
    place_id uuid references place on delete set null, spot text not null default '',
    primary key (municipality_id, employee_id), ${employee('employee_id')})`);
  await declareMunicipal(kysely, 'desk_station', {
    grants: all,
    why: 'where an employee sits, so that a colleague finds her and a citizen can be sent there',
  });

  await run(`create table desk_alarm_contact (
    municipality_id uuid not null references municipality, place_id uuid not null references place on delete cascade,
    employee_id uuid not null, primary key (municipality_id, place_id, employee_id), ${employee('employee_id')})`);
  await run(`create index on desk_alarm_contact (municipality_id, employee_id)`);
  await declareMunicipal(kysely, 'desk_alarm_contact', {
    grants: 'select, insert, delete',
    why: 'who is called by the silent alarm of a place',
  });

  // At most one of an employee's is open: a second press adds nothing.
  await run(`create table desk_alarm (
    id uuid primary key, municipality_id uuid not null references municipality, employee_id uuid not null,
    place_id uuid references place on delete set null, raised_at timestamptz not null, answered_by uuid, answered_at timestamptz,
    unique (municipality_id, employee_id), ${employee('employee_id')}, ${employee('answered_by')})`);
  await declareMunicipal(kysely, 'desk_alarm', { grants: all, why: 'a silent alarm until it is over' });

  await run(`create table desk_transfer (
    ticket_id uuid primary key references help_ticket on delete cascade, municipality_id uuid not null references municipality,
    from_employee uuid not null, to_employee uuid, to_place uuid references place on delete cascade, line text not null,
    shown_from text not null, shown_to text, asked_at timestamptz not null, agreed boolean not null default false,
    state text not null check (state in ('open', 'declined', 'citizen-no', 'moved')),
    ${employee('from_employee')}, ${employee('to_employee')})`);
  await run(`create index on desk_transfer (municipality_id, state)`);
  await declareMunicipal(kysely, 'desk_transfer', {
    grants: all,
    why: 'that a citizen is being handed to somebody else, and the line that goes with her; goes with her ticket',
  });

  await run(`create table desk_companion (
    municipality_id uuid not null references municipality, ticket_id uuid not null references help_ticket on delete cascade,
    employee_id uuid not null, state text not null check (state in ('asked', 'in', 'declined')), participant_id uuid,
    primary key (ticket_id, employee_id), check ((state = 'in') = (participant_id is not null)), ${employee('employee_id')})`);
  // One conversation at a time, also as the second: the database refuses.
  await run(`create unique index one_company_each on desk_companion (municipality_id, employee_id) where state = 'in'`);
  await declareMunicipal(kysely, 'desk_companion', {
    grants: all,
    why: 'a colleague who is asked into a conversation, or is in it; goes with the ticket',
  });
}
