import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DocumentTexts } from '../../documents/messages.ts';
import type { Who } from '../../protocol.ts';
import { PointerPad } from '../pointer/pointer-pad.tsx';
import { PageTurner } from './draft-view.tsx';
import { PagePicture, percent } from './page-picture.tsx';
import type { DocumentTable, Pointer, TableDocument } from './table-types.ts';

const zooms = [1, 1.5, 2, 3, 4] as const;
/** No more often than the eye sees a difference. */
const pointEveryMs = 60;
/** A pointer that rests so long is worth telling to who does not see it. */
const restsMs = 900;

/** One page of one document, as large as one wants it, with the others' pointers and its text. */
export function PageViewer({
  document,
  n,
  table,
  pointers,
  following,
  mayPoint,
  me,
  names,
  texts,
}: {
  readonly document: TableDocument;
  readonly n: number;
  readonly table: DocumentTable;
  readonly pointers: readonly Pointer[];
  readonly following: boolean;
  readonly mayPoint: boolean;
  readonly me: Who;
  readonly names: (who: Who) => string;
  readonly texts: DocumentTexts;
}) {
  const id = useId();
  const words = texts.table;
  const [zoom, setZoom] = useState<number>(1);
  const [pointing, setPointing] = useState(false);
  const [damaged, setDamaged] = useState<Uint8Array | null>(null);
  const pointedAt = useRef(0);
  const page = document.contents[n - 1] ?? null;
  const here = pointers.filter((one) => one.id === document.id && one.n === n && one.who !== me);
  const spoken = useRested(
    here.map(({ who, x, y }) => words.pointsAt(names(who), Math.round(x * 100), Math.round(y * 100))).join('. '),
  );
  const label = words.pictureOf(document.title, n, document.pages);
  const step = (by: number) => {
    const at = zooms.indexOf(zoom as (typeof zooms)[number]) + by;
    setZoom(zooms[Math.min(zooms.length - 1, Math.max(0, at))] ?? 1);
  };
  const point = (at: { x: number; y: number }, now: boolean) => {
    if (!now && Date.now() - pointedAt.current < pointEveryMs) return;
    pointedAt.current = Date.now();
    table.point(at);
  };

  return (
    <section class="doc-viewer" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{document.title}</h3>
      <PageTurner n={n} pages={document.pages} texts={texts} onTurn={(to) => table.show(document.id, to)} />
      <div class="doc-row">
        <label class="doc-choice" title={words.followHint}>
          <input type="checkbox" checked={following} onChange={(event) => table.follow(event.currentTarget.checked)} />
          {words.follow}
        </label>
        <span class="doc-hint">{following ? words.followHint : words.alone}</span>
      </div>
      <div class="doc-row">
        <button type="button" class="button button-secondary" aria-disabled={zoom === 1} onClick={() => step(-1)}>
          {words.smaller}
        </button>
        <span role="status">{words.zoom(Math.round(zoom * 100))}</span>
        <button type="button" class="button button-secondary" aria-disabled={zoom === 4} onClick={() => step(1)}>
          {words.larger}
        </button>
        {mayPoint ? (
          <button
            type="button"
            class="button button-secondary"
            aria-pressed={pointing}
            onClick={() => {
              if (pointing) table.point(null);
              setPointing(!pointing);
            }}
          >
            {words.point}
          </button>
        ) : null}
        {page && (document.owner === me || document.maySave) ? (
          <button
            type="button"
            class="button button-secondary"
            onClick={() => save(page.bytes, `${document.title} ${n}.jpg`)}
          >
            {words.save}
          </button>
        ) : null}
      </div>
      {pointing ? <p class="doc-hint">{words.pointHint}</p> : null}
      {page === null ? (
        <p role="status">{words.coming}</p>
      ) : damaged === page.bytes ? (
        <p role="alert">{words.damaged}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard (WCAG 2.1.1).
        <section class="doc-scroll" aria-label={words.scroll} tabIndex={0}>
          <div class="doc-page" style={{ width: percent(zoom) }}>
            <PagePicture
              bytes={page.bytes}
              label={page.caption === '' ? label : `${label}: ${page.caption}`}
              onFailed={() => setDamaged(page.bytes)}
            />
            {pointing ? (
              <PointerPad
                label={`${words.point}: ${label}`}
                focused
                onMove={(at) => point(at, false)}
                onMark={(at) => point(at, true)}
                onLeave={() => table.point(null)}
              />
            ) : null}
            {here.map(({ who, x, y }) => (
              <div key={who} class="doc-pointer" style={{ left: percent(x), top: percent(y) }} aria-hidden="true">
                <span>{words.points(names(who))}</span>
              </div>
            ))}
          </div>
        </section>
      )}
      {page && page.caption !== '' ? <p>{page.caption}</p> : null}
      {page ? (
        page.text === '' ? (
          <p class="doc-hint">{words.noText}</p>
        ) : (
          <details class="doc-text">
            <summary>{words.text}</summary>
            <p>{page.text}</p>
          </details>
        )
      ) : null}
      <p class="sr-only" role="status">
        {spoken}
      </p>
    </section>
  );
}

/** The text once it has stayed the same for a while: a moving pointer would talk without end. */
function useRested(text: string): string {
  const [rested, setRested] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restsMs);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

/** By the browser's own saving; the address is of this page's memory and gone at once. */
function save(bytes: Uint8Array, name: string): void {
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }));
  const link = globalThis.document.createElement('a');
  link.href = address;
  link.download = name.replace(/[^\p{L}\p{N} ._-]/gu, '');
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
