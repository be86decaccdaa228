import { Hono } from 'hono';
import type { House } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { type ChannelHooks, channelRoutes } from './channel-routes.tsx';
import { entranceRoutes } from './entrance-routes.tsx';
import { fileRoutes } from './file-routes.tsx';
import { taskRoutes } from './task-routes.tsx';
import { channelsPath } from './views/channels-page.tsx';
import { inventoryPath } from './views/inventory-page.tsx';
import { tasksPath } from './views/tasks-page.tsx';

/** The editors' three rooms of governance: entrances, tasks, channels. */
export function inventoryRoutes(house: House, guide: Guide, hooks: ChannelHooks = {}): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  for (const path of [inventoryPath, tasksPath, channelsPath])
    for (const pattern of [path, `${path}/*`]) {
      routes.get(pattern, requireRole(house, 'editor', 'national-editor'));
      // It is the municipality's own: who writes the common texts reads it, and changes nothing.
      routes.on(['POST', 'PUT', 'PATCH', 'DELETE'], pattern, requireRole(house, 'editor'));
    }
  routes.route('/', entranceRoutes(house, guide));
  routes.route('/', fileRoutes(house));
  routes.route('/', taskRoutes(house, guide));
  routes.route('/', channelRoutes(house, guide, hooks));
  return routes;
}
