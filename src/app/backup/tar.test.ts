import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { Damaged } from './byte-source.ts';
import { packTar, tarLength, unpackTar } from './tar.ts';

const folder = mkdtempSync(join(tmpdir(), 'medbetjening-tar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Plain = readonly [string, Uint8Array];
const at = new Date('2020-02-20T09:00:00Z');
async function* inPieces(bytes: Uint8Array, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
const entryOf = ([name, body]: Plain) => ({ name, size: body.length, body: () => inPieces(body, 700) });
async function packed(files: readonly Plain[]): Promise<Buffer> {
  const pieces = [];
  for await (const piece of packTar(files.map(entryOf), at)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
async function unpacked(archive: Uint8Array, pieceSize = 1000): Promise<Plain[]> {
  const files: Plain[] = [];
  for await (const entry of unpackTar(inPieces(archive, pieceSize))) {
    const pieces = [];
    for await (const piece of entry.body()) pieces.push(piece);
    files.push([entry.name, Buffer.concat(pieces)]);
  }
  return files;
}

test('what is packed comes out the same, however the bytes arrive', async () => {
  const file = fc.tuple(fc.stringMatching(/^[a-z]{1,30}$/), fc.uint8Array({ maxLength: 2000 }));
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 5 }), fc.integer({ min: 1, max: 3000 }), async (files, size) => {
      const archive = await packed(files);
      expect(archive.length).toBe(tarLength(files.map(([, body]) => ({ size: body.length }))));
      expect((await unpacked(archive, size)).map(([name, body]) => [name, [...body]])).toEqual(
        files.map(([name, body]) => [name, [...body]]),
      );
    }),
    { numRuns: 60 },
  );
});

test('the machine’s own tar reads it, and is read', async () => {
  const files: Plain[] = [
    ['database/', new Uint8Array()],
    ['database/PG_VERSION', Buffer.from('18\n')],
    ['database/large', Buffer.alloc(70_000, 7)],
  ];
  const path = join(folder, 'ours.tar');
  writeFileSync(path, await packed(files));
  expect(execFileSync('tar', ['tf', path], { encoding: 'utf8' }).trim().split('\n')).toEqual(
    files.map(([name]) => name),
  );
  execFileSync('tar', ['xf', path], { cwd: folder });
  expect(readFileSync(join(folder, 'database/large')).equals(files[2]?.[1] as Buffer)).toBe(true);
  execFileSync('tar', ['--format=ustar', '-cf', 'theirs.tar', 'database/PG_VERSION'], { cwd: folder });
  expect(await unpacked(readFileSync(join(folder, 'theirs.tar')))).toEqual([
    ['database/PG_VERSION', Buffer.from('18\n')],
  ]);
});

test('what somebody does not want of an entry is passed over', async () => {
  const archive = await packed([
    ['a', Buffer.alloc(5000, 1)],
    ['b', Buffer.from('b')],
  ]);
  const names = [];
  for await (const entry of unpackTar(inPieces(archive, 300))) {
    names.push(entry.name);
    for await (const _ of entry.body()) break;
  }
  expect(names).toEqual(['a', 'b']);
});

test('an archive that is cut off or changed is found out', async () => {
  const archive = await packed([['a', Buffer.alloc(3000, 1)]]);
  for (const length of [0, 100, 512, 2000, archive.length - 1024])
    await expect(unpacked(archive.subarray(0, length)), `${length} bytes`).rejects.toThrow(Damaged);
  const changed = Buffer.from(archive);
  changed.write('b', 0);
  await expect(unpacked(changed)).rejects.toThrow(Damaged);
  await expect(unpacked(Buffer.from('x'.repeat(5000)))).rejects.toThrow(Damaged);
});

test('sizes above eight gigabytes have their own form', async () => {
  const size = 9 * 2 ** 30;
  const first = await packTar([{ name: 'huge', size, body: () => inPieces(new Uint8Array(), 1) }], at).next();
  const found = unpackTar(inPieces(first.value as Uint8Array, 512));
  expect((await found.next()).value?.size).toBe(size);
});

test('a body that is not as long as promised is no archive', async () => {
  const wrong = { name: 'a', size: 5, body: () => inPieces(Buffer.from('four'), 10) };
  const pack = async () => {
    for await (const _ of packTar([wrong], at));
  };
  await expect(pack()).rejects.toThrow('changed its size');
});
