import { useState } from 'preact/hooks';
import { wallClock } from '../../../../kernel/copenhagen.ts';
import type { Language } from '../../../../kernel/language.ts';
import { texts } from '../../guests/messages.ts';
import type { GuestApi, MadeLink, SendWay } from './guest-api.ts';

/** A link that has just been made, in every form in which it can be handed over. Shown here once and kept nowhere. */
export function GuestLinkShown({
  made,
  api,
  language,
}: {
  readonly made: MadeLink;
  /** Null where our server sends nothing on. */
  readonly api: GuestApi | null;
  readonly language: Language;
}) {
  const t = texts(language).host;
  const [said, setSaid] = useState('');
  const [address = ''] = made.url.split('#');

  const copy = async () => {
    await navigator.clipboard.writeText(made.url).then(
      () => setSaid(t.copied),
      () => setSaid(t.failed),
    );
  };
  return (
    <div class="guest-made">
      <p>{t.until(wallClock(new Date(made.link.expiresAt)).time)}</p>
      <div class="guest-hand">
        <figure>
          <svg
            class="guest-qr"
            viewBox={`0 0 ${made.qr.size} ${made.qr.size}`}
            role="img"
            aria-label={t.scan}
            shape-rendering="crispEdges"
          >
            <rect width={made.qr.size} height={made.qr.size} fill="#fff" />
            <path d={made.qr.path} fill="#000" />
          </svg>
          <figcaption>{t.scan}</figcaption>
        </figure>
        <div>
          <p>
            <button type="button" class="button button-secondary" onClick={() => void copy()}>
              {t.copy}
            </button>
          </p>
          <p>
            {t.read}:<br />
            <code class="guest-code">{made.code}</code>
            <br />
            {t.typedAt(address.replace(/^https?:\/\//, ''))}
          </p>
        </div>
      </div>
      {api === null || made.ways.length === 0 ? null : <SendLink made={made} api={api} language={language} />}
      <p role="status">{said}</p>
    </div>
  );
}

function SendLink({
  made,
  api,
  language,
}: {
  readonly made: MadeLink;
  readonly api: GuestApi;
  readonly language: Language;
}) {
  const t = texts(language).host;
  const [said, setSaid] = useState('');
  const [way, setWay] = useState<SendWay>(made.ways[0] ?? 'sms');
  const [to, setTo] = useState('');
  // The same message pressed twice goes out once.
  const [key] = useState(() => crypto.randomUUID());
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const answer = await api.send({ code: made.code, way, to, key });
    setSaid(answer.ok ? answer.value.text : answer.words);
    if (answer.ok) setTo('');
  };
  return (
    <>
      <form class="guest-send" onSubmit={(event) => void send(event)}>
        <h3>{t.send.heading}</h3>
        {made.ways.length === 1 ? null : (
          <div class="guest-acts">
            {made.ways.map((one) => (
              <label key={one}>
                <input type="radio" name="vej" checked={way === one} onChange={() => setWay(one)} /> {t.send[one]}
              </label>
            ))}
          </div>
        )}
        <label>
          {way === 'sms' ? t.send.number : t.send.address}
          <input
            class="form-input"
            type="text"
            inputMode={way === 'sms' ? 'tel' : 'email'}
            autocomplete="off"
            maxLength={254}
            value={to}
            aria-describedby="gaest-glemt"
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </label>
        <p id="gaest-glemt" class="soft">
          {t.send.forgotten}
        </p>
        <button type="submit" class="button button-secondary">
          {t.send.submit}
        </button>
      </form>
      <p role="status">{said}</p>
    </>
  );
}
