/** Choices about this page that outlive it: on the device, or in this tab until it is closed. Never what anybody has said. */
export { keep, readKept } from '../../guide/client/preference.ts';

export function readForTab(name: string): string | null {
  try {
    return window.sessionStorage.getItem(`medbetjening.${name}`);
  } catch {
    return null;
  }
}

/** Null forgets it. */
export function keepForTab(name: string, value: string | null): void {
  try {
    if (value === null) window.sessionStorage.removeItem(`medbetjening.${name}`);
    else window.sessionStorage.setItem(`medbetjening.${name}`, value);
  } catch {
    // A browser that keeps nothing: the choice lasts as long as the page.
  }
}
