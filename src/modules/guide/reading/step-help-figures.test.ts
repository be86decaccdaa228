import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failing, quarterOf, type StepHelpCount, stepsByHelp } from './step-help-figures.ts';

const told = (step: string, yes: number, no: number): StepHelpCount[] => [
  { service: 'pas', step, answer: 'yes', count: yes },
  { service: 'pas', step, answer: 'no', count: no },
];

describe('what may be seen of the answers', () => {
  test('is nothing below five, and whole steps of five above', () => {
    expect(stepsByHelp(told('a', 4, 4))).toEqual([]);
    expect(stepsByHelp(told('a', 4, 5))).toEqual([{ service: 'pas', step: 'a', yes: 0, no: 5 }]);
    expect(stepsByHelp([...told('a', 6, 3), ...told('a', 5, 3)])).toEqual([
      { service: 'pas', step: 'a', yes: 10, no: 5 },
    ]);
  });
  test('never tells what the one who came last said: two looks differ by nothing or by five', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.constantFrom('yes', 'no'), (yes, no, last) => {
        const before = stepsByHelp(told('a', yes, no))[0] ?? { yes: 0, no: 0 };
        const after = stepsByHelp(told('a', yes + Number(last === 'yes'), no + Number(last === 'no')))[0] ?? {
          yes: 0,
          no: 0,
        };
        for (const answer of ['yes', 'no'] as const) expect([0, 5]).toContain(after[answer] - before[answer]);
      }),
    );
  });
  test('puts what fails most often first', () => {
    const steps = stepsByHelp([...told('good', 20, 5), ...told('bad', 5, 15), ...told('fine', 30, 0)]);
    expect(steps.map(({ step }) => step)).toEqual(['bad', 'good', 'fine']);
    expect(failing(steps).map(({ step }) => step)).toEqual(['bad']);
  });
});

test('quarters hold every week of the year once', () => {
  expect(quarterOf('2026-W01')).toEqual({ first: '2026-W01', last: '2026-W13' });
  expect(quarterOf('2026-W14')).toEqual({ first: '2026-W14', last: '2026-W26' });
  expect(quarterOf('2026-W53')).toEqual({ first: '2026-W40', last: '2026-W53' });
});
