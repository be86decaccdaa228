import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { StatementNames } from './statement-names.ts';

type Query = (text: string, values: readonly unknown[]) => Promise<PostgresQueryResult<unknown>>;
/** What of `pg`'s pool is used here. Its clients take a named statement as one object. */
export type NamingPool = {
  readonly options: object;
  connect(): Promise<{
    query(config: { name?: string; text: string; values: unknown[] }): Promise<unknown>;
    query(text: string): Promise<unknown>;
    release(destroy?: boolean): void;
    readonly processID?: number;
  }>;
  end(): Promise<void>;
};
type Client = Awaited<ReturnType<NamingPool['connect']>>;

/** The statement that says whose rows a transaction sees: `set_config` with the municipality's id. */
export const whoseRows = `select set_config('app.municipality', $1, true)`;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const nothing = (command: string): PostgresQueryResult<unknown> =>
  ({ command, rowCount: 0, rows: [] }) as unknown as PostgresQueryResult<unknown>;

/**
 * The pool as Kysely uses it, with two things that `pg` leaves to its user (docs/evidence.md, "Statements and their way").
 * What is asked often gets a name, so that the database reads and plans it once a connection. And a transaction's beginning
 * waits for the first question and goes with it: each way to and from the database is time in which others wait.
 */
export function namingPool(pool: NamingPool, names: StatementNames = new StatementNames()): PostgresPool {
  const known = new WeakMap<Client, PostgresPoolClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      let found = known.get(client);
      if (!found) {
        found = namingClient(client, names);
        known.set(client, found);
      }
      return found;
    },
    end: () => pool.end(),
  };
}

function namingClient(client: Client, names: StatementNames): PostgresPoolClient {
  /** Statements without values that have not been sent yet; empty or beginning with `begin`. */
  let waiting: readonly string[] = [];
  /** The question that a transaction began with failed: very likely there is no connection. */
  let failedAtOnce = false;

  /** Several statements in one text: the answer of the last. */
  async function send(texts: readonly string[]): Promise<PostgresQueryResult<unknown>> {
    const answer = await client.query(texts.join(';'));
    return (Array.isArray(answer) ? answer.at(-1) : answer) as PostgresQueryResult<unknown>;
  }

  async function ask(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<unknown>> {
    const name = names.nameOf(text);
    try {
      const config = { text, values: values as unknown[] };
      return (await client.query(name === null ? config : { name, ...config })) as PostgresQueryResult<unknown>;
    } catch (error) {
      if (name !== null) names.heard(error);
      throw error;
    }
  }

  const query: Query = async (text, values) => {
    if (text === 'begin') {
      waiting = [text];
      failedAtOnce = false;
      return nothing('BEGIN');
    }
    if (waiting.length === 0) {
      const answer = values.length === 0 ? send([text]) : ask(text, values);
      // What failed at first is what is told, not that nothing could be taken back.
      return failedAtOnce && text === 'rollback' ? answer.catch(() => nothing('ROLLBACK')) : answer;
    }
    if (text === 'rollback' || text === 'commit') {
      // Nothing was asked, so there is nothing to end.
      waiting = [];
      return nothing(text.toUpperCase());
    }
    const first = waiting;
    const [value] = values;
    if (text === whoseRows && typeof value === 'string' && uuid.test(value)) {
      waiting = [...first, text.replace('$1', `'${value}'`)];
      return nothing('SELECT');
    }
    waiting = [];
    try {
      if (values.length === 0) return await send([...first, text]);
      await send(first);
    } catch (error) {
      failedAtOnce = true;
      throw error;
    }
    return ask(text, values);
  };

  return {
    ...(client.processID === undefined ? {} : { processID: client.processID }),
    query: query as PostgresPoolClient['query'],
    release: (destroy) => {
      waiting = [];
      client.release(destroy);
    },
  };
}
