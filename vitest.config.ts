import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'test/architecture/*.test.ts',
      'test/faults/*.test.ts',
      'test/call-weather/*.test.ts',
      'scripts/bench/**/*.test.ts',
    ],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    // A few hold real time to a bound; on a machine that others use too they get a second go.
    retry: process.env.CI ? 1 : 0,
  },
});
