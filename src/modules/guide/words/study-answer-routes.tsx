import { type Context, Hono } from 'hono';
import type { VNode } from 'preact';
import { wallClock } from '../../../kernel/index.ts';
import { alternates, type FieldError, type House, pathIn, seeOther, sendPage } from '../../../platform/index.ts';
import { Page } from '../../../ui/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { formTexts } from './form-texts.ts';
import { answerField, isOpen, readAnswers, type StudyFields } from './study.ts';
import { studyTexts } from './study-messages.ts';
import { countAnswers, studyByToken } from './study-store.ts';
import { StudyAnswerPage, StudyEndPage } from './views/study-answer-page.tsx';
import { answerPath } from './views/study-frame.ts';

/**
 * `/{municipality}/undersoegelse/{token}`: a few choices, no cookie, no script, and nothing kept but counts. The token says
 * which party is asked; it is a link that many have, and proves nothing of anybody.
 */
export function studyAnswerRoutes(house: House): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  type Ctx = Context<MunicipalEnv>;
  const today = () => wallClock(house.clock.now()).date;
  const within = <Value,>(c: Ctx, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.municipality.id, work);
  const find = (c: Ctx) => {
    const token = c.req.param('token') ?? '';
    return /^[\w-]{20,64}$/.test(token) ? within(c, () => studyByToken(token)) : Promise.resolve(null);
  };
  const own = (c: Ctx) => `${answerPath}/${c.req.param('token')}`;
  const send = (c: Ctx, title: string, children: VNode, status: 200 | 410 | 422 = 200) => {
    const { language, municipality } = c.var;
    const base = `/${municipality.slug}`;
    return sendPage(
      c,
      <Page
        language={language}
        municipality={municipality}
        base={base}
        alternates={alternates(base, own(c))}
        title={title}
        styles={['words']}
        noIndex
      >
        {children}
      </Page>,
      status,
    );
  };
  const end = (c: Ctx, over: boolean) => {
    const t = studyTexts(c.var.language).answer;
    const children = <StudyEndPage language={c.var.language} base={`/${c.var.municipality.slug}`} over={over} />;
    return send(c, over ? t.over : t.thanks, children, over ? 410 : 200);
  };
  const ask = (
    c: Ctx,
    found: NonNullable<Awaited<ReturnType<typeof find>>>,
    values: StudyFields,
    errors: readonly FieldError[],
  ) =>
    send(
      c,
      studyTexts(c.var.language).answer.title,
      <StudyAnswerPage
        {...found}
        language={c.var.language}
        action={pathIn(c.var.language, `/${c.var.municipality.slug}`, own(c))}
        values={values}
        errors={errors}
      />,
      errors.length === 0 ? 200 : 422,
    );

  routes.get(`${answerPath}/:token`, async (c) => {
    if (c.req.query('tak') !== undefined) return end(c, false);
    const found = await find(c);
    if (!found) return c.notFound();
    return isOpen(found.study, today()) ? ask(c, found, {}, []) : end(c, true);
  });

  routes.post(`${answerPath}/:token`, async (c) => {
    const fields = await formTexts(c);
    const found = await find(c);
    if (!found) return c.notFound();
    const { study, party } = found;
    const answers = readAnswers(fields, study.terms);
    if (answers === null) {
      const first = study.terms[0]?.position ?? 1;
      return ask(c, found, fields, [{ field: answerField(first), message: studyTexts(c.var.language).answer.nothing }]);
    }
    const counted = await within(c, () => countAnswers(study.id, party, answers, today()));
    if (!counted) return end(c, true);
    return seeOther(c, `${pathIn(c.var.language, `/${c.var.municipality.slug}`, own(c))}?tak=1`);
  });
  return routes;
}
