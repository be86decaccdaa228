import { useEffect, useRef, useState } from 'preact/hooks';
import type { DocumentTexts } from '../../documents/messages.ts';
import type { Who } from '../../protocol.ts';
import { focusOnce } from './draft-view.tsx';
import type { TableDocument } from './table-types.ts';

/** What lies on the table, who put it there, and whether it was checked. */
export function TableList({
  documents,
  shown,
  me,
  mayRemoveAll,
  names,
  texts,
  onOpen,
  onRemove,
}: {
  readonly documents: readonly TableDocument[];
  readonly shown: string | null;
  readonly me: Who;
  readonly mayRemoveAll: boolean;
  readonly names: (who: Who) => string;
  readonly texts: DocumentTexts;
  readonly onOpen: (id: string) => void;
  readonly onRemove: (id: string) => void;
}) {
  const words = texts.table;
  const [sure, setSure] = useState<string | null>(null);
  // Whoever changed her mind is back at what she pressed.
  const kept = useRef<string | null>(null);
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  useEffect(() => {
    if (kept.current !== null) buttons.current.get(kept.current)?.focus();
    kept.current = null;
  }, [sure]);
  if (documents.length === 0) return <p>{texts.empty}</p>;
  return (
    <div class="doc-list">
      <h3>{words.list}</h3>
      <ul>
        {documents.map(({ id, title, owner, pages, proof, confirmed }) => (
          <li key={id}>
            <button
              type="button"
              class="doc-open"
              aria-current={id === shown ? 'true' : undefined}
              aria-label={words.open(title)}
              onClick={() => onOpen(id)}
            >
              {title}
            </button>
            <span class="doc-about">
              {owner === me ? words.fromMe : words.from(names(owner))} · {words.pages(pages)}
              {proof && confirmed !== null ? ` · ${confirmed ? words.checked : words.unproved}` : ''}
            </span>
            {owner !== me && !mayRemoveAll ? null : sure === id ? (
              <span class="doc-row">
                <button
                  type="button"
                  class="button button-secondary"
                  ref={focusOnce}
                  onClick={() => {
                    setSure(null);
                    onRemove(id);
                  }}
                >
                  {words.removeSure}
                </button>
                <button
                  type="button"
                  class="button button-secondary"
                  onClick={() => {
                    kept.current = id;
                    setSure(null);
                  }}
                >
                  {texts.cancel}
                </button>
              </span>
            ) : (
              <button
                type="button"
                class="button button-secondary"
                aria-label={`${words.remove}: ${title}`}
                ref={(element) => {
                  if (element) buttons.current.set(id, element);
                  else buttons.current.delete(id);
                }}
                onClick={() => setSure(id)}
              >
                {words.remove}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
