import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from './postgres-cluster.ts';

/** A real CalDAV server (Radicale) on 127.0.0.1 with one user, `mette` and `hemmelig`. */
export type CalDavServer = {
  readonly url: string;
  /** Writes a whole calendar to a path, as its user; what lay there is gone. */
  put(path: string, ics: string): Promise<void>;
  stop(): Promise<void>;
};

/** Debian's package is `radicale`; null where it is not installed. */
export function findRadicale(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'radicale')).find((file) => existsSync(file)) ?? null;
}

export async function startRadicale(program: string): Promise<CalDavServer> {
  const folder = mkdtempSync(join(tmpdir(), 'medbetjening-radicale-'));
  const users = join(folder, 'users');
  writeFileSync(users, 'mette:hemmelig\n');
  const port = await freePort();
  const settings = [
    `--server-hosts=127.0.0.1:${port}`,
    '--auth-type=htpasswd',
    `--auth-htpasswd-filename=${users}`,
    '--auth-htpasswd-encryption=plain',
    '--auth-delay=0',
    `--storage-filesystem-folder=${join(folder, 'collections')}`,
    '--logging-level=error',
  ];
  const server: ChildProcess = spawn(program, settings, { cwd: folder, stdio: 'ignore' });
  const clean = () => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', clean);
  const url = `http://127.0.0.1:${port}`;
  const authorization = `Basic ${Buffer.from('mette:hemmelig').toString('base64')}`;
  for (const deadline = Date.now() + 30_000; ; await new Promise((next) => setTimeout(next, 100))) {
    if (await fetch(url).catch(() => null)) break;
    if (server.exitCode !== null || Date.now() > deadline)
      throw new Error(`Radicale did not start (exit code ${server.exitCode}).`);
  }
  return {
    url,
    put: async (path, ics) => {
      const answer = await fetch(`${url}${path}`, {
        method: 'PUT',
        body: ics,
        headers: { authorization, 'content-type': 'text/calendar; charset=utf-8' },
      });
      if (!answer.ok) throw new Error(`Radicale answered ${answer.status}: ${await answer.text()}`);
    },
    stop: async () => {
      process.removeListener('exit', clean);
      const ended = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
