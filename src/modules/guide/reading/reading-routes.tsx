import { Hono } from 'hono';
import * as v from 'valibot';
import { type House, parseInput, pathIn, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import type { Guide } from '../publication/guide.ts';
import type { GuideHooks } from '../routes.tsx';
import { framed, helperPage, wordsPage } from '../views/pages.tsx';
import { readAnswers } from './questions.ts';
import { readingQuery } from './reading.ts';
import { countStepHelp } from './step-help-store.ts';
import { createViewOf } from './view-of.ts';

const Told = v.object({
  trin: v.pipe(v.string(), v.maxLength(80)),
  hjalp: v.picklist(['ja', 'nej']),
  hjaelper: v.optional(v.string()),
  svar: v.optional(v.array(v.string()), []),
  tak: v.optional(v.array(v.string()), []),
});

/** Official words, the helper's page, and the answer to whether a step helped. */
export function readingRoutes(house: House, guide: Guide, hooks: Pick<GuideHooks, 'banner'>): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const viewOf = createViewOf(house, guide);

  routes.get('/ord', async (c) => {
    const context = await viewOf(c);
    return sendPage(c, framed(context, wordsPage(context), await hooks.banner(c)));
  });

  routes.get('/hjaelper', async (c) => {
    const context = await viewOf(c);
    return sendPage(c, framed(context, helperPage(context), await hooks.banner(c)));
  });

  routes.post('/:slug/hjalp', async (c, next) => {
    const { language, municipality } = c.var;
    const service = (await guide.publication(municipality.id)).service(c.req.param('slug'), language);
    if (!service) return next();
    const form = parseInput(Told, await readForm(c, ['svar', 'tak']));
    // Only a step that is there is counted: nobody fills the table with names of her own.
    const step = form.ok ? service.steps.find(({ id }) => id === form.value.trin) : undefined;
    const page = pathIn(language, `/${municipality.slug}`, `/${service.slug}`);
    if (!form.ok || !step) return seeOther(c, page);
    const answer = form.value.hjalp === 'ja' ? 'yes' : 'no';
    await house.database.inMunicipality(municipality.id, () =>
      countStepHelp({ service: service.slug, step: step.id, answer }, house.clock.now()),
    );
    // The page's own script needs no page.
    if (c.req.header('accept') === 'application/json') return c.body(null, 204);
    const known = form.value.tak.filter((id) => service.steps.some((one) => one.id === id));
    const query = readingQuery(service.questions, {
      answers: readAnswers(service.questions, form.value.svar),
      helper: form.value.hjaelper === '1',
      thanked: [...new Set([...known, step.id])],
    });
    return seeOther(c, `${page}${query}#trin-${step.id}`);
  });

  return routes;
}
