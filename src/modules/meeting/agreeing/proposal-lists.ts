import { db } from '../../../db/index.ts';
import type { OpenProposal, UnansweredProposal } from './proposal-rules.ts';
import { timesOf } from './proposal-store.ts';

/** The times that stand for an answer; null when none do. In the caller's municipal transaction, as all of these. */
export async function openProposal(meetingId: string, now: Date): Promise<OpenProposal | null> {
  const row = await db()
    .selectFrom('meeting')
    .select(['state', 'starts_at', 'answer_by'])
    .where('id', '=', meetingId)
    .executeTakeFirst();
  if (!row?.answer_by || row.answer_by <= now || (row.state !== 'proposed' && row.state !== 'booked')) return null;
  return { meetingId, times: await timesOf(meetingId), answerBy: row.answer_by, stands: row.starts_at };
}

/** All that wait for an answer, the one that is due first first. */
export async function openProposals(now: Date): Promise<readonly OpenProposal[]> {
  const rows = await db()
    .selectFrom('meeting_option')
    .innerJoin('meeting', 'meeting.id', 'meeting_option.meeting_id')
    .select(['meeting.id', 'meeting.answer_by'])
    .distinct()
    .where('meeting.answer_by', '>', now)
    .orderBy('meeting.answer_by')
    .orderBy('meeting.id')
    .execute();
  const found: OpenProposal[] = [];
  for (const { id } of rows) {
    const proposal = await openProposal(id, now);
    if (proposal) found.push(proposal);
  }
  return found;
}

/** Meetings that nobody has agreed on a time for and that wait for an employee, newest first. */
export async function unansweredProposals(): Promise<readonly UnansweredProposal[]> {
  const rows = await db()
    .selectFrom('meeting')
    .innerJoin('meeting_event as event', 'event.meeting_id', 'meeting.id')
    .select(['meeting.id', 'meeting.type_id', 'event.kind', 'event.at'])
    .where('meeting.state', '=', 'proposed')
    .where('meeting.answer_by', 'is', null)
    .where('event.kind', 'in', ['none-fits', 'proposal-expired', 'proposal-withdrawn'])
    .orderBy('event.at', 'desc')
    .execute();
  const seen = new Set<string>();
  const found: UnansweredProposal[] = [];
  for (const row of rows) {
    if (seen.has(row.id)) continue;
    seen.add(row.id);
    const why = row.kind === 'none-fits' ? 'none-fits' : row.kind === 'proposal-expired' ? 'expired' : 'withdrawn';
    found.push({ meetingId: row.id, typeId: row.type_id, why, at: row.at });
  }
  return found;
}
