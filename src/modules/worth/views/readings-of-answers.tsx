import { Table } from '../../../ui/index.ts';
import { texts } from '../messages.ts';
import { answerShare } from '../readings.ts';
import { wilson } from '../statistics.ts';
import { Reading } from './reading.tsx';
import type { ReadingProps } from './readings-of-contacts.tsx';

/** What citizens said, denominators first: how many were asked, how many answered. */
export function Answered({ figures, words }: ReadingProps) {
  const { t } = words;
  const { offered, answered, questions } = figures.answers;
  const solved = answerShare(figures, 'solved', ['yes']);
  const sentence =
    offered !== null && answered !== null && solved
      ? t.answered.sentence(words.number(answered), words.number(offered), words.share(solved))
      : offered !== null
        ? t.answered.few(words.number(offered))
        : t.answered.none;
  const labels = texts(words.language).answer.answers;
  const named = questions.map(({ question, answers, ...rest }) => ({
    ...rest,
    question,
    answers: answers.map(({ answer, count }) => ({
      count,
      label: (labels[question] as Readonly<Record<string, string>>)[answer] ?? answer,
    })),
  }));
  const [first] = named;
  return (
    <Reading
      id="svar"
      words={words}
      heading={t.answered.heading}
      sentence={sentence}
      {...(first && first.answered !== null
        ? {
            plot: {
              title: t.questions.solved,
              most: first.answered,
              bars: first.answers.map(({ label, count }) => {
                const share =
                  count === null || first.answered === null ? null : { count, of: Math.max(count, first.answered) };
                const scaled = share && { low: wilson(share).low * share.of, high: wilson(share).high * share.of };
                return { label, value: count, text: words.figure(count), ...(scaled ? { interval: scaled } : {}) };
              }),
            },
          }
        : {})}
      table={{
        caption: t.answered.table,
        head: [t.answered.answer, t.count],
        rows: [
          [t.answered.offered, words.figure(offered)],
          [t.answered.answered, words.figure(answered)],
        ],
      }}
      method={`${t.answered.method} ${words.hiddenWhy}`}
    >
      {solved ? <p class="soft">{words.interval(solved)}</p> : null}
      {named
        .filter((one) => one.answered !== null)
        .map(({ question, answers }) => (
          <Table
            key={question}
            caption={t.questions[question]}
            head={[t.answered.answer, t.count]}
            numeric={[1]}
            rows={answers.map(({ label, count }) => [label, words.figure(count)])}
          />
        ))}
    </Reading>
  );
}
