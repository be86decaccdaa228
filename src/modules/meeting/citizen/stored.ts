import { db } from '../../../db/index.ts';
import { auditAbout, type House, recordsAbout } from '../../../platform/index.ts';
import { agreedAt } from '../after/agreed.ts';
import { contactKeyOf } from '../booking/links.ts';
import { openDetails } from '../booking/sealed-details.ts';
import { papersOf } from '../documents/papers.ts';
import { invitationsTo } from '../invitations/of-meeting.ts';
import type { PersonDetails } from '../person-details.ts';
import { maskedPhone } from './when.ts';

export type StoredTable =
  | 'meeting'
  | 'person'
  | 'other'
  | 'event'
  | 'occupancy'
  | 'option'
  | 'earlier'
  | 'message'
  | 'audit'
  | 'note'
  | 'paper'
  | 'agreed'
  | 'invitation';
/** Stands for a fingerprint: that it is there is all that can be shown. */
export const print = { print: true } as const;
/** One row as it lies in the database: column and value. */
export type StoredRow = {
  readonly table: StoredTable;
  readonly fields: readonly { readonly name: string; readonly value: string | boolean | null | typeof print }[];
};

/** Columns that hold what cannot be turned back: her link, her code, her phrase, her way to be reached. */
const prints = new Set(['token_hash', 'code_key', 'phrase_key', 'contact_key']);
/**
 * What leads to her door or to her: a link that came into other hands must not show it. That it is stored is said, and her
 * number and mail by as much as she knows them by.
 */
const masked = (details: PersonDetails): PersonDetails => ({
  ...details,
  phone: details.phone === null ? null : maskedPhone(details.phone),
  mail: details.mail === null ? null : details.mail.replace(/^(.).*@/, '$1•••@'),
  cpr: details.cpr === null ? null : '••••••-••••',
  address: details.address === null ? null : ['•••'],
});

/** Which municipality it is, which the address says; and what is sealed, which stands opened beside. */
const known = new Set(['municipality_id', 'sealed']);

const textOf = (value: unknown): string | boolean | null => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const rowOf = (table: StoredTable, row: Readonly<Record<string, unknown>>): StoredRow => ({
  table,
  fields: Object.entries(row)
    .filter(([name]) => !known.has(name))
    .map(([name, value]) => ({ name, value: prints.has(name) && value !== null ? print : textOf(value) })),
});

/**
 * Every row about one person and her meeting, read now, column by column: what she is shown is what there is. What is sealed
 * is opened, and masked where it would lead to her. Of others who come along she sees that they are there. In the caller's municipal transaction.
 */
export async function readStored(house: House, meetingId: string, personId: string): Promise<readonly StoredRow[]> {
  const of = (table: 'meeting_event' | 'meeting_occupancy' | 'meeting_option' | 'meeting_earlier_wish') =>
    db().selectFrom(table).selectAll().where('meeting_id', '=', meetingId).execute();
  const meetings = await db().selectFrom('meeting').selectAll().where('id', '=', meetingId).execute();
  const people = await db()
    .selectFrom('meeting_person')
    .selectAll()
    .where((eb) => eb.or([eb('meeting_id', '=', meetingId), eb('id', '=', personId)]))
    .execute();
  const agreed = await agreedAt(house, meetingId);
  const notes = await db()
    .selectFrom('meeting_note')
    .select(['nothing', 'written_at'])
    .where('meeting_id', '=', meetingId)
    // A reminder that it is missing is no note.
    .where('written_at', 'is not', null)
    .execute();
  const me = people.find(({ id }) => id === personId);
  const alone = meetings.every(({ seats }) => seats === 1);
  // Several may have been invited to a group.
  const invited = (me?.role === 'citizen' ? await invitationsTo(house, meetingId) : []).filter(
    ({ details }) => alone || (me?.contact_key != null && contactKeyOf(house, details) === me.contact_key),
  );
  return [
    ...meetings.map((row) => rowOf('meeting', row)),
    ...people.map((row) =>
      row.id === personId
        ? rowOf('person', { ...row, ...masked(openDetails(house, row.id, row.sealed)) })
        : rowOf('other', { role: row.role, joined_at: row.joined_at }),
    ),
    ...invited.map(({ row: { created_at, expires_at, channel, language, token_hash, code_key }, details }) => {
      const { name, phone, mail } = masked(details);
      return rowOf('invitation', {
        name,
        phone,
        mail,
        channel,
        language,
        token_hash,
        code_key,
        created_at,
        expires_at,
      });
    }),
    ...(await papersOf(house, meetingId)).map(({ name, kind, bytes, checked, sentAt }) =>
      rowOf('paper', { name, kind, bytes, checked, sent_at: sentAt }),
    ),
    ...(agreed === null ? [] : [rowOf('agreed', { points: agreed.points.join(' · '), written_at: agreed.writtenAt })]),
    ...(await of('meeting_event')).map((row) => rowOf('event', row)),
    ...(await of('meeting_occupancy')).map((row) => rowOf('occupancy', row)),
    ...(await of('meeting_option')).map((row) => rowOf('option', row)),
    ...(await of('meeting_earlier_wish')).map((row) => rowOf('earlier', row)),
    ...notes.map((row) => rowOf('note', row)),
    ...(await recordsAbout(meetingId))
      .filter(({ person }) => person === personId)
      .map((record) => rowOf('message', record)),
    ...(await auditAbout(meetingId, meetings[0]?.created_at ?? new Date(0))).map((row) => rowOf('audit', row)),
  ];
}
