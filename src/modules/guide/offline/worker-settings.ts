import { createHash } from 'node:crypto';
import { asset, colourAddress, islandJson } from '../../../ui/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import type { WorkerSettings } from '../client/offline-worker-face.ts';
import { reservedPaths } from '../reserved-paths.ts';
import { readerScripts, readerStyles } from '../views/pages.tsx';

/** What the pages of the kept guide need besides their words. */
const fonts = ['/static/fonts/plex-regular.woff2', '/static/fonts/plex-semibold.woff2'];
/** Read without a line too; every other name of ours leads to a page about somebody, or for employees. */
const keptRooms = new Set(['emner', 'soeg', 'offline', 'ord', 'hjaelper']);

/** The service worker's script: what it must know of this municipality and this build, and the built worker. */
export function workerScript(municipality: Municipality): { readonly script: string; readonly etag: string } {
  const names = [
    'site.css',
    'early.js',
    ...readerStyles.map((name) => `${name}.css`),
    ...readerScripts.map((name) => `${name}.js`),
  ];
  const assets = Object.fromEntries(names.map((name) => [name, asset(name)]));
  const settings: Omit<WorkerSettings, 'version'> = {
    base: `/${municipality.slug}`,
    assets,
    shell: [...Object.values(assets), ...fonts, colourAddress(municipality)],
    privatePaths: [...reservedPaths].filter((name) => !keptRooms.has(name)),
  };
  const version = createHash('sha256').update(JSON.stringify(settings)).digest('base64url').slice(0, 12);
  const script =
    `self.guideSettings=${islandJson({ ...settings, version } satisfies WorkerSettings)};\n` +
    `importScripts(${islandJson(asset('offline-worker.js'))});\n`;
  return { script, etag: `"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"` };
}
