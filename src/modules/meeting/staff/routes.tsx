import { Hono } from 'hono';
import type { House } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { citizenSideRoutes } from '../after/staff-routes.ts';
import { calendarStaffRoutes } from '../calendars/staff-routes.tsx';
import { reservedTypeSlugs } from '../citizen/routes.tsx';
import { invitationStaffRoutes } from '../invitations/staff-routes.tsx';
import { messagesTo } from '../messages/messages-to.ts';
import { deletionRoutes } from '../notes/deletion-routes.tsx';
import { noteLeaderRoutes } from '../notes/leader-routes.tsx';
import { noteProgramRoutes } from '../notes/program-routes.tsx';
import { meetingTypeRoutes } from '../types/type-routes.tsx';
import { convertRoutes } from './convert-routes.tsx';
import { courseRoutes } from './course-routes.tsx';
import { findRoutes } from './find-routes.tsx';
import { myMeetingRoutes } from './my-routes.tsx';
import { newMeetingRoutes } from './new-routes.tsx';
import { proposalRoutes } from './proposals/routes.tsx';
import { seriesRoutes } from './series-routes.tsx';

const linkPath = (slug: string, token: string): string => `/${slug}/m/${token}`;

/** All pages of employees about meetings, in the order in which a request meets them. */
export function meetingStaffRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.route(
    '/',
    myMeetingRoutes(house, {
      linkPath,
      messagesAbout: async (about, language) =>
        (await messagesTo({ about, person: null }, language)).map(({ id, kind, channel, when, state }) => ({
          id,
          words: `${kind} · ${channel} · ${when} · ${state}`,
        })),
    }),
  );
  routes.route('/', newMeetingRoutes(house, linkPath));
  routes.route('/', convertRoutes(house));
  routes.route('/', findRoutes(house));
  routes.route('/', proposalRoutes(house));
  routes.route('/', invitationStaffRoutes(house, linkPath));
  routes.route('/', citizenSideRoutes(house));
  routes.route('/', calendarStaffRoutes(house));
  routes.route('/', seriesRoutes(house, linkPath));
  routes.route('/', courseRoutes(house, linkPath));
  routes.route('/', meetingTypeRoutes(house, reservedTypeSlugs));
  routes.route('/', deletionRoutes(house));
  routes.route('/', noteLeaderRoutes(house));
  routes.route('/', noteProgramRoutes(house));
  return routes;
}
