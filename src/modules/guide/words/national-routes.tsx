import { type Context, Hono } from 'hono';
import type { Language } from '../../../kernel/index.ts';
import { type FieldError, type House, pathIn, seeOther } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { formTexts } from './form-texts.ts';
import { type TermFault, type TermFields, withoutCpr } from './local-term.ts';
import { texts } from './messages.ts';
import { nationalConceptWithRevision, readNationalTerm, writeNationalConcept } from './national-terms.ts';
import { termErrors } from './term-errors.ts';
import { commonPrefix } from './views/term-fields.tsx';
import { wordPaths } from './views/words-menu.tsx';

/** What was written about a common word, and why it was refused. */
export type NationalForm = { readonly values: TermFields; readonly errors: readonly FieldError[] };
type Ctx = Context<StaffEnv>;
/** Shows a service's words with the common form as it was written. */
export type ShowNational = (c: Ctx, form: NationalForm, status: 409 | 422) => Promise<Response>;

/** The same fields as the municipality's own form beside it, by another name. */
const named = (faults: readonly TermFault[], language: Language): readonly FieldError[] =>
  termErrors(faults, language).map(({ field, message }) => ({ field: `${commonPrefix}${field}`, message }));

/** `/redaktion/ord/{slug}/faelles`: a national editor writes what all municipalities share. */
export function nationalWordRoutes(house: House, guide: Guide, show: ShowNational): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const path = `${wordPaths.words}/:slug/faelles`;
  routes.use(path, requireRole(house, 'national-editor'));
  routes.use(`${path}/*`, requireRole(house, 'national-editor'));
  const within = <Value,>(c: Ctx, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const slugOf = (c: Ctx): string => c.req.param('slug') ?? '';
  const stale = (c: Ctx, values: TermFields) =>
    show(c, { values, errors: [{ field: '', message: texts(c.var.language).stale }] }, 409);
  const done = async (c: Ctx, what: string): Promise<Response> => {
    await guide.announceNational();
    return seeOther(c, pathIn(c.var.language, '', `${wordPaths.words}/${slugOf(c)}?nu=${what}`));
  };

  routes.post(path, async (c) => {
    const fields = await formTexts(c);
    const service = (await guide.publication(c.var.staff.municipality.id)).outline(slugOf(c), 'da');
    if (!service) return c.notFound();
    const { concept, revision } = await within(c, () => nationalConceptWithRevision(service.slug));
    const read = readNationalTerm(fields, concept);
    if (!read.ok) return show(c, { values: withoutCpr(fields), errors: named(read.reason, c.var.language) }, 422);
    if (String(revision) !== fields.revision) return stale(c, withoutCpr(fields));
    const whole = concept ?? { service: service.slug, preferred: { da: service.plainTitle.text }, terms: [] };
    const written = await within(c, () =>
      writeNationalConcept({ ...whole, terms: [...whole.terms, read.value] }, revision),
    );
    return written ? done(c, 'tilfoejet') : stale(c, withoutCpr(fields));
  });

  routes.post(`${path}/fjern`, async (c) => {
    const fields = await formTexts(c);
    const { concept, revision } = await within(c, () => nationalConceptWithRevision(slugOf(c)));
    const terms = concept?.terms.filter(({ term }) => term !== fields.remove) ?? [];
    if (!concept || String(revision) !== fields.revision || terms.length === concept.terms.length) return stale(c, {});
    // A concept without words is none.
    if (terms.length === 0) return stale(c, {});
    const written = await within(c, () => writeNationalConcept({ ...concept, terms }, revision));
    return written ? done(c, 'fjernet') : stale(c, {});
  });
  return routes;
}
