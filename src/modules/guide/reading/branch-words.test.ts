import { expect, test } from 'vitest';
import { composeService } from '../publication/compose-service.ts';
import { sampleService } from '../testing/sample-service.ts';
import { questionsToAsk, whomFor } from './branch-words.ts';

test('the employee is told what to ask, and whom a step is for', () => {
  const [first, ...others] = sampleService().steps;
  if (!first) throw new Error('the sample has steps');
  const made = composeService(
    sampleService({
      localFields: [],
      nonDigital: { da: 'Kom forbi.' },
      questions: [
        {
          id: 'hvem',
          text: { da: 'Hvem skal have pas?' },
          options: [
            { id: 'voksen', text: { da: 'En voksen' } },
            { id: 'barn', text: { da: 'Et barn' } },
          ],
        },
      ],
      steps: [{ ...first, ifWrong: undefined, when: [{ question: 'hvem', in: ['barn'] }] }, ...others],
    }),
    { local: {} },
    'da',
    '2026-11-24',
  );
  if (!made.ok) throw new Error('not composed');
  const [step, everybody] = made.value.steps;
  expect(questionsToAsk(made.value, 'da')).toEqual(['Spørg først: Hvem skal have pas? (En voksen / Et barn)']);
  expect(step && whomFor(made.value, step, 'da')).toEqual(['Kun når svaret på “Hvem skal have pas?” er “Et barn”.']);
  expect(everybody && whomFor(made.value, everybody, 'da')).toEqual([]);
});
