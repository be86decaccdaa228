import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * What has the focus may go with the person it belongs to. Then the focus goes to `box`, where its neighbours are, instead of
 * to the top of the page.
 */
export function useKeptFocus(box: RefObject<HTMLElement | null>): void {
  const held = useRef<Element | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const came = (event: FocusEvent) => {
      held.current = event.target as Element;
    };
    // An element that is taken away may be left without a successor; only one that still stands was left on purpose.
    const went = (event: FocusEvent) => {
      const from = event.target as Element;
      queueMicrotask(() => {
        if (from.isConnected && held.current === from) held.current = null;
      });
    };
    element.addEventListener('focusin', came);
    element.addEventListener('focusout', went);
    return () => {
      element.removeEventListener('focusin', came);
      element.removeEventListener('focusout', went);
    };
  }, [box]);
  useLayoutEffect(() => {
    if (held.current === null || held.current.isConnected) return;
    held.current = null;
    if (document.activeElement === document.body || document.activeElement === null) box.current?.focus();
  });
}
