import { Hono } from 'hono';
import type { House } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { affectedRoutes } from './affected-routes.tsx';
import { closingRoutes } from './closing-routes.tsx';
import { resourceRoutes } from './resource-routes.tsx';

/** Who and what can be booked and when, closing days, and the meetings that a change of either leaves in the way. */
export const meetingHoursRoutes = (house: House): Hono<StaffEnv> =>
  new Hono<StaffEnv>()
    .route('/', resourceRoutes(house))
    .route('/', closingRoutes(house))
    .route('/', affectedRoutes(house));
