import { type Context, Hono } from 'hono';
import { parseId, wallClock } from '../../../kernel/index.ts';
import { type FieldError, type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { formTexts } from './form-texts.ts';
import { readTermForm } from './local-term.ts';
import { texts } from './messages.ts';
import {
  decideSuggestion,
  openSuggestion,
  openSuggestions,
  rejectedSuggestions,
  suggestionText,
} from './suggestion-store.ts';
import { termErrors } from './term-errors.ts';
import { addLocalTerm, localTermsOf, nationalConcept } from './term-store.ts';
import type { Done } from './views/done-notice.tsx';
import { SuggestionsPage } from './views/suggestions-page.tsx';
import { wordPaths } from './views/words-menu.tsx';

/** `/redaktion/soegninger`: what was searched for in vain. Accepting is one click, and search finds it with the answer. */
export function suggestionRoutes(house: House, guide: Guide): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const path = wordPaths.suggestions;
  routes.use(`${path}/*`, requireRole(house, 'editor'));
  type Ctx = Context<StaffEnv>;
  const within = <Value,>(c: Ctx, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);

  async function page(c: Ctx, done: Done | null, errors: readonly FieldError[] = []): Promise<Response> {
    const { staff, language } = c.var;
    const publication = await guide.publication(staff.municipality.id);
    const read = await within(c, async () => ({
      suggestions: await openSuggestions(),
      rejected: await rejectedSuggestions(),
    }));
    const suggestions = read.suggestions.map((one) => {
      const best = publication.search(one.text, 'da', 1).hits[0]?.service;
      return { ...one, guess: best ? { slug: best.slug, title: best.plainTitle.text } : null };
    });
    const services = publication.all('da').map(({ slug, plainTitle }) => ({ slug, title: plainTitle.text }));
    const view = { suggestions, rejected: read.rejected, services, errors, done };
    return sendPage(
      c,
      <SuggestionsPage staff={staff} language={language} view={view} />,
      errors.length === 0 ? 200 : 422,
    );
  }

  routes.get(path, async (c) => {
    const t = texts(c.var.language).suggestions;
    const now = c.req.query('nu');
    if (now === 'lagt-vaek') return page(c, { text: t.rejectedDone });
    if (now === 'taget-frem') return page(c, { text: t.restored });
    if (now === 'vaek') return page(c, { text: t.gone });
    const id = parseId(c.req.query('id'));
    const added = now === 'tilfoejet' && id !== null ? await within(c, () => suggestionText(id)) : null;
    if (added === null) return page(c, null);
    // The address carries an id, never the words.
    const search = `${pathIn(c.var.language, `/${c.var.staff.municipality.slug}`, '/soeg')}?q=${encodeURIComponent(added)}`;
    return page(c, { text: t.accepted(added), link: { href: search, text: t.tryIt } });
  });

  const to = (c: Ctx, rest: string) => seeOther(c, pathIn(c.var.language, '', `${path}?nu=${rest}`));

  routes.post(`${path}/:id/tilfoej`, async (c) => {
    const id = parseId(c.req.param('id'));
    const fields = await formTexts(c);
    const publication = await guide.publication(c.var.staff.municipality.id);
    const service = publication.outline(fields.service ?? '', 'da');
    const { language } = c.var;
    if (id === null) return c.notFound();
    if (!service)
      return page(c, null, [{ field: `service-${id}`, message: texts(language).suggestions.chooseService }]);
    const outcome = await within(c, async () => {
      const suggestion = await openSuggestion(id);
      if (!suggestion) return 'gone' as const;
      const own = await localTermsOf(service.slug);
      const given = { term: suggestion.text, relation: fields.relation ?? '', source: 'search', confirmed: 'ja' };
      const context = { own, national: await nationalConcept(service.slug), titles: [] };
      const read = readTermForm(service.slug, given, context);
      // The word stands there already: then what was wanted is done.
      if (!read.ok && !read.reason.some(({ kind }) => kind === 'own')) return read.reason;
      if (!(await decideSuggestion(id, 'open', 'accepted'))) return 'gone' as const;
      if (read.ok) {
        const evidence = { ...read.value.evidence, seen: suggestion.shown };
        await addLocalTerm({ ...read.value, evidence }, wallClock(house.clock.now()).date);
      }
      return 'added' as const;
    });
    if (outcome === 'gone') return to(c, 'vaek');
    if (outcome !== 'added') {
      const errors = termErrors(outcome, language);
      return page(
        c,
        null,
        errors.map(({ message }) => ({ field: `service-${id}`, message })),
      );
    }
    await guide.announce(c.var.staff.municipality.id);
    return to(c, `tilfoejet&id=${id}`);
  });

  routes.post(`${path}/:id/ikke-os`, async (c) => {
    const id = parseId(c.req.param('id'));
    const done = id !== null && (await within(c, () => decideSuggestion(id, 'open', 'rejected')));
    return to(c, done ? 'lagt-vaek' : 'vaek');
  });

  routes.post(`${path}/:id/tag-frem`, async (c) => {
    const id = parseId(c.req.param('id'));
    const done = id !== null && (await within(c, () => decideSuggestion(id, 'rejected', 'open')));
    return to(c, done ? 'taget-frem' : 'vaek');
  });
  return routes;
}
