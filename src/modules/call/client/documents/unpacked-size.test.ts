import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isBomb, unpackedSize, zlibStreams } from './unpacked-size.ts';

const pdfWith = (...streams: readonly Uint8Array[]) =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from('%PDF-1.4\n'),
      ...streams.flatMap((stream) => [
        Buffer.from(`1 0 obj<</Length ${stream.length}/Filter/FlateDecode>>stream\r\n`),
        stream,
        Buffer.from('\r\nendstream endobj\n'),
      ]),
    ]),
  );
const most = 2_000_000;
const zeros = (size: number) => deflateSync(Buffer.alloc(size));

test('streams are found, their ends are not taken for beginnings', () => {
  expect([...zlibStreams(pdfWith(zeros(10), zeros(20)))]).toHaveLength(2);
  expect([...zlibStreams(new Uint8Array(Buffer.from('stream of words, endstream')))]).toHaveLength(0);
});
test('what a stream unpacks to is counted, whatever follows it', async () => {
  const size = await unpackedSize(new Uint8Array(Buffer.concat([zeros(1_000_000), Buffer.from('\nendstream')])), most);
  expect(size).toBeGreaterThan(900_000);
  expect(size).toBeLessThanOrEqual(1_000_000);
});
test('a letter is no bomb', async () => {
  expect(await isBomb(pdfWith(deflateSync('BT (Kære borger) Tj ET'.repeat(1000)), zeros(100_000)), most)).toBe(false);
});
test('one large stream, many middling ones, and one packed twice are', async () => {
  expect(await isBomb(pdfWith(zeros(4_000_000)), most)).toBe(true);
  expect(await isBomb(pdfWith(zeros(900_000), zeros(900_000), zeros(900_000)), most)).toBe(true);
  expect(await isBomb(pdfWith(deflateSync(zeros(4_000_000))), most)).toBe(true);
});
test('what is no stream at all ends quietly', async () => {
  expect(await isBomb(pdfWith(new Uint8Array([0x78, 0x9c, 1, 2, 3])), most)).toBe(false);
  expect(await isBomb(new Uint8Array(0), most)).toBe(false);
});
