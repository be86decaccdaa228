import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterCommit } from '../../db/index.ts';
import type { Keys } from '../crypto/seal.ts';
import { type Bus, LocalListeners, type Topic } from './bus.ts';

const noticeChannel = 'medbetjening';
const relayChannel = 'medbetjening_relay';
/** Soon enough that a person hardly notices, slow enough not to storm a database that is starting. */
const reconnectDelaysMs = [100, 300, 1000, 2000] as const;
/** A line that died without a word (a firewall, a machine that is gone) is found out by asking; TCP alone takes hours. */
const askEveryMs = 10_000;
const answerWithinMs = 5_000;

/** Known to the database as this, so that processes see each other come and go. */
const lineName = 'medbetjening bus';
/** So many different topics are told one by one; of more, all listeners are told to read again. */
const mostTopics = 2_000;
const everyTopic = '*';
/** Somebody has begun to listen: else one that ends before anybody looked would not be missed. */
const newcomer = '+';

/**
 * LISTEN on a connection of its own, which comes back by itself; then every listener reads its state again.
 *
 * Notices are sent when their transaction has committed, by this connection and many at a time: inside it they would take a
 * lock that all of the database's commits with a notice share, and keep it until the disk has answered. So a process can die
 * between the two. Its connection here ends with it, which the others see when they next ask, and all their listeners read
 * again. What could not be sent is sent when the connection is back.
 */
export async function createPostgresBus(options: {
  readonly databaseUrl: string;
  readonly keys: Keys;
  readonly onError: (error: unknown) => void;
  readonly askEveryMs?: number;
}): Promise<Bus> {
  const listeners = new LocalListeners(options.onError);
  const askEvery = options.askEveryMs ?? askEveryMs;
  let client: pg.Client | null = null;
  let closed = false;
  /** Topics whose notice has not been sent, or perhaps not. */
  const unsent = new Set<Topic>();
  let everything = false;
  let sending: Promise<void> | null = null;
  /** The other processes' connections when they were last looked at. */
  let others: ReadonlySet<string> = new Set();

  function tell(topic: Topic): void {
    // Who listens here need not wait for the way there and back.
    listeners.heard(topic);
    unsent.add(topic);
    if (unsent.size > mostTopics) {
      unsent.clear();
      everything = true;
    }
    sendSoon();
  }

  /** One at a time: what comes meanwhile goes together in the next. */
  function sendSoon(): void {
    if (sending || !client || (unsent.size === 0 && !everything)) return;
    const by = client;
    const batch = everything ? [everyTopic] : [...unsent];
    const all = everything;
    unsent.clear();
    everything = false;
    sending = by
      .query('select pg_notify($1, topic) from unnest($2::text[]) topic', [noticeChannel, batch])
      .then(
        () => true,
        () => {
          // It may have been heard or not. Twice does no harm.
          everything ||= all;
          if (!all) for (const topic of batch) unsent.add(topic as Topic);
          hangUp(by);
          return false;
        },
      )
      .then((sent) => {
        sending = null;
        if (sent) sendSoon();
      });
  }

  /** The other processes' connections. One that has not asked for so long is nobody's any more. */
  async function present(by: pg.Client): Promise<ReadonlySet<string>> {
    const { rows } = await by.query(
      `select pid || ' ' || backend_start as one from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()
        and query_start > now() - $2 * interval '1 millisecond'`,
      [lineName, 3 * askEvery + answerWithinMs],
    );
    return new Set(rows.map(({ one }: { one: string }) => one));
  }

  /** A process that is gone may have been about to tell something. */
  async function look(by: pg.Client): Promise<void> {
    const now = await present(by);
    const gone = [...others].some((one) => !now.has(one));
    others = now;
    if (gone) listeners.resync();
  }

  async function listen(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.databaseUrl,
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
      application_name: lineName,
    });
    // `end` follows every error; unheard, an error ends the process.
    next.on('error', () => {});
    let own: number | null = null;
    next.on('notification', ({ channel, payload = '', processId }) => {
      if (channel === noticeChannel) {
        // Heard when it was told.
        if (processId === own) return;
        if (payload === newcomer) return void look(next).catch(() => hangUp(next));
        return payload === everyTopic ? listeners.resync() : listeners.heard(payload as Topic);
      }
      const split = payload.lastIndexOf(' ');
      const topic = payload.slice(0, split) as Topic;
      const message = options.keys.open('relay', topic, payload.slice(split + 1));
      if (message !== null) listeners.relayed(topic, message);
    });
    try {
      await next.connect();
      const { rows } = await next.query('select pg_backend_pid() as pid');
      own = rows[0].pid;
      // A notice that a power cut takes is one nobody is left to hear.
      await next.query('set synchronous_commit to off');
      await next.query(`listen ${noticeChannel}`);
      await next.query(`listen ${relayChannel}`);
      await next.query('select pg_notify($1, $2)', [noticeChannel, newcomer]);
      others = await present(next);
    } catch (error) {
      hangUp(next);
      throw error;
    }
    if (closed) return hangUp(next);
    const asking = setInterval(() => look(next).catch(() => hangUp(next)), askEvery);
    asking.unref();
    next.once('end', () => {
      clearInterval(asking);
      client = null;
      void listenAgain();
    });
    client = next;
    sendSoon();
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
    notify: async (topic) => afterCommit(() => tell(topic)),
    subscribe: (topic, listener) => listeners.subscribe(topic, listener),
    relay: async (topic, message) => {
      const sealed = options.keys.seal('relay', topic, message);
      await client?.query('select pg_notify($1, $2)', [relayChannel, `${topic} ${sealed}`]);
    },
    onRelay: (topic, listener) => listeners.onRelay(topic, listener),
    close: async () => {
      closed = true;
      while (client && sending) await sending;
      await client?.end();
    },
  };
}

/** With a question unanswered this cuts the line instead of saying goodbye to nobody. */
function hangUp(client: pg.Client): void {
  client.end().catch(() => {});
}
