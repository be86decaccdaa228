import { useEffect, useState } from 'preact/hooks';
import { type Language, locale } from '../../../../kernel/language.ts';
import { type Point, standOf } from './agreed-points.ts';
import { agreedTexts } from './messages.ts';

/** The points as plain text, with how the citizen stands to each. */
export function asNote(points: readonly Point[], language: Language): string {
  const t = agreedTexts(language);
  const line = (point: Point, at: number) => {
    const why = standOf(point) === 'no' && point.answer?.why ? `. ${t.because(point.answer.why)}` : '';
    return `${at + 1}. ${point.text} (${t.stand[standOf(point)]}${why})`;
  };
  return [t.heading, '', ...points.map(line)].join('\n');
}

/** Read aloud, copied, fetched as a file: the only ways in which the points outlive the page. */
export function TakeAway({ points, language }: { readonly points: readonly Point[]; readonly language: Language }) {
  const t = agreedTexts(language);
  const [reading, setReading] = useState(false);
  const [copied, setCopied] = useState(false);
  const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
  useEffect(() => () => speech?.cancel(), []);
  const read = () => {
    if (!speech) return;
    speech.cancel();
    if (reading) return setReading(false);
    const words = new SpeechSynthesisUtterance(points.map((point, at) => `${at + 1}. ${point.text}.`).join(' '));
    words.lang = locale[language];
    words.onend = words.onerror = () => setReading(false);
    setReading(true);
    speech.speak(words);
  };
  const note = asNote(points, language);
  return (
    <div class="agreed-buttons">
      {speech ? (
        <button type="button" class="button button-quiet" onClick={read}>
          {reading ? t.stop : t.read}
        </button>
      ) : null}
      <button
        type="button"
        class="button button-quiet"
        onClick={() =>
          void navigator.clipboard?.writeText(note).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        {t.copy}
      </button>
      <a
        class="button button-quiet"
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(note)}`}
        download={t.fileName}
      >
        {t.file}
      </a>
      <span role="status">{copied ? t.copied : ''}</span>
    </div>
  );
}

/** When the conversation is over: what was agreed, as long as the page is open. */
export function AgreedAfter({
  points,
  language,
  meeting = false,
  hers = false,
}: {
  readonly points: readonly Point[];
  readonly language: Language;
  /** It was agreed on beforehand: what she approved comes on her own page. */
  readonly meeting?: boolean;
  /** On the page of whom the answers are. */
  readonly hers?: boolean;
}) {
  const t = agreedTexts(language);
  return (
    <section class="agreed" aria-labelledby="aftalt">
      <h2 id="aftalt">{t.heading}</h2>
      {meeting ? <p>{t.afterMeeting}</p> : null}
      <p>{t.after}</p>
      <ol class="agreed-points">
        {points.map((point) => (
          <li key={point.id}>
            <p>{point.text}</p>
            <p class="agreed-stand">{(hers ? t.hers : t.stand)[standOf(point)]}</p>
          </li>
        ))}
      </ol>
      <TakeAway points={points} language={language} />
    </section>
  );
}
