import { useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { deskTexts } from '../desk/messages.ts';

/** Gives the step to the citizen: a link to say, copy or open, and the sheet for print. */
export function SendStep(props: {
  readonly municipality: string;
  readonly service: string;
  readonly step: string | null;
  readonly language: Language;
}) {
  const { municipality, service, step, language } = props;
  const t = deskTexts(language);
  const [said, setSaid] = useState('');
  const prefix = language === 'da' ? '' : `/${language}`;
  const page = `/${municipality}${prefix}/${service}`;
  const url = `${window.location.origin}${page}${step === null ? '' : `#trin-${step}`}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setSaid(t.copied);
    } catch {
      setSaid(t.notCopied);
      document.querySelector<HTMLInputElement>('#trin-link')?.select();
    }
  };
  return (
    <section class="console-panel" aria-labelledby="send-trinnet">
      <h3 id="send-trinnet" tabIndex={-1}>
        {t.sendTitle}
      </h3>
      <label>
        <span>{t.sendLink}</span>
        <input id="trin-link" readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <p class="console-buttons">
        <button type="button" class="button button-secondary" onClick={() => void copy()}>
          {t.copy}
        </button>
        <a href={`${page}/ark`} target="_blank" rel="noreferrer">
          {t.sheet}
        </a>
        <a href={url} target="_blank" rel="noreferrer">
          {t.page}
        </a>
      </p>
      <p role="status">{said}</p>
    </section>
  );
}
