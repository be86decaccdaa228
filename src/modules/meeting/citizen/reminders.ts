import { db } from '../../../db/index.ts';
import { cancelMessages, type House } from '../../../platform/index.ts';
import { tellParties } from '../messages/tell-parties.ts';
import type { Own } from './own.ts';

/** Are there reminders that she could do without? */
export const isReminded = ({ me, meeting }: Pick<Own, 'me' | 'meeting'>): boolean =>
  me.channel !== 'none' && meeting.type.rules.remindMinutes.length > 0;

/** Whether she wants to be reminded, of this meeting and of all that come round. In the caller's municipal transaction. */
export async function setReminders(house: House, own: Own, wanted: boolean, now: Date): Promise<void> {
  const { me, meeting, series } = own;
  await db().updateTable('meeting_person').set({ reminders: wanted }).where('id', '=', me.id).execute();
  const hers = me.seriesId === null ? [meeting.id] : (series?.ahead ?? []).map(({ meetingId }) => meetingId);
  for (const id of hers)
    if (wanted) await tellParties(house, id, { kind: 'reminders' }, [], now, [me.id]);
    else await cancelMessages(id, now, ['reminder-'], [me.id]);
}
