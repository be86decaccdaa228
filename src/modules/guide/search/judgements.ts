/** Files of judged queries: query, class, accepted services best first, and who wrote it. */
import type { EmergencyRoute } from './emergency-route.ts';

export type Judgement = {
  readonly query: string;
  readonly class: string;
  /** Accepted services, best first; none where silence is right. */
  readonly slugs: readonly string[];
  readonly writer?: string;
  /** The help that must stand above all answers. Such a row says nothing of silence. */
  readonly emergency?: Exclude<EmergencyRoute, null>;
};

const required = ['query', 'class', 'slugs'];
const helps: ReadonlySet<string> = new Set(['life', 'violence']);

/**
 * The first three columns are query, class and slugs (parted by commas); writer and emergency may follow.
 * @throws Error naming the line, when the file is not of this shape.
 */
export function readJudgements(tsv: string): readonly Judgement[] {
  const [first = '', ...lines] = tsv.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = first.split('\t');
  if (columns.slice(0, 3).join(' ') !== required.join(' '))
    throw new Error(`the first line must be the columns ${required.join(', ')}, parted by tabs`);
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const cells = line.split('\t');
    const cell = (name: string) => cells[columns.indexOf(name)]?.trim() ?? '';
    if (cell('query') === '' || cell('class') === '') throw new Error(`line ${index + 2} lacks a query or a class`);
    const emergency = cell('emergency');
    return [
      {
        query: cells[0] ?? '',
        class: cell('class'),
        slugs: cell('slugs')
          .split(',')
          .map((slug) => slug.trim())
          .filter((slug) => slug !== ''),
        ...(cell('writer') === '' ? {} : { writer: cell('writer') }),
        ...(helps.has(emergency) ? { emergency: emergency as 'life' | 'violence' } : {}),
      },
    ];
  });
}
