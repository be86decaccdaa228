import type { CallTransport, Opposite, TransportEvents, Transports } from '../call-transport.ts';

/**
 * Transports whose code is fetched when a room needs it. What is asked of a way before that is done when it is there; until
 * then it is idle and carries nothing.
 */
export function lazyTransports(load: () => Promise<Transports>): Transports {
  let real: Transports | null = null;
  let closed = false;
  const waiting: (() => void)[] = [];
  const fetch = async (attempt: number): Promise<void> => {
    try {
      const loaded = await load();
      if (closed) return loaded.close();
      real = loaded;
      for (const work of waiting.splice(0)) work();
    } catch {
      // The line was gone for a moment: a page without its way tries again until it is closed.
      if (!closed) setTimeout(() => void fetch(attempt + 1), Math.min(5_000, 500 * 2 ** attempt));
    }
  };
  void fetch(0);

  function open(opposite: Opposite, events: TransportEvents): CallTransport {
    let way: CallTransport | null = real?.open(opposite, events) ?? null;
    let shut = false;
    if (!way)
      waiting.push(() => {
        if (!shut) way = real?.open(opposite, events) ?? null;
      });
    const then = (work: (way: CallTransport) => void) => {
      if (way) work(way);
      else waiting.push(() => way && work(way));
    };
    return {
      state: () => (shut ? 'closed' : (way?.state() ?? 'idle')),
      begin: () => then((one) => one.begin()),
      receiveSignal: (body) => then((one) => one.receiveSignal(body)),
      publish: (kind, track) => then((one) => one.publish(kind, track)),
      sendData: (text) => way?.sendData(text) ?? false,
      sendBulk: async (bytes) => (await way?.sendBulk(bytes)) ?? false,
      setVideoLevel: (level) => then((one) => one.setVideoLevel(level)),
      setPurpose: (purpose) => then((one) => one.setPurpose(purpose)),
      sample: async () => (await way?.sample()) ?? null,
      mend: (anyway) => then((one) => one.mend(anyway)),
      renew: () => then((one) => one.renew()),
      close: () => {
        shut = true;
        way?.close();
      },
    };
  }

  return {
    open,
    close: () => {
      closed = true;
      real?.close();
    },
  };
}
