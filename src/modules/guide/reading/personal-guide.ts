import type { ComposedService } from '../publication/compose-service.ts';
import { type Answers, fitsAnswers, readAnswers } from './questions.ts';

export type PersonalGuide = {
  readonly answers: Answers;
  /** What fits the answers, its steps numbered anew. The whole guide when nothing has been answered. */
  readonly service: ComposedService;
};

/** The guide of one who has answered so. Pure. */
export function personalGuide(whole: ComposedService, written: readonly string[]): PersonalGuide {
  const answers = readAnswers(whole.questions, written);
  if (Object.keys(answers).length === 0) return { answers, service: whole };
  const ready = whole.ready.filter((one) => fitsAnswers(one.when, answers));
  const steps = whole.steps
    .filter((step) => fitsAnswers(step.when, answers))
    .map((step, index) => ({
      ...step,
      number: index + 1,
      needs: step.needs.filter((need) => ready.some(({ id }) => id === need.id)),
    }));
  return { answers, service: { ...whole, ready, steps } };
}
