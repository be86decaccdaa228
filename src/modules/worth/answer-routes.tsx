import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import {
  alternates,
  getSecretCookie,
  type House,
  parseInput,
  pathIn,
  readForm,
  seeOther,
  sendPage,
} from '../../platform/index.ts';
import {
  answerCookie,
  countAnswer,
  type Question,
  questionOrder,
  questionsAfter,
  readAnswerToken,
  unanswered,
} from '../contact/index.ts';
import { type MunicipalEnv, openState, places } from '../tenancy/index.ts';
import { QuestionPage, ThanksPage } from './views/answer-page.tsx';

const QuestionName = v.picklist(questionOrder);
const AnswerForm = v.object({ question: QuestionName, answer: v.pipe(v.string(), v.maxLength(20)) });

/**
 * `/tak`: at most five questions after the contact, each of which can be skipped, and then the way on. Who has no right to
 * answer, or has answered, gets the thanks. The address says only which question was left behind.
 */
export function answerRoutes(house: House): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  type Ctx = Context<MunicipalEnv>;
  const base = (c: Ctx) => `/${c.var.municipality.slug}`;
  const tokenOf = (c: Ctx) => {
    const cookie = getSecretCookie(c, answerCookie, { path: base(c), secure: house.baseUrl().startsWith('https:') });
    return readAnswerToken(house, c.var.municipality.id, cookie);
  };
  const after = (c: Ctx, question: Question) => pathIn(c.var.language, base(c), `/tak?efter=${question}`);
  const frame = (c: Ctx, behind: Question | undefined) => ({
    language: c.var.language,
    municipality: c.var.municipality,
    base: base(c),
    alternates: alternates(base(c), behind === undefined ? '/tak' : `/tak?efter=${behind}`),
  });

  async function page(c: Ctx, behind: Question | undefined, wrong = false): Promise<Response> {
    const token = tokenOf(c);
    const order = token ? questionsAfter(token.form) : [];
    const { left, place } = await house.database.inMunicipality(c.var.municipality.id, async () => ({
      left: token ? await unanswered(house, token) : [],
      place: (await places())[0] ?? null,
    }));
    const question = left.find(
      (one) => behind === undefined || questionOrder.indexOf(one) > questionOrder.indexOf(behind),
    );
    const last = order.at(-1);
    if (question && last)
      return sendPage(
        c,
        <QuestionPage
          {...frame(c, behind)}
          question={question}
          number={order.indexOf(question) + 1}
          all={order.length}
          next={after(c, question)}
          stop={after(c, last)}
          wrong={wrong}
        />,
        wrong ? 422 : 200,
      );
    return sendPage(
      c,
      <ThanksPage
        {...frame(c, behind)}
        answered={left.length < order.length}
        service={token?.service ?? null}
        place={place && { ...place, open: openState(place.hours, house.clock.now()) }}
      />,
    );
  }

  routes.get('/tak', (c) => {
    const behind = v.safeParse(QuestionName, c.req.query('efter'));
    return page(c, behind.success ? behind.output : undefined);
  });

  routes.post('/tak', async (c) => {
    const input = await readForm(c);
    const parsed = parseInput(AnswerForm, input);
    const token = tokenOf(c);
    if (!token) return seeOther(c, pathIn(c.var.language, base(c), '/tak'));
    if (!parsed.ok) return page(c, undefined, true);
    const { question, answer } = parsed.value;
    const counted = await house.database.inMunicipality(c.var.municipality.id, () =>
      countAnswer(house, token, { question, answer }),
    );
    if (!counted.ok && counted.reason === 'no-such-answer') return page(c, questionBefore(question), true);
    // Answered before, in another tab or by pressing twice, is answered.
    return seeOther(c, after(c, question));
  });
  return routes;
}

const questionBefore = (question: Question): Question | undefined => questionOrder[questionOrder.indexOf(question) - 1];
