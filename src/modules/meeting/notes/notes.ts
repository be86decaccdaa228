import { currentMunicipality, db } from '../../../db/index.ts';
import { type EmployeeId, ok, type Result, redactCpr, refuse } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';

/** As much as a talk of an hour leaves; what is longer belongs in the case. */
export const mostNoteCharacters = 8_000;

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

/** The note of a meeting, for whoever holds it. Reading it is audited. In the caller's municipal transaction, as all here. */
export async function readNote(
  house: House,
  meetingId: string,
  reader: EmployeeId,
  now: Date,
): Promise<MeetingNote | null> {
  const row = await db().selectFrom('meeting_note').selectAll().where('meeting_id', '=', meetingId).executeTakeFirst();
  if (!row) return null;
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

/** Meetings that this employee has held and must still note, the oldest first. */
export async function notesDue(
  employee: EmployeeId,
): Promise<readonly { readonly id: string; readonly endedAt: Date }[]> {
  const rows = await db()
    .selectFrom('meeting')
    .select(['meeting.id', 'meeting.ends_at'])
    .where('meeting.note_state', '=', 'due')
    .where('meeting.id', 'in', (eb) =>
      eb
        .selectFrom('meeting_occupancy')
        .innerJoin('meeting_resource', 'meeting_resource.id', 'meeting_occupancy.resource_id')
        .select((one) => one.ref('meeting_occupancy.meeting_id').$notNull().as('id'))
        .where('meeting_resource.employee_id', '=', employee)
        .where('meeting_id', 'is not', null),
    )
    .orderBy('meeting.ends_at')
    .execute();
  return rows.flatMap((row) => (row.ends_at === null ? [] : [{ id: row.id, endedAt: row.ends_at }]));
}

/** What a case system takes over: the note, when the meeting was, and nothing of who she is but the case's own key. */
export type ExportedNote = {
  readonly meeting: string;
  readonly type: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly nothing: boolean;
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
  reader: EmployeeId,
  now: Date,
): Promise<ExportedNote | null> {
  const row = await db()
    .selectFrom('meeting')
    .innerJoin('meeting_type', 'meeting_type.id', 'meeting.type_id')
    .select(['meeting.id', 'meeting.starts_at', 'meeting.ends_at', 'meeting_type.slug'])
    .where('meeting.id', '=', meetingId)
    .executeTakeFirst();
  const found = row && (await readNote(house, meetingId, reader, now));
  if (!row?.starts_at || !row.ends_at || !found) return null;
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
    text: found.text,
    steps: events.map(({ at, kind, by_whom }) => ({ at: at.toISOString(), what: kind, by: by_whom })),
  };
}

/** The case system has it: our text is dropped at once, and only that there was one is kept. False: there is no note. */
export async function noteTaken(house: House, meetingId: string, by: EmployeeId, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('meeting_note')
    .set({ sealed: null, exported_at: now })
    .where('meeting_id', '=', meetingId)
    .where('exported_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await note(by, 'note.export', meetingId, now);
  await house.bus.notify(`meetings:${currentMunicipality()}`);
  return true;
}

const note = (actor: EmployeeId, action: string, subject: string, now: Date): Promise<void> =>
  audit({ actor, role: 'employee', action, subject, outcome: 'done', purpose: 'meeting' }, now);
