import { sql } from 'kysely';
import pg from 'pg';
import { db } from '../../db/index.ts';
import type { Keys } from '../crypto/seal.ts';
import { type Bus, LocalListeners, type Topic } from './bus.ts';

const noticeChannel = 'medbetjening';
const relayChannel = 'medbetjening_relay';
/** Soon enough that a person hardly notices, slow enough not to storm a database that is starting. */
const reconnectDelaysMs = [100, 300, 1000, 2000] as const;

/** LISTEN on a connection of its own, which comes back by itself; then every listener reads its state again. */
export async function createPostgresBus(options: {
  readonly databaseUrl: string;
  readonly keys: Keys;
  readonly onError: (error: unknown) => void;
}): Promise<Bus> {
  const listeners = new LocalListeners(options.onError);
  let client: pg.Client | null = null;
  let closed = false;
  let attempt = 0;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: options.databaseUrl, keepAlive: true });
    next.on('error', () => void lost(next));
    next.on('end', () => void lost(next));
    next.on('notification', ({ channel, payload = '' }) => {
      if (channel === noticeChannel) return listeners.heard(payload as Topic);
      const split = payload.lastIndexOf(' ');
      const topic = payload.slice(0, split) as Topic;
      const message = options.keys.open('relay', topic, payload.slice(split + 1));
      if (message !== null) listeners.relayed(topic, message);
    });
    await next.connect();
    await next.query(`listen ${noticeChannel}`);
    await next.query(`listen ${relayChannel}`);
    client = next;
    attempt = 0;
  }

  async function lost(which: pg.Client): Promise<void> {
    if (closed || (client !== which && client !== null)) return;
    client = null;
    const delay = reconnectDelaysMs[Math.min(attempt, reconnectDelaysMs.length - 1)] ?? 2000;
    attempt += 1;
    setTimeout(() => {
      if (closed || client !== null) return;
      connect().then(
        () => listeners.resync(),
        (error) => {
          options.onError(error);
          void lost(which);
        },
      );
    }, delay).unref();
  }

  await connect();
  return {
    notify: async (topic) => {
      await sql`select pg_notify(${noticeChannel}, ${topic})`.execute(db());
    },
    subscribe: (topic, listener) => listeners.subscribe(topic, listener),
    relay: async (topic, message) => {
      const sealed = options.keys.seal('relay', topic, message);
      await client?.query('select pg_notify($1, $2)', [relayChannel, `${topic} ${sealed}`]);
    },
    onRelay: (topic, listener) => listeners.onRelay(topic, listener),
    close: async () => {
      closed = true;
      await client?.end();
    },
  };
}
