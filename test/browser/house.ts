import { test as base, expect } from '@playwright/test';
import { type LiveKitServer, startLiveKit } from '../livekit-lab/livekit-server.ts';
import { type Program, startProgram } from '../support/program.ts';

/** What a project of playwright.config.ts chooses: how sound, picture and messages go between the pages of a call. */
export type Transport = 'direct' | 'livekit';

type Shared = {
  readonly transport: Transport;
  /** LiveKit's own server, one for all tests of a worker; null on the direct transport, and where there is none. */
  readonly forwarder: LiveKitServer | null;
  /** One program for all tests of a worker that leave nothing behind. */
  readonly shared: Program;
};

/** LiveKit's own server, released; `.ci/run` builds it. */
const liveKit = process.env.LIVEKIT_SERVER;
const noLiveKit = process.env.LIVEKIT_MISSING ?? 'LIVEKIT_SERVER names no server';
const cannotRun = (transport: Transport) => transport === 'livekit' && !liveKit;

/** A test that is tagged `@call` holds a real call, and runs on both transports. */
export const test = base.extend<{ readonly carried: undefined }, Shared>({
  transport: ['direct', { option: true, scope: 'worker' }],
  forwarder: [
    async ({ transport }, use) => {
      const server = transport === 'livekit' && liveKit ? await startLiveKit(liveKit) : null;
      await use(server);
      await server?.kill();
    },
    { scope: 'worker' },
  ],
  shared: [
    async ({ forwarder }, use) => {
      const program = await startProgram(settingsFor(forwarder));
      await use(program);
      await program.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  // That a call was to go through the server does not mean that it did: the server is asked who came.
  carried: [
    async ({ transport, forwarder }, use, info) => {
      info.skip(cannotRun(transport), noLiveKit);
      const before = await forwarder?.joins();
      await use(undefined);
      if (forwarder && before !== undefined && info.status === info.expectedStatus)
        await expect.poll(() => forwarder.joins(), 'pages that LiveKit carried').toBeGreaterThanOrEqual(before + 2);
    },
    { auto: true },
  ],
});

export { expect };

/** As an operator would set them. */
const settingsFor = (forwarder: LiveKitServer | null): Readonly<Record<string, string>> =>
  forwarder
    ? { LIVEKIT_URL: forwarder.url, LIVEKIT_API_KEY: forwarder.apiKey, LIVEKIT_API_SECRET: forwarder.apiSecret }
    : {};

/** A program of the file's own, for tests that change what others would see. Call at the top of a file or a describe. */
export function ownProgram(
  env: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>> = () => ({}),
): () => Program {
  let program: Program | null = null;
  test.beforeAll(async ({ transport, forwarder }) => {
    test.skip(cannotRun(transport), noLiveKit);
    test.setTimeout(90_000);
    program = await startProgram({ ...settingsFor(forwarder), ...(await env()) });
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
