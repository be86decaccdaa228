import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ok, type Result, refuse } from '../../kernel/index.ts';

export type ToolRefusal =
  | { readonly kind: 'tool-missing'; readonly tool: PostgresTool }
  | { readonly kind: 'tool-failed'; readonly tool: PostgresTool; readonly message: string };
export type PostgresTool = 'pg_dump' | 'pg_restore';

/** The address without its password, which must not stand in the list of processes, and the password for the environment. */
export function withoutPassword(url: string): { readonly url: string; readonly password: string | null } {
  const parsed = new URL(url);
  const password = parsed.password === '' ? parsed.searchParams.get('password') : decodeURIComponent(parsed.password);
  parsed.password = '';
  parsed.searchParams.delete('password');
  return { url: parsed.toString(), password };
}

/**
 * Runs one of PostgreSQL's own programs on the database at `url`, writing to the open file `output` or reading `input`.
 * Refuses when the program is not there or says no; `message` is the end of what it said.
 */
export async function runPostgresTool(
  tool: PostgresTool,
  args: readonly string[],
  at: { readonly url: string; readonly output?: number; readonly input?: AsyncIterable<Uint8Array> },
): Promise<Result<null, ToolRefusal>> {
  const { url, password } = withoutPassword(at.url);
  const stdio: StdioOptions = [at.input ? 'pipe' : 'ignore', at.output ?? 'ignore', 'pipe'];
  const child = spawn(tool, [...args, `--dbname=${url}`], {
    stdio,
    env: { ...process.env, ...(password === null ? {} : { PGPASSWORD: password }), LC_ALL: 'C.UTF-8' },
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  const ended = once(child, 'close').then(
    ([code]) => code as number | null,
    (error: NodeJS.ErrnoException) => error,
  );
  let unread: unknown = null;
  if (at.input && child.stdin) {
    // It stops reading when it has failed, and then says why itself.
    await pipeline(Readable.from(at.input, { objectMode: false }), child.stdin).catch(
      (error: NodeJS.ErrnoException) => {
        if (!['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(error.code ?? '')) unread = error;
        child.stdin?.destroy();
      },
    );
  }
  if (unread !== null) {
    child.kill();
    await ended;
    throw unread;
  }
  const code = await ended;
  if (code === 0) return ok(null);
  if (code instanceof Error) {
    if (code.code === 'ENOENT') return refuse({ kind: 'tool-missing', tool });
    throw code;
  }
  return refuse({ kind: 'tool-failed', tool, message: said.trim() || `code ${code}` });
}
