import { useId, useState } from 'preact/hooks';
import { redactCpr } from '../../../../kernel/redact.ts';
import { limits } from '../../documents/limits.ts';
import type { DocumentTexts } from '../../documents/messages.ts';
import type { Kind } from '../../documents/sniff.ts';
import { BlackOut } from './black-out.tsx';
import { withoutAreas } from './page-image.ts';
import type { OpenedPage } from './pdf-pages.ts';
import { cleanText, type Proof } from './read-document-message.ts';
import type { Rectangle } from './rectangles.ts';
import type { NewDocument, TablePage } from './table-types.ts';
import { textWithout } from './text-pieces.ts';

export type Draft = {
  readonly pages: readonly OpenedPage[];
  readonly proof: Proof | null;
  readonly misnamed: Kind | null;
};

/** What a page is before it is sent. */
type Edit = { readonly areas: readonly Rectangle[]; readonly caption: string };
const untouched: Edit = { areas: [], caption: '' };

/** A document that only its owner sees yet: what the others must not see is taken out here. */
export function DraftView({
  draft,
  number,
  texts,
  onPut,
  onDrop,
}: {
  readonly draft: Draft;
  /** Which paper it is, for its name. */
  readonly number: number;
  readonly texts: DocumentTexts;
  readonly onPut: (document: NewDocument) => void;
  readonly onDrop: () => void;
}) {
  const id = useId();
  const words = texts.before;
  const [n, setPage] = useState(1);
  const [edits, setEdits] = useState<readonly Edit[]>(() => draft.pages.map(() => untouched));
  const [title, setTitle] = useState(words.titleDefault(number));
  const [maySave, setMaySave] = useState(false);
  const [working, setWorking] = useState(false);
  const page = draft.pages[n - 1];
  const edit = edits[n - 1] ?? untouched;
  if (!page) return null;
  const change = (changed: Partial<Edit>) =>
    setEdits(edits.map((one, index) => (index === n - 1 ? { ...one, ...changed } : one)));
  const text = textWithout(page.pieces, edit.areas);
  const name = cleanText(redactCpr(title), limits.titleLength, false) || words.titleDefault(number);

  async function put() {
    setWorking(true);
    const pages: TablePage[] = [];
    for (const [index, one] of draft.pages.entries()) {
      const { areas, caption } = edits[index] ?? untouched;
      const { bytes } = await withoutAreas(one, areas);
      pages.push({
        bytes,
        text: cleanText(textWithout(one.pieces, areas).slice(0, limits.textLength), limits.textLength, true) ?? '',
        caption: cleanText(redactCpr(caption), 500, false) ?? '',
      });
    }
    onPut({ title: name, pages, proof: draft.proof, maySave });
  }

  return (
    <section class="doc-draft" aria-labelledby={`${id}-heading`}>
      <h3 id={`${id}-heading`} tabIndex={-1} ref={(element) => focusOnce(element)}>
        {words.heading}
      </h3>
      <p>{words.onlyYou}</p>
      {draft.misnamed ? <p class="doc-note">{texts.misnamed(texts.is[draft.misnamed])}</p> : null}
      {draft.pages.length > 1 ? <PageTurner n={n} pages={draft.pages.length} texts={texts} onTurn={setPage} /> : null}
      <BlackOut
        key={n}
        bytes={page.bytes}
        label={texts.table.pictureOf(name, n, draft.pages.length)}
        areas={edit.areas}
        texts={texts}
        onChange={(areas) => change({ areas })}
      />
      {text === '' ? (
        <p class="doc-note">{words.noText}</p>
      ) : (
        <details class="doc-text">
          <summary>{words.text}</summary>
          <p>{text}</p>
        </details>
      )}
      <label for={`${id}-caption`}>{words.caption}</label>
      <input
        id={`${id}-caption`}
        class="doc-field"
        maxLength={500}
        value={edit.caption}
        autocomplete="off"
        onInput={(event) => change({ caption: event.currentTarget.value })}
      />
      <label for={`${id}-title`}>{words.title}</label>
      <p id={`${id}-title-hint`} class="doc-hint">
        {words.titleHint}
      </p>
      <input
        id={`${id}-title`}
        class="doc-field"
        maxLength={limits.titleLength}
        value={title}
        autocomplete="off"
        aria-describedby={`${id}-title-hint`}
        onInput={(event) => setTitle(event.currentTarget.value)}
      />
      <div class="doc-choice">
        <input
          type="checkbox"
          id={`${id}-save`}
          checked={maySave}
          onChange={(event) => setMaySave(event.currentTarget.checked)}
        />
        <label for={`${id}-save`}>{words.maySave}</label>
      </div>
      <div class="doc-row">
        <button type="button" class="button button-primary" disabled={working} onClick={() => void put()}>
          {words.put}
        </button>
        <button type="button" class="button button-secondary" disabled={working} onClick={onDrop}>
          {words.drop}
        </button>
      </div>
      <p role="status">{working ? words.preparing : ''}</p>
    </section>
  );
}

const focused = new WeakSet<Element>();
/** What has taken the place of what was pressed is where one goes on. */
export function focusOnce(element: HTMLElement | null): void {
  if (!element || focused.has(element)) return;
  focused.add(element);
  element.focus();
}

export function PageTurner({
  n,
  pages,
  texts,
  onTurn,
}: {
  readonly n: number;
  readonly pages: number;
  readonly texts: DocumentTexts;
  readonly onTurn: (n: number) => void;
}) {
  // Not switched off at the ends: a button that goes out under the finger takes the focus with it.
  return (
    <div class="doc-turn">
      <button
        type="button"
        class="button button-secondary"
        aria-disabled={n <= 1}
        onClick={() => (n > 1 ? onTurn(n - 1) : undefined)}
      >
        {texts.table.previous}
      </button>
      <span class="doc-turn-now">{texts.table.page(n, pages)}</span>
      <button
        type="button"
        class="button button-secondary"
        aria-disabled={n >= pages}
        onClick={() => (n < pages ? onTurn(n + 1) : undefined)}
      >
        {texts.table.next}
      </button>
    </div>
  );
}
