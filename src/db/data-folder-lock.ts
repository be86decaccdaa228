import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result, refuse } from '../kernel/index.ts';

/**
 * PGlite takes no lock of its own and a second process silently destroys data (docs/evidence.md, "Embedded database").
 * Ours is a file made atomically with the holder's pid. It is never taken over because it is old: one project's rule by
 * age let four live processes in. It is taken over only when its process is gone.
 */
export type Lock = { readonly release: () => void };

/** Pid alone is not enough: after a restart of the machine, or in a container, the same pid is somebody else. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return '';
  }
}

function alive(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return start === '' || startOf(pid) === '' || startOf(pid) === start;
}

type Holder = { readonly pid: number; readonly alive: boolean };

/** Whom a lock file names; null where there is none. */
function holderOf(path: string): Holder | null {
  try {
    const [pidText, start = ''] = readFileSync(path, 'utf8').split('\n');
    const pid = Number(pidText);
    return { pid, alive: pid > 0 && alive(pid, start) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Gives the file a second name, if nothing has that name: it is whole from the first moment anybody sees it. */
function claim(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes the folder for this process, or says which process has it. */
export function lockDataFolder(folder: string): Result<Lock, { readonly kind: 'held'; readonly pid: number }> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'in-use-by');
  const clearing = `${path}.clearing`;
  const mine = `${path}.${randomUUID()}`;
  writeFileSync(mine, `${process.pid}\n${startOf(process.pid)}\n`);
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (claim(mine, path)) return ok({ release: () => release(path) });
      const holder = holderOf(path);
      if (holder?.alive) return refuse({ kind: 'held', pid: holder.pid });
      // One at a time clears away what a dead process left, or the second would clear away the lock of the first.
      if (!claim(mine, clearing)) {
        const other = holderOf(clearing);
        if (other?.alive) return refuse({ kind: 'held', pid: other.pid });
        rmSync(clearing, { force: true });
        continue;
      }
      try {
        if (holderOf(path)?.alive === false) rmSync(path, { force: true });
      } finally {
        rmSync(clearing, { force: true });
      }
    }
    return refuse({ kind: 'held', pid: holderOf(path)?.pid ?? 0 });
  } finally {
    rmSync(mine, { force: true });
  }
}

function release(path: string): void {
  try {
    if (readFileSync(path, 'utf8').startsWith(`${process.pid}\n`)) rmSync(path, { force: true });
  } catch {
    // Already gone: somebody removed the folder while we ran.
  }
}
