/** A choice about this device's own page, kept on the device. A browser that keeps nothing gets the usual choice. */
export function readPreference(name: string, usual: boolean): boolean {
  try {
    const kept = window.localStorage.getItem(`medbetjening.${name}`);
    return kept === null ? usual : kept === 'on';
  } catch {
    return usual;
  }
}

export function keepPreference(name: string, on: boolean): void {
  try {
    window.localStorage.setItem(`medbetjening.${name}`, on ? 'on' : 'off');
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}
