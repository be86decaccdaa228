import { expect, test, vi } from 'vitest';
import { documentTexts } from '../../documents/messages.ts';
import { refusalWords } from './refusal-words.ts';
import { takeFile, type WhyNot } from './take-file.ts';

const settings = { checks: true, pdfWorker: '/static/w.js', pdfParts: '/static/p/', style: '/static/d.css' };
const fileOf = (name: string, bytes: Uint8Array, size = bytes.length) => ({
  name,
  size,
  arrayBuffer: vi.fn(async () => bytes.slice().buffer),
});
const check = vi.fn(async () => ({ is: 'unknown' as const }));
const heard = () => ({ signal: new AbortController().signal, onProgress: vi.fn() });
const text = (words: string) => new TextEncoder().encode(words);

test('a file of 2 GB is refused and not a byte of it is read', async () => {
  const file = fileOf('film.pdf', new Uint8Array(), 2 * 1024 ** 3);
  expect(await takeFile(file, settings, { check }, heard())).toMatchObject({
    ok: false,
    refusal: { why: 'too-large' },
  });
  expect(file.arrayBuffer).not.toHaveBeenCalled();
});

test('a program that is called a letter is sent nowhere', async () => {
  const taken = await takeFile(fileOf('brev.pdf', text('MZ\x00 program')), settings, { check }, heard());
  expect(taken).toEqual({ ok: false, refusal: { why: 'disguised-program' } });
  expect(check).not.toHaveBeenCalled();
});

test('a file that nobody could check is not opened', async () => {
  for (const [is, why] of [
    ['unknown', 'unchecked'],
    ['infected', 'infected'],
    ['refused', 'not-allowed'],
    ['too-many', 'too-many-checks'],
  ] as const) {
    const taken = await takeFile(
      fileOf('brev.pdf', text('%PDF-1.4')),
      settings,
      { check: async () => ({ is }) },
      heard(),
    );
    expect(taken).toEqual({ ok: false, refusal: { why } });
  }
});

test('a file that went away while it was read', async () => {
  const file = { ...fileOf('a.pdf', text('x')), arrayBuffer: () => Promise.reject(new Error('gone')) };
  expect(await takeFile(file, settings, { check }, heard())).toMatchObject({
    ok: false,
    refusal: { why: 'unreadable' },
  });
});

test('every refusal has words in both languages', () => {
  const all: WhyNot[] = [
    { why: 'empty' },
    { why: 'too-large', megabytes: 2148 },
    { why: 'too-many-pixels', megapixels: 900 },
    { why: 'too-many-pages', pages: 400 },
    { why: 'disguised-program' },
    { why: 'unreadable' },
    { why: 'protected' },
    { why: 'bomb' },
    { why: 'too-slow' },
    { why: 'no-pdf-here' },
    { why: 'infected' },
    { why: 'unchecked' },
    { why: 'too-many-checks' },
    { why: 'not-allowed' },
    ...(['heic', 'avif', 'gif', 'tiff', 'svg', 'office', 'zip', 'program', 'page', 'unknown'] as const).map(
      (kind) => ({ why: 'kind', kind }) as const,
    ),
  ];
  for (const language of ['da', 'en'] as const)
    for (const refusal of all) expect(refusalWords(refusal, documentTexts(language)).length).toBeGreaterThan(15);
  expect(refusalWords({ why: 'kind', kind: 'office' }, documentTexts('da'))).toMatch(/gem den som PDF/);
});
