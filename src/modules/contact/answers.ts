import type { HelpForm } from '../../db/index.ts';
import {
  addDays,
  type DateString,
  type MunicipalityId,
  newToken,
  ok,
  type Result,
  refuse,
  wallClock,
  weekday,
} from '../../kernel/index.ts';
import type { House } from '../../platform/index.ts';
import { blockOfWeek, parseBlock, weekOf } from './periods.ts';
import { planRelease } from './plan-release.ts';
import {
  addToBuckets,
  bucketsOf,
  type CountedBucket,
  dropTokensExpiredBefore,
  lockFigures,
  showFigures,
  shownFigures,
  spendToken,
  spentAmong,
} from './store.ts';

/**
 * What a citizen may answer afterwards, at most five taps (docs/evidence.md, "Figures and disclosure"; our wording, not
 * validated). Each answer is one counter, never joined to another answer of the same person.
 */
export const questions = {
  solved: ['yes', 'partly', 'no'],
  ease: ['1', '2', '3', '4', '5', '6', '7'],
  expressed: ['1', '2', '3', '4', '5'],
  media: ['yes', 'no'],
  next: ['screen', 'phone', 'meet', 'self'],
} as const satisfies Record<string, readonly string[]>;
export type Question = keyof typeof questions;
export const questionOrder = Object.keys(questions) as readonly Question[];

/** The questions that make sense after this form: who wrote has no opinion about the sound. */
export const questionsAfter = (form: HelpForm): readonly Question[] =>
  questionOrder.filter((question) => form !== 'text' || question !== 'media');

/** The name of a question's report, and of the number of people who answered anything. */
export const answerReport = (question: Question): string => `answer/${question}`;
export const answeredReport = 'answered';

export const answerCookie = 'mb_answer';
/** The right to answer is for today, while she remembers. */
export const answerHours = 24;

/** The right to answer each question once. It lives in the citizen's cookie, sealed, and nowhere else. */
export type AnswerToken = {
  readonly form: HelpForm;
  readonly service: string | null;
  /** The kind of meeting that it was, by its slug; null for help without one. */
  readonly meeting: string | null;
  /** It was on no screen of ours: its answers are counted with their kind of meeting alone. */
  readonly apart: boolean;
  readonly nonce: string;
};

/** Seals a right to answer about help in one municipality; `service` is the slug of the guide she came from. */
export function mintAnswerToken(
  house: Pick<House, 'keys' | 'clock'>,
  about: {
    readonly form: HelpForm;
    readonly service?: string | null;
    readonly meeting?: string | null;
    readonly apart?: boolean;
    readonly municipality: MunicipalityId;
  },
): string {
  const expires = house.clock.now().getTime() + answerHours * 3_600_000;
  const { form, service = null, meeting = null, apart = false, municipality } = about;
  const token: AnswerToken = { form, service, meeting, apart, nonce: newToken() };
  return house.keys.seal('answer', municipality, JSON.stringify({ ...token, expires }));
}

/** Null for a token that is not ours, of another municipality, or too old. */
export function readAnswerToken(
  house: Pick<House, 'keys' | 'clock'>,
  municipality: MunicipalityId,
  sealed: string | undefined,
): AnswerToken | null {
  const plain = sealed === undefined ? null : house.keys.open('answer', municipality, sealed);
  if (plain === null) return null;
  const found = JSON.parse(plain) as Partial<AnswerToken> &
    Omit<AnswerToken, 'meeting' | 'apart'> & { expires: number };
  if (found.expires <= house.clock.now().getTime()) return null;
  const { form, service, meeting = null, apart = false, nonce } = found;
  return { form, service, meeting, apart, nonce };
}

export type Answer = { readonly question: Question; readonly answer: string };

/**
 * Counts an answer in the caller's municipal transaction, once a token and question. The hash that is kept is another for
 * each question, so that not even two answers of one person can be laid side by side.
 */
export async function countAnswer(
  house: Pick<House, 'keys' | 'clock'>,
  token: AnswerToken,
  given: Answer,
): Promise<Result<null, 'answered-already' | 'no-such-answer'>> {
  if (!(questions[given.question] as readonly string[]).includes(given.answer)) return refuse('no-such-answer');
  const now = house.clock.now();
  const expires = forgottenOn(now);
  if (!(await spendToken(spentHash(house, token, given.question), expires))) return refuse('answered-already');
  const first = await spendToken(spentHash(house, token, 'any'), expires);
  await countAnswers(now, [{ ...given, times: 1 }], first ? 1 : 0, token);
  return ok(null);
}

/** The questions that this token has not answered, in their order. */
export async function unanswered(house: Pick<House, 'keys'>, token: AnswerToken): Promise<readonly Question[]> {
  const order = questionsAfter(token.form);
  const spent = await spentAmong(order.map((question) => spentHash(house, token, question)));
  return order.filter((question) => !spent.has(spentHash(house, token, question)));
}

const spentHash = (house: Pick<House, 'keys'>, token: AnswerToken, question: Question | 'any'): string =>
  house.keys.fingerprint('spent answer', `${token.nonce} ${question}`);

/** The Monday after the token's last day: a date no finer than the week that the figures know. */
export function forgottenOn(now: Date): DateString {
  const { date } = wallClock(new Date(now.getTime() + answerHours * 3_600_000));
  return addDays(date, 8 - weekday(date));
}

/** Hashes of tokens that can no longer be used prove nothing. */
export const forgetSpentTokens = (now: Date): Promise<void> => dropTokensExpiredBefore(wallClock(now).date);

/** What a question was answered after one kind of meeting: a series of its own, which no report shows yet. */
export const answersAfter = (meeting: string, question: Question | 'people'): string => `${question}@${meeting}`;

/** Adds answers and moves what is shown. `people` is how many of those who answer are new. */
export async function countAnswers(
  now: Date,
  answers: readonly (Answer & { readonly times: number })[],
  people: number,
  after: Pick<AnswerToken, 'meeting' | 'apart'> = { meeting: null, apart: false },
): Promise<void> {
  const period = weekOf(now);
  const block = parseBlock(blockOfWeek(period));
  if (!block) throw new Error('unreachable');
  const bucket = (series: string, name: string, count: number): CountedBucket => ({
    period,
    measure: 'answer',
    series,
    bucket: name,
    count,
  });
  await lockFigures();
  const counted = (series: (question: Question | 'people') => string) => [
    ...answers.map(({ question, answer, times }) => bucket(series(question), answer, times)),
    ...(people > 0 ? [bucket(series('people'), 'answered', people)] : []),
  ];
  const { meeting, apart } = after;
  await addToBuckets([
    ...(apart ? [] : counted((question) => question)),
    ...(meeting === null ? [] : counted((question) => answersAfter(meeting, question))),
  ]);
  if (apart) return;
  for (const question of new Set(answers.map((one) => one.question))) {
    const counts = await bucketsOf(block.weeks, 'answer', question);
    const table = new Map(questions[question].map((answer) => [answer as string, counts.get(answer) ?? 0]));
    await move(answerReport(question), [table]);
  }
  if (people > 0)
    await move(answeredReport, [], (await bucketsOf(block.weeks, 'answer', 'people')).get('answered') ?? 0);

  async function move(report: string, tables: readonly ReadonlyMap<string, number>[], total?: number): Promise<void> {
    if (!block) return;
    const all = total ?? [...(tables[0]?.values() ?? [])].reduce((sum, count) => sum + count, 0);
    const next = planRelease({ total: all, tables }, await shownFigures(report, block.id));
    if (next) await showFigures(report, block.id, next);
  }
}
