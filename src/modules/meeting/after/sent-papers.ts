import type { EmployeeId } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import { holdsMeeting } from '../agreeing/holds-meeting.ts';
import { becameOf, readMeeting } from '../booking/bookings.ts';
import { papersOf } from '../documents/papers.ts';
import { minePath } from '../staff/my-meetings-page.tsx';

/**
 * The papers of a meeting as whoever holds it fetches them, one address each; none for anybody else. Reading them is audited. In
 * the caller's municipal transaction.
 */
export async function sentPapers(
  house: House,
  of: string,
  employee: EmployeeId,
  now: Date,
): Promise<readonly { readonly name: string; readonly url: string }[]> {
  const asked = await readMeeting(of);
  const meeting = asked && ((await becameOf(asked)) ?? asked);
  if (!meeting || !(await holdsMeeting(meeting.id, employee))) return [];
  const papers = await papersOf(house, meeting.id);
  if (papers.length === 0) return [];
  await audit(
    {
      actor: employee,
      role: 'employee',
      action: 'paper.list',
      subject: meeting.id,
      outcome: 'done',
      purpose: 'meeting',
    },
    now,
  );
  return papers.map(({ id, name }) => ({ name, url: `${minePath}/${meeting.id}/papirer/${id}` }));
}
