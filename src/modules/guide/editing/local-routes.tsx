import { type Context, Hono } from 'hono';
import { type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import type { FieldError } from '../../../ui/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { applyLocalText } from '../local/apply-local-text.ts';
import { type LocalText, nothingLocal } from '../local/local-text.ts';
import { compareLocal } from './compare-texts.ts';
import { localProblems } from './draft-problems.ts';
import { backTo, boxesOf, cprErrors, doneOf, inTown, mayWrite, save, shownRevision } from './editing-request.ts';
import { fieldLabel } from './field-label.ts';
import { conceptsForAdvice, gapsOf, loadText, standingsOf, type TextState, workingText } from './load-text.ts';
import { fieldName, localFields, readLocalForm } from './local-form.ts';
import { editingTexts } from './messages.ts';
import { faultNotices, pageFaultOf, problemErrors, timeErrors } from './page-errors.ts';
import { factNames } from './published-store.ts';
import { LocalPage } from './views/local-page.tsx';

type Written = {
  readonly fields: Readonly<Record<string, string>>;
  readonly note: string;
  readonly version: number;
  readonly errors: readonly FieldError[];
  readonly overtaken?: { readonly name: string; readonly mine: LocalText } | undefined;
};

/** What a municipality says itself about a national service. */
export function localRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();

  const show = async (c: Context<StaffEnv>, state: TextState, written: Written | null) => {
    const { staff, language } = c.var;
    const { national } = state;
    if (!national) return null;
    const text = workingText(state);
    const page = await inTown(house, c, async () => ({
      standings: await standingsOf(state, text),
      concepts: await conceptsForAdvice(),
      facts: await factNames(),
      gaps: await gapsOf(state.slug, applyLocalText(national.service, text)),
    }));
    const fault = pageFaultOf(c.req.query('fejl'));
    const asked = fault === 'udgiv' || fault === 'send';
    const problems = asked ? localProblems(state.slug, text, national.service, page.facts) : [];
    const baseMoved = state.localDraft !== null && state.localDraft.baseRevision !== state.local.revision;
    const boxes = new Set([
      ...Object.keys(localFields(text, national.service)),
      ...page.standings.map(({ path }) => fieldName(path, 'da')),
    ]);
    const errors = written?.errors ?? [
      ...timeErrors(fault, language),
      ...problemErrors(problems, national.service, language, boxes),
    ];
    return sendPage(
      c,
      <LocalPage
        staff={staff}
        language={language}
        slug={state.slug}
        national={national.service}
        withdrawn={national.withdrawn}
        text={text}
        standings={page.standings}
        fields={written?.fields ?? localFields(text, national.service)}
        note={written?.note ?? state.localDraft?.note ?? ''}
        version={written?.version ?? state.localDraft?.version ?? 0}
        base={state.local.revision}
        draft={state.localDraft}
        differences={state.localDraft ? compareLocal(state.local.text, text) : []}
        names={state.names}
        concepts={page.concepts}
        gaps={page.gaps}
        errors={errors}
        notices={written ? [] : faultNotices(fault, baseMoved, language)}
        message={errors.length > 0 || fault !== null ? null : doneOf(c)}
        mayEditWhole={mayWrite(c, 'national')}
        overtaken={
          written?.overtaken
            ? { name: written.overtaken.name, differences: compareLocal(text, written.overtaken.mine) }
            : null
        }
      />,
      written ? (written.overtaken ? 409 : 422) : 200,
    );
  };

  routes.get('/redaktion/tekst/:slug', async (c, next) => {
    const slug = c.req.param('slug');
    const state = await inTown(house, c, () => loadText(slug));
    if (!state) return next();
    // A whole text of the municipality's own, and a national editor who writes for no municipality.
    if (!state.national || state.local.text.own || !mayWrite(c, 'local'))
      return backTo(c, `/redaktion/tekst/${slug}/hel`);
    return (await show(c, state, null)) ?? next();
  });

  routes.post('/redaktion/tekst/:slug', async (c, next) => {
    const slug = c.req.param('slug');
    const boxes = await boxesOf(c);
    const state = await inTown(house, c, () => loadText(slug));
    if (!state?.national || !mayWrite(c, 'local')) return next();
    const { national } = state;
    const before = workingText(state);
    const personal = cprErrors(boxes, editingTexts(c.var.language).problemWords.cpr);
    if (personal.errors.length > 0) {
      const { cleaned, errors } = personal;
      const kept = { fields: cleaned, note: cleaned.note ?? '', version: Number(boxes.version) || 0, errors };
      return (await show(c, state, kept)) ?? next();
    }
    const standings = await inTown(house, c, () => standingsOf(state, before));
    const read = readLocalForm(boxes, before, national.service, national.revision, standings);
    const note = boxes.note ?? '';
    const version = Number(boxes.version) || 0;
    const { language } = c.var;
    const t = editingTexts(language);
    if (!read.ok) {
      const errors = read.reason.map(({ field, fault }) => ({
        field,
        message: `${fieldLabel(field.replace(/^f\./, '').replace(/\.(da|en)$/, ''), national.service, language)}: ${t.faults[fault]}`,
      }));
      return (await show(c, state, { fields: boxes, note, version, errors })) ?? next();
    }
    const facts = await inTown(house, c, factNames);
    // Nobody is asked to read what cannot be published.
    const ready = localProblems(slug, read.value, national.service, facts).length === 0;
    const saved = await inTown(house, c, () =>
      save(
        {
          scope: 'local',
          slug,
          current: state.local.revision,
          shown: shownRevision(boxes, state.local.revision),
          published: state.local.text ?? nothingLocal,
          body: read.value,
          note,
          seen: version,
          send: boxes.gem === 'send' && ready,
        },
        c.var.staff.employeeId,
        house.clock.now(),
      ),
    );
    const here = `/redaktion/tekst/${slug}`;
    if (saved.ok && boxes.gem === 'send' && !ready) return seeOther(c, `${pathIn(language, '', here)}?fejl=send`);
    if (saved.ok) return backTo(c, here, boxes.gem === 'send' ? 'sent' : 'saved');
    const newer = await inTown(house, c, () => loadText(slug));
    if (!newer) return next();
    const name = newer.names.get(newer.localDraft?.updatedBy ?? '') ?? t.somebody;
    return (
      (await show(c, newer, {
        fields: boxes,
        note,
        version: newer.localDraft?.version ?? 0,
        errors: [],
        overtaken: { name, mine: read.value },
      })) ?? next()
    );
  });
  return routes;
}
