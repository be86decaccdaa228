/** A choice about this device's own page, kept on the device. A browser that keeps nothing gets the usual choice. */
export function readPreference(name: string, usual: boolean): boolean {
  const kept = readKept(name);
  return kept === null ? usual : kept === 'on';
}

export function keepPreference(name: string, on: boolean): void {
  keep(name, on ? 'on' : 'off');
}

export function readKept(name: string): string | null {
  try {
    return window.localStorage.getItem(`medbetjening.${name}`);
  } catch {
    return null;
  }
}

export function keep(name: string, value: string): void {
  try {
    window.localStorage.setItem(`medbetjening.${name}`, value);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}
