import { Fragment, type VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { TextLine } from '../call-types.ts';
import { lostMark } from './plain-text.ts';
import { type Writer, wordsFor } from './writer.ts';

type LineProps = {
  readonly line: TextLine;
  readonly writer: Writer;
  readonly chosen: boolean;
  readonly lost: string;
};

/** Sent and received are told apart by the writer's name, by place and by edge, never by colour alone. */
function Line({ line, writer, chosen, lost }: LineProps) {
  const id = `line-${line.id}`;
  return (
    <li
      class={`call-written call-written--${line.from === 'me' ? 'me' : 'other'}`}
      // Arrow keys bring the focus here; it is no stop for Tab.
      tabIndex={-1}
      data-line={line.id}
      data-chosen={chosen ? '' : undefined}
      aria-labelledby={`${id}-who ${id}-text`}
    >
      <WhoWrites id={`${id}-who`} writer={writer} />
      <Words id={`${id}-text`} text={line.text} lost={lost} />
    </li>
  );
}

/** `Tolk Ole: `, the name in its own direction of writing. */
export function WhoWrites({ id, writer, label }: { id?: string; writer: Writer; label?: string }) {
  return (
    <span id={id} class="call-writer">
      {label === undefined ? (
        <>
          {writer.role === null ? null : `${writer.role} `}
          <strong>
            <bdi>{writer.name}</bdi>
          </strong>
        </>
      ) : (
        label
      )}
      {': '}
    </span>
  );
}

/** A text in its own direction of writing. What was lost on the way is shown as lost. */
export function Words({ id, text, lost }: { id?: string; text: string; lost: string }) {
  if (!text.includes(lostMark)) return <bdi id={id}>{text}</bdi>;
  const [first, ...rest] = text.split(new RegExp(`${lostMark}+`, 'u'));
  return (
    <bdi id={id}>
      {first}
      {rest.map((part, at) => (
        <span key={at}>
          <em class="call-lost">[{lost}]</em>
          {part}
        </span>
      ))}
    </bdi>
  );
}

type Props = {
  readonly lines: readonly TextLine[];
  readonly writer: (from: TextLine['from']) => Writer;
  /** Changes when a writer is called something else. */
  readonly names: string;
  readonly chosen: string | null;
  readonly lost: string;
};

/** Lines that are drawn, and compared, as one. */
const blockLines = 100;
type Block = { readonly lines: readonly TextLine[]; readonly chosen: boolean; readonly drawn: VNode };

/** The finished lines. Of five thousand, a new one draws its block, and a letter that somebody writes draws none. */
export function WrittenLines({ lines, writer, names, chosen, lost }: Props) {
  const drawn = useMemo((): { blocks: readonly Block[] } => ({ blocks: [] }), [names, lost]);
  const list = useMemo(() => {
    const blocks: Block[] = [];
    for (let at = 0; at < lines.length; at += blockLines) {
      const some = lines.slice(at, at + blockLines);
      const old = drawn.blocks[blocks.length];
      const has = some.some(({ id }) => id === chosen);
      if (old !== undefined && !old.chosen && !has && sameLines(old.lines, some)) blocks.push(old);
      else {
        const children = some.map((line) => (
          <Line key={line.id} line={line} writer={writer(line.from)} chosen={line.id === chosen} lost={lost} />
        ));
        blocks.push({ lines: some, chosen: has, drawn: <Fragment key={at}>{children}</Fragment> });
      }
    }
    drawn.blocks = blocks;
    return blocks.map((block) => block.drawn);
  }, [lines, chosen, drawn]);
  return <ol class="call-written-list">{list}</ol>;
}

const sameLines = (some: readonly TextLine[], others: readonly TextLine[]): boolean =>
  some.length === others.length && some.every(({ id }, at) => id === others[at]?.id);

/** The line as it is spoken. */
export const spokenWords = (line: TextLine, writer: Writer, lost: string): string =>
  `${wordsFor(writer)}: ${line.text.replaceAll(lostMark, ` [${lost}] `)}`;
