import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import type { FieldError } from '../../../ui/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { nothingLocal } from '../local/local-text.ts';
import { ServiceText, type TextProblem } from '../service-text.ts';
import { compareServices } from './compare-texts.ts';
import type { Draft, Scope } from './draft.ts';
import { localProblems, wholeProblems } from './draft-problems.ts';
import { backTo, boxesOf, cprErrors, doneOf, inTown, mayWrite, save, shownRevision } from './editing-request.ts';
import { fieldLabel } from './field-label.ts';
import { conceptsForAdvice, gapsOf, loadText, type TextState, workingText } from './load-text.ts';
import { editingTexts } from './messages.ts';
import { faultNotices, pageFaultOf, problemErrors, timeErrors } from './page-errors.ts';
import { yamlWords } from './problem-words.ts';
import { factNames } from './published-store.ts';
import { WholePage } from './views/whole-page.tsx';
import { fromYaml, moveStep, readStepMove, readWholeForm, toYaml, wholeFields } from './whole-form.ts';

/** The whole text that this editor may write: the national one, or one that only the municipality has. */
export type Whole = {
  readonly scope: Scope;
  readonly service: ServiceText;
  readonly published: ServiceText | null;
  readonly draft: Draft | null;
  readonly baseRevision: number;
};

export function wholeOf(c: Context<StaffEnv>, state: TextState): Whole | null {
  const working = workingText(state);
  if (working.own && mayWrite(c, 'local'))
    return {
      scope: 'local',
      service: working.own,
      published: state.local.text.own ?? null,
      draft: state.localDraft,
      baseRevision: state.local.revision,
    };
  if (!mayWrite(c, 'national')) return null;
  const parsed = state.nationalDraft ? v.safeParse(ServiceText, state.nationalDraft.body) : null;
  const service = parsed?.success ? parsed.output : state.national?.service;
  if (!service) return null;
  return {
    scope: 'national',
    service,
    published: state.national?.service ?? null,
    draft: state.nationalDraft,
    baseRevision: state.national?.revision ?? 0,
  };
}

type Written = {
  readonly fields?: Readonly<Record<string, string>>;
  readonly yaml?: string;
  readonly note: string;
  readonly version: number;
  readonly errors: readonly FieldError[];
  readonly overtaken?: { readonly name: string; readonly mine: ServiceText };
};

