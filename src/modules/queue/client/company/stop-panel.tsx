import { useState } from 'preact/hooks';
import type { CallState } from '../../../call/client/call-types.ts';
import { callTexts } from '../../../call/client/index.ts';
import { type StopReason, stopReasons } from '../../company/limits.ts';
import { companyTexts } from '../../company/messages.ts';
import type { CompanyProps } from './company-props.ts';

/** Ends it for one person, for a reason from a short list. */
export function StopPanel({ language, act, say, call }: CompanyProps & { readonly call: CallState | null }) {
  const t = companyTexts(language).stop;
  const [reason, setReason] = useState<StopReason>('threats');
  const [who, setWho] = useState<number | null>(null);
  const guests = (call?.people ?? []).filter((one) => !['citizen', 'employee', 'colleague'].includes(one.role));
  const chosen = guests.some((one) => one.who === who) ? who : null;
  const stop = async () => {
    if ((await act('stop', { reason, who: chosen })) === null && chosen === null) say(t.stopped);
  };
  return (
    <>
      <p id="stop-hjaelp" class="desk-quiet">
        {t.hint}
      </p>
      {guests.length === 0 ? null : (
        <label class="desk-field">
          <span>{t.who}</span>
          <select
            class="form-select"
            value={chosen ?? ''}
            onChange={(event) => setWho(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
          >
            <option value="">{t.citizen}</option>
            {guests.map((one) => (
              <option key={one.who} value={one.who}>
                {one.name ?? callTexts(language).role[one.role]}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="desk-field">
        <span>{t.reason}</span>
        <select
          class="form-select"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value as StopReason)}
        >
          {stopReasons.map((one) => (
            <option key={one} value={one}>
              {t.reasons[one]}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="button button-warning" aria-describedby="stop-hjaelp" onClick={() => void stop()}>
        {t.press}
      </button>
    </>
  );
}
