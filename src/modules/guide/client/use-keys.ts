import { useState } from 'preact/hooks';
import { changeKey, type KeyAction, type KeyBindings, readKeys, usualKeys } from './key-bindings.ts';
import { keep, keepPreference, readKept, readPreference } from './preference.ts';

/** The keys of this device, and whether they are used. Shared by the desk and the console. */
export function useKeys() {
  const [on, setOn] = useState(() => readPreference('desk-keys', true));
  const [keys, setKeys] = useState<KeyBindings>(() => readKeys(readKept('keys')));
  const put = (next: KeyBindings) => {
    setKeys(next);
    keep('keys', JSON.stringify(next));
  };
  return {
    on,
    keys,
    /** What stands on the buttons. */
    shown: on ? keys : null,
    turn: (next: boolean) => {
      setOn(next);
      keepPreference('desk-keys', next);
    },
    /** The action that has the key already; null when it is done or the key cannot be used. */
    change: (action: KeyAction, key: string) => {
      const changed = changeKey(keys, action, key);
      if (changed.ok) put(changed.keys);
      return changed;
    },
    reset: () => put(usualKeys),
  };
}
export type Keys = ReturnType<typeof useKeys>;
