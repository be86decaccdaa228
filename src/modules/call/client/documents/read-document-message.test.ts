import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../documents/limits.ts';
import { readDocumentMessage, readLiveMessage } from './read-document-message.ts';
import { pagePicture } from './testing/page-picture.ts';

const put = { t: 'put', id: 'abcdefgh12', owner: 2, title: 'Papir 1', pages: 2, proof: null, maySave: false };
const page = { t: 'page', id: 'abcdefgh12', n: 1, text: 'Kære borger', caption: '' };

describe('what another’s page says is believed when it can be', () => {
  test('as it should be', () => {
    expect(readDocumentMessage(put, null)).toEqual(put);
    expect(readDocumentMessage(page, pagePicture(800, 600))).toMatchObject(page);
    expect(readDocumentMessage({ t: 'gone', id: 'abcdefgh12' }, null)).toEqual({ t: 'gone', id: 'abcdefgh12' });
    expect(readLiveMessage({ t: 'turn', id: 'abcdefgh12', n: 2, clock: 3 })).toMatchObject({ n: 2 });
    expect(readLiveMessage({ t: 'point', id: 'abcdefgh12', n: 1, at: { x: 0, y: 1 } })).toMatchObject({ at: { y: 1 } });
  });
  test.each([
    { ...put, id: '../../etc' },
    { ...put, pages: 51 },
    { ...put, pages: 1.5 },
    { ...put, title: '' },
    { ...put, title: 'x'.repeat(10_000) },
    { ...put, title: { toString: 'x' } },
    { ...put, owner: '2' },
    { t: 'hello', have: 'all' },
    { t: 'page', id: 'abcdefgh12', n: 1, text: 'x'.repeat(100_000), caption: '' },
    null,
    7,
    [],
  ])('not: %j', (json) => {
    expect(readDocumentMessage(json, pagePicture(10, 10))).toBeNull();
  });
  test('a page is a JPEG of our size or nothing', () => {
    expect(readDocumentMessage(page, null)).toBeNull();
    expect(readDocumentMessage(page, new Uint8Array([0x4d, 0x5a, 0x90]))).toBeNull();
    expect(readDocumentMessage(page, pagePicture(20_000, 20_000))).toBeNull();
    expect(readDocumentMessage(page, pagePicture(10, 10, limits.pageBytes + 1))).toBeNull();
    expect(readDocumentMessage(page, new TextEncoder().encode('<svg onload=alert(1)>'))).toBeNull();
  });
  test('words cannot turn the line round or hide', () => {
    const read = readDocumentMessage({ ...put, title: 'Pa\u202Epir\u0000 1\n2' }, null);
    expect(read).toMatchObject({ title: 'Pa pir  1 2' });
  });
  test('a proof is whole or none', () => {
    const proof = { sha256: 'a'.repeat(64), kind: 'pdf', proof: 'b'.repeat(64) };
    expect(readDocumentMessage({ ...put, proof }, null)).toMatchObject({ proof });
    expect(readDocumentMessage({ ...put, proof: { ...proof, kind: 'exe' } }, null)).toMatchObject({ proof: null });
  });
  test('a pointer stays on the page', () => {
    for (const at of [{ x: 2, y: 0 }, { x: Number.NaN, y: 0 }, { x: '0', y: 0 }, 7])
      expect(readLiveMessage({ t: 'point', id: 'abcdefgh12', n: 1, at })).toBeNull();
  });
});

test('nothing that comes makes it throw', () => {
  const some = fc.oneof(
    fc.anything(),
    fc.record({
      t: fc.constantFrom('put', 'page', 'gone', 'turn', 'point', 'hello'),
      id: fc.oneof(fc.constant('abcdefgh12'), fc.anything()),
      n: fc.anything(),
      at: fc.anything(),
      clock: fc.anything(),
      title: fc.anything(),
      pages: fc.anything(),
      owner: fc.anything(),
      proof: fc.anything(),
      have: fc.anything(),
      text: fc.anything(),
      caption: fc.anything(),
    }),
  );
  fc.assert(
    fc.property(some, fc.option(fc.uint8Array({ maxLength: 64 })), (json, bytes) => {
      readDocumentMessage(json, bytes);
      readLiveMessage(json);
    }),
    { numRuns: 2000 },
  );
});
