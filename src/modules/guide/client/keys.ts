/**
 * Keys of the employee's screens. One letter is enough because the other hand holds a telephone, so they never work inside a
 * field, and they can be changed and switched off (WCAG 2.1.4).
 */
export type KeyMap = Readonly<Record<string, () => void>>;

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/**
 * Who was writing when the field went away (the citizen hung up) is still writing for a moment: the next letters are the
 * rest of a word, not a wish.
 */
const wordsEndMs = 1_200;

/**
 * Listens until the returned function is called. `Escape` works in a field too: it leaves the field, and loses nothing.
 * `keys` is asked at each press, so that what a key does may change with what is shown.
 */
export function listenForKeys(keys: () => KeyMap, isOn: () => boolean): () => void {
  let wroteAt = Number.NEGATIVE_INFINITY;
  const heard = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') {
      // In a field or out of one: whoever presses it is not writing any more.
      wroteAt = Number.NEGATIVE_INFINITY;
      if (!typing(event.target)) return;
      // A search field would be emptied by it.
      event.preventDefault();
      (event.target as HTMLElement).blur();
      return;
    }
    if (typing(event.target)) wroteAt = event.timeStamp;
    if (event.timeStamp - wroteAt < wordsEndMs) return;
    if (!isOn() || typing(event.target) || event.repeat) return;
    const action = keys()[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
  document.addEventListener('keydown', heard);
  return () => document.removeEventListener('keydown', heard);
}
