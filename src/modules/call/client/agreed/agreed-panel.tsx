import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { containsCpr } from '../../../../kernel/redact.ts';
import { Button } from '../../../../ui/index.ts';
import type { Role } from '../../protocol.ts';
import { may } from '../../roles.ts';
import type { Agreed } from './agreed.ts';
import { type Point, standOf } from './agreed-points.ts';
import { agreedTexts } from './messages.ts';
import { TakeAway } from './take-away.tsx';
import { usePoints } from './use-points.ts';

type Props = { readonly agreed: Agreed; readonly role: Role; readonly language: Language };

/** Written, read aloud, approved or objected to: what both will hold each other to. */
export function AgreedPanel({ agreed, role, language }: Props) {
  const t = agreedTexts(language);
  const id = useId();
  const points = usePoints(agreed);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const add = (event: Event) => {
    event.preventDefault();
    if (text.trim() === '') return;
    if (containsCpr(text)) return setWrong(true);
    agreed.write(null, text.trim());
    setText('');
    setWrong(false);
  };
  return (
    <section class="agreed" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{t.heading}</h2>
      <p class="soft">{may(role, 'agree') ? t.introHers : t.intro}</p>
      {points.length === 0 ? <p>{t.empty}</p> : null}
      <ol class="agreed-points" aria-live="polite">
        {points.map((point) => (
          <PointRow key={point.id} point={point} agreed={agreed} role={role} language={language} />
        ))}
      </ol>
      {may(role, 'propose-point') ? (
        <form onSubmit={add} class="agreed-add">
          <label for={`${id}-new`}>{t.add}</label>
          <textarea
            id={`${id}-new`}
            rows={2}
            maxLength={600}
            value={text}
            aria-invalid={wrong || undefined}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          {wrong ? (
            <p id={`${id}-wrong`} role="alert" class="form-error-message">
              {t.cpr}
            </p>
          ) : null}
          <Button variant="secondary">{t.put}</Button>
        </form>
      ) : null}
      {points.length === 0 ? null : <TakeAway points={points} language={language} />}
    </section>
  );
}

function PointRow({ point, agreed, role, language }: Props & { readonly point: Point }) {
  const t = agreedTexts(language);
  const id = useId();
  const [mode, setMode] = useState<'read' | 'change' | 'object'>('read');
  const [text, setText] = useState('');
  const stand = standOf(point);
  const answers = may(role, 'agree');
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const row = useRef<HTMLLIElement>(null);
  const begun = useRef(false);
  const close = () => {
    setMode('read');
    setWrong(false);
  };
  // Into the field when it opens, and back to the point when it closes: what was pressed is gone.
  useEffect(() => {
    if (mode !== 'read') field.current?.focus();
    else if (begun.current) row.current?.focus();
    begun.current = true;
  }, [mode]);
  if (mode !== 'read')
    return (
      <li>
        {mode === 'object' ? <p>{point.text}</p> : null}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (containsCpr(text)) return setWrong(true);
            if (mode === 'object') agreed.answer(point.id, 'no', text.trim());
            else agreed.write(point.id, text.trim());
            close();
          }}
        >
          <label for={`${id}-text`}>{mode === 'object' ? t.why : t.change}</label>
          <textarea
            id={`${id}-text`}
            rows={2}
            maxLength={600}
            value={text}
            ref={field}
            aria-invalid={wrong || undefined}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          {wrong ? (
            <p id={`${id}-wrong`} role="alert" class="form-error-message">
              {t.cpr}
            </p>
          ) : null}
          <div class="agreed-buttons">
            <Button variant="secondary">{mode === 'object' ? t.say : t.save}</Button>
            <button type="button" class="button button-quiet" onClick={close}>
              {t.cancel}
            </button>
          </div>
        </form>
      </li>
    );
  return (
    <li class={`agreed-point agreed-point--${stand}`} tabIndex={-1} ref={row}>
      <p>{point.text}</p>
      <p class="agreed-stand">
        <strong>{answers ? t.hers[stand] : t.stand[stand]}</strong>
        {stand === 'no' && point.answer?.why ? ` ${t.because(point.answer.why)}` : ''}
      </p>
      <div class="agreed-buttons">
        {answers && stand !== 'yes' ? (
          <Button type="button" variant="secondary" onClick={() => agreed.answer(point.id, 'yes', '')}>
            {t.yes}
          </Button>
        ) : null}
        {answers && stand !== 'no' ? (
          // As easy to press as the yes.
          <Button
            type="button"
            variant="secondary"
            onClick={() => {
              setText('');
              setMode('object');
            }}
          >
            {t.no}
          </Button>
        ) : null}
        {may(role, 'propose-point') ? (
          <>
            <button
              type="button"
              class="button button-quiet"
              onClick={() => {
                setText(point.text);
                setMode('change');
              }}
            >
              {t.change}
            </button>
            <button type="button" class="button button-quiet" onClick={() => agreed.write(point.id, '')}>
              {t.remove}
            </button>
          </>
        ) : null}
      </div>
    </li>
  );
}
