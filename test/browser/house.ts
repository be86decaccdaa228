import { test as base } from '@playwright/test';
import { type Program, startProgram } from '../support/program.ts';

/** One program for all tests of a worker that leave nothing behind. */
export const test = base.extend<object, { readonly shared: Program }>({
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern.
    async ({}, use) => {
      const program = await startProgram();
      await use(program);
      await program.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

export { expect } from '@playwright/test';

/** A program of the file's own, for tests that change what others would see. Call at the top of a file or a describe. */
export function ownProgram(
  env: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>> = () => ({}),
): () => Program {
  let program: Program | null = null;
  test.beforeAll(async () => {
    test.setTimeout(90_000);
    program = await startProgram(await env());
  });
  test.afterAll(async () => {
    await program?.stop();
    program = null;
  });
  return () => {
    if (!program) throw new Error('the program has not been started');
    return program;
  };
}
