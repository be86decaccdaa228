import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

/** An installed PostgreSQL: the folder of its programs and its major version. */
export type InstalledPostgres = { readonly bin: string; readonly version: number };

/** A server of our own, in a temporary folder, on 127.0.0.1 only. `url` is its superuser's address. */
export type PostgresCluster = {
  readonly url: string;
  readonly version: number;
  /** Ends it without any goodbye, as a power cut or `kill -9` would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port and folder. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
};

/** The newest PostgreSQL of 15 or later among PATH and Debian's folders; null where there is none. */
export function findPostgres(): InstalledPostgres | null {
  const debian = '/usr/lib/postgresql';
  const folders = [
    ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const found = folders
    .filter((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')))
    .map((bin) => ({ bin, version: versionOf(bin) }));
  return found.filter(({ version }) => version >= 15).sort((a, b) => b.version - a.version)[0] ?? null;
}

function versionOf(bin: string): number {
  try {
    return Number(
      /\(PostgreSQL\) (\d+)/.exec(execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }))?.[1] ?? 0,
    );
  } catch {
    return 0;
  }
}

/** PostgreSQL refuses to run as root: there it runs as its own user, or as nobody. Null where this user will do. */
function otherUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // This user does not exist here; the next may.
    }
  }
  throw new Error('PostgreSQL cannot run as root, and there is neither a user postgres nor nobody.');
}

/** Makes and starts a server. `fsync` off is faster and loses nothing when only processes die. Takes about two seconds. */
export async function startPostgres(
  installed: InstalledPostgres,
  options: { readonly fsync: boolean },
): Promise<PostgresCluster> {
  const user = otherUser();
  const folder = mkdtempSync(join(tmpdir(), 'medbetjening-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const as = { cwd: folder, ...(user ?? {}) };
  execFileSync(
    join(installed.bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
    {
      ...as,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: folder,
    fsync: options.fsync ? 'on' : 'off',
    max_connections: '200',
    log_min_messages: 'fatal',
  };
  let server: ChildProcess;
  const start = async () => {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    server = spawn(join(installed.bin, 'postgres'), ['-D', data, ...flags], { ...as, stdio: 'ignore' });
    await untilItAnswers(url, server);
  };
  // SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint, no goodbye, and no child left behind, which SIGKILL of the
  // first process alone would leave.
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((done) => {
      if (server.exitCode !== null || server.signalCode !== null) return done();
      server.once('exit', () => done());
      server.kill(signal);
    });
  const cleanUp = () => {
    server?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', cleanUp);
  await start();
  return {
    url,
    version: installed.version,
    kill: () => end('SIGQUIT'),
    restart: start,
    stop: async () => {
      await end('SIGQUIT');
      process.removeListener('exit', cleanUp);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && server.exitCode === null) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((next) => setTimeout(next, 100));
    }
  }
  throw new Error(`PostgreSQL did not start (exit code ${server.exitCode}).`);
}
