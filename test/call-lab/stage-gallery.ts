/** Builds the stage's gallery into memory. `openGallery` gives it to a page of the browser under test, without any server. */
import type { Page } from '@playwright/test';
import { build } from 'esbuild';

let built: Promise<Readonly<Record<string, string>>> | null = null;

const buildGallery = async (): Promise<Readonly<Record<string, string>>> => {
  const { outputFiles } = await build({
    entryPoints: {
      gallery: 'test/call-lab/stage-gallery.entry.tsx',
      site: 'src/ui/css/site.css',
      call: 'src/modules/call/client/call.css',
      queue: 'src/modules/queue/client/queue.css',
    },
    outdir: '/gallery',
    write: false,
    bundle: true,
    format: 'esm',
    splitting: true,
    target: 'es2020',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['/static/*'],
    logLevel: 'error',
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [path.replace('/gallery', ''), text]));
};

const html =
  '<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Scenen</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">' +
  '<link rel="stylesheet" href="/site.css"><link rel="stylesheet" href="/call.css"><link rel="stylesheet" href="/queue.css"></head>' +
  '<body data-stage="call"><script type="module" src="/gallery.js"></script></body></html>';

/** Shows a scene (stage-gallery.entry.tsx). The address is a secure one, so that everything a call uses is there. */
export async function openGallery(page: Page, scene: string): Promise<void> {
  built ??= buildGallery();
  const files = await built;
  await page.route('https://stage.test/**', (route) => {
    const file = new URL(route.request().url()).pathname;
    const body = files[file];
    const type = file.endsWith('.css') ? 'text/css' : file.endsWith('.js') ? 'text/javascript' : 'text/html';
    return route.fulfill({ contentType: `${type}; charset=utf-8`, body: body ?? html });
  });
  await page.goto('about:blank');
  await page.goto(`https://stage.test/#${scene}`);
  await page.locator('main').waitFor();
}
