import { type Context, Hono } from 'hono';
import { instantOf, ok, type Result, refuse } from '../../../kernel/index.ts';
import { type FieldError, type House, pathIn, seeOther } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import type { Done } from './done.ts';
import { approveDraft, discardDraft, draftById, moveDraft } from './draft-store.ts';
import { backTo, boxesOf, inTown, mayWrite, pageOf } from './editing-request.ts';
import { historyRoutes } from './history-routes.tsx';
import { localRoutes } from './local-routes.tsx';
import { editingTexts } from './messages.ts';
import { namingRoutes } from './naming-routes.tsx';
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
    const t = editingTexts(c.var.language);
    const slug = c.req.param('slug');
    const outcome = await inTown(house, c, async (): Promise<Result<Step, FieldError & { readonly page: string }>> => {
      const draft = await draftById(boxes.udkast ?? '');
      if (!draft || draft.service !== slug || !mayWrite(c, draft.scope))
        return ok({ page: pageOf(slug, 'local'), said: undefined });
      const page = pageOf(slug, draft.scope, draft.body);
      const seen = Number(boxes.version);
      if (boxes.gang === 'kasser') {
        await discardDraft(draft.id);
        return ok({ page, said: 'discarded' });
      }
      if (boxes.gang === 'tilbage') {
        await moveDraft(draft.id, seen, 'writing', now);
        return ok({ page, said: 'back_' });
      }
      const later = boxes.gang === 'tidspunkt';
      if (later && (!boxes.dato || !boxes.klokken))
        return refuse({ field: boxes.dato ? 'klokken' : 'dato', message: t.timeMissing, page });
      const at = later ? instantOf(boxes.dato ?? '', boxes.klokken ?? '') : null;
      const approved = await approveDraft(draft.id, seen, c.var.staff.employeeId, at, now);
      if (!approved.ok)
        return refuse({
          field: approved.reason.kind === 'time-is-past' ? 'dato' : '',
          message: approvalWords(approved.reason.kind, c),
          page,
        });
      if (later) return ok({ page, said: 'approvedAt' });
      const published = await publishDraft(house.bus, approved.value, now);
      if (published.ok) return ok({ page, said: 'published' });
      // Approved, but it cannot be published: back to who writes it, with each field named.
      await moveDraft(draft.id, approved.value.version, 'writing', now);
      return ok({ page, said: undefined, refused: published.reason });
    });
    if (!outcome.ok)
      return seeOther(c, `${pathIn(c.var.language, '', outcome.reason.page)}?fejl=${outcome.reason.field || 'gang'}`);
    const { page, said, refused } = outcome.value;
    if (refused) return seeOther(c, `${pathIn(c.var.language, '', page)}?fejl=udgiv`);
    return backTo(c, page, said);
  });
  return routes;
}

type Step = { readonly page: string; readonly said: Done | undefined; readonly refused?: unknown };

function approvalWords(kind: string, c: Context<StaffEnv>): string {
  const t = editingTexts(c.var.language);
  if (kind === 'time-is-past') return t.timePast;
  return kind === 'own-words' ? t.approveOwn : t.overtaken.heading;
}
