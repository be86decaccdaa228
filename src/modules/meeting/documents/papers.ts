import { currentMunicipality, db } from '../../../db/index.ts';
import { newId, redactCpr } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { DocumentKind } from '../../call/index.ts';
import type { Meeting } from '../booking/booking-types.ts';
import { becameOf } from '../booking/read-meeting.ts';

/** Enough for a letter and its enclosures; what is more is brought along. */
export const papersAtMost = 6;
/** Of one file. Smaller than what the table of a call takes: it lies in the database, and in its backups. */
export const paperBytes = 10 * 1024 * 1024;
const partBytes = 1024 * 1024;
const partPurpose = 'meeting document';
const namePurpose = 'meeting document name';

/** A paper that she sent before the meeting; never what is in it. */
export type Paper = {
  readonly id: string;
  readonly personId: string | null;
  readonly name: string;
  readonly kind: DocumentKind;
  readonly bytes: number;
  /** A scanner has looked through it and found nothing; false where the municipality has none. */
  readonly checked: boolean;
  readonly sentAt: Date;
};

/** Does the type take papers ahead, and is there still a meeting to send them to? */
export const takesPapers = ({ type, state, seats }: Pick<Meeting, 'type' | 'state' | 'seats'>): boolean =>
  type.rules.documents && !type.rules.anonymous && seats === 1 && (state === 'booked' || state === 'proposed');

/** The papers of a meeting, in the order in which they came. In the caller's municipal transaction, as all here. */
export async function papersOf(house: Pick<House, 'keys'>, meetingId: string): Promise<readonly Paper[]> {
  const rows = await db()
    .selectFrom('meeting_document')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('sent_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: house.keys.open(namePurpose, row.id, row.sealed_name) ?? '',
    kind: row.kind,
    bytes: row.bytes,
    checked: row.checked,
    sentAt: row.sent_at,
  }));
}

/** The meeting became another: its papers are that one's. */
export async function papersFollow(from: string, to: string): Promise<void> {
  await db().updateTable('meeting_document').set({ meeting_id: to }).where('meeting_id', '=', from).execute();
}

/** How many papers lie with a meeting. */
export async function countPapers(meetingId: string): Promise<number> {
  const row = await db()
    .selectFrom('meeting_document')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  return Number(row?.many ?? 0);
}

/** A file's name as it is kept: no path, no control characters, no CPR number. */
export const paperName = (name: string): string =>
  redactCpr(
    (name.split(/[\\/]/).at(-1) ?? '')
      .replace(/[\p{C}<>:"|?*]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ).slice(0, 100);

/** Keeps a paper, sealed, in pieces. `full`: as many as may be lie there. The meeting's row is locked, so that two at once are counted. */
export async function keepPaper(
  house: Pick<House, 'keys'>,
  of: { readonly meetingId: string; readonly personId: string },
  paper: Pick<Paper, 'name' | 'kind' | 'checked'> & { readonly content: Uint8Array },
  now: Date,
): Promise<Paper | 'full' | 'over'> {
  const meeting = await db()
    .selectFrom('meeting')
    .select(['id', 'uid', 'state'])
    .where('id', '=', of.meetingId)
    .forUpdate()
    .executeTakeFirst();
  // It was given another form while she sent.
  const became = meeting && (await becameOf(meeting));
  if (became) return keepPaper(house, { ...of, meetingId: became.id }, paper, now);
  if (meeting?.state !== 'booked' && meeting?.state !== 'proposed') return 'over';
  if ((await papersOf(house, of.meetingId)).length >= papersAtMost) return 'full';
  const id = newId();
  const { kind, checked, content } = paper;
  const name = paperName(paper.name) || kind.toUpperCase();
  const municipality_id = currentMunicipality();
  await db()
    .insertInto('meeting_document')
    .values({
      id,
      municipality_id,
      meeting_id: of.meetingId,
      person_id: of.personId,
      sealed_name: house.keys.seal(namePurpose, id, name),
      kind,
      bytes: content.length,
      checked,
      sent_at: now,
    })
    .execute();
  for (let number = 0; number * partBytes < content.length; number += 1) {
    const part = Buffer.from(content.subarray(number * partBytes, (number + 1) * partBytes)).toString('base64');
    await db()
      .insertInto('meeting_document_part')
      .values({
        document_id: id,
        municipality_id,
        number,
        sealed: house.keys.seal(partPurpose, `${id} ${number}`, part),
      })
      .execute();
  }
  return { id, personId: of.personId, name, kind, bytes: content.length, checked, sentAt: now };
}

/** A paper of a meeting with what is in it; null for none. Reading it is the caller's to audit. */
export async function readPaper(
  house: Pick<House, 'keys'>,
  meetingId: string,
  id: string,
): Promise<(Paper & { readonly content: Uint8Array<ArrayBuffer> }) | null> {
  const paper = (await papersOf(house, meetingId)).find((one) => one.id === id);
  if (!paper) return null;
  const parts = await db()
    .selectFrom('meeting_document_part')
    .select(['number', 'sealed'])
    .where('document_id', '=', id)
    .orderBy('number')
    .execute();
  const pieces = parts.map(({ number, sealed }) => {
    const plain = house.keys.open(partPurpose, `${id} ${number}`, sealed);
    if (plain === null) throw new Error('A paper that this installation did not seal.');
    return Buffer.from(plain, 'base64');
  });
  const content = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    content.set(piece, at);
    at += piece.length;
  }
  return { ...paper, content };
}

/**
 * Whether a paper is hers to delete: what she sent, and for the citizen what came from who takes part no more. Pure.
 */
export const isHersToDrop = (
  { personId }: Pick<Paper, 'personId'>,
  me: { readonly id: string; readonly role: string },
  others: readonly { readonly id: string }[],
): boolean => personId === me.id || (me.role === 'citizen' && !others.some(({ id }) => id === personId));

/** Deletes a paper of a meeting. False: it is there no more. The caller has asked `isHersToDrop`. */
export async function dropPaper(meetingId: string, id: string): Promise<boolean> {
  const gone = await db()
    .deleteFrom('meeting_document')
    .where('id', '=', id)
    .where('meeting_id', '=', meetingId)
    .returning('id')
    .execute();
  return gone.length > 0;
}

const types: Readonly<Record<DocumentKind, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};
const endings: Readonly<Record<DocumentKind, RegExp>> = {
  pdf: /\.pdf$/i,
  jpeg: /\.jpe?g$/i,
  png: /\.png$/i,
  webp: /\.webp$/i,
};

/** As it is handed out: always to be saved, never to be shown inside a page of ours, under a name that says what it is. */
export function paperHeaders({ name, kind }: Pick<Paper, 'name' | 'kind'>): Readonly<Record<string, string>> {
  const whole = endings[kind].test(name) ? name : `${name}.${kind === 'jpeg' ? 'jpg' : kind}`;
  return {
    'content-type': types[kind],
    'content-disposition': `attachment; filename="papir.${kind === 'jpeg' ? 'jpg' : kind}"; filename*=UTF-8''${encodeURIComponent(whole).replace(/['()*]/g, escape)}`,
    'cache-control': 'no-store',
  };
}
