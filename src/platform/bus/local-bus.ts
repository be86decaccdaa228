import { afterCommit } from '../../db/index.ts';
import { type Bus, LocalListeners } from './bus.ts';

/** The bus of the embedded database, where one process is all there is. */
export function createLocalBus(onError: (error: unknown) => void): Bus {
  const listeners = new LocalListeners(onError);
  return {
    notify: async (topic) => afterCommit(() => listeners.heard(topic)),
    subscribe: (topic, listener) => listeners.subscribe(topic, listener),
    relay: async (topic, message) => {
      // Never in the sender's own call stack: over PostgreSQL it is not either.
      queueMicrotask(() => listeners.relayed(topic, message));
    },
    onRelay: (topic, listener) => listeners.onRelay(topic, listener),
    close: async () => {},
  };
}
