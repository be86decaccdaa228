import { useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import { deskTexts } from '../desk/messages.ts';
import { type KeyAction, keyActions, keyLabel } from './key-bindings.ts';
import type { Keys } from './use-keys.ts';

/** Every key can be changed, and all can be switched off. */
export function KeySettings({ keys, language }: { readonly keys: Keys; readonly language: Language }) {
  const t = deskTexts(language);
  const [refused, setRefused] = useState<{ readonly action: KeyAction; readonly words: string } | null>(null);
  const change = (action: KeyAction, written: string) => {
    if (written === '') return;
    // The newest letter counts: nobody need delete the old one first.
    const changed = keys.change(action, [...written].at(-1) ?? '');
    setRefused(
      changed.ok
        ? null
        : { action, words: t.keyTaken(changed.takenBy === null ? t.toDesk : t.action[changed.takenBy]) },
    );
  };
  return (
    <details class="console-keys">
      <summary>{t.keys}</summary>
      <label class="console-check">
        <input type="checkbox" checked={keys.on} onChange={(event) => keys.turn(event.currentTarget.checked)} />{' '}
        {t.keysOn}
      </label>
      <p>{t.keysHow}</p>
      <div role="alert">{refused === null ? null : <p class="desk-warning">{refused.words}</p>}</div>
      <ul>
        {keyActions.map((action) => (
          <li key={action}>
            <label>
              <span>{t.action[action]}</span>
              <input
                class="key-field"
                value={keyLabel(keys.keys[action])}
                autocomplete="off"
                maxLength={2}
                aria-invalid={refused?.action === action || undefined}
                onFocus={(event) => event.currentTarget.select()}
                onInput={(event) => {
                  change(action, event.currentTarget.value);
                  event.currentTarget.value = keyLabel(keys.keys[action]);
                }}
              />
            </label>
          </li>
        ))}
      </ul>
      <button type="button" class="button button-quiet" onClick={keys.reset}>
        {t.keysReset}
      </button>
    </details>
  );
}
