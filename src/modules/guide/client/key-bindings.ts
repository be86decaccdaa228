/** Which key does what on the employee's guide. Kept on the device: a keyboard belongs to a desk, not to a person. */

export const keyActions = [
  'search',
  'next',
  'previous',
  'branch1',
  'branch2',
  'branch3',
  'branch4',
  'branch5',
  'send',
  'invite',
  'favourite',
  'read',
  'together',
  'self',
  'other-way',
  'unsolved',
  'forwarded',
  'follow-up',
  'undo',
] as const;
export type KeyAction = (typeof keyActions)[number];
export type KeyBindings = Readonly<Record<KeyAction, string>>;

/** 1 to 4 close a contact, as at the desk; so what the citizen says begins at 5. */
export const usualKeys: KeyBindings = {
  search: '/',
  next: 'j',
  previous: 'k',
  branch1: '5',
  branch2: '6',
  branch3: '7',
  branch4: '8',
  branch5: '9',
  send: 's',
  invite: 'i',
  favourite: 'f',
  read: 'l',
  together: '1',
  self: '2',
  'other-way': '3',
  unsolved: '4',
  forwarded: 'v',
  'follow-up': 'o',
  undo: 'z',
};

/** At the desk this one calls the next citizen; nothing else may have it. */
const keptForDesk = 'n';

export const branchActions = ['branch1', 'branch2', 'branch3', 'branch4', 'branch5'] as const;

/** `J` for j: as it stands on the keyboard. */
export const keyLabel = (key: string): string => key.toUpperCase();

export type KeyChange =
  | { readonly ok: true; readonly keys: KeyBindings }
  | { readonly ok: false; readonly takenBy: KeyAction | null };

/** Gives an action another key: one sign that nothing else has. `takenBy` null: it is no key that can be used. */
export function changeKey(keys: KeyBindings, action: KeyAction, written: string): KeyChange {
  const key = written.trim().toLowerCase();
  if ([...key].length !== 1 || key === keptForDesk) return { ok: false, takenBy: null };
  const takenBy = keyActions.find((one) => one !== action && keys[one] === key);
  return takenBy ? { ok: false, takenBy } : { ok: true, keys: { ...keys, [action]: key } };
}

/** Reads what was kept; an action that is new since then has its usual key, where that is free. */
export function readKeys(kept: string | null): KeyBindings {
  let keys = usualKeys;
  let wanted: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(kept ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) wanted = parsed as Record<string, unknown>;
  } catch {
    // Not ours: the usual keys work.
  }
  // A key may be free only when the one that had it has moved away: two rounds settle every exchange.
  for (let round = 0; round < 2; round += 1)
    for (const action of keyActions) {
      const key = wanted[action];
      if (typeof key !== 'string') continue;
      const changed = changeKey(keys, action, key);
      if (changed.ok) keys = changed.keys;
    }
  return keys;
}
