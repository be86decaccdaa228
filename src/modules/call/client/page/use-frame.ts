import { useEffect } from 'preact/hooks';
import { isOfMunicipality, type Way, wayOf } from './frame-ways.ts';

/** The document in a frame of ours; null where it is another's, or the browser has refused to show it. */
export function pageIn(frame: HTMLIFrameElement | null, base: string): Document | null {
  try {
    const page = frame?.contentDocument ?? null;
    return page && isOfMunicipality(page.location.pathname, base) ? page : null;
  } catch {
    return null;
  }
}

/**
 * Links in the frame lead where the call is not lost: others' pages to a tab of their own, and the way into a call nowhere.
 * `onWay` hears of those that do not stay.
 */
export function guardLinks(page: Document, base: string, onWay: (way: Way) => void): void {
  page.addEventListener(
    'click',
    (event) => {
      const link = (event.target as Element | null)?.closest?.('a[href]');
      if (!link) return;
      const way = wayOf(link.getAttribute('href') ?? '', page.location.href, base);
      if (way === 'device') link.setAttribute('target', '_top');
      if (way === 'call') event.preventDefault();
      if (way === 'outside') {
        link.setAttribute('target', '_blank');
        link.setAttribute('rel', 'noopener noreferrer');
      }
      if (way !== 'here') onWay(way);
    },
    true,
  );
}

/** Escape, wherever the keyboard is: on the page or in its frame. */
export function useEscape(page: Document | null, on: boolean, press: () => void): void {
  useEffect(() => {
    if (!on) return;
    const hear = (event: KeyboardEvent) => {
      if (event.key === 'Escape') press();
    };
    const documents = page ? [document, page] : [document];
    for (const one of documents) one.addEventListener('keydown', hear, true);
    return () => {
      for (const one of documents) one.removeEventListener('keydown', hear, true);
    };
  }, [page, on]);
}
