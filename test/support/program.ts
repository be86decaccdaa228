import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The real program, started as `npm start` starts it, on a port and in a folder of its own. */
export type Program = {
  /** `http://localhost:43210` */
  readonly url: string;
  readonly dataDir: string;
  /** Everything it has printed until now: its words and its log. */
  output(): string;
  /** Ends it without a goodbye. */
  kill(): Promise<void>;
  /** Starts it again on the same port and folder. */
  restart(): Promise<void>;
  /** Ends it politely and removes its folder. */
  stop(): Promise<void>;
};

const startsWithinMs = 75_000;

/**
 * Starts `.build/server` (built before: `npm run build`). Without `DATABASE_URL` it has an embedded database of its own. What
 * the machine's environment says about our settings is left out, so that a test means the same everywhere.
 */
export async function startProgram(env: Readonly<Record<string, string>> = {}): Promise<Program> {
  const dataDir = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'medbetjening-data-'));
  const inherited = Object.fromEntries(
    ['PATH', 'HOME', 'TZ', 'LANG'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  let child: ChildProcess;
  let printed = '';
  let port = env.PORT ?? '0';
  let url = '';

  const start = () =>
    new Promise<void>((done, fail) => {
      const heardBefore = printed.length;
      const starting = spawn(nodeToUse(), [join(root, '.build/server/serve.main.mjs')], {
        cwd: root,
        env: { ...inherited, LOG_LEVEL: 'info', ...env, DATA_DIR: dataDir, PORT: port },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = starting;
      const giveUp = (why: string) => {
        starting.kill('SIGKILL');
        fail(new Error(`The program did not start (${why}):\n${printed.slice(heardBefore)}`));
      };
      const timer = setTimeout(() => giveUp('no answer in time'), startsWithinMs);
      const listen = (chunk: Buffer) => {
        printed += chunk.toString();
        const address = /(http:\/\/localhost:(\d+))\/skranke/.exec(printed.slice(heardBefore));
        if (!address) return;
        clearTimeout(timer);
        url = address[1] ?? '';
        port = address[2] ?? '0';
        done();
      };
      starting.stdout.on('data', listen);
      starting.stderr.on('data', listen);
      starting.once('error', (error) => giveUp(String(error)));
      starting.once('exit', (code) => {
        clearTimeout(timer);
        giveUp(`code ${code}`);
      });
    });
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((done) => {
      const ending = child;
      if (ending.exitCode !== null || ending.signalCode !== null) return done();
      // A program that does not stop within its own ten seconds of draining has a fault that another test names.
      const impatience = setTimeout(() => ending.kill('SIGKILL'), 15_000);
      ending.once('exit', () => {
        clearTimeout(impatience);
        done();
      });
      ending.kill(signal);
    });
  const lastResort = () => void child?.kill('SIGKILL');
  process.once('exit', lastResort);
  await start();
  return {
    get url() {
      return url;
    },
    dataDir,
    output: () => printed,
    kill: () => end('SIGKILL'),
    restart: start,
    stop: async () => {
      await end('SIGTERM');
      process.removeListener('exit', lastResort);
      if (!env.DATA_DIR) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Playwright may run on an older Node than the program needs. */
function nodeToUse(): string {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const bundled = join(root, 'node_modules/.bin/node');
  return major < 24 && existsSync(bundled) ? bundled : process.execPath;
}
