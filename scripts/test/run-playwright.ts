import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PartResult } from './parts.ts';
import { runProgram } from './run-program.ts';

type Suite = {
  readonly title: string;
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly {
      readonly status: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
};
type Report = { readonly suites: readonly Suite[]; readonly errors: readonly { readonly message?: string }[] };

/** Runs a project of playwright.config.ts in Chromium and counts by Playwright's own report. */
export async function runPlaywright(
  project: 'direct' | 'livekit',
  env: Readonly<Record<string, string>>,
): Promise<PartResult> {
  const folder = mkdtempSync(join(tmpdir(), 'medbetjening-playwright-'));
  const output = join(folder, 'report.json');
  try {
    const args = [
      'node_modules/@playwright/test/cli.js',
      'test',
      `--project=${project}`,
      '--reporter=list,json',
      '--retries=1',
    ];
    const end = await runProgram(process.execPath, args, {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: output },
      minutes: 40,
    });
    if (!existsSync(output))
      return { passed: 0, failed: 1, skipped: [], failures: ['browser: Playwright left no report'] };
    const result = countReport(JSON.parse(readFileSync(output, 'utf8')) as Report);
    if (end.code !== 0 && result.failed === 0)
      return { ...result, failed: 1, failures: [`browser: Playwright ended with code ${end.code}`] };
    for (const name of result.repeated) process.stdout.write(`  passed only when repeated: ${name}\n`);
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A test of real media on a machine that is shared may need another go; it is said which did. */
function countReport(report: Report): PartResult & { readonly repeated: readonly string[] } {
  let passed = 0;
  const repeated: string[] = [];
  const failures = report.errors.map(
    ({ message }) => `browser: ${(message ?? 'an error outside every test').split('\n')[0]}`,
  );
  const skipped: { name: string; reason: string }[] = [];
  const walk = (suite: Suite) => {
    for (const spec of suite.specs ?? [])
      for (const test of spec.tests) {
        const name = `${spec.file}: ${spec.title}`;
        if (test.status === 'expected') passed += 1;
        else if (test.status === 'skipped')
          skipped.push({
            name,
            reason: test.annotations.find(({ type }) => type === 'skip')?.description ?? 'an earlier step failed',
          });
        else if (test.status === 'flaky') {
          passed += 1;
          repeated.push(name);
        } else failures.push(name);
      }
    for (const inner of suite.suites ?? []) walk(inner);
  };
  for (const suite of report.suites) walk(suite);
  return { passed, failed: failures.length, skipped, failures, repeated };
}
