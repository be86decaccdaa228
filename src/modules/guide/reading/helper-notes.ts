import type { ComposedService, ComposedStep } from '../publication/compose-service.ts';

/** What a helper must know at a step: whose key it is, whose yes it is, who comes along. */
export const helperNotes = ['mitid', 'consent', 'attend'] as const;
export type HelperNote = (typeof helperNotes)[number];

const signs: Readonly<Record<HelperNote, RegExp>> = {
  mitid: /\bmitid\b/i,
  consent:
    /\b(skriv(er|e)? under|underskriv|samtykke|giv(er|e)? (sit|dit|deres) ja|sig(e|er)? ja|ja fra|sign(s|ed)?\b(?! (in|up|off))|consent|say yes|a yes)\b/i,
  attend: /\b(mød(er|e)? op|come in person)\b/i,
};

/** Read from what the step says and needs, so that a text that is mended needs nobody to mend this too. Pure. */
export function helperNotesFor(step: ComposedStep): readonly HelperNote[] {
  const told = [step.title, step.text].map(({ text }) => text).join(' ');
  return helperNotes.filter((note) => {
    if (note === 'mitid' && step.needs.some(({ id, text }) => id === 'mitid' || signs.mitid.test(text.text)))
      return true;
    if (note === 'attend' && step.kind === 'go') return true;
    return signs[note].test(told);
  });
}

/** Is there a step where a helper must hold back? */
export const concernsHelpers = ({ steps }: ComposedService): boolean =>
  steps.some((step) => helperNotesFor(step).length > 0);
