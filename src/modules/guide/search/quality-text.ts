/** The report of the search's quality as a person reads it. */
import type { QualityReport } from './quality.ts';
import type { Lead, Rate, Relevance } from './relevance.ts';

const column = 23;

export function qualityText(report: QualityReport): string {
  const lines = [
    `${report.rows} rows. 95 % intervals (Wilson). “Not certain” with candidates counts as an answer shown.`,
    'A right silence is a query without a right answer that got none; the others are false answers.',
    '',
    heading(),
    row('all', report.all),
    '',
    ...section(report.classes),
    '',
    'What the vocabulary knew of the query beforehand. Rows that are “verbatim” or whose words are all known are',
    'contaminated; “new” counts (rows without a right answer are there):',
    ...section(report.acquaintance),
    ...(Object.keys(report.writers).length > 1 ? ['', 'By writer:', ...section(report.writers)] : []),
    '',
    'Ablation:',
    ...section(report.ablation),
    ...(report.lead ? ['', ...beside(report, report.lead)] : []),
    '',
    `Answers marked “not certain”: ${rate(report.unsure)}`,
    ...(report.emergency.of > 0 ? [`Danger told, right help shown first: ${rate(report.emergency)}`] : []),
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

function beside(report: QualityReport, lead: Lead): readonly string[] {
  const times = (ratio: number) => `${ratio.toFixed(2)} ×`;
  const more = ({ mean, low, high }: Lead['ndcg10']) =>
    `${mean >= 0 ? '+' : ''}${mean.toFixed(3)} [${low.toFixed(3)}; ${high.toFixed(3)}]`;
  return [
    'Beside others over the same content, in this run:',
    ...section(report.engines),
    `Lead over the best of them (${lead.over}): success@1 ${times(lead.ratio.success1)}, success@3 ${times(lead.ratio.success3)}, nDCG@10 ${times(lead.ratio.ndcg10)}`,
    `Paired bootstrap, 95 %: success@1 ${more(lead.success1)}, nDCG@10 ${more(lead.ndcg10)}`,
  ];
}

function latencyLine({ latencyMs }: QualityReport): string {
  const { p50, p95, p99 } = latencyMs;
  return `Latency in ms, warm: p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}`;
}

function heading(): string {
  const titles = ['', 'success@1', 'success@3', 'right silence'].map((title) => title.padEnd(column)).join(' ');
  return `${titles} MRR   nDCG  zero`;
}

function section(rows: Readonly<Record<string, Relevance>>): readonly string[] {
  return Object.entries(rows).map(([name, relevance]) => row(name, relevance));
}

function row(name: string, { success1, success3, silence, mrr, ndcg10, zero }: Relevance): string {
  const figures = [name, rate(success1), rate(success3), rate(silence)].map((figure) => figure.padEnd(column));
  if (success1.of > 0) figures.push(`${mrr.toFixed(3)} ${ndcg10.toFixed(3)} ${zero.rate.toFixed(3)}`);
  return figures.join(' ');
}

function rate({ of, rate: share, low, high }: Rate): string {
  return of === 0 ? '–' : `${share.toFixed(3)} [${low.toFixed(2)}–${high.toFixed(2)}] n=${of}`;
}

function ms(value: number): string {
  return value.toFixed(2);
}
