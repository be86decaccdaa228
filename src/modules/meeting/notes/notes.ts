import { currentMunicipality, db } from '../../../db/index.ts';
import { type EmployeeId, ok, type Result, redactCpr, refuse } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';

/** As much as a talk of an hour leaves; what is longer belongs in the case. */
export const mostNoteCharacters = 8_000;
/** A program takes so many over before it asks for more. */
const mostWaiting = 100;

/** What was noted of a meeting. Sealed at rest, and gone when the case system has it or the type's date comes. */
export type MeetingNote = {
  readonly text: string | null;
  /** She has said that there was nothing to note (offentlighedsloven § 13 asks for what matters, not for a note). */
  readonly nothing: boolean;
  readonly writtenAt: Date | null;
  readonly exportedAt: Date | null;
};
export type NoteFault = 'empty' | 'too-long' | 'no-meeting' | 'exported';

const sealedFor = 'meeting note';

/** Who reads or takes over: an employee, or a program of the case system. */
export type NoteReader = EmployeeId | { readonly program: string };

/** The note of a meeting, for whoever holds it. Reading it is audited. In the caller's municipal transaction, as all here. */
export async function readNote(
  house: House,
  meetingId: string,
  reader: NoteReader,
  now: Date,
): Promise<MeetingNote | null> {
  const row = await db().selectFrom('meeting_note').selectAll().where('meeting_id', '=', meetingId).executeTakeFirst();
  // A row without a time holds nothing but when somebody was reminded of it.
  if (!row?.written_at) return null;
  await note(reader, 'note.read', meetingId, now);
  return {
    text: row.sealed === null ? null : house.keys.open(sealedFor, meetingId, row.sealed),
    nothing: row.nothing,
    writtenAt: row.written_at,
    exportedAt: row.exported_at,
  };
}

/**
 * Writes the note, or says that there was nothing to note. Written over until it has been exported: from then on the case
 * system holds the truth. CPR-shaped numbers are taken out, as everywhere in free text.
 */
export async function writeNote(
  house: House,
  meetingId: string,
  written: { readonly text: string } | 'nothing',
  writer: EmployeeId,
  now: Date,
): Promise<Result<null, NoteFault>> {
  const text = written === 'nothing' ? null : redactCpr(written.text.replaceAll('\r\n', '\n').trim());
  if (text === '') return refuse('empty');
  if (text !== null && text.length > mostNoteCharacters) return refuse('too-long');
  const meeting = await db()
    .selectFrom('meeting')
    .select(['id', 'state'])
    .where('id', '=', meetingId)
    .forUpdate()
    .executeTakeFirst();
  if (!meeting) return refuse('no-meeting');
  const before = await db()
    .selectFrom('meeting_note')
    .select('exported_at')
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  if (before?.exported_at) return refuse('exported');
  const values = {
    sealed: text === null ? null : house.keys.seal(sealedFor, meetingId, text),
    nothing: text === null,
    written_by: writer,
    written_at: now,
  };
  await db()
    .insertInto('meeting_note')
    .values({ meeting_id: meetingId, municipality_id: currentMunicipality(), ...values })
    .onConflict((conflict) => conflict.column('meeting_id').doUpdateSet(values))
    .execute();
  await db()
    .updateTable('meeting')
    .set({ note_state: text === null ? 'nothing' : 'written', changed_at: now })
    .where('id', '=', meetingId)
    .execute();
  await note(writer, 'note.write', meetingId, now);
  await house.bus.notify(`meetings:${currentMunicipality()}`);
  return ok(null);
}

/** What a case system takes over: the note, when the meeting was, and nothing of who she is but the case's own key. */
export type ExportedNote = {
  readonly meeting: string;
  readonly type: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly nothing: boolean;
  /** Of the words that are fetched: taking over names it. */
  readonly writtenAt: string;
  /** The same as in Digital Post and in iCalendar, by which the case system knows its own meeting. */
  readonly reservation: string;
  readonly text: string | null;
  readonly steps: readonly { readonly at: string; readonly what: string; readonly by: string }[];
};

