/** What a benchmark found: figures beside their floor of the same run. Only the ratios travel between machines. */
export type Measured = {
  /** What the numbers are: `min / median / max`, `p50 / p95 / p99`, or one value. */
  readonly shape: string;
  readonly numbers: readonly number[];
  /** How many observations stand behind them. */
  readonly count: number;
};

export type Verdict = { readonly words: string; readonly holds: boolean };

export type Figure = {
  readonly what: string;
  readonly unit: string;
  readonly value: Measured;
  readonly baseline?: { readonly what: string; readonly value: Measured };
  /** The figure divided by its baseline, at the number that the budget is about. */
  readonly ratio?: number;
  /** What binds. */
  readonly must?: Verdict;
  /** Where we want to be. */
  readonly goal?: Verdict;
};

export type Report = { readonly figures: readonly Figure[]; readonly notes: readonly string[] };

/** The benchmark cannot run on this machine; the message says why. */
export class CannotRun extends Error {}

/** The value below which the share `share` (0 to 1) of the observations lies; nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
};

export const spread = (values: readonly number[]): Measured => ({
  shape: 'min / median / max',
  numbers: [Math.min(...values), median(values), Math.max(...values)],
  count: values.length,
});

export const percentiles = (values: readonly number[]): Measured => ({
  shape: 'p50 / p95 / p99',
  numbers: [quantile(values, 0.5), quantile(values, 0.95), quantile(values, 0.99)],
  count: values.length,
});

export const single = (value: number): Measured => ({ shape: 'value', numbers: [value], count: 1 });

export const verdict = (words: string, holds: boolean): Verdict => ({ words, holds });

const three = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  return size === 0 || Number.isInteger(value)
    ? String(value)
    : value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
};

const numbersOf = ({ shape, numbers }: Measured, unit: string): string =>
  `${numbers.map(three).join(' / ')} ${unit}${shape.startsWith('p50') ? ' (p50 / p95 / p99)' : ''}`.trim();

const verdictWords = (said: Verdict | undefined, missed: string): string =>
  said === undefined ? '' : `${said.words}: ${said.holds ? 'holds' : missed}`;

/** A table in Markdown, so that what is printed can stand in docs/benchmarks.md as it is. */
export function reportText(report: Report): string {
  const head = ['figure', 'min / median / max', 'n', 'baseline of the same run', 'ratio', 'must', 'goal'];
  const rows = report.figures.map((figure) => [
    figure.what,
    numbersOf(figure.value, figure.unit),
    String(figure.value.count),
    figure.baseline ? `${figure.baseline.what}: ${numbersOf(figure.baseline.value, figure.unit)}` : '',
    figure.ratio === undefined ? '' : three(figure.ratio),
    verdictWords(figure.must, '**missed**'),
    verdictWords(figure.goal, 'not yet'),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    ...(report.notes.length > 0 ? ['', ...report.notes.map((note) => `- ${note}`)] : []),
    '',
  ].join('\n');
}
