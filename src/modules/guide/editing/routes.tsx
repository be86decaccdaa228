import { Hono } from 'hono';
import { instantOf } from '../../../kernel/index.ts';
import { type House, pathIn, seeOther } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import type { Done } from './done.ts';
import type { Scope } from './draft.ts';
import { approveDraft, discardDraft, draftById, moveDraft } from './draft-store.ts';
import { backTo, boxesOf, inTown, mayWrite, pageOf } from './editing-request.ts';
import { historyRoutes } from './history-routes.tsx';
import { loadText } from './load-text.ts';
import { localRoutes } from './local-routes.tsx';
import { namingRoutes } from './naming-routes.tsx';
import type { PageFault } from './page-errors.ts';
import { publishDraft } from './publish-draft.ts';
import { wholeRoutes } from './whole-routes.tsx';

/** Where texts are written, looked through by a second person, published and looked back on. */
export function editingRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use('/redaktion/tekst', requireRole(house, 'editor', 'national-editor'));
  routes.use('/redaktion/tekst/*', requireRole(house, 'editor', 'national-editor'));
  routes.route('/', namingRoutes(house));
  routes.route('/', reviewRoutes(house));
  routes.route('/', historyRoutes(house, guide));
  routes.route('/', wholeRoutes(house));
  routes.route('/', localRoutes(house));
  return routes;
}

function reviewRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.post('/redaktion/tekst/:slug/gang', async (c) => {
    const boxes = await boxesOf(c);
    const now = house.clock.now();
    const slug = c.req.param('slug');
    const outcome = await inTown(house, c, async (): Promise<Step> => {
      const draft = await draftById(boxes.udkast ?? '');
      if (!draft || draft.service !== slug || !mayWrite(c, draft.scope))
        return { page: pageOf(slug, mayWrite(c, 'local') ? 'local' : 'national'), fault: 'imens' };
      const page = pageOf(slug, draft.scope, draft.body);
      const seen = Number(boxes.version);
      // What she has not seen is neither thrown away nor sent back.
      if (draft.version !== seen) return { page, fault: 'imens' };
      if (boxes.gang === 'kasser') {
        await discardDraft(draft.id);
        return { page: await pageWithoutDraft(slug, draft.scope), said: 'discarded' };
      }
      if (boxes.gang === 'tilbage') {
        await moveDraft(draft.id, seen, 'writing', now);
        return { page, said: 'back_' };
      }
      const later = boxes.gang === 'tidspunkt';
      if (later && !isTime(boxes.dato, boxes.klokken)) return { page, fault: 'tidspunkt' };
      const at = later ? instantOf(boxes.dato ?? '', boxes.klokken ?? '') : null;
      const approved = await approveDraft(draft.id, seen, c.var.staff.employeeId, at, now);
      if (!approved.ok) return { page, fault: approvalFault(approved.reason.kind) };
      if (later) return { page, said: 'approvedAt' };
      const published = await publishDraft(house.bus, approved.value, now);
      if (published.ok) return { page, said: 'published' };
      // Approved, but it cannot be published: back to who writes it, with each field named.
      await moveDraft(draft.id, approved.value.version, 'writing', now);
      return { page, fault: 'udgiv' };
    });
    return 'fault' in outcome
      ? seeOther(c, `${pathIn(c.var.language, '', outcome.page)}?fejl=${outcome.fault}`)
      : backTo(c, outcome.page, outcome.said);
  });
  return routes;
}

const isTime = (date = '', time = ''): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) && /^\d{2}:\d{2}/.test(time) && !Number.isNaN(Date.parse(date));

type Step = { readonly page: string } & ({ readonly said: Done } | { readonly fault: PageFault });

function approvalFault(kind: string): PageFault {
  if (kind === 'time-is-past') return 'tid';
  return kind === 'own-words' ? 'egen' : 'imens';
}

/** A text that was only ever a draft has no page when that is gone. */
const pageWithoutDraft = async (slug: string, scope: Scope): Promise<string> => {
  const state = await loadText(slug);
  return state ? pageOf(slug, scope, state.local.text) : '/redaktion';
};
