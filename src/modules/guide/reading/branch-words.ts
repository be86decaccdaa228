import type { Language } from '../../../kernel/language.ts';
import type { ComposedService, ComposedStep } from '../publication/compose-service.ts';

const words = {
  da: {
    ask: 'Spørg først:',
    or: ' eller ',
    only: (question: string, options: string) => `Kun når svaret på “${question}” er ${options}.`,
  },
  en: {
    ask: 'Ask first:',
    or: ' or ',
    only: (question: string, options: string) => `Only when the answer to “${question}” is ${options}.`,
  },
} as const;

/** What the employee asks before the steps of a guide that branches: each question with its answers. Pure. */
export const questionsToAsk = ({ questions }: ComposedService, language: Language): readonly string[] =>
  questions.map(
    ({ text, options }) => `${words[language].ask} ${text.text} (${options.map((one) => one.text.text).join(' / ')})`,
  );

/** Whom a step is for, where it is not for everybody: one sentence for each condition. Pure. */
export const whomFor = (service: ComposedService, step: ComposedStep, language: Language): readonly string[] =>
  step.when.flatMap(({ question, in: allowed }) => {
    const asked = service.questions.find(({ id }) => id === question);
    if (!asked) return [];
    const options = asked.options.filter(({ id }) => allowed.includes(id)).map((one) => `“${one.text.text}”`);
    return [words[language].only(asked.text.text, options.join(words[language].or))];
  });
