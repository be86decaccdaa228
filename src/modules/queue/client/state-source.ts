/** A stream of states from our server. The browser comes back by itself; `away` tells when it has been gone for a while. */
export type StateSource = { readonly close: () => void };

/** Shorter than this a lost stream is not worth a word: the browser is back before anybody has read it. */
const tellAfterMs = 4_000;

export function openStateSource<State>(
  url: string,
  hears: { readonly state: (state: State) => void; readonly away: (away: boolean) => void; readonly end?: () => void },
): StateSource {
  let source: EventSource | null = null;
  let telling = 0;
  let retry = 0;
  const here = () => {
    window.clearTimeout(telling);
    telling = 0;
    hears.away(false);
  };
  const open = () => {
    source = new EventSource(url);
    source.addEventListener('open', here);
    source.addEventListener('state', (event) => hears.state(JSON.parse((event as MessageEvent<string>).data) as State));
    source.addEventListener('end', () => {
      close();
      hears.end?.();
    });
    source.addEventListener('error', () => {
      telling ||= window.setTimeout(() => hears.away(true), tellAfterMs);
      // A refused connection (a server that starts again) ends an EventSource for good: begin anew.
      if (source?.readyState === EventSource.CLOSED) retry = window.setTimeout(open, 1_000 + Math.random() * 1_000);
    });
  };
  const close = () => {
    window.clearTimeout(telling);
    window.clearTimeout(retry);
    source?.close();
  };
  open();
  return { close };
}
