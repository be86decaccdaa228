import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { staticFiles } from './static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'static-'));
const small = 'const words = 1;\n'.repeat(200);
const large = Array.from({ length: 30_000 }, (_, line) => `const word${line} = ${line};`).join('\n');
const beside = brotliCompressSync(small);
writeFileSync(join(folder, 'small.js'), small);
writeFileSync(join(folder, 'small.js.br'), beside);
writeFileSync(join(folder, 'large.js'), large);
writeFileSync(join(folder, 'font.woff2'), Buffer.from([1, 2, 3]));
const app = staticFiles(folder);
afterAll(() => rmSync(folder, { recursive: true }));

async function get(name: string, encoding?: string) {
  const response = await app.request(`/${name}`, encoding ? { headers: { 'accept-encoding': encoding } } : {});
  return { response, body: Buffer.from(await response.arrayBuffer()) };
}

test('what the build has compressed is sent as it lies, and is no file of its own', async () => {
  const { response, body } = await get('small.js', 'gzip, deflate, br');
  expect([response.status, response.headers.get('content-encoding')]).toEqual([200, 'br']);
  expect(body.equals(beside)).toBe(true);
  expect((await get('small.js.br', 'br')).response.status).toBe(404);
});

test('a large file is compressed for the first who asks, and is the same for all who ask at once', async () => {
  const [one, other, plain] = await Promise.all([get('large.js', 'br'), get('large.js', 'gzip'), get('large.js')]);
  expect(brotliDecompressSync(one.body).toString()).toBe(large);
  expect(gunzipSync(other.body).toString()).toBe(large);
  expect(plain.body.toString()).toBe(large);
  expect(plain.response.headers.get('content-encoding')).toBeNull();
});

test('a font is sent as it is', async () => {
  const { response, body } = await get('font.woff2', 'br');
  expect([response.headers.get('content-encoding'), body.length]).toEqual([null, 3]);
});
