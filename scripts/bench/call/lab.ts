import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { root } from '../../build.mjs';

export type Form = 'text' | 'voice' | 'video';
export type LabRoom = {
  readonly citizen: string;
  readonly employee: string;
  readonly admit: () => Promise<void>;
  /** Somebody more, let in: the address of her page. */
  readonly join: (name: string) => Promise<string>;
};
/** The real room and the real call on the least page that holds them (test/call-lab), in a process of its own. */
export type Lab = {
  readonly url: string;
  readonly pid: number;
  readonly room: (form: Form) => Promise<LabRoom>;
  /** The socket's server goes, and comes back at the same address with the same rooms. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Bytes after a collection. */
  readonly memory: () => Promise<{ readonly heap: number; readonly resident: number }>;
  readonly close: () => Promise<void>;
};

/** `before`: what stands before the command, as for a network of its own; `host`: where the browsers find it. */
export async function startLab({
  before = [],
  host = 'localhost',
  env = {},
}: {
  readonly before?: readonly string[];
  readonly host?: string;
  readonly env?: Readonly<Record<string, string>>;
} = {}): Promise<Lab> {
  const program = join(root, '.build/call-lab-serve.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/call-lab/serve.ts'],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const [command = '', ...args] = [...before, process.execPath, '--expose-gc', program];
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, LAB_HOST: host, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => answers.shift()?.(line));
  const answer = () =>
    new Promise<Record<string, unknown>>((done, fail) => {
      const gone = () => fail(new Error('the lab ended'));
      child.once('exit', gone);
      answers.push((line) => {
        child.off('exit', gone);
        const said = JSON.parse(line) as Record<string, unknown>;
        if (typeof said.error === 'string') fail(new Error(said.error));
        else done(said);
      });
    });
  const tell = (order: Record<string, unknown>) => {
    const said = answer();
    child.stdin.write(`${JSON.stringify(order)}\n`);
    return said;
  };
  const { url } = await answer();
  return {
    url: String(url),
    pid: child.pid ?? 0,
    room: async (form) => {
      const { room, citizen, employee } = await tell({ do: 'room', form });
      return {
        citizen: String(citizen),
        employee: String(employee),
        admit: async () => void (await tell({ do: 'admit', room })),
        join: async (name) => String((await tell({ do: 'join', room, name })).url),
      };
    },
    stop: async () => void (await tell({ do: 'stop' })),
    start: async () => void (await tell({ do: 'start' })),
    memory: async () => (await tell({ do: 'memory' })) as { heap: number; resident: number },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child.once('exit', done));
      // It ends with its input, also when this process dies, and ends its LiveKit server then; killed, it would leave that behind.
      child.stdin.end();
      const lastResort = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(lastResort);
    },
  };
}
