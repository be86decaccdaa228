import type { ComponentChildren, VNode } from 'preact';
import { Details, Table, VisuallyHidden } from '../../../ui/index.ts';
import { type Bar, BarPlot } from './bar-plot.tsx';
import type { Wording } from './wording.ts';

/** One question the page answers: a sentence with the figure in it, which opens its plot, its table and its method. */
export function Reading(props: {
  readonly id: string;
  readonly words: Wording;
  readonly heading: string;
  readonly sentence: ComponentChildren;
  readonly plot?: { readonly title: string; readonly bars: readonly Bar[]; readonly most?: number };
  readonly table?: {
    readonly caption: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly (string | VNode)[])[];
  };
  readonly method: string;
  readonly children?: ComponentChildren;
}) {
  const { id, words, plot, table } = props;
  const { t } = words;
  const hides =
    plot?.bars.some(({ value }) => value === null) ||
    table?.rows.flat().some((cell) => typeof cell === 'string' && cell.includes(t.hidden));
  return (
    <section class="reading" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{props.heading}</h2>
      <p class="reading-sentence">{props.sentence}</p>
      {props.children}
      <Details summary={<ReadingSummary text={t.open} about={props.heading} />}>
        {plot && plot.bars.length > 0 ? (
          <BarPlot
            id={`${id}-plot`}
            title={plot.title}
            desc={plot.bars.map(({ label, text }) => `${label}: ${text}`).join('; ')}
            bars={plot.bars}
            {...(plot.most === undefined ? {} : { most: plot.most })}
          />
        ) : null}
        {table ? (
          <Table
            caption={table.caption}
            head={table.head}
            rows={table.rows}
            numeric={table.head.map((_, column) => column).slice(1)}
          />
        ) : null}
        <p>
          <strong>{t.method}.</strong> {props.method}
        </p>
        {hides ? <p>{words.hiddenWhy}</p> : null}
      </Details>
    </section>
  );
}

/** Seven summaries with the same words: each also says, to whoever hears it alone, what it is about. */
function ReadingSummary({ text, about }: { readonly text: string; readonly about: string }) {
  return (
    <>
      {text}
      <VisuallyHidden>: {about}</VisuallyHidden>
    </>
  );
}
