import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Hono } from 'hono';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.ttf': 'font/ttf',
  '.pfb': 'font/pfb',
  '.wasm': 'application/wasm',
  '.tflite': 'application/octet-stream',
  '.binarypb': 'application/octet-stream',
};

type Encoded = { readonly br: () => Promise<Buffer>; readonly gzip: () => Promise<Buffer> };
type File = { readonly type: string; readonly plain: Buffer; readonly encoded: Encoded | null };

const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * The built files, served from memory. Their names hold their content's hash. Each is compressed once, for the first who asks:
 * a start would wait a second for all of them.
 */
export function staticFiles(folder: string): Hono {
  const files = new Map<string, File>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const type = types[extname(entry.name)];
    if (!type) continue;
    const text = !/\.(woff2|ttf|pfb|wasm|tflite|binarypb)$/.test(entry.name);
    files.set(path.slice(folder.length), fileOf(type, path, text));
  }
  return new Hono().get('/*', async (c) => {
    const file = files.get(c.req.path.replace(/^\/static/, ''));
    if (!file) return c.notFound();
    const accepts = c.req.header('accept-encoding') ?? '';
    const wanted = accepts.includes('br') ? 'br' : accepts.includes('gzip') ? 'gzip' : null;
    const encoding = file.encoded && wanted;
    const body = file.encoded && wanted ? await file.encoded[wanted]() : file.plain;
    return c.body(new Uint8Array(body), 200, {
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    });
  });
}

function fileOf(type: string, path: string, text: boolean): File {
  const plain = readFileSync(path);
  if (!text) return { type, plain, encoded: null };
  // What the build has compressed harder than anybody would wait for lies beside it.
  const beside = `${path}.br`;
  const br = existsSync(beside) ? readFileSync(beside) : null;
  return {
    type,
    plain,
    encoded: { br: once(async () => br ?? brotli(plain, quality)), gzip: once(() => gzipped(plain)) },
  };
}

function once(make: () => Promise<Buffer>): () => Promise<Buffer> {
  let made: Promise<Buffer> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
