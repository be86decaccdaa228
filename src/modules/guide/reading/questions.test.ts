import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answers,
  branchingProblems,
  type Condition,
  fitsAnswers,
  readAnswers,
  writtenAnswers,
} from './questions.ts';

const questions = [
  { id: 'alone', options: [{ id: 'yes' }, { id: 'no' }] },
  { id: 'lease', options: [{ id: 'own' }, { id: 'rent' }, { id: 'none' }] },
];
const options = new Map(questions.map(({ id, options }) => [id, options.map((option) => option.id)]));

const condition: fc.Arbitrary<Condition> = fc.constantFrom(...questions).chain(({ id, options }) =>
  fc
    .subarray(
      options.map((option) => option.id),
      { minLength: 1 },
    )
    .map((allowed) => ({ question: id, in: allowed })),
);
const conditions = fc.array(condition, { maxLength: 3 });
const answers: fc.Arbitrary<Answers> = fc.record(
  { alone: fc.constantFrom('yes', 'no'), lease: fc.constantFrom('own', 'rent', 'none') },
  { requiredKeys: [] },
);

describe('what fits the answers', () => {
  test('an unanswered question never hides anything', () => {
    fc.assert(
      fc.property(conditions, answers, (when, given) => {
        const about = when.filter(({ question }) => given[question] !== undefined);
        expect(fitsAnswers(when, given)).toBe(fitsAnswers(about, given));
        expect(fitsAnswers(when, {})).toBe(true);
      }),
    );
  });
  test('all options of a question together show what the unanswered question shows', () => {
    fc.assert(
      fc.property(condition, answers, fc.constantFrom('alone', 'lease'), (one, given, asked) => {
        const { [asked]: _, ...others } = given;
        const byOption = (options.get(asked) ?? []).map((option) => fitsAnswers([one], { ...others, [asked]: option }));
        expect(byOption.includes(true)).toBe(fitsAnswers([one], others));
      }),
    );
  });
  test('all conditions must hold', () => {
    const when = [
      { question: 'alone', in: ['no'] },
      { question: 'lease', in: ['rent', 'none'] },
    ];
    expect(fitsAnswers(when, { alone: 'no', lease: 'rent' })).toBe(true);
    expect(fitsAnswers(when, { alone: 'no', lease: 'own' })).toBe(false);
    expect(fitsAnswers(when, { alone: 'yes' })).toBe(false);
  });
});

describe('answers in an address', () => {
  test('come back as they were written, in one order', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const written = writtenAnswers(questions, given);
        expect(readAnswers(questions, [...written].reverse())).toEqual(given);
      }),
    );
  });
  test('anything else is passed over', () => {
    for (const odd of ['', '.', 'alone', 'alone.', 'alone.maybe', 'lease.yes', '__proto__.yes', 'constructor.name'])
      expect(readAnswers(questions, [odd])).toEqual({});
    expect(readAnswers(questions, ['alone.yes', 'alone.no'])).toEqual({ alone: 'no' });
    expect(fitsAnswers([{ question: 'toString', in: ['x'] }], {})).toBe(true);
  });
});

describe('the check of a text', () => {
  const text = (steps: readonly { id: string; when?: readonly Condition[] }[]) =>
    branchingProblems({ questions, steps: [{ id: 'all' }, ...steps], ready: [] }).map(({ problem }) => problem);
  const whole = [
    { id: 'a', when: [{ question: 'alone', in: ['yes'] }] },
    { id: 'b', when: [{ question: 'lease', in: ['own'] }] },
    { id: 'c', when: [{ question: 'lease', in: ['none'] }] },
  ];
  test('finds nothing in one that is whole', () => expect(text(whole)).toEqual([]));
  test('names a question or an option that does not exist', () => {
    expect(text([...whole, { id: 'd', when: [{ question: 'pets', in: ['yes'] }] }])).toEqual([
      'names the question “pets”, which is not in this file',
    ]);
    expect(text([...whole, { id: 'd', when: [{ question: 'alone', in: ['maybe'] }] }])).toEqual([
      'names the option “maybe”, which “alone” does not have',
    ]);
  });
  test('finds a step that no answer leads to', () => {
    const never = [
      { question: 'alone', in: ['yes'] },
      { question: 'alone', in: ['no'] },
    ];
    expect(text([...whole, { id: 'd', when: never }])).toEqual(['fits no answer to “alone”']);
  });
  test('finds options that change nothing', () => {
    expect(text(whole.slice(0, 2))).toEqual(['leads to the same guide by “rent” and “none”']);
  });
  test('wants one step that everybody has, and each id once', () => {
    const problems = branchingProblems({
      questions: [...questions, { id: 'alone', options: [{ id: 'x' }, { id: 'x' }] }],
      steps: whole,
      ready: [],
    }).map(({ problem }) => problem);
    expect(problems).toContain('leave no step that everybody has');
    expect(problems).toContain('uses the id “alone” twice');
    expect(problems).toContain('uses the id “x” twice');
  });
});
