import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../kernel/language.ts';
import { citizenTexts } from '../../company/citizen-messages.ts';
import type { TransferTold } from '../../company/company-state.ts';

/** She is told who is to take over and what goes along, and may say no; above the conversation, covering nothing. */
export function CitizenTransfer({
  transfer,
  topic,
  language,
  prefix,
}: {
  readonly transfer: TransferTold | null;
  readonly topic: string | null;
  readonly language: Language;
  readonly prefix: string;
}) {
  const t = citizenTexts(language);
  const [answered, setAnswered] = useState(false);
  useEffect(() => setAnswered(false), [transfer === null]);
  const box = useRef<HTMLDivElement>(null);
  const answer = (answer: 'yes' | 'no') => {
    setAnswered(true);
    void fetch(`${prefix}/hjaelp/omstilling`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answer }),
    }).catch(() => setAnswered(false));
    // The pressed button goes: the message it belonged to stays and takes the focus.
    box.current?.focus();
  };
  const to =
    transfer === null
      ? ''
      : transfer.to === null
        ? t.somebody
        : transfer.toPerson
          ? transfer.to
          : t.somebodyAt(transfer.to);
  return (
    <div role="status">
      {transfer === null ? null : (
        <div ref={box} tabIndex={-1} class="call-transfer">
          <p>
            <strong>{t.transferTo(to, topic)}.</strong>
          </p>
          <p>{t.until(transfer.from)}</p>
          {transfer.line === '' ? null : <p>{t.line(transfer.from, transfer.line)}</p>}
          {transfer.agreed ? (
            <p>{t.agreed}</p>
          ) : answered ? null : (
            <div class="call-transfer-answers">
              <button type="button" class="button button-secondary" onClick={() => answer('no')}>
                {t.no(transfer.from)}
              </button>
              <button type="button" class="button button-primary" onClick={() => answer('yes')}>
                {t.yes}
              </button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
