/** Pages that meet through a real LiveKit server; their signals pass through here, as through our own server. */
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { build } from 'esbuild';
import type { RoomId } from '../../src/kernel/index.ts';
import { memberName, mintAccess } from '../../src/modules/call/livekit/access-token.ts';
import type { LiveKitServer } from './livekit-server.ts';

export type LabPage = { readonly page: Page; readonly who: number; readonly name: string };

const policy = (url: string) =>
  `default-src 'none'; script-src 'self'; worker-src 'self'; media-src 'self' blob:; connect-src 'self' ${url} ${url.replace('ws', 'http')}`;

/** Built once for all tests of a file. */
let builtFiles: Promise<Map<string, Uint8Array>> | null = null;

async function buildFiles(): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: {
      lab: 'test/livekit-lab/lab.entry.ts',
      worker: 'src/modules/call/client/livekit/frame-keys.worker.ts',
    },
    outdir: '/',
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.split('/').at(-1) ?? '', contents]));
}

export async function openLiveKitLab(browser: Browser, media: LiveKitServer) {
  builtFiles ??= buildFiles();
  const files = await builtFiles;
  const server = createServer((request, response) => {
    const file = files.get((request.url ?? '').slice(1));
    response.setHeader('content-type', file ? 'text/javascript' : 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', policy(media.url));
    response.end(file ?? '<!doctype html><title>Lab</title><script type="module" src="/lab.js"></script>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const roomId = crypto.randomUUID() as RoomId;
  const pages = new Map<string, LabPage>();
  const signals: string[] = [];

  const accessFor = (who: number, seat: number) => mintAccess(media, roomId, { who, seat });

  async function come(who: number, seat = 1): Promise<LabPage> {
    const page = await (await browser.newContext({ permissions: ['camera', 'microphone'] })).newPage();
    const name = memberName({ who, seat });
    if (process.env.LIVEKIT_LOG) {
      page.on('console', (message) => console.log(name, message.text()));
      page.on('pageerror', (error) => console.log(name, 'page error', error.message));
    }
    await page.exposeFunction('signalTo', async (to: string, body: string) => {
      signals.push(body);
      await pages
        .get(to)
        ?.page.evaluate(([from, text]) => (window as never as Lab).lab.signal(from, text), [name, body] as const)
        .catch(() => {});
    });
    await page.goto(`http://localhost:${port}/`);
    const access = await accessFor(who, seat);
    await page.evaluate((given) => (window as never as Lab).lab.start(given), {
      who,
      seat,
      ...access,
      camera: true,
    });
    const made = { page, who, name };
    pages.set(name, made);
    return made;
  }

  return {
    come,
    /** What a page fetches for it, compressed. */
    bytes: [...files.values()].reduce((sum, contents) => sum + brotliCompressSync(contents).length, 0),
    signals,
    accessFor,
    /** Everybody named is told of everybody named. */
    meet: async (...those: readonly LabPage[]) => {
      for (const one of those)
        for (const other of those)
          if (one !== other) await one.page.evaluate((who) => (window as never as Lab).lab.meet(who, 1), other.who);
    },
    part: (from: LabPage, whom: LabPage) =>
      from.page.evaluate((who) => (window as never as Lab).lab.part(who, 1), whom.who),
    close: async () => {
      for (const { page } of pages.values()) await page.context().close();
      server.closeAllConnections();
      server.close();
    },
  };
}

type Lab = {
  readonly lab: {
    readonly start: (given: unknown) => Promise<void>;
    readonly meet: (who: number, seat: number) => void;
    readonly part: (who: number, seat: number) => void;
    readonly signal: (from: string, body: string) => void;
  };
};
