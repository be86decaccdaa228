import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from '../build.mjs';

export type ProgramEnd = {
  /** Null when it was stopped for taking too long. */
  readonly code: number | null;
  /** What its closing line `N passed, N failed` says, where it has one. */
  readonly counts: { readonly passed: number; readonly failed: number } | null;
  /** Its lines `skipped: NAME — REASON`. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  readonly lastLines: readonly string[];
};

const running = new Set<ChildProcess>();

/**
 * Runs a program in the repository's folder and shows what it prints, moved in by two spaces so that only our own closing
 * line stands alone. A program that takes longer than `minutes` is stopped with all its children.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly minutes: number },
): Promise<ProgramEnd> {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: '0', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that a browser or a server it started ends with it.
    detached: true,
  });
  running.add(child);
  let counts: ProgramEnd['counts'] = null;
  const skipped: { name: string; reason: string }[] = [];
  const lastLines: string[] = [];
  const listen = (line: string) => {
    process.stdout.write(`  ${line}\n`);
    lastLines.push(line);
    if (lastLines.length > 15) lastLines.shift();
    const closing = /^(\d+) passed, (\d+) failed$/.exec(line.trim());
    if (closing) counts = { passed: Number(closing[1]), failed: Number(closing[2]) };
    const skip = /^skipped: (.+?) — (.+)$/.exec(line.trim());
    if (skip) skipped.push({ name: skip[1] ?? '', reason: skip[2] ?? '' });
  };
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', listen);
  return new Promise((done) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      process.stdout.write(`  Stopped after ${options.minutes} minutes.\n`);
      endGroup(child);
    }, options.minutes * 60_000);
    const end = (code: number | null) => {
      clearTimeout(timer);
      endGroup(child);
      running.delete(child);
      done({ code: late ? null : code, counts, skipped, lastLines });
    };
    child.on('error', (error) => {
      listen(String(error));
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/** Ends every program that still runs, on Ctrl+C for instance. */
export function stopPrograms(): void {
  for (const child of running) endGroup(child);
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is empty already, which is what was wanted.
  }
}
