import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { type Bus, errorFields, type Log, type Topic } from '../platform/index.ts';

/**
 * A state that a page shows, as server-sent events: `event: state` with the state as JSON, when a topic is heard and the state
 * has become another. The id is a fingerprint of the state: a page that comes back with the id of what is still true
 * (Last-Event-ID) is told nothing twice.
 */
export type StateStreamOptions = {
  readonly topics: readonly Topic[];
  /** Reads the state anew; begins its own transaction. Null: there is nothing to show any more, and the stream ends. */
  readonly read: () => Promise<unknown>;
  /** Reads it this often too, where time alone changes it (a wait that grows). */
  readonly everyMs?: number;
  /**
   * Presence: opened, and gone. A stream that is still open proves nothing, because a telephone in a tunnel says no goodbye;
   * so one with `onOpen` is ended every `renewMs`, and the browser that comes back at once is the proof.
   */
  readonly onOpen?: () => Promise<void>;
  readonly onClose?: () => Promise<void>;
  /** Who is present by this stream: she may have it open in two tabs, and is gone when the last of them is. */
  readonly who?: string;
};

export type StateStreams = {
  readonly stream: (c: Context, options: StateStreamOptions) => Response;
  /** Ends every stream, so that the server can stop; browsers come back by themselves. */
  readonly close: () => Promise<void>;
};

/** Below the time after which proxies and phones give a silent connection up. */
const beatMs = 15_000;
/** Each renewal is a sign of life; the waiting room's holds ten seconds longer than this (queue/presence.ts). */
const renewMs = 25_000;
/** How soon a browser comes back from a renewal. */
const renewBackMs = 100;
/** A burst of notices is one reading; nobody sees 50 ms. */
const gatherMs = 50;
/** After an end the browser waits this long; the spread keeps a full waiting room from coming back in one moment. */
const comeBackMs = () => 500 + Math.floor(Math.random() * 1_500);

/** A browser that reads nothing for this many writes has gone; what it missed it is shown when it comes back. */
const unreadWrites = 100;

const encoder = new TextEncoder();

export function createStateStreams({ bus, log }: { readonly bus: Bus; readonly log: Log }): StateStreams {
  const open = new Set<() => Promise<void>>();
  const streamsOf = new Map<string, number>();
  /** Counts the streams of one person up or down; answers how many there are now. */
  function countOf(who: string | undefined, change: 1 | -1): number {
    if (who === undefined) return change === 1 ? 1 : 0;
    const count = (streamsOf.get(who) ?? 0) + change;
    if (count > 0) streamsOf.set(who, count);
    else streamsOf.delete(who);
    return count;
  }

  function stream(c: Context, options: StateStreamOptions): Response {
    let shown = c.req.header('last-event-id') ?? '';
    let ended = false;
    let gathering: NodeJS.Timeout | null = null;
    let reading = false;
    let dirty = false;
    let out: ReadableStreamDefaultController<Uint8Array> | null = null;
    const write = (text: string) => {
      if (ended || !out) return;
      if ((out.desiredSize ?? 0) < -unreadWrites) void end();
      else out.enqueue(encoder.encode(text));
    };
    const complain = (error: unknown) => log.warn('a state stream could not be read', errorFields(error));

    async function show(): Promise<void> {
      const state = await options.read();
      if (ended) return;
      if (state === null) {
        write('event: end\ndata: {}\n\n');
        return end();
      }
      const data = JSON.stringify(state);
      const id = createHash('sha256').update(data).digest('base64url').slice(0, 16);
      if (id === shown) return;
      shown = id;
      write(`event: state\nid: ${id}\ndata: ${data}\n\n`);
    }

    function readSoon(delay = gatherMs): void {
      if (ended) return;
      if (reading) {
        dirty = true;
        return;
      }
      gathering ??= setTimeout(() => {
        gathering = null;
        reading = true;
        void show()
          .catch((error) => {
            complain(error);
            return 'failed' as const;
          })
          .then((outcome) => {
            const again = dirty;
            reading = false;
            dirty = false;
            if (outcome === 'failed') readSoon(1_000);
            else if (again) readSoon();
          });
      }, delay);
    }

    const unsubscribe = options.topics.map((topic) => bus.subscribe(topic, () => readSoon()));
    const beat = setInterval(() => write(': here\n\n'), beatMs);
    const renewal = options.onOpen ? setTimeout(() => void renew(), renewMs) : null;
    async function renew(): Promise<void> {
      write(`retry: ${renewBackMs}\n\n`);
      await end({ renewing: true });
    }
    const clock = options.everyMs === undefined ? null : setInterval(() => readSoon(), options.everyMs);

    async function end({ renewing = false } = {}): Promise<void> {
      if (ended) return;
      ended = true;
      open.delete(close);
      for (const stop of unsubscribe) stop();
      clearInterval(beat);
      if (renewal) clearTimeout(renewal);
      if (clock) clearInterval(clock);
      if (gathering) clearTimeout(gathering);
      try {
        out?.close();
      } catch {
        // The browser was quicker.
      }
      if (countOf(options.who, -1) === 0 && !renewing) await options.onClose?.().catch(complain);
    }
    const close = () => end();
    open.add(close);
    countOf(options.who, 1);

    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        out = controller;
        write(`retry: ${comeBackMs()}\n\n`);
        Promise.resolve(options.onOpen?.()).then(() => readSoon(0), complain);
      },
      cancel: close,
    });
    c.req.raw.signal?.addEventListener('abort', () => void close());
    return c.body(body, 200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    }) as Response;
  }

  return {
    stream,
    close: async () => {
      await Promise.all([...open].map((close) => close()));
    },
  };
}
