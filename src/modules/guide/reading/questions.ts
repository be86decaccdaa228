/**
 * A personal guide from a few answers. The answers stand in the address and nowhere else (`?svar=boern.ja`), so nothing
 * is stored and the page works without scripts. Pure.
 */

/** One question must have been answered with one of these options. */
export type Condition = { readonly question: string; readonly in: readonly string[] };
type Asked = { readonly id: string; readonly options: readonly { readonly id: string }[] };
/** By the id of the question, the id of the option. */
export type Answers = Readonly<Record<string, string>>;

/**
 * Does what stands under these conditions belong in the guide of one who has answered so? An unanswered question hides
 * nothing: whoever says nothing reads the whole guide.
 */
export const fitsAnswers = (when: readonly Condition[] | undefined, answers: Answers): boolean =>
  (when ?? []).every((condition) => {
    const answer = Object.hasOwn(answers, condition.question) ? answers[condition.question] : undefined;
    return answer === undefined || condition.in.includes(answer);
  });

/** Reads `question.option` from an address. What is not a question and option of this guide is passed over; the last word counts. */
export function readAnswers(questions: readonly Asked[], written: readonly string[]): Answers {
  const answers: Record<string, string> = {};
  for (const one of written) {
    const [question, option] = one.split('.');
    const asked = questions.find(({ id }) => id === question);
    if (asked && option !== undefined && asked.options.some(({ id }) => id === option)) answers[asked.id] = option;
  }
  return answers;
}

/** As the address holds them, in the order of the questions: the same answers have one address. */
export const writtenAnswers = (questions: readonly Asked[], answers: Answers): readonly string[] =>
  questions.flatMap(({ id }) => (answers[id] === undefined ? [] : [`${id}.${answers[id]}`]));

type Part = { readonly id: string; readonly when?: readonly Condition[] | undefined };
type Branching = {
  readonly questions?: readonly Asked[] | undefined;
  readonly steps: readonly Part[];
  readonly ready: readonly Part[];
};

/** What is wrong with a text's questions: each must exist, each option must matter, and no step may be out of reach. */
export function branchingProblems(text: Branching): readonly { readonly path: string; readonly problem: string }[] {
  const questions = text.questions ?? [];
  const parts = [
    ...text.steps.map((step) => ({ ...step, path: `steps.${step.id}.when` })),
    ...text.ready.map((one) => ({ ...one, path: `ready.${one.id}.when` })),
  ];
  return [
    ...idsUsedTwice(questions),
    ...parts.flatMap((part) => conditionProblems(part, questions)),
    ...questions.flatMap((question) => optionProblems(question, parts)),
    ...(questions.length > 0 && text.steps.length > 0 && text.steps.every((step) => (step.when ?? []).length > 0)
      ? [{ path: 'questions', problem: 'leave no step that everybody has' }]
      : []),
  ];
}

function idsUsedTwice(questions: readonly Asked[]) {
  const twice = (ids: readonly string[]) => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  return [
    ...twice(questions.map(({ id }) => id)).map((id) => ({ path: 'questions', problem: `uses the id “${id}” twice` })),
    ...questions.flatMap(({ id, options }) =>
      twice(options.map((option) => option.id)).map((option) => ({
        path: `questions.${id}`,
        problem: `uses the id “${option}” twice`,
      })),
    ),
  ];
}

function conditionProblems(part: Part & { readonly path: string }, questions: readonly Asked[]) {
  const problems: { path: string; problem: string }[] = [];
  /** Options of a question that every condition on it allows. */
  const left = new Map<string, readonly string[]>();
  for (const { question, in: allowed } of part.when ?? []) {
    const asked = questions.find(({ id }) => id === question);
    if (!asked) {
      problems.push({ path: part.path, problem: `names the question “${question}”, which is not in this file` });
      continue;
    }
    for (const option of allowed)
      if (!asked.options.some(({ id }) => id === option))
        problems.push({ path: part.path, problem: `names the option “${option}”, which “${question}” does not have` });
    const before = left.get(question);
    left.set(question, before ? before.filter((option) => allowed.includes(option)) : allowed);
  }
  for (const [question, options] of left)
    if (options.length === 0) problems.push({ path: part.path, problem: `fits no answer to “${question}”` });
  return problems;
}

/** Two options after which the same guide is read would ask for nothing. */
function optionProblems(question: Asked, parts: readonly Part[]) {
  const guideOf = (option: string) =>
    parts
      .filter((part) => fitsAnswers(part.when, { [question.id]: option }))
      .map((part) => part.id)
      .join(' ');
  const seen = new Map<string, string>();
  const problems: { path: string; problem: string }[] = [];
  for (const { id } of question.options) {
    const guide = guideOf(id);
    const same = seen.get(guide);
    if (same !== undefined)
      problems.push({ path: `questions.${question.id}`, problem: `leads to the same guide by “${same}” and “${id}”` });
    seen.set(guide, id);
  }
  return problems;
}
