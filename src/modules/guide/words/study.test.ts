import { describe, expect, test } from 'vitest';
import { dontKnow, readAnswers, readPaper, readStudyForm, rightChoice, type Study, shownChoices } from './study.ts';
import { answersSoFar, differenceInterval, type StudyCount, studyResults, wilson } from './study-results.ts';

const today = '2026-11-24';
const context = { today, services: ['pas', 'flytning'] };
const word = (number: number, changes: Record<string, string> = {}) => ({
  [`term-${number}`]: `ord ${number}`,
  [`right-${number}`]: 'det rette',
  [`wrong-${number}`]: 'noget andet\nnoget tredje',
  [`plain-${number}`]: 'et jævnt ord',
  [`service-${number}`]: 'pas',
  ...changes,
});
const form = (changes: Record<string, string> = {}) => ({
  title: 'Ord om pas',
  closesOn: '2026-12-24',
  ...word(1),
  ...word(2),
  ...word(5),
  ...changes,
});
const faults = (fields: Record<string, string>) => {
  const read = readStudyForm(fields, context);
  return read.ok ? [] : read.reason.map(({ field, kind }) => `${field} ${kind}`);
};

describe('a study as it is written', () => {
  test('has its words in order, the right meaning first', () => {
    const read = readStudyForm(form(), context);
    expect(read).toMatchObject({ ok: true, value: { title: 'Ord om pas' } });
    if (!read.ok) return;
    expect(read.value.terms.map(({ position, term }) => [position, term])).toEqual([
      [1, 'ord 1'],
      [2, 'ord 2'],
      [3, 'ord 5'],
    ]);
    expect(read.value.terms[0]?.choices).toEqual(['det rette', 'noget andet', 'noget tredje']);
  });

  test.each([
    [form({ title: '' }), 'title missing'],
    [form({ closesOn: '2026-11-23' }), 'closesOn past'],
    [form({ closesOn: '2028-11-23' }), 'closesOn far'],
    [form({ closesOn: 'i morgen' }), 'closesOn date'],
    [form(word(5, { 'term-5': '', 'right-5': '', 'wrong-5': '', 'plain-5': '' })), 'term-3 few'],
    [form({ 'right-2': '' }), 'right-2 missing'],
    [form({ 'wrong-2': '' }), 'wrong-2 missing'],
    [form({ 'wrong-2': 'a\nb\nc\nd' }), 'wrong-2 many'],
    [form({ 'wrong-2': 'Det rette' }), 'wrong-2 same'],
    [form({ 'term-2': 'Ord 1' }), 'term-2 twice'],
    [form({ 'service-2': 'findes-ikke' }), 'service-2 choose'],
    [form({ 'plain-2': 'ring 010190-1234' }), 'plain-2 cpr'],
    [form({ 'term-2': 'x'.repeat(81) }), 'term-2 long'],
  ])('is refused at its field (%#)', (fields, fault) => expect(faults(fields)).toEqual([fault]));
});

const terms: Study['terms'] = [1, 2, 3].map((position) => ({
  position,
  term: `ord ${position}`,
  plainWord: 'jævnt',
  service: 'pas',
  choices: ['ret', 'forkert', 'skævt'],
}));
const study: Study = {
  id: 'x',
  title: 'Ord',
  closesOn: '2026-12-24',
  closed: true,
  tokens: { citizen: 'a', employee: 'b' },
  terms,
  version: 1,
};

