import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { imageSize, plainPng } from './image-size.ts';
import { judgeFile, judgeSize } from './judge-file.ts';
import { isCalledSo, sniff } from './sniff.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])));

const u32 = (value: number) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const u16 = (value: number) => [value >> 8, value & 255];
const chunk = (name: string, data: readonly number[]) => [
  ...u32(data.length),
  ...Buffer.from(name),
  ...data,
  0,
  0,
  0,
  0,
];
const pngHead = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const png = (width: number, height: number, ...more: readonly (readonly number[])[]) =>
  bytes(pngHead, chunk('IHDR', [...u32(width), ...u32(height), 8, 2, 0, 0, 0]), ...more, chunk('IEND', []));
const jpeg = (width: number, height: number) =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe0, ...u16(16), ...new Array(14).fill(0)],
    [0xff, 0xe1, ...u16(6), 1, 2, 3, 4],
    [0xff, 0xc2, ...u16(17), 8, ...u16(height), ...u16(width), 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1],
  );
const webp = (form: string, ...data: readonly number[]) =>
  bytes('RIFF', [0, 0, 0, 0], 'WEBP', form, [0, 0, 0, 0], data, new Array(20).fill(0));

describe('what a file is, by what is in it', () => {
  test.each([
    ['pdf', bytes('%PDF-1.7\n')],
    ['jpeg', jpeg(10, 10)],
    ['png', png(10, 10)],
    ['webp', webp('VP8X')],
    ['heic', bytes([0, 0, 0, 24], 'ftypheic')],
    ['avif', bytes([0, 0, 0, 24], 'ftypavif')],
    ['gif', bytes('GIF89a')],
    ['tiff', bytes([0x49, 0x49, 0x2a, 0])],
    ['svg', bytes('<?xml version="1.0"?>\n<svg onload="alert(1)">')],
    ['page', bytes('  <!DOCTYPE html><script>')],
    ['office', bytes('PK', [3, 4], '....[Content_Types].xml')],
    ['office', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['office', bytes('{\\rtf1')],
    ['zip', bytes('PK', [3, 4], 'brev.txt')],
    ['zip', bytes([0x1f, 0x8b, 8])],
    ['program', bytes('MZ', [0x90, 0])],
    ['program', bytes([0x7f], 'ELF')],
    ['program', bytes('#!/bin/sh\n')],
    ['program', bytes([0xca, 0xfe, 0xba, 0xbe])],
    ['unknown', bytes('Kære borger')],
    // Readers of PDF would find the mark; the table wants it at the beginning.
    ['program', bytes('MZ', new Array(100).fill(0), '%PDF-1.7')],
    ['unknown', bytes([])],
  ])('%s', (kind, head) => {
    expect(sniff(head)).toBe(kind);
  });

  test('a name decides nothing, but is told of', () => {
    expect(isCalledSo('brev.PDF', 'pdf')).toBe(true);
    expect(isCalledSo('brev', 'pdf')).toBe(true);
    expect(isCalledSo('brev.docx', 'pdf')).toBe(false);
    expect(judgeFile('brev.pdf', jpeg(10, 10))).toEqual({ ok: true, kind: 'jpeg', misnamed: true });
  });
});

describe('what is refused, and why', () => {
  test('a file of 2 GB, by its size alone', () => {
    expect(judgeSize(2 * 1024 ** 3)).toEqual({ why: 'too-large', megabytes: 2148 });
    expect(judgeSize(20 * 1024 * 1024)).toBeNull();
    expect(judgeSize(0)).toEqual({ why: 'empty' });
  });
  test('a program under another name is told as what it is', () => {
    const program = bytes('MZ', [0x90, 0], new Array(200).fill(0));
    expect(judgeFile('ansøgning.pdf', program)).toEqual({ ok: false, refusal: { why: 'disguised-program' } });
    expect(judgeFile('setup.exe', program)).toEqual({ ok: false, refusal: { why: 'kind', kind: 'program' } });
  });
  test.each([
    ['png', png(30_000, 30_000)],
    ['jpeg', jpeg(20_000, 20_000)],
    ['webp', webp('VP8X', 0, 0, 0, 0, ...[0xff, 0xff, 0], ...[0xff, 0xff, 0])],
  ])('a %s that unpacks to too many pixels, before it is decoded', (name, picture) => {
    expect(judgeFile(`a.${name}`, picture)).toMatchObject({ ok: false, refusal: { why: 'too-many-pixels' } });
  });
  test('a picture that does not say how large it is', () => {
    expect(judgeFile('a.png', bytes(pngHead, chunk('tEXt', new Array(40).fill(1))))).toMatchObject({ ok: false });
    expect(judgeFile('a.jpg', bytes([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0, 0, 0]))).toMatchObject({ ok: false });
    expect(judgeFile('a.jpg', bytes([0xff, 0xd8, 0xff, 0xff, 0xff]))).toMatchObject({ ok: false });
  });
});

describe('sizes from heads', () => {
  test.each([
    ['png', png(640, 480)],
    ['jpeg', jpeg(640, 480)],
    ['webp', webp('VP8X', 0, 0, 0, 0, 0x7f, 0x02, 0, 0xdf, 0x01, 0)],
    ['webp', webp('VP8 ', 0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01)],
    ['webp', webp('VP8L', 0x2f, 0x7f, 0xc2, 0x77, 0)],
  ] as const)('%s', (kind, picture) => {
    expect(imageSize(kind, picture)).toEqual({ width: 640, height: 480 });
  });
});

test('a PNG keeps its picture and loses everything that is packed beside it', () => {
  const bomb = [...deflateSync(Buffer.alloc(100_000))];
  const full = png(2, 2, chunk('iCCP', bomb), chunk('zTXt', bomb), chunk('acTL', [0, 0, 0, 9]), chunk('IDAT', [1, 2]));
  const plain = plainPng(full) as Uint8Array;
  const text = Buffer.from(plain).toString('latin1');
  expect(text).toMatch(/IHDR[\s\S]*IDAT[\s\S]*IEND/);
  expect(text).not.toMatch(/iCCP|zTXt|acTL/);
  expect(plainPng(bytes(pngHead, u32(0xffffffff), 'IDAT'))).toBeNull();
});
