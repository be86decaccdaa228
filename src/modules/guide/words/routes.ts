import { Hono } from 'hono';
import type { House } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { pinRoutes } from './pin-routes.tsx';
import { studyRoutes } from './study-routes.tsx';
import { suggestionRoutes } from './suggestion-routes.tsx';
import { wordRoutes } from './word-routes.tsx';

/** The editors' rooms about words: the vocabulary with its suggestions and pins, and the studies. */
export function wordsEditorRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  for (const part of [wordRoutes, suggestionRoutes, pinRoutes, studyRoutes]) routes.route('/', part(house, guide));
  return routes;
}
