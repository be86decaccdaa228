import { type Context, Hono } from 'hono';
import { localise, wallClock } from '../../../kernel/index.ts';
import { type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import { employeeNames, type StaffEnv } from '../../identity/index.ts';
import { applyLocalText } from '../local/apply-local-text.ts';
import type { LocalText } from '../local/local-text.ts';
import { composeService } from '../publication/compose-service.ts';
import type { Guide } from '../publication/guide.ts';
import type { ServiceText } from '../service-text.ts';
import { GuidePage } from '../views/guide-page.tsx';
import { framed } from '../views/pages.tsx';
import { compareLocal, compareServices } from './compare-texts.ts';
import type { Scope } from './draft.ts';
import { draftOf, openDraft, saveDraft } from './draft-store.ts';
import { backTo, boxesOf, doneOf, inTown, mayWrite, pageOf } from './editing-request.ts';
import { embeddedFor, loadText, type TextState, workingText } from './load-text.ts';
import { history, revisionText } from './published-store.ts';
import { HistoryPage, type HistoryPageProps } from './views/history-page.tsx';
import { PreviewPage } from './views/preview-page.tsx';
import { wholeOf } from './whole-routes.tsx';

/** All that a text has been, and the draft as it will be. */
export function historyRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();

  const titleOf = (state: TextState): string =>
    (workingText(state).own ?? state.national?.service)?.title.da ?? state.slug;
  const kindOf = (c: Context<StaffEnv>, state: TextState) => {
    const whole = wholeOf(c, state);
    return whole === null ? null : whole.scope === 'national' ? ('national' as const) : ('own' as const);
  };

  routes.get('/redaktion/tekst/:slug/historik', async (c, next) => {
    const slug = c.req.param('slug');
    const page = await inTown(house, c, async () => {
      const state = await loadText(slug);
      if (!state) return null;
      const scopes = [
        { scope: 'local' as const, revisions: await history('local', slug), mayRestore: mayWrite(c, 'local') },
        { scope: 'national' as const, revisions: await history('national', slug), mayRestore: mayWrite(c, 'national') },
      ];
      const authors = scopes.flatMap(({ revisions }) => revisions.flatMap(({ author }) => author ?? []));
      return { state, scopes, names: await employeeNames([...new Set(authors)]), compared: await compared(c, slug) };
    });
    if (!page) return next();
    const { state, ...rest } = page;
    return sendPage(
      c,
      <HistoryPage
        {...rest}
        staff={c.var.staff}
        language={c.var.language}
        slug={slug}
        title={titleOf(state)}
        service={state.national?.service ?? null}
        whole={kindOf(c, state)}
        message={doneOf(c)}
      />,
    );
  });

  routes.post('/redaktion/tekst/:slug/gendan', async (c, next) => {
    const slug = c.req.param('slug');
    const boxes = await boxesOf(c);
    const scope: Scope = boxes.omfang === 'national' ? 'national' : 'local';
    if (!mayWrite(c, scope)) return next();
    const now = house.clock.now();
    const by = c.var.staff.employeeId;
    const body = await inTown(house, c, async () => {
      const old = await revisionText(scope, slug, Number(boxes.udgave));
      const state = await loadText(slug);
      if (old === null || !state) return null;
      const published = scope === 'national' ? state.national?.service : state.local.text;
      const baseRevision = (scope === 'national' ? state.national?.revision : state.local.revision) ?? 0;
      // A draft has no history: what somebody is writing must not be written over.
      if (await draftOf(scope, slug)) return 'draft' as const;
      const draft = await openDraft({ scope, service: slug, baseRevision, body: published ?? old }, by, now);
      await saveDraft(draft.id, draft.version, { body: old, note: `← ${boxes.udgave}`, baseRevision }, by, now);
      return old;
    });
    if (body === null) return next();
    if (body === 'draft') return seeOther(c, `${pathIn(c.var.language, '', pageOf(slug, scope))}?fejl=kladde`);
    return backTo(c, pageOf(slug, scope, body), 'restored');
  });

  /** The draft composed as it would be published here; what is missing where it cannot be. */
  const drawn = async (c: Context<StaffEnv>, slug: string) => {
    const { language } = c.var;
    const read = await inTown(house, c, async () => {
      const state = await loadText(slug);
      if (!state) return null;
      const text = workingText(state);
      const national = wholeOf(c, state);
      const base = text.own ?? (national?.scope === 'national' ? national.service : state.national?.service);
      return base ? { state, text, base, embedded: await embeddedFor(text) } : null;
    });
    if (!read) return null;
    const { state, text, base, embedded } = read;
    const date = wallClock(house.clock.now()).date;
    const composed = composeService(applyLocalText(base, text), embedded, language, date);
    return { state, composed, title: localise(base.title, language).text };
  };

  routes.get('/redaktion/tekst/:slug/vis', async (c, next) => {
    const slug = c.req.param('slug');
    const draft = await drawn(c, slug);
    if (!draft) return next();
    return sendPage(
      c,
      <PreviewPage
        staff={c.var.staff}
        language={c.var.language}
        slug={slug}
        title={draft.title}
        whole={kindOf(c, draft.state)}
        composed={draft.composed.ok ? draft.composed.value : null}
        missing={draft.composed.ok ? [] : draft.composed.reason.fields}
      />,
    );
  });

  routes.get('/redaktion/tekst/:slug/vis/borger', async (c, next) => {
    const slug = c.req.param('slug');
    const draft = await drawn(c, slug);
    if (!draft?.composed.ok) return next();
    const { staff, language } = c.var;
    const context = {
      language,
      municipality: staff.municipality,
      base: `/${staff.municipality.slug}`,
      publication: await guide.publication(staff.municipality.id),
    };
    const service = draft.composed.value;
    return sendPage(
      c,
      framed(
        context,
        {
          rest: `/${slug}`,
          title: service.plainTitle.text,
          noIndex: true,
          children: <GuidePage context={context} service={service} />,
        },
        null,
      ),
    );
  });
  return routes;
}

/** The two revisions that the reader has chosen; null where she has chosen none, or one that never was. */
async function compared(c: Context<StaffEnv>, slug: string): Promise<HistoryPageProps['compared']> {
  const scope: Scope = c.req.query('omfang') === 'national' ? 'national' : 'local';
  const [from, to] = [Number(c.req.query('fra')), Number(c.req.query('til'))];
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 1 || to < 1) return null;
  const [before, after] = [await revisionText(scope, slug, from), await revisionText(scope, slug, to)];
  if (before === null || after === null) return null;
  const differences =
    scope === 'national'
      ? compareServices(before as ServiceText, after as ServiceText)
      : compareLocal(before as LocalText, after as LocalText);
  return { scope, from, to, differences };
}
