import { useState } from 'preact/hooks';
import { type KeyAction, keyActions } from '../../../guide/client/key-bindings.ts';
import { keep, readKept } from '../../../guide/client/preference.ts';
import type { Keys } from '../../../guide/client/use-keys.ts';
import { companyTexts } from '../../company/messages.ts';
import type { CompanyProps } from './company-props.ts';

const kept = 'alarm-key';
const choices = [...'abcdeghmpqrtuwxy'];

/** The key that calls without a question; null until she has chosen one. A key that something else has is no alarm's. */
export function useAlarmKey(keys: Keys) {
  const [key, setKey] = useState<string | null>(() => readKept(kept) || null);
  const taken = (one: string) => keyActions.some((action: KeyAction) => keys.keys[action] === one);
  return {
    key: key !== null && choices.includes(key) && !taken(key) ? key : null,
    choices: choices.filter((one) => !taken(one)),
    set: (next: string | null) => {
      setKey(next);
      keep(kept, next ?? '');
    },
  };
}
export type AlarmKey = ReturnType<typeof useAlarmKey>;

/** Calls named colleagues at one press; says beforehand whom it reaches, and afterwards who comes. */
export function AlarmPanel({ desk, language, act, alarmKey }: CompanyProps & { readonly alarmKey: AlarmKey }) {
  const t = companyTexts(language).alarm;
  const { own, reach } = desk.company.alarm;
  return (
    <>
      {own === null ? (
        <>
          <p class="desk-quiet">
            {t.hint} {reach.length === 0 ? t.reachNobody : t.reach(reach.join(', '))}
          </p>
          <button type="button" class="button button-secondary" onClick={() => void act('alarm')}>
            {alarmKey.key === null ? null : <kbd>{alarmKey.key.toUpperCase()}</kbd>} {t.press}
          </button>
        </>
      ) : (
        <>
          <p role="status">{own.answeredBy === null ? t.called : t.coming(own.answeredBy)}</p>
          {reach.length === 0 && own.answeredBy === null ? <p>{t.reachNobody}</p> : null}
          <button type="button" class="button button-secondary" onClick={() => void act('alarm/slut')}>
            {t.end}
          </button>
        </>
      )}
      <label class="desk-field">
        <span>{t.key}</span>
        <select
          class="form-select"
          value={alarmKey.key ?? ''}
          aria-describedby="alarm-tast"
          onChange={(event) => alarmKey.set(event.currentTarget.value || null)}
        >
          <option value="">{t.noKey}</option>
          {alarmKey.choices.map((one) => (
            <option key={one} value={one}>
              {one.toUpperCase()}
            </option>
          ))}
        </select>
      </label>
      <p id="alarm-tast" class="desk-quiet">
        {t.keyHint}
      </p>
    </>
  );
}
