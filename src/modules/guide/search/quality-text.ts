/** The report of the search's quality as a person reads it. */
import type { QualityReport, Rate, Relevance } from './quality.ts';

const column = 24;

export function qualityText(report: QualityReport): string {
  const lines = [
    `${report.rows} rows. 95 % intervals (Wilson). “Not certain” with candidates counts as an answer shown.`,
    '',
    heading(),
    row('all', report.all),
    '',
    ...Object.entries(report.classes).map(([name, relevance]) => row(name, relevance)),
    '',
    'What the vocabulary knew of the query beforehand (rows without a right answer are under “new”):',
    ...Object.entries(report.acquaintance).map(([name, relevance]) => row(name, relevance)),
    '',
    'Ablation:',
    ...Object.entries(report.ablation).map(([name, relevance]) => row(name, relevance)),
    '',
    latencyLine(report),
    '',
    `Misses (${report.misses.length}):`,
    ...report.misses.map(
      ({ query, class: kind, wanted, got }) =>
        `  ${kind}: “${query}” → ${got.join(', ') || 'nothing'}; wanted ${wanted.join(', ') || 'nothing'}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function latencyLine({ latencyMs }: QualityReport): string {
  const { p50, p95, p99 } = latencyMs;
  return `Latency in ms, warm: p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}`;
}

function heading(): string {
  return `${['', 'success@1', 'success@3', 'right silence'].map((title) => title.padEnd(column)).join('')}MRR`;
}

function row(name: string, { success1, success3, silence, mrr }: Relevance): string {
  const figures = [name, rate(success1), rate(success3), rate(silence)];
  return figures.map((figure) => figure.padEnd(column)).join('') + (success1.of === 0 ? '' : mrr.toFixed(3));
}

function rate({ of, rate: share, low, high }: Rate): string {
  return of === 0 ? '–' : `${share.toFixed(3)} [${low.toFixed(2)}–${high.toFixed(2)}] n=${of}`;
}

function ms(value: number): string {
  return value.toFixed(2);
}