/**
 * The note with the meeting's procedural steps, for a file or the API. What has been confirmed as taken over is closed
 * (`noteTaken`); fetching alone changes nothing.
 */
export async function exportNote(
  house: House,
  meetingId: string,
  reader: NoteReader,
  now: Date,
): Promise<ExportedNote | null> {
  const row = await db()
    .selectFrom('meeting')
    .innerJoin('meeting_type', 'meeting_type.id', 'meeting.type_id')
    .select(['meeting.id', 'meeting.uid', 'meeting.starts_at', 'meeting.ends_at', 'meeting_type.slug'])
    .where('meeting.id', '=', meetingId)
    .executeTakeFirst();
  const found = row && (await readNote(house, meetingId, reader, now));
  if (!row?.starts_at || !row.ends_at || !found?.writtenAt) return null;
  const events = await db()
    .selectFrom('meeting_event')
    .select(['at', 'kind', 'by_whom'])
    .where('meeting_id', '=', meetingId)
    .orderBy('at')
    .execute();
  return {
    meeting: row.id,
    type: row.slug,
    startedAt: row.starts_at.toISOString(),
    endedAt: row.ends_at.toISOString(),
    nothing: found.nothing,
    writtenAt: found.writtenAt.toISOString(),
    reservation: row.uid,
    text: found.text,
    steps: events.map(({ at, kind, by_whom }) => ({ at: at.toISOString(), what: kind, by: by_whom })),
  };
}

/** Notes that no case system has taken over yet, without their words, the oldest first; the next call gives the next. */
export async function notesWaiting(): Promise<readonly Omit<ExportedNote, 'reservation' | 'text' | 'steps'>[]> {
  const rows = await db()
    .selectFrom('meeting_note')
    .innerJoin('meeting', 'meeting.id', 'meeting_note.meeting_id')
    .innerJoin('meeting_type', 'meeting_type.id', 'meeting.type_id')
    .select(['meeting.id', 'meeting.starts_at', 'meeting.ends_at', 'meeting_type.slug'])
    .select(['meeting_note.nothing', 'meeting_note.written_at'])
    .where('meeting_note.written_at', 'is not', null)
    .where('meeting_note.exported_at', 'is', null)
    .orderBy('meeting_note.written_at')
    .limit(mostWaiting)
    .execute();
  return rows.flatMap((row) =>
    row.starts_at === null || row.ends_at === null || row.written_at === null
      ? []
      : [
          {
            meeting: row.id,
            type: row.slug,
            startedAt: row.starts_at.toISOString(),
            endedAt: row.ends_at.toISOString(),
            nothing: row.nothing,
            writtenAt: row.written_at.toISOString(),
          },
        ],
  );
}

/**
 * The case system has the note that was written then: our text is dropped at once, and only that there was one is kept. Said
 * twice is said once. `changed`: it was written over since; `no-note`: there is none.
 */
export async function noteTaken(
  house: House,
  meetingId: string,
  by: NoteReader,
  now: Date,
  writtenAt: Date,
): Promise<'taken' | 'changed' | 'no-note'> {
  const row = await db()
    .selectFrom('meeting_note')
    .select(['written_at', 'exported_at'])
    .where('meeting_id', '=', meetingId)
    .where('written_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row?.written_at) return 'no-note';
  if (row.written_at.getTime() !== writtenAt.getTime()) return 'changed';
  if (row.exported_at) return 'taken';
  await db()
    .updateTable('meeting_note')
    .set({ sealed: null, exported_at: now })
    .where('meeting_id', '=', meetingId)
    .execute();
  await note(by, 'note.export', meetingId, now);
  await house.bus.notify(`meetings:${currentMunicipality()}`);
  return 'taken';
}

const note = (reader: NoteReader, action: string, subject: string, now: Date): Promise<void> =>
  audit(
    typeof reader === 'string'
      ? { actor: reader, role: 'employee', action, subject, outcome: 'done', purpose: 'meeting' }
      : { actor: reader.program, role: 'program', action, subject, outcome: 'done', purpose: 'case system' },
    now,
  );
