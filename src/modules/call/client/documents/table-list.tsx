import { useState } from 'preact/hooks';
import type { DocumentTexts } from '../../documents/messages.ts';
import type { Who } from '../../protocol.ts';
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
                  ref={(element) => element?.focus()}
                  onClick={() => {
                    setSure(null);
                    onRemove(id);
                  }}
                >
                  {words.removeSure}
                </button>
                <button type="button" class="button button-secondary" onClick={() => setSure(null)}>
                  {texts.cancel}
                </button>
              </span>
            ) : (
              <button
                type="button"
                class="button button-secondary"
                aria-label={`${words.remove}: ${title}`}
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
