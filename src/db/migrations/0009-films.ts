import { type Kysely, sql } from 'kysely';
import { declareMunicipal } from '../declare-table.ts';

/** Films of a service, and of the entry page in sign language. One statement an execute (PGlite). */
export async function up(kysely: Kysely<unknown>): Promise<void> {
  // No reference to the service: a film of one that is gone is shown to the editor, who decides.
  await sql
    .raw(`create table guide_film (
    municipality_id uuid not null references municipality, subject text not null, kind text not null
    check (kind in ('tegnsprog', 'tale')), file_hash text not null, file_type text not null
    check (file_type in ('mp4', 'webm')), bytes integer not null, seconds integer not null, captions text not null,
    transcript text not null, owner text not null, checked_on text not null,
    primary key (municipality_id, subject, kind))`)
    .execute(kysely);
  await declareMunicipal(kysely, 'guide_film', {
    grants: 'select, insert, update, delete',
    why: 'films that stand beside a guide; the files lie in a folder by their hash',
  });
}
