import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Served, type ServeOptions, startFloor } from '../program.ts';

/** What the bare server answers on one path. `gzipEach`: compress anew for every request, as a program without a store does. */
export type FloorPage = {
  readonly headers: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body: string;
  readonly gzipEach?: boolean;
};

export async function startHttpFloor(
  pages: Readonly<Record<string, FloorPage>>,
  options: ServeOptions = {},
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'medbetjening-floor-'));
  const file = join(folder, 'pages.json');
  writeFileSync(file, JSON.stringify(pages));
  const floor = await startFloor('http-floor.ts', [file], options);
  rmSync(folder, { recursive: true, force: true });
  return floor;
}

/** Headers of the connection itself; the bare server writes its own. */
const ofTheConnection = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'date',
  'content-encoding',
]);

/** The same bytes as the program sends on a path, without compression, for the bare server to hold. */
export async function sameBytes(url: string, path: string): Promise<FloorPage> {
  const response = await fetch(`${url}${path}`, { headers: { 'accept-encoding': 'identity' } });
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  const body = Buffer.from(await response.arrayBuffer()).toString('base64');
  return { headers: Object.fromEntries([...response.headers].filter(([name]) => !ofTheConnection.has(name))), body };
}
