import { Hono } from 'hono';
import type { House } from '../../../platform/index.ts';
import type { Guide } from '../../guide/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { alongRoutes } from './along-routes.tsx';
import { anonymousRoutes } from './anonymous-routes.tsx';
import { answerRoutes } from './answer-routes.tsx';
import { bookingRoutes } from './booking-routes.tsx';
import { changeRoutes } from './change-routes.tsx';
import { contactRoutes } from './contact-routes.tsx';
import { createWays } from './context.ts';
import { identifyRoutes } from './identify-routes.tsx';
import { ownRoutes } from './own-routes.tsx';
import { papersRoutes } from './papers-routes.tsx';

/** First parts after `/moede/` that are pages of ours: no kind of meeting may have one as its slug. */
export const reservedTypeSlugs: ReadonlySet<string> = new Set([
  'aflyst',
  'aftalt',
  'anonym',
  'forlad',
  'kode',
  'mit',
  'mitid',
  'svar',
]);

/** All pages of a citizen's meetings. They work without scripts; what is a kind of meeting comes last. */
export function meetingCitizenRoutes(house: House, guide: Guide): Hono<MunicipalEnv> {
  const ways = createWays(house, guide);
  const routes = new Hono<MunicipalEnv>();
  for (const part of [
    ownRoutes,
    changeRoutes,
    alongRoutes,
    papersRoutes,
    identifyRoutes,
    answerRoutes,
    anonymousRoutes,
    contactRoutes,
    bookingRoutes,
  ])
    routes.route('/', part(ways));
  return routes;
}
