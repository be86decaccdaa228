import type { Block } from '../../contact/index.ts';
import type { Changes } from '../readings.ts';
import { type Comparison, shareOf, wilson } from '../statistics.ts';
import { Reading } from './reading.tsx';
import type { Wording } from './wording.ts';

/** What changed since the period before: effect and interval first, and only the four things that may be said. */
export function Changed({
  changes,
  before,
  words,
}: {
  readonly changes: Changes;
  readonly before: Block;
  readonly words: Wording;
}) {
  const { t } = words;
  const measures: { readonly name: string; readonly comparison: Comparison }[] = [
    ...(changes.solved ? [{ name: t.changed.solved, comparison: changes.solved }] : []),
    ...(changes.shortWait ? [{ name: t.changed.shortWait, comparison: changes.shortWait }] : []),
  ];
  const verdict = ({ verdict, detectable }: Comparison) =>
    verdict === 'too-little-data'
      ? `${t.changed.verdict[verdict]} (${t.changed.couldHave(words.pointsWide(detectable))})`
      : t.changed.verdict[verdict];
  const share = (one: Comparison['before']) => words.percent(shareOf(one));
  return (
    <Reading
      id="aendret"
      words={words}
      heading={t.changed.heading}
      sentence={
        measures.length === 0
          ? t.changed.none
          : measures
              .map(({ name, comparison }) =>
                t.changed.sentence(name, share(comparison.before), share(comparison.after), verdict(comparison)),
              )
              .join(' ')
      }
      plot={{
        title: t.changed.table,
        most: 1,
        bars: measures.flatMap(({ name, comparison }) => [
          {
            label: `${name}, ${t.changed.before.toLowerCase()}`,
            value: shareOf(comparison.before),
            text: share(comparison.before),
            interval: wilson(comparison.before),
          },
          {
            label: `${name}, ${t.changed.after.toLowerCase()}`,
            value: shareOf(comparison.after),
            text: share(comparison.after),
            interval: wilson(comparison.after),
          },
        ]),
      }}
      {...(measures.length === 0
        ? {}
        : {
            table: {
              caption: `${t.changed.table} (${words.period(before)})`,
              head: [t.changed.measure, t.changed.before, t.changed.after, t.changed.difference],
              rows: measures.map(({ name, comparison }) => [
                name,
                words.share(comparison.before),
                words.share(comparison.after),
                `${words.points(comparison.interval.difference)} (${words.points(comparison.interval.low)} … ${words.points(comparison.interval.high)})`,
              ]),
            },
          })}
      method={t.changed.method}
    />
  );
}
