import type { Language } from '../../../kernel/index.ts';
import { pathIn } from '../../../platform/index.ts';
import { Table } from '../../../ui/index.ts';
import { texts } from './messages.ts';
import type { VisitFigures } from './visit-figures.ts';

/** Two years of blocks; older ones stay in the counters. */
const shownBlocks = 26;

/** What is counted and how, what the rule does not see, and the figures: for whoever asks, without a login. */
export function CountingPage({
  language,
  base,
  figures,
}: {
  readonly language: Language;
  readonly base: string;
  readonly figures: readonly VisitFigures[];
}) {
  const t = texts(language);
  const lists = [
    [t.howHeading, t.how],
    [t.leftOutHeading, t.leftOut],
    [t.errorHeading, t.error],
  ] as const;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <h2>{t.ruleHeading}</h2>
      <p>{t.rule}</p>
      <h2>{t.figuresHeading}</h2>
      <p>{t.figures}</p>
      {figures.slice(0, shownBlocks).map((block, index) => (
        <VisitTable key={`${block.year} ${block.firstWeek}`} language={language} block={block} running={index === 0} />
      ))}
      {lists.map(([heading, lines]) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a class="way" href={pathIn(language, base)}>
          {t.back}
        </a>
      </p>
    </>
  );
}

/** One block's uses by entrance. */
export function VisitTable({
  language,
  block,
  running,
}: {
  readonly language: Language;
  readonly block: VisitFigures;
  readonly running: boolean;
}) {
  const t = texts(language);
  const caption = (running ? t.running : t.period)(block.firstWeek, block.lastWeek, block.year);
  if (block.entrances.length === 0)
    return (
      <p>
        <strong>{caption}</strong>
        {`: ${t.nothing}`}
      </p>
    );
  return (
    <Table
      caption={caption}
      head={[t.columns.entrance, t.columns.count]}
      numeric={[1]}
      rows={[
        ...block.entrances.map(({ entrance, name, count }) => [
          entranceName(entrance, name, language),
          count.toLocaleString(language === 'da' ? 'da-DK' : 'en-GB'),
        ]),
        [
          <strong key="total">{t.total}</strong>,
          <strong key="sum">{block.total.toLocaleString(language === 'da' ? 'da-DK' : 'en-GB')}</strong>,
        ],
      ]}
    />
  );
}

/** What an entrance is called: by its editor, or by us. */
export const entranceName = (entrance: string, name: string | null, language: Language): string =>
  name ?? texts(language).entrances[entrance] ?? texts(language).gone(entrance);
