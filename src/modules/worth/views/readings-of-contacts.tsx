import { byDanishOrder } from '../../../kernel/index.ts';
import { contactNames, noTask, type PublishedFigures, screenChannels } from '../../contact/index.ts';
import { shortWaitShare, solvedShare } from '../readings.ts';
import type { Bar } from './bar-plot.tsx';
import { Reading } from './reading.tsx';
import type { Wording } from './wording.ts';

export type ReadingProps = { readonly figures: PublishedFigures; readonly words: Wording };

export function Came({ figures, words }: ReadingProps) {
  const { t } = words;
  const names = contactNames(words.language).kind;
  const bars = figures.kinds.map(({ kind, count }) => bar(words, names[kind], count));
  return (
    <Reading
      id="kom"
      words={words}
      heading={t.came.heading}
      sentence={t.came.sentence(words.figure(figures.total))}
      plot={{ title: t.came.kinds, bars }}
      table={{
        caption: t.came.kinds,
        head: [t.came.kind, t.count],
        rows: bars.map(({ label, text }) => [label, text]),
      }}
      method={t.came.method}
    />
  );
}

export function Door({ figures, words }: ReadingProps) {
  const { t } = words;
  const names = contactNames(words.language).channel;
  // The doors of this program always; another when it has a figure to show.
  const bars = figures.channels
    .filter(({ channel, count }) => count !== null || screenChannels.some((one) => one === channel))
    .map(({ channel, count }) => bar(words, names[channel], count));
  const most = largest(bars);
  return (
    <Reading
      id="vej"
      words={words}
      heading={t.door.heading}
      sentence={most ? t.door.sentence(most.label.toLowerCase(), most.text) : t.door.none}
      plot={{ title: t.door.table, bars }}
      table={{
        caption: t.door.table,
        head: [t.door.column, t.count],
        rows: bars.map(({ label, text }) => [label, text]),
      }}
      method={t.door.method}
    />
  );
}

export function Solved({ figures, words }: ReadingProps) {
  const { t } = words;
  const names = contactNames(words.language).outcome;
  const bars = figures.outcomes.map(({ outcome, count }) => bar(words, names[outcome], count));
  const share = solvedShare(figures);
  return (
    <Reading
      id="loest"
      words={words}
      heading={t.solved.heading}
      sentence={share ? t.solved.sentence(words.share(share)) : t.solved.none}
      plot={{ title: t.solved.table, bars }}
      table={{
        caption: t.solved.table,
        head: [t.solved.column, t.count],
        rows: bars.map(({ label, text }) => [label, text]),
      }}
      method={t.solved.method}
    >
      {share ? <p class="soft">{words.interval(share)}</p> : null}
    </Reading>
  );
}

export function Waited({ figures, words }: ReadingProps) {
  const { t } = words;
  const bars = figures.waits.map(({ from, to, count }) => bar(words, t.waited.range(from, to), count));
  const share = shortWaitShare(figures);
  return (
    <Reading
      id="ventede"
      words={words}
      heading={t.waited.heading}
      sentence={share ? t.waited.sentence(words.share(share)) : t.waited.none}
      plot={{ title: t.waited.table, bars }}
      table={{
        caption: t.waited.table,
        head: [t.waited.column, t.count],
        rows: bars.map(({ label, text }) => [label, text]),
      }}
      method={t.waited.method}
    />
  );
}

/** More bars than one reads at a glance are left to the table. */
const mostBars = 8;

export function StuckAt({
  figures,
  words,
  taskNames,
}: ReadingProps & { readonly taskNames: ReadonlyMap<string, string> }) {
  const { t } = words;
  const names = contactNames(words.language);
  const nameOf = (task: string) => taskNames.get(task) ?? task;
  const bySize = [...figures.tasks].sort((a, b) => b.count - a.count || byDanishOrder(nameOf)(a.task, b.task));
  const first = bySize.find(({ task }) => task !== noTask);
  const shown = figures.outcomes.map(({ outcome }) => outcome);
  const rows = [...figures.tasks]
    .sort((a, b) => byDanishOrder(nameOf)(a.task, b.task))
    .map(({ task, count, outcomes }) => [
      nameOf(task),
      words.number(count),
      ...outcomes.map((one) => words.figure(one.count, figures.steps.crossing)),
    ]);
  return (
    <Reading
      id="fast"
      words={words}
      heading={t.stuck.heading}
      sentence={first ? t.stuck.sentence(nameOf(first.task), words.number(first.count)) : t.stuck.none}
      plot={{
        title: t.stuck.plot,
        bars: bySize.slice(0, mostBars).map(({ task, count }) => bar(words, nameOf(task), count)),
      }}
      {...(rows.length > 0
        ? {
            table: {
              caption: t.stuck.table,
              head: [t.stuck.column, t.stuck.all, ...shown.map((outcome) => names.outcome[outcome])],
              rows,
            },
          }
        : {})}
      method={t.stuck.method}
    />
  );
}

const bar = (words: Wording, label: string, value: number | null): Bar => ({ label, value, text: words.figure(value) });
const largest = (bars: readonly Bar[]): Bar | null =>
  bars.reduce<Bar | null>((most, one) => (one.value !== null && one.value > (most?.value ?? 0) ? one : most), null);
