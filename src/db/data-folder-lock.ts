import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
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

/** Takes the folder for this process, or says which process has it. */
export function lockDataFolder(folder: string): Result<Lock, { readonly kind: 'held'; readonly pid: number }> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'in-use-by');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, `${process.pid}\n${startOf(process.pid)}\n`);
      closeSync(file);
      return ok({
        release: () => {
          try {
            if (readFileSync(path, 'utf8').startsWith(`${process.pid}\n`)) unlinkSync(path);
          } catch {
            // Already gone: somebody removed the folder while we ran.
          }
        },
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pidText, start = ''] = readFileSync(path, 'utf8').split('\n');
    const pid = Number(pidText);
    if (pid > 0 && alive(pid, start)) return refuse({ kind: 'held', pid });
    unlinkSync(path);
  }
  return refuse({ kind: 'held', pid: 0 });
}
