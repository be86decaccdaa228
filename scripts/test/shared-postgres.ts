import { findPostgres, type PostgresCluster, startPostgres } from '../../test/support/postgres-cluster.ts';

/** The PostgreSQL of this run, or why there is none. `installed` is false when it was given by TEST_DATABASE_URL. */
export type PostgresFound =
  | { readonly ok: true; readonly url: string; readonly words: string }
  | { readonly ok: false; readonly reason: string };

export type SharedPostgres = { find(): Promise<PostgresFound>; stop(): Promise<void> };

/** One server for all parts, started when the first asks for it. */
export function sharedPostgres(): SharedPostgres {
  let cluster: PostgresCluster | null = null;
  let found: Promise<PostgresFound> | null = null;
  const look = async (): Promise<PostgresFound> => {
    const given = process.env.TEST_DATABASE_URL;
    if (given) return { ok: true, url: given, words: 'the server of TEST_DATABASE_URL' };
    const installed = findPostgres();
    if (!installed)
      return { ok: false, reason: 'no PostgreSQL 15 or newer is installed and TEST_DATABASE_URL is not set' };
    cluster = await startPostgres(installed, { fsync: false });
    return { ok: true, url: cluster.url, words: `a temporary PostgreSQL ${installed.version} from ${installed.bin}` };
  };
  return {
    find: () => {
      found ??= look();
      return found;
    },
    stop: async () => {
      await cluster?.stop();
      cluster = null;
    },
  };
}
