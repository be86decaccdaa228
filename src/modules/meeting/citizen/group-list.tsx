import { sendPage } from '../../../platform/index.ts';
import { groupsAhead } from '../agreeing/groups.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { choiceQuery } from './choices.ts';
import { type Ctx, restWithQuery, type Ways } from './context.ts';
import type { MeetingTopic } from './topic.ts';
import { GroupsPage } from './views/groups-page.tsx';

/** The dates of a group or course, with the seats that are left. */
export async function groupList(
  ways: Ways,
  c: Ctx,
  type: MeetingType,
  topic: MeetingTopic,
  fault: 'late' | 'has' | null = null,
): Promise<Response> {
  const page = await ways.pageOf(c, restWithQuery(c, `/moede/${type.slug}`), type.rules.anonymous);
  const groups = await ways.within(c, () => groupsAhead(type.id, page.now));
  const query = (meetingId: string) => choiceQuery(null, topic, { hold: meetingId });
  return sendPage(
    c,
    <GroupsPage page={page} type={type} groups={groups} query={query} fault={fault} />,
    fault === null ? 200 : 409,
  );
}
