/** What happens to a page besides the call: the network changes, the phone wakes, the page is left. */
export type PageEvents = {
  /** The network is back or another one, or the page is looked at again: look at the connections at once. */
  readonly onAwake: (why: 'network' | 'seen') => void;
  readonly onLeave: () => void;
};

type Carrier = EventTarget & { readonly type?: string };

/** Gives back the end of it. */
export function watchPage({ onAwake, onLeave }: PageEvents): () => void {
  const carrier = (navigator as { connection?: Carrier }).connection;
  let kind = carrier?.type;
  const online = () => onAwake('network');
  /** Browsers report every new guess about the speed as a change; only another kind of network is one. */
  const changed = () => {
    if (carrier?.type === kind) return;
    kind = carrier?.type;
    onAwake('network');
  };
  const seen = () => document.visibilityState === 'visible' && onAwake('seen');
  /** A page brought back from the browser's memory has lost its place, its peer and its devices. */
  const restored = (event: PageTransitionEvent) => event.persisted && location.reload();
  addEventListener('online', online);
  addEventListener('pageshow', restored);
  addEventListener('pagehide', onLeave);
  document.addEventListener('visibilitychange', seen);
  carrier?.addEventListener?.('change', changed);
  return () => {
    removeEventListener('online', online);
    removeEventListener('pageshow', restored);
    removeEventListener('pagehide', onLeave);
    document.removeEventListener('visibilitychange', seen);
    carrier?.removeEventListener?.('change', changed);
  };
}
