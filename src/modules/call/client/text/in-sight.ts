import { useEffect } from 'preact/hooks';

/** Room between the field and the keyboard of a phone. */
const airPx = 8;

/**
 * How far to scroll so that the field is seen: a phone's keyboard covers part of the window without making it smaller. The
 * field's lower edge counts, unless the field is taller than what is left.
 */
export function scrollToShow(
  field: { readonly top: number; readonly bottom: number },
  view: { readonly top: number; readonly height: number },
): number {
  const below = field.bottom + airPx - (view.top + view.height);
  if (below > 0) return Math.min(below, field.top - airPx - view.top);
  const above = field.top - airPx - view.top;
  return above < 0 ? Math.max(above, below) : 0;
}

/** Keeps the field in what the keyboard leaves of the window, while it has the focus. */
export function useKeptInSight(field: () => HTMLElement | null): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const show = () => {
      const element = field();
      if (!element || document.activeElement !== element) return;
      const by = scrollToShow(element.getBoundingClientRect(), { top: view.offsetTop, height: view.height });
      if (by !== 0) window.scrollBy({ top: by });
    };
    // The window changes when the keyboard has come; what the person scrolls herself is left alone.
    view.addEventListener('resize', show);
    return () => view.removeEventListener('resize', show);
  }, []);
}
