import { EventEmitter } from 'node:events';

/**
 * Wakes whoever shows something. A notice carries a topic with an id and nothing else: what must arrive is a stored row,
 * and the state is read again. Notices may come twice or, after a broken connection, not at all: then `resync` calls every
 * listener, and each reads its state again.
 *
 * `relay` is for what may not be stored: text before two browsers have found each other. It lives in memory, is encrypted
 * between processes, and may be lost; the sender's browser sends again what the other browser has not acknowledged.
 */
export type Bus = {
  /** Inside a transaction: heard when it has committed, not at all when it is rolled back. */
  readonly notify: (topic: Topic) => Promise<void>;
  readonly subscribe: (topic: Topic, listener: () => void) => Unsubscribe;
  /** At most 4,000 characters (PostgreSQL's limit for a notice is 8,000 bytes, and sealing adds a third). */
  readonly relay: (topic: Topic, message: string) => Promise<void>;
  readonly onRelay: (topic: Topic, listener: (message: string) => void) => Unsubscribe;
  readonly close: () => Promise<void>;
};
export type Topic = `${'line' | 'ticket' | 'room' | 'guide' | 'staff' | 'meetings' | 'freed' | 'outbox'}:${string}`;
export type Unsubscribe = () => void;

/** The listeners of one process. */
export class LocalListeners {
  readonly #notices = new EventEmitter().setMaxListeners(0);
  readonly #relays = new EventEmitter().setMaxListeners(0);
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  subscribe(topic: Topic, listener: () => void): Unsubscribe {
    return listen(this.#notices, topic, listener);
  }

  onRelay(topic: Topic, listener: (message: string) => void): Unsubscribe {
    return listen(this.#relays, topic, listener as (...args: unknown[]) => void);
  }

  /** One listener that fails never stops the others. */
  heard(topic: Topic): void {
    for (const listener of this.#notices.listeners(topic)) this.#call(() => (listener as () => void)());
  }

  relayed(topic: Topic, message: string): void {
    for (const listener of this.#relays.listeners(topic))
      this.#call(() => (listener as (message: string) => void)(message));
  }

  resync(): void {
    for (const topic of this.#notices.eventNames()) this.heard(topic as Topic);
  }

  #call(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#onError(error);
    }
  }
}

function listen(emitter: EventEmitter, topic: Topic, listener: (...args: unknown[]) => void): Unsubscribe {
  emitter.on(topic, listener);
  return () => emitter.off(topic, listener);
}
