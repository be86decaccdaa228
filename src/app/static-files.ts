import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
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

type File = { readonly type: string; readonly plain: Buffer; readonly br: Buffer | null; readonly gzip: Buffer | null };

/** The built files, compressed once at start and served from memory. Their names hold their content's hash. */
export function staticFiles(folder: string): Hono {
  const files = new Map<string, File>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const type = types[extname(entry.name)];
    if (!type) continue;
    const plain = readFileSync(path);
    const text = !/\.(woff2|ttf|pfb|wasm|tflite|binarypb)$/.test(entry.name);
    files.set(path.slice(folder.length), {
      type,
      plain,
      br: text ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : null,
      gzip: text ? gzipSync(plain) : null,
    });
  }
  return new Hono().get('/*', (c) => {
    const file = files.get(c.req.path.replace(/^\/static/, ''));
    if (!file) return c.notFound();
    const accepts = c.req.header('accept-encoding') ?? '';
    const encoding = file.br && accepts.includes('br') ? 'br' : file.gzip && accepts.includes('gzip') ? 'gzip' : null;
    const body = encoding === 'br' ? file.br : encoding === 'gzip' ? file.gzip : file.plain;
    return c.body(new Uint8Array(body ?? file.plain), 200, {
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    });
  });
}
