import { Hono } from 'hono';
import type { House } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { messageLetterRoutes } from './letter-routes.tsx';
import { messageStaffRoutes } from './staff-routes.tsx';
import { messageTemplateRoutes } from './template-routes.tsx';

/** All pages about messages. They stand before those of one meeting, whose addresses could be taken for theirs. */
export function meetingMessageRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.route('/', messageStaffRoutes(house));
  routes.route('/', messageLetterRoutes(house));
  routes.route('/', messageTemplateRoutes(house));
  return routes;
}
