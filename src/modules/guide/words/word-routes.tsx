import { type Context, Hono } from 'hono';
import { byDanishOrder, type Language, parseId, wallClock } from '../../../kernel/index.ts';
import { type FieldError, type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import type { Publication } from '../publication/publication.ts';
import { formTexts } from './form-texts.ts';
import {
  type LocalTerm,
  readTermForm,
  samenessOf,
  type TermContext,
  type TermFault,
  type TermFields,
  withoutCpr,
} from './local-term.ts';
import { texts } from './messages.ts';
import { type NationalForm, nationalWordRoutes } from './national-routes.tsx';
import { nationalConceptWithRevision } from './national-terms.ts';
import { openSuggestions } from './suggestion-store.ts';
import { termErrors } from './term-errors.ts';
import {
  addLocalTerm,
  changeLocalTerm,
  localTermsOf,
  nationalConcept,
  nationalConcepts,
  readLocalTerms,
  removeLocalTerm,
} from './term-store.ts';
import { ConceptPage, type ConceptView } from './views/concept-page.tsx';
import { NationalWords } from './views/national-words.tsx';
import { TermPage, termValues } from './views/term-page.tsx';
import { wordPaths } from './views/words-menu.tsx';
import { WordsPage, type WordsRow } from './views/words-page.tsx';

/** A term that holds the letters looked for is shown beside its service; so many are enough to see why. */
const mostHits = 4;
const shortestLookup = 2;

/** `/redaktion/ord`: what citizens call the services. Each change is found by search when the answer is sent. */
export function wordRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const path = wordPaths.words;
  routes.use(path, requireRole(house, 'editor', 'national-editor'));
  const reading = requireRole(house, 'editor', 'national-editor');
  const writing = requireRole(house, 'editor');
  // The common words ask for another role themselves (national-routes.tsx).
  const common = new RegExp(`^${path}/[^/]+/faelles(/|$)`);
  routes.use(`${path}/*`, (c, next) => {
    if (common.test(c.req.path)) return next();
    return c.req.method === 'POST' ? writing(c, next) : reading(c, next);
  });
  type Ctx = Context<StaffEnv>;
  const within = <Value,>(c: Ctx, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const publication = (c: Ctx) => guide.publication(c.var.staff.municipality.id);
  const serviceOf = async (c: Ctx) => (await publication(c)).outline(c.req.param('slug') ?? '', 'da');
  const announce = (c: Ctx) => guide.announce(c.var.staff.municipality.id);

  routes.get(path, async (c) => {
    const { staff, language } = c.var;
    const query = (c.req.query('q') ?? '').slice(0, 120);
    const services = (await publication(c)).all('da');
    const read = await within(c, async () => ({
      own: await readLocalTerms(),
      national: await nationalConcepts(),
      waiting: (await openSuggestions()).length,
    }));
    const rows = services
      .map((service): WordsRow => {
        const own = read.own.filter((term) => term.service === service.slug).map(({ term }) => term);
        const national = read.national.get(service.slug)?.terms.map(({ term }) => term) ?? [];
        return {
          slug: service.slug,
          title: service.plainTitle.text,
          own: own.length,
          national: national.length,
          hitBy: wordsWith(query, [...own, ...national]),
        };
      })
      .filter((row) => query.trim() === '' || row.hitBy.length > 0 || includes(row.title, query))
      .sort(byDanishOrder((row) => row.title));
    return sendPage(
      c,
      <WordsPage staff={staff} language={language} query={query} rows={rows} waiting={read.waiting} />,
    );
  });

  async function conceptPage(
    c: Ctx,
    given: Partial<ConceptView>,
    status: 200 | 409 | 422 = 200,
    form: NationalForm = { values: {}, errors: [] },
  ): Promise<Response> {
    const { staff, language } = c.var;
    const service = await serviceOf(c);
    if (!service) return c.notFound() as Response;
    const read = await within(c, async () => ({
      own: await localTermsOf(service.slug),
      national: await nationalConceptWithRevision(service.slug),
    }));
    const view: ConceptView = {
      slug: service.slug,
      title: service.title.text,
      plainTitle: service.plainTitle.text,
      own: read.own,
      national: read.national.concept ?? undefined,
      values: {},
      errors: form.errors,
      asksTitle: false,
      done: null,
      mayWrite: staff.roles.includes('editor'),
      nationalEditing: staff.roles.includes('national-editor') ? (
        <NationalWords language={language} slug={service.slug} national={read.national} {...form} />
      ) : null,
      ...given,
    };
    return sendPage(c, <ConceptPage staff={staff} language={language} view={view} />, status);
  }

  routes.route(
    '/',
    nationalWordRoutes(house, guide, (c, form, status) => conceptPage(c, {}, status, form)),
  );

  routes.get(`${path}/:slug`, (c) => {
    const t = texts(c.var.language).concept;
    const said = { tilfoejet: t.added, gemt: t.saved, fjernet: t.removed }[c.req.query('nu') ?? ''];
    return conceptPage(c, { done: said === undefined ? null : { text: said } });
  });

  const contextOf = async (c: Ctx, slug: string): Promise<TermContext> => {
    const titles = titlesOf(await publication(c));
    return within(c, async () => ({ own: await localTermsOf(slug), national: await nationalConcept(slug), titles }));
  };
  const done = (c: Ctx, slug: string, what: 'tilfoejet' | 'gemt' | 'fjernet') =>
    seeOther(c, pathIn(c.var.language, '', `${path}/${slug}?nu=${what}`));

  routes.post(`${path}/:slug`, async (c) => {
    const service = await serviceOf(c);
    if (!service) return c.notFound();
    const fields = await formTexts(c);
    const read = readTermForm(service.slug, fields, await contextOf(c, service.slug));
    const added = read.ok && (await within(c, () => addLocalTerm(read.value, wallClock(house.clock.now()).date)));
    const faults: readonly TermFault[] = read.ok ? [{ field: 'term', kind: 'own' }] : read.reason;
    if (!added) return conceptPage(c, refused(fields, faults, c.var.language), 422);
    await announce(c);
    return done(c, service.slug, 'tilfoejet');
  });

  const termOf = async (c: Ctx): Promise<LocalTerm | undefined> => {
    const id = parseId(c.req.param('id'));
    const own = await within(c, () => localTermsOf(c.req.param('slug') ?? ''));
    return own.find((term) => term.id === id);
  };
  const termPage = (c: Ctx, term: LocalTerm, given: Refused | null, status: 200 | 409 | 422 = 200) =>
    sendPage(
      c,
      <TermPage
        staff={c.var.staff}
        language={c.var.language}
        term={term}
        values={given?.values ?? termValues(term)}
        errors={given?.errors ?? []}
        asksTitle={given?.asksTitle ?? false}
      />,
      status,
    );
  /** What stands now, with what she wrote kept where it is still there to be saved over. */
  const stale = async (c: Ctx, fields: TermFields | null): Promise<Response> => {
    const errors = [{ field: '', message: texts(c.var.language).stale }];
    const now = await termOf(c);
    if (!now) return conceptPage(c, { errors }, 409);
    return termPage(c, now, { values: fields ? withoutCpr(fields) : termValues(now), errors, asksTitle: false }, 409);
  };

  routes.get(`${path}/:slug/:id`, async (c) => {
    const term = c.var.staff.roles.includes('editor') ? await termOf(c) : undefined;
    return term ? termPage(c, term, null) : c.notFound();
  });

  routes.post(`${path}/:slug/:id`, async (c) => {
    const fields = await formTexts(c);
    const term = await termOf(c);
    if (!term) return stale(c, fields);
    const read = readTermForm(term.service, fields, await contextOf(c, term.service), term);
    if (!read.ok) return termPage(c, term, refused(fields, read.reason, c.var.language), 422);
    const saved = await within(c, () => changeLocalTerm(term.id, Number(fields.version) || 0, read.value));
    if (!saved) return stale(c, fields);
    await announce(c);
    return done(c, term.service, 'gemt');
  });

  routes.post(`${path}/:slug/:id/fjern`, async (c) => {
    const fields = await formTexts(c);
    const id = parseId(c.req.param('id'));
    const removed = id !== null && (await within(c, () => removeLocalTerm(id, Number(fields.version) || 0)));
    if (!removed) return stale(c, null);
    await announce(c);
    return done(c, c.req.param('slug'), 'fjernet');
  });
  return routes;
}

/** Every name that a service goes by, for the question whether a word is one of them. */
export const titlesOf = (publication: Publication): TermContext['titles'] =>
  publication.all('da').map(({ slug, title, plainTitle }) => ({ slug, names: [title.text, plainTitle.text] }));

type Refused = { readonly values: TermFields; readonly errors: readonly FieldError[]; readonly asksTitle: boolean };

function refused(fields: TermFields, faults: readonly TermFault[], language: Language): Refused {
  return {
    values: withoutCpr(fields),
    errors: termErrors(faults, language),
    asksTitle: faults.some(({ kind }) => kind === 'title'),
  };
}

const includes = (text: string, query: string): boolean => samenessOf(text).includes(samenessOf(query));

const wordsWith = (query: string, terms: readonly string[]): readonly string[] =>
  query.trim().length < shortestLookup ? [] : terms.filter((term) => includes(term, query)).slice(0, mostHits);
