import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, type PostgresCluster, startPostgres } from '../../test/support/postgres-cluster.ts';
import { root } from '../build.mjs';
import { CannotRun } from './report.ts';

/** A process that serves HTTP on a port of its own: the program, or a floor to measure it by. */
export type Served = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Everything it has printed. */
  readonly output: () => string;
  /** Processor time it has used since it began, in milliseconds; null where the system does not tell. */
  readonly cpuMs: () => number | null;
  /** Memory in use, in MiB; null where the system does not tell. */
  readonly residentMiB: () => number | null;
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type ServeOptions = {
  readonly env?: Readonly<Record<string, string>>;
  /** What stands before the command, such as `['taskset', '-c', '0']`; it must become the command by exec. */
  readonly before?: readonly string[];
};

/** Starts a Node script and waits until it prints an address that matches. */
function serveScript(args: readonly string[], address: RegExp, options: ServeOptions): Promise<Served> {
  const inherited = Object.fromEntries(
    ['PATH', 'HOME', 'TZ', 'LANG'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  const [command = '', ...rest] = [...(options.before ?? []), process.execPath, ...args];
  const child = spawn(command, rest, {
    cwd: root,
    env: { ...inherited, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lastResort = () => void child.kill('SIGKILL');
  process.once('exit', lastResort);
  let printed = '';
  return new Promise((done, fail) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(new Error(`${args[0]} did not start in time:\n${printed}`));
    }, 120_000);
    const exited = (code: number | null) => {
      clearTimeout(timer);
      process.removeListener('exit', lastResort);
      fail(new Error(`${args[0]} ended with ${code}:\n${printed}`));
    };
    child.once('exit', exited);
    const listen = (chunk: Buffer) => {
      printed += chunk.toString();
      const found = address.exec(printed);
      if (!found) return;
      clearTimeout(timer);
      child.removeListener('exit', exited);
      const pid = child.pid ?? 0;
      done({
        url: found[1] ?? '',
        port: Number(found[2]),
        pid,
        output: () => printed,
        cpuMs: () => cpuOf(pid),
        residentMiB: () => residentOf(pid),
        kill: () => end(child, 'SIGKILL'),
        stop: async () => {
          await end(child, 'SIGTERM');
          process.removeListener('exit', lastResort);
        },
      });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
    child.kill(signal);
    setTimeout(() => child.kill('SIGKILL'), 15_000).unref();
  });
}

export type Program = Served & { readonly dataDir: string };

/** The program as `npm start` starts it. Its data folder is kept when it was given. */
export async function startProgram(options: ServeOptions & { readonly dataDir?: string } = {}): Promise<Program> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'medbetjening-bench-'));
  const served = await serveScript(
    [join(root, 'bin/start.mjs')],
    /Borger\s+(http:\/\/[^/\s]+?:(\d+))\/fjordby[\s\S]*Ctrl\+C/,
    {
      ...options,
      env: { LOG_LEVEL: 'error', PORT: '0', ...options.env, DATA_DIR: dataDir },
    },
  );
  return {
    ...served,
    dataDir,
    stop: async () => {
      await served.stop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A floor of `scripts/bench/floor`, in a process of its own as the program is. */
export const startFloor = (name: string, args: readonly string[] = [], options: ServeOptions = {}): Promise<Served> =>
  serveScript([join(root, 'scripts/bench/floor', name), ...args], /(http:\/\/[^/\s]+?:(\d+))/, options);

/** One core for the server and another for the load, where the machine lets us choose. */
export function ownCore(): { readonly server: readonly string[]; readonly words: string } {
  try {
    execFileSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)], { stdio: 'ignore' });
    return { server: ['taskset', '-c', '0'], words: 'server on core 0, load from core 1' };
  } catch {
    return { server: [], words: 'no taskset here: server and load share the cores' };
  }
}

/** A temporary PostgreSQL with fsync on, as in operation. */
export async function withPostgres<Value>(work: (cluster: PostgresCluster) => Promise<Value>): Promise<Value> {
  const installed = findPostgres();
  if (!installed) throw new CannotRun('no PostgreSQL 15 or newer is installed');
  const cluster = await startPostgres(installed, { fsync: true });
  try {
    return await work(cluster);
  } finally {
    await cluster.stop();
  }
}

/** Linux counts in hundredths of a second. */
function cpuOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

function residentOf(pid: number): number | null {
  try {
    const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : Number(kib) / 1024;
  } catch {
    return null;
  }
}
