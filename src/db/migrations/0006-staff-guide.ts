import { type Kysely, sql } from 'kysely';
import { declareMunicipal } from '../declare-table.ts';

const all = 'select, insert, update, delete';

/** The employee's guide: news, instructions, what she has read and marked, and invitations to a call. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely);

  await run(`create table staff_news (
    id uuid primary key, municipality_id uuid not null references municipality, title text not null, body text not null,
    service text, shown_from text not null, shown_to text, revision integer not null default 1)`);
  await run(`create index on staff_news (municipality_id, shown_from)`);
  await declareMunicipal(kysely, 'staff_news', { grants: all, why: 'what employees must know, until a date' });

  await run(`create table work_instruction (
    municipality_id uuid not null references municipality, service text not null, body text not null, updated_on text not null,
    revision integer not null default 1, primary key (municipality_id, service))`);
  await declareMunicipal(kysely, 'work_instruction', {
    grants: all,
    why: 'how this municipality does it; read by its employees only',
  });

  // Both are the employee's own: nobody else reads them, and they go when she does.
  await run(`create table staff_read_mark (
    municipality_id uuid not null, employee_id uuid not null, subject text not null, mark text not null,
    primary key (municipality_id, employee_id, subject),
    foreign key (municipality_id, employee_id) references employee (municipality_id, id) on delete cascade)`);
  await declareMunicipal(kysely, 'staff_read_mark', {
    grants: all,
    why: 'what an employee has read, for herself alone',
  });
  await run(`create table staff_favourite (
    municipality_id uuid not null, employee_id uuid not null, service text not null,
    primary key (municipality_id, employee_id, service),
    foreign key (municipality_id, employee_id) references employee (municipality_id, id) on delete cascade)`);
  await declareMunicipal(kysely, 'staff_favourite', { grants: all, why: 'guides an employee keeps at hand' });

  // The wish is one value, not columns: it is gone before its contact is counted and must be like nothing that is.
  await run(`create table call_invitation (
    id uuid primary key, municipality_id uuid not null, code_hash text not null unique, employee_id uuid not null,
    employee_name text not null, wish jsonb not null, expires_at timestamptz not null,
    foreign key (municipality_id, employee_id) references employee (municipality_id, id) on delete cascade)`);
  await run(`create index on call_invitation (municipality_id, employee_id)`);
  await declareMunicipal(kysely, 'call_invitation', {
    grants: 'select, insert, delete',
    why: 'a citizen asked to a call by an employee, until she comes or half an hour has gone',
  });
  await run(`alter table help_ticket add column reserved_for uuid`);
  await run(`alter table help_ticket add constraint help_ticket_reserved_for
    foreign key (municipality_id, reserved_for) references employee (municipality_id, id) on delete set null (reserved_for)`);
}
