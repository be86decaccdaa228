import { defineConfig } from '@playwright/test';
import type { Transport } from './test/browser/house.ts';

/**
 * Debian's Chromium with a camera and a microphone that are not there. Without `--use-fake-ui-for-media-stream`, so that a
 * test can refuse: who may use the devices gets the context's permissions.
 */
export default defineConfig<object, { readonly transport: Transport }>({
  testDir: 'test/browser',
  testMatch: '*.spec.ts',
  // Two cores: a call keeps two browsers' encoders busy, so one test at a time.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  outputDir: 'test-results',
  globalSetup: './test/browser/global-setup.ts',
  projects: [
    { name: 'direct', testIgnore: 'livekit.spec.ts', use: { transport: 'direct' } },
    // The tests that hold a call, once more with every call through LiveKit's own server, and what only LiveKit has.
    { name: 'livekit', grep: [/@call/, /livekit\.spec\.ts/], use: { transport: 'livekit' } },
  ],
  use: {
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
    trace: 'off',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream',
      ],
    },
  },
});
