import { useState } from 'preact/hooks';
import type { CallState } from '../../../call/client/call-types.ts';
import { namesOf } from '../../../call/client/index.ts';
import { type StopReason, stopReasons } from '../../company/limits.ts';
import { companyTexts } from '../../company/messages.ts';
import type { CompanyProps } from './company-props.ts';

/** Ends it for one person, for a reason from a short list. `guestsOnly`: nobody's conversation is all of it. */
export function StopPanel({
  language,
  act,
  say,
  call,
  guestsOnly,
}: CompanyProps & { readonly call: CallState | null; readonly guestsOnly: boolean }) {
  const t = companyTexts(language).stop;
  const [reason, setReason] = useState<StopReason>('threats');
  const [who, setWho] = useState<number | null>(null);
  const guests = (call?.people ?? []).filter((one) => !['citizen', 'employee', 'colleague'].includes(one.role));
  const chosen = guests.some((one) => one.who === who) ? who : null;
  const names = namesOf(guests, language);
  const stop = async () => {
    if (guestsOnly && chosen === null) return say(t.choose);
    if ((await act('stop', { reason, who: chosen })) !== null) return;
    say(chosen === null ? t.stopped : t.stoppedFor(names.get(chosen) ?? ''));
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
            <option value="">{guestsOnly ? t.choose : t.citizen}</option>
            {guests.map((one) => (
              <option key={one.who} value={one.who}>
                {names.get(one.who)}
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