export function wholeRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const path = '/redaktion/tekst/:slug/hel';

  const show = async (c: Context<StaffEnv>, state: TextState, whole: Whole, written: Written | null) => {
    const { staff, language } = c.var;
    const { service, draft, published } = whole;
    const page = await inTown(house, c, async () => ({
      concepts: await conceptsForAdvice(),
      facts: await factNames(),
      gaps: await gapsOf(state.slug, service),
    }));
    const t = editingTexts(language);
    const asked = c.req.query('fejl');
    const fault = pageFaultOf(asked);
    const problems = fault === 'udgiv' || fault === 'send' ? problemsOf(whole, state, draft?.body, page.facts) : [];
    const baseMoved = draft !== null && draft.baseRevision !== whole.baseRevision;
    const boxes = new Set(Object.keys(wholeFields(service)));
    const errors = written?.errors ?? [
      ...timeErrors(fault, language),
      ...problemErrors(problems, service, language, boxes),
      ...renameError(asked, t.renameFaults),
    ];
    return sendPage(
      c,
      <WholePage
        staff={staff}
        language={language}
        scope={whole.scope}
        service={service}
        fields={written?.fields ?? wholeFields(service)}
        yaml={c.req.query('som') === 'yaml' ? (written?.yaml ?? toYaml(service)) : null}
        note={written?.note ?? draft?.note ?? ''}
        version={written?.version ?? draft?.version ?? 0}
        base={whole.baseRevision}
        draft={draft}
        differences={draft && published ? compareServices(published, service) : []}
        names={state.names}
        concepts={page.concepts}
        gaps={page.gaps}
        errors={errors}
        notices={written ? [] : faultNotices(fault, baseMoved, language)}
        message={errors.length > 0 || fault !== null ? null : doneOf(c)}
        published={published !== null}
        withdrawn={whole.scope === 'national' && (state.national?.withdrawn ?? false)}
        shipped={whole.scope === 'national' && state.national?.shipped != null}
        overtaken={
          written?.overtaken
            ? { name: written.overtaken.name, differences: compareServices(service, written.overtaken.mine) }
            : null
        }
      />,
      written ? (written.overtaken ? 409 : 422) : 200,
    );
  };

  routes.get(path, async (c, next) => {
    const state = await inTown(house, c, () => loadText(c.req.param('slug')));
    const whole = state && wholeOf(c, state);
    return state && whole ? show(c, state, whole, null) : next();
  });

  routes.post(path, async (c, next) => {
    const slug = c.req.param('slug');
    const boxes = await boxesOf(c);
    const state = await inTown(house, c, () => loadText(slug));
    const whole = state && wholeOf(c, state);
    if (!state || !whole) return next();
    const { language } = c.var;
    const t = editingTexts(language);
    const note = boxes.note ?? '';
    const version = Number(boxes.version) || 0;
    const inYaml = c.req.query('som') === 'yaml';
    const personal = cprErrors({ ...boxes, yaml: '' }, t.problemWords.cpr);
    if (personal.errors.length > 0 && !inYaml) {
      const { cleaned, errors } = personal;
      return show(c, state, whole, { fields: cleaned, note: cleaned.note ?? '', version, errors });
    }
    let body: unknown;
    if (inYaml) {
      const parsed = fromYaml(boxes.yaml ?? '');
      const facts = await inTown(house, c, factNames);
      const errors = parsed.ok
        ? problemErrors(wholeProblems(slug, parsed.value, facts), whole.service, language).map(({ message }) => ({
            field: 'yaml',
            message,
          }))
        : [{ field: 'yaml', message: t.yamlFault(yamlWords(parsed.reason, language)) }];
      if (!parsed.ok || errors.length > 0)
        return show(c, state, whole, { yaml: boxes.yaml ?? '', note, version, errors });
      body = v.parse(ServiceText, parsed.value);
    } else {
      const read = readWholeForm(boxes, whole.service);
      if (!read.ok) {
        const errors = read.reason.map(({ field, fault }) => ({
          field,
          message: `${fieldLabel(field.replace(/^f\./, '').replace(/\.da$/, ''), whole.service, language)}: ${t.faults[fault]}`,
        }));
        return show(c, state, whole, { fields: boxes, note, version, errors });
      }
      const move = readStepMove(boxes.trin ?? '');
      body = move ? moveStep(read.value, move) : read.value;
    }
    const written = body as ServiceText;
    const asBody = (service: unknown) =>
      whole.scope === 'national' ? service : { ...workingText(state), own: service };
    const facts = await inTown(house, c, factNames);
    // Nobody is asked to read what cannot be published.
    const ready = problemsOf(whole, state, asBody(written), facts).length === 0;
    const saved = await inTown(house, c, () =>
      save(
        {
          scope: whole.scope,
          slug,
          current: whole.baseRevision,
          shown: shownRevision(boxes, whole.baseRevision),
          published: asBody(whole.published ?? whole.service) ?? nothingLocal,
          body: asBody(written),
          note,
          seen: version,
          send: boxes.gem === 'send' && ready,
        },
        c.var.staff.employeeId,
        house.clock.now(),
      ),
    );
    const here = `/redaktion/tekst/${slug}/hel`;
    if (saved.ok && boxes.gem === 'send' && !ready) return seeOther(c, `${pathIn(language, '', here)}?fejl=send`);
    if (saved.ok) return backTo(c, here, boxes.gem === 'send' ? 'sent' : 'saved');
    const newer = await inTown(house, c, () => loadText(slug));
    const theirs = newer && wholeOf(c, newer);
    if (!newer || !theirs) return next();
    const name = newer.names.get(theirs.draft?.updatedBy ?? '') ?? t.somebody;
    const overtaken = { name, mine: written };
    const again = { note, version: theirs.draft?.version ?? 0, errors: [], overtaken };
    return show(c, newer, theirs, inYaml ? { ...again, yaml: boxes.yaml ?? '' } : { ...again, fields: boxes });
  });
  return routes;
}

/** What stands between a whole text and being published. */
const problemsOf = (
  whole: Whole,
  state: TextState,
  body: unknown,
  facts: ReadonlySet<string>,
): readonly TextProblem[] =>
  whole.scope === 'national'
    ? wholeProblems(state.slug, body ?? whole.service, facts)
    : localProblems(state.slug, body ?? {}, state.national?.service, facts);

const renameError = (
  fault: string | undefined,
  words: { readonly form: string; readonly taken: string; readonly draft: string },
): FieldError[] =>
  fault === 'form' || fault === 'taken' || fault === 'draft' ? [{ field: 'navn', message: words[fault] }] : [];
