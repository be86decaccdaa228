import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { containsCpr } from '../../../kernel/redact.ts';
import { companyTexts } from '../company/messages.ts';

/**
 * The employee's own notes beside the picture. They are in this page's memory and nowhere else: sent to nobody, kept in no
 * storage of the browser, and gone with the contact; so the browser asks before the page is left with something in them.
 */
export function DeskNotes({ language }: { readonly language: Language }) {
  const t = companyTexts(language).notes;
  const [notes, setNotes] = useState('');
  const [copied, setCopied] = useState<boolean | null>(null);
  const empty = notes.trim() === '';
  useEffect(() => {
    if (empty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [empty]);
  const copy = () =>
    navigator.clipboard.writeText(notes).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <details class="desk-more">
      <summary>{t.title}</summary>
      <label class="desk-field">
        <span class="sr-only">{t.title}</span>
        <textarea
          class="form-input"
          rows={4}
          value={notes}
          autocomplete="off"
          aria-describedby="noter-hjaelp"
          onInput={(event) => {
            setNotes(event.currentTarget.value);
            setCopied(null);
          }}
        />
      </label>
      <p id="noter-hjaelp" class="desk-quiet">
        {t.hint}
      </p>
      <div role="alert">{containsCpr(notes) ? <p class="desk-warning">{t.cpr}</p> : null}</div>
      {empty ? null : (
        <button type="button" class="button button-secondary" onClick={() => void copy()}>
          {t.copy}
        </button>
      )}
      <p role="status">{copied === null ? null : copied ? t.copied : t.notCopied}</p>
    </details>
  );
}
