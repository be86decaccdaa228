import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../build.mjs';
import type { PartResult } from './parts.ts';
import { runProgram } from './run-program.ts';

type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
};

/** Runs the tests that lie beside the code, or only `files`, and counts them by Vitest's own report. */
export async function runVitest(options: {
  readonly name: string;
  readonly files: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly minutes: number;
}): Promise<PartResult> {
  const folder = mkdtempSync(join(tmpdir(), 'medbetjening-vitest-'));
  const output = join(folder, 'report.json');
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${output}`,
    ...options.files,
  ];
  try {
    const end = await runProgram(process.execPath, args, { env: options.env, minutes: options.minutes });
    if (!existsSync(output))
      return { passed: 0, failed: 1, skipped: [], failures: [`${options.name}: Vitest left no report`] };
    return countReport(options.name, JSON.parse(readFileSync(output, 'utf8')) as Report, end.code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countReport(name: string, report: Report, code: number | null): PartResult {
  const short = (path: string) => path.replace(`${root}/`, '');
  const failures: string[] = [];
  const skipped: { name: string; reason: string; excused?: boolean }[] = [];
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'failed') failures.push(`${short(file.name)}: ${test.fullName}`);
      // On the other database a test may have nothing to ask; it says so in its name.
      else if (test.status !== 'passed' && !/\[(PostgreSQL|embedded) only\]/.test(test.fullName))
        skipped.push({
          name: `${name}: ${test.fullName}`,
          reason: `marked as ${test.status} in ${short(file.name)}`,
          // The agency's schema has no licence that lets it lie here: who has it lays it beside the repository.
          excused: test.fullName.includes('[needs the MeMo schema'),
        });
    }
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'))
      failures.push(`${short(file.name)}: ${(file.message ?? 'the file could not be run').split('\n')[0]}`);
  }
  // An error outside every test (an unhandled rejection) fails the run without failing a test.
  if (code !== 0 && failures.length === 0)
    failures.push(`${name}: Vitest ended with ${code === null ? 'no answer in time' : `code ${code}`}`);
  return { passed: report.numPassedTests, failed: failures.length, skipped, failures };
}

/** The test files that open a database, directly or through a file of test/support: these run on both. */
export function databaseTestFiles(): string[] {
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const supports = globSync('test/support/*.ts', { cwd: root });
  const openers = new Set(['test-house']);
  for (let before = 0; before < openers.size; ) {
    before = openers.size;
    for (const file of supports)
      if ([...openers].some((one) => read(file).includes(`/${one}.ts'`)))
        openers.add(file.replace(/^.*\//, '').replace(/\.ts$/, ''));
  }
  return globSync(['src/**/*.test.{ts,tsx}', 'test/faults/*.test.ts'], { cwd: root }).filter((file) => {
    const text = read(file);
    return text.includes('TEST_DATABASE_URL') || [...openers].some((one) => text.includes(`/${one}.ts'`));
  });
}
