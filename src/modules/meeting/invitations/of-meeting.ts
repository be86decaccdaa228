import { db } from '../../../db/index.ts';
import type { House } from '../../../platform/index.ts';
import type { MeetingType } from '../meeting-rules.ts';
import type { PersonDetails } from '../person-details.ts';
import { openInvitation } from './sealed-invitation.ts';

/** Can somebody be invited to it? Never to an anonymous kind: the invitation would lay her name beside her meeting. */
export const opensByInvitation = ({ active, rules, forms }: Pick<MeetingType, 'active' | 'rules' | 'forms'>): boolean =>
  active && rules.bookedBy === 'invitation' && !rules.anonymous && forms.length > 0;

/** The meeting became another: the invitation is to that one. In the caller's municipal transaction, as all here. */
export async function invitationFollows(from: string, to: string): Promise<void> {
  await db().updateTable('meeting_invitation').set({ meeting_id: to }).where('meeting_id', '=', from).execute();
}

/** The rows of those by which a meeting was agreed on, with what is sealed in each. */
export async function invitationsTo(house: Pick<House, 'keys'>, meetingId: string) {
  const rows = await db().selectFrom('meeting_invitation').selectAll().where('meeting_id', '=', meetingId).execute();
  return rows.flatMap((row) => {
    const details: PersonDetails | null = openInvitation(house, row);
    return details === null ? [] : [{ row, details }];
  });
}
