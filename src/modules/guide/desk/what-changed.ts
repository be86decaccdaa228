/** What changed between two versions of a text, as parts that an employee would recognise. Pure. */

/** In the order in which they matter to her: what may no longer be said first. */
export const textParts = [
  'stopRules',
  'law',
  'facts',
  'steps',
  'lines',
  'ready',
  'entry',
  'nonDigital',
  'localFields',
  'words',
] as const;
export type TextPart = (typeof textParts)[number];

const partOf: Readonly<Record<string, TextPart>> = {
  stopRules: 'stopRules',
  law: 'law',
  facts: 'facts',
  ready: 'ready',
  entry: 'entry',
  nonDigital: 'nonDigital',
  localFields: 'localFields',
  local: 'localFields',
};
/** What a check moved, but not what is said. */
const notText: readonly string[] = ['checked', 'sources', 'related'];

type Body = Readonly<Record<string, unknown>>;
const bodyOf = (value: unknown): Body => (typeof value === 'object' && value !== null ? (value as Body) : {});
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The parts that differ, each once. Nothing for a text that was only looked at again. */
export function changedParts(before: unknown, after: unknown): readonly TextPart[] {
  const [old, now] = [bodyOf(before), bodyOf(after)];
  const found = new Set<TextPart>();
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (notText.includes(key) || same(old[key], now[key])) continue;
    if (key !== 'steps') found.add(partOf[key] ?? 'words');
    else {
      if (!same(withoutLines(old.steps), withoutLines(now.steps))) found.add('steps');
      if (!same(linesOf(old.steps), linesOf(now.steps))) found.add('lines');
    }
  }
  return textParts.filter((part) => found.has(part));
}

const stepsOf = (steps: unknown): readonly Body[] => (Array.isArray(steps) ? steps.map(bodyOf) : []);
const withoutLines = (steps: unknown) => stepsOf(steps).map(({ lines: _, ...rest }) => rest);
const linesOf = (steps: unknown) => stepsOf(steps).map(({ id, lines }) => ({ id, lines }));