describe('answers', () => {
  test('are shown in one order, with “do not know” last and the right one not always first', () => {
    const orders = terms.map(shownChoices);
    for (const order of orders) {
      expect([...order].sort()).toEqual(['0', '1', '2', dontKnow]);
      expect(order.at(-1)).toBe(dontKnow);
    }
    expect(new Set(orders.map((order) => order[0])).size).toBeGreaterThan(1);
  });

  test('are counted where they were given; none is none', () => {
    expect(readAnswers({ 'ord-1': '0', 'ord-3': dontKnow, 'ord-2': '' }, terms)).toEqual([
      { position: 1, choice: '0', count: 1 },
      { position: 3, choice: dontKnow, count: 1 },
    ]);
    expect(readAnswers({}, terms)).toBeNull();
    expect(readAnswers({ 'ord-1': '9' }, terms)).toBeNull();
    expect(readAnswers({ 'ord-1': 'jeg hedder Gudrun' }, terms)).toBeNull();
  });

  test('from paper are counts; what is no count is named', () => {
    expect(readPaper({ 'antal-1-0': '12', 'antal-1-unknown': '0', 'antal-2-1': '' }, terms)).toEqual({
      ok: true,
      value: [{ position: 1, choice: '0', count: 12 }],
    });
    for (const value of ['-1', '501', '1,5', 'mange'])
      expect(readPaper({ 'antal-1-0': value }, terms)).toEqual({ ok: false, reason: ['antal-1-0'] });
  });
});

const counts = (
  position: number,
  party: 'citizen' | 'employee',
  right: number,
  wrong: number,
  unknown = 0,
): StudyCount[] => [
  { position, party, choice: rightChoice, count: right },
  { position, party, choice: '1', count: wrong },
  { position, party, choice: dontKnow, count: unknown },
];

describe('what a study tells', () => {
  test('Wilson’s interval is the textbook’s', () => {
    // 81 of 263: Newcombe (1998), method 3: 0.2553 to 0.3662. Difference of 56/70 and 48/80: 0.0524 to 0.3339.
    const { low, high } = wilson(81, 263);
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
    const difference = differenceInterval({ right: 56, of: 70 }, { right: 48, of: 80 });
    expect([difference.low.toFixed(4), difference.high.toFixed(4)]).toEqual(['0.0524', '0.3339']);
    expect(wilson(0, 5).low).toBeCloseTo(0, 9);
    expect(wilson(5, 5).high).toBeCloseTo(1, 9);
  });

  test('is nothing while it can be answered', () => {
    expect(studyResults(study, counts(1, 'citizen', 50, 50), true)).toBeNull();
  });

  test('is whether both parties mean the same', () => {
    const results = studyResults(
      study,
      [
        ...counts(1, 'citizen', 6, 12, 6),
        ...counts(1, 'employee', 19, 1),
        ...counts(2, 'citizen', 20, 3),
        ...counts(2, 'employee', 18, 1),
        ...counts(3, 'citizen', 5, 15),
        ...counts(3, 'employee', 4, 12),
      ],
      false,
    );
    expect(results?.map(({ verdict }) => verdict)).toEqual(['differ', 'both', 'neither']);
    expect(results?.[0]?.parties.citizen).toEqual({
      answers: 20,
      share: 0.25,
      interval: { low: 0.1, high: 0.45 },
      often: ['1', dontKnow],
    });
  });

  test('hides a party below the floor, and what few chose', () => {
    const results = studyResults(study, [...counts(1, 'citizen', 2, 2), ...counts(1, 'employee', 8, 4, 4)], false);
    expect(results?.[0]).toMatchObject({ verdict: 'hidden', parties: { citizen: null } });
    expect(results?.[0]?.parties.employee).toMatchObject({ answers: 15, share: 0.5, often: [] });
    expect(results?.[1]?.parties).toEqual({ citizen: null, employee: null });
  });

  test('no count of people below five can be read from it, whatever was answered', () => {
    for (let of = 0; of <= 30; of += 1)
      for (let right = 0; right <= of; right += 1) {
        const [result] = studyResults(study, counts(1, 'citizen', right, of - right), false) ?? [];
        const shown = result?.parties.citizen;
        if (of < 5) expect(shown).toBeNull();
        else {
          expect((shown?.answers ?? 0) % 5).toBe(0);
          expect(Math.round((shown?.share ?? 0) * 100) % 5).toBe(0);
          if (of - right < 5) expect(shown?.often).toEqual([]);
        }
      }
    for (let of = 0; of < 5; of += 1) expect(answersSoFar(counts(1, 'citizen', of, 0), 'citizen')).toBe(0);
    expect(answersSoFar(counts(1, 'citizen', 9, 3), 'citizen')).toBe(10);
  });
});
