import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { db } from '../../db/index.ts';
import type { Keys } from '../crypto/seal.ts';
import { type Bus, LocalListeners, type Topic } from './bus.ts';

const noticeChannel = 'medbetjening';
const relayChannel = 'medbetjening_relay';
/** Soon enough that a person hardly notices, slow enough not to storm a database that is starting. */
const reconnectDelaysMs = [100, 300, 1000, 2000] as const;
/** A line that died without a word (a firewall, a machine that is gone) is found out by asking; TCP alone takes hours. */
const askEveryMs = 10_000;
const answerWithinMs = 5_000;

/** LISTEN on a connection of its own, which comes back by itself; then every listener reads its state again. */
export async function createPostgresBus(options: {
  readonly databaseUrl: string;
  readonly keys: Keys;
  readonly onError: (error: unknown) => void;
  readonly askEveryMs?: number;
}): Promise<Bus> {
  const listeners = new LocalListeners(options.onError);
  let client: pg.Client | null = null;
  let closed = false;

  async function listen(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.databaseUrl,
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
    });
    // `end` follows every error; unheard, an error ends the process.
    next.on('error', () => {});
    next.on('notification', ({ channel, payload = '' }) => {
      if (channel === noticeChannel) return listeners.heard(payload as Topic);
      const split = payload.lastIndexOf(' ');
      const topic = payload.slice(0, split) as Topic;
      const message = options.keys.open('relay', topic, payload.slice(split + 1));
      if (message !== null) listeners.relayed(topic, message);
    });
    try {
      await next.connect();
      await next.query(`listen ${noticeChannel}`);
      await next.query(`listen ${relayChannel}`);
    } catch (error) {
      hangUp(next);
      throw error;
    }
    if (closed) return hangUp(next);
    const asking = setInterval(
      () => next.query('select 1').catch(() => hangUp(next)),
      options.askEveryMs ?? askEveryMs,
    );
    asking.unref();
    next.once('end', () => {
      clearInterval(asking);
      client = null;
      void listenAgain();
    });
    client = next;
  }

  /** One attempt at a time: a client that fails to connect both rejects and ends, and answering each would double them. */
  async function listenAgain(): Promise<void> {
    for (let attempt = 0; !closed; attempt += 1) {
      await pause(reconnectDelaysMs[Math.min(attempt, reconnectDelaysMs.length - 1)], undefined, { ref: false });
      if (closed) return;
      try {
        await listen();
        return listeners.resync();
      } catch (error) {
        options.onError(error);
      }
    }
  }

  await listen();
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

/** With a question unanswered this cuts the line instead of saying goodbye to nobody. */
function hangUp(client: pg.Client): void {
  client.end().catch(() => {});
}
