import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from '../../kernel/index.ts';

/** What a command was called with. A path is from where the person stood, not from where npm runs the script. */
export type Command = {
  readonly config: Config;
  /** The program's version. */
  readonly program: string;
  readonly file: string | null;
  readonly flags: ReadonlySet<string>;
};

/** Reads settings and arguments; says what is wrong and ends the process with status 2. `usage` is one line. */
export function readCommand(usage: string, knownFlags: readonly string[]): Command {
  // From .builds/{fingerprint}/server/, as the program itself.
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
  const given = process.argv.slice(2);
  const flags = new Set(given.filter((one) => one.startsWith('--')));
  const [file = null, ...more] = given.filter((one) => !one.startsWith('--'));
  const read = readConfig(process.env);
  const wrong = [
    ...[...flags].filter((flag) => !knownFlags.includes(flag)).map((flag) => `${flag} kendes ikke.`),
    ...more.map((one) => `${one}: der kan kun gives én fil.`),
    ...(read.ok ? [] : read.problems.map(({ variable, problem }) => `${variable}: ${problem}`)),
  ];
  if (!read.ok || wrong.length > 0) {
    for (const line of [...wrong, usage]) process.stdout.write(`${line}\n`);
    process.exit(2);
  }
  const from = process.env.INIT_CWD ?? process.cwd();
  return {
    config: {
      ...read.config,
      dataDir: resolve(root, read.config.dataDir),
      filmsDir: read.config.filmsDir && resolve(root, read.config.filmsDir),
    },
    program: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    file: file === null ? null : resolve(from, file),
    flags,
  };
}
