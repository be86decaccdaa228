import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { deskTexts } from '../desk/messages.ts';
import type { ConsoleApi, LinkToSend } from './console-api.ts';
import { randomUuid } from './random-key.ts';

const isMail = (written: string): boolean => written.includes('@');

/** Gives the step to the citizen: as a message, as a sheet, as a link to copy, or read aloud. The number is not kept. */
export function SendStep(props: {
  readonly api: ConsoleApi;
  readonly municipality: string;
  readonly service: string;
  readonly step: string | null;
  readonly language: Language;
}) {
  const { api, municipality, service, step, language } = props;
  const t = deskTexts(language);
  const [said, setSaid] = useState('');
  const [wrong, setWrong] = useState('');
  const [link, setLink] = useState<LinkToSend | null>(null);
  const [busy, setBusy] = useState(false);
  const to = useRef<HTMLInputElement>(null);
  /** The message's own: pressed twice, it goes out once. */
  const key = useRef(randomUuid());
  const prefix = language === 'da' ? '' : `/${language}`;
  const page = `/${municipality}${prefix}/${service}`;
  const url = link?.address ?? `${window.location.origin}${page}${step === null ? '' : `#trin-${step}`}`;

  useEffect(() => {
    let current = true;
    key.current = randomUuid();
    void api.linkToSend(service, step).then((found) => current && setLink(found));
    return () => {
      current = false;
    };
  }, [service, step]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setSaid(t.copied);
    } catch {
      setSaid(t.notCopied);
      document.querySelector<HTMLInputElement>('#trin-link')?.select();
    }
  };
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const written = to.current?.value.trim() ?? '';
    if (written === '' || busy) return to.current?.focus();
    setBusy(true);
    const way = isMail(written) ? 'mail' : 'sms';
    const told = await api.send({ slug: service, step, way, to: written, key: key.current, language });
    setBusy(false);
    setWrong(told.ok ? '' : told.text);
    setSaid(told.ok ? told.text : '');
    if (!told.ok) return to.current?.focus();
    key.current = randomUuid();
    if (to.current) to.current.value = '';
  };
  return (
    <section class="console-panel" aria-labelledby="send-trinnet">
      <h3 id="send-trinnet" tabIndex={-1}>
        {t.sendTitle}
      </h3>
      {link && link.ways.length > 0 ? (
        <form onSubmit={(event) => void send(event)}>
          <label>
            <span>{t.sendTo}</span>
            <small id="send-til-hjaelp">{t.sendToHint}</small>
            <input
              ref={to}
              id="send-til"
              type="text"
              inputMode="email"
              autocomplete="off"
              aria-describedby="send-til-hjaelp send-til-fejl"
              aria-invalid={wrong !== '' || undefined}
            />
          </label>
          <p id="send-til-fejl" role="alert">
            {wrong}
          </p>
          <button type="submit" class="button button-primary" aria-busy={busy}>
            {t.sendNow}
          </button>
        </form>
      ) : null}
      {link?.off ? <p class="desk-warning">{link.off}</p> : null}
      <p role="status">{said}</p>
      <label>
        <span>{t.sendLink}</span>
        <input id="trin-link" type="text" readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
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
    </section>
  );
}
