import { buildIfStale } from '../build.mjs';
import { type PartResult, parts, type Workshop } from './parts.ts';
import { stopPrograms } from './run-program.ts';
import { sharedPostgres } from './shared-postgres.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const usage = `npm test [-- --only NAME[,NAME] | --list]
Parts: ${parts.map(({ name }) => name).join(', ')}`;

/** Runs the parts that were asked for, all by default. Returns the exit code: 0 only if nothing failed. */
export async function runTests(args: readonly string[]): Promise<number> {
  const wanted = chosenParts(args);
  if (wanted === null) {
    say(usage);
    return 2;
  }
  if (args.includes('--list')) {
    for (const { name, what } of wanted) say(`${name.padEnd(16)} ${what}`);
    return 0;
  }
  const postgres = sharedPostgres();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      stopPrograms();
      void postgres.stop().finally(() => process.exit(130));
    });
  try {
    say(`Building … ${(await buildIfStale()) === 'built' ? 'built' : 'nothing has changed'}`);
    return await runParts(wanted, { postgres, ci: Boolean(process.env.CI), say });
  } finally {
    await postgres.stop();
  }
}

function chosenParts(args: readonly string[]): readonly (typeof parts)[number][] | null {
  const at = args.indexOf('--only');
  if (at === -1) return args.every((arg) => arg === '--list') ? parts : null;
  const names = (args[at + 1] ?? '').split(',');
  const found = parts.filter(({ name }) => names.includes(name));
  return found.length === names.length ? found : null;
}

async function runParts(wanted: readonly (typeof parts)[number][], workshop: Workshop): Promise<number> {
  const began = performance.now();
  const lines: string[] = [];
  let passed = 0;
  let failed = 0;
  let gaps = 0;
  for (const [index, part] of wanted.entries()) {
    say(`\n[${index + 1}/${wanted.length}] ${part.name}: ${part.what}`);
    const before = performance.now();
    const result = await part
      .run(workshop)
      .catch((error): PartResult => ({ passed: 0, failed: 1, skipped: [], failures: [String(error?.stack ?? error)] }));
    passed += result.passed;
    failed += result.failed;
    lines.push(`${part.name.padEnd(16)} ${result.passed} passed, ${result.failed} failed  (${seconds(before)})`);
    for (const failure of result.failures) lines.push(`  failed: ${failure}`);
    for (const { name, reason, excused } of result.skipped) {
      lines.push(`  skipped: ${name} — ${reason}`);
      // What no machine of ours runs, nobody has tested: on the machine that decides, a gap is a failure.
      if (workshop.ci && !excused) gaps += 1;
    }
  }
  say('');
  for (const line of lines) say(line);
  if (gaps > 0) say(`In CI nothing may be skipped but what the machine cannot have: ${gaps} above count as failures.`);
  failed += gaps;
  say(`All in ${seconds(began)}.`);
  say(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
