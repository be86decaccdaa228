import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAntivirus } from './antivirus.ts';
import { createClamd, findingOf } from './clamd.ts';
import { type FakeClamd, startFakeClamd } from './testing/fake-clamd.ts';
import { eicar, hasClamd, type RealClamd, startClamd } from './testing/real-clamd.ts';

async function* pieces(...texts: readonly (string | Uint8Array)[]) {
  for (const text of texts) yield typeof text === 'string' ? Buffer.from(text) : text;
}

describe('what the scanner says', () => {
  test.each([
    ['stream: OK', { is: 'clean' }],
    ['stream: Eicar-Test-Signature FOUND', { is: 'infected', name: 'Eicar-Test-Signature' }],
    ['stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND', { is: 'unknown' }],
    ['INSTREAM size limit exceeded. ERROR', { is: 'unknown' }],
    ['stream: OK FOUND OK', { is: 'unknown' }],
    ['', { is: 'unknown' }],
  ])('%s', (line, finding) => {
    expect(findingOf(line)).toEqual(finding);
  });
});

describe('a scanner that misbehaves is never believed', () => {
  let fake: FakeClamd;
  const check = (file = pieces('a letter')) =>
    createClamd({ host: '127.0.0.1', port: fake.port }, { silenceMs: 300, wholeMs: 1000 }).check(file);
  beforeAll(async () => {
    fake = await startFakeClamd();
  });
  beforeEach(() => {
    fake.files.length = 0;
  });

  test('what is sent is the file, whole', async () => {
    fake.behave('clean');
    expect(await check(pieces('first ', 'second ', 'third'))).toEqual({ is: 'clean' });
    expect(fake.files).toEqual([{ bytes: Buffer.from('first second third'), ended: true }]);
  });
  test('infected', async () => {
    fake.behave('infected');
    expect(await check()).toEqual({ is: 'infected', name: 'Eicar-Test-Signature' });
  });
  test.each(['silent', 'cut-off', 'garbage', 'endless', 'half', 'limit', 'early'] as const)('%s', async (behaviour) => {
    fake.behave(behaviour);
    expect(await check(pieces(...new Array(40).fill(new Uint8Array(65_536))))).toEqual({ is: 'unknown' });
  });
  test('a file that is cut off on its way is not judged by its first half', async () => {
    fake.behave('clean');
    const broken = (async function* () {
      yield Buffer.from('first half');
      throw new Error('the sender has gone');
    })();
    expect(await check(broken)).toEqual({ is: 'unknown' });
    expect(fake.files.every(({ ended }) => !ended)).toBe(true);
  });
  test('nobody there', async () => {
    const antivirus = openAntivirus('clamd://127.0.0.1:1');
    expect(await antivirus?.check(pieces('a letter'))).toEqual({ is: 'unknown' });
  });
});

test('without an address there is no scanner', () => {
  expect(openAntivirus(null)).toBeNull();
});

describe.skipIf(!hasClamd)('the real clamd (skipped where /usr/sbin/clamd is missing)', () => {
  let clamd: RealClamd;
  beforeAll(async () => {
    clamd = await startClamd();
  }, 60_000);
  afterAll(async () => clamd?.stop());
  const check = (...parts: readonly (string | Uint8Array)[]) =>
    openAntivirus(`clamd:${clamd.socket}`)?.check(pieces(...parts));

  test('finds the test file, in pieces and inside a letter', async () => {
    expect(await check(eicar.slice(0, 30), eicar.slice(30))).toMatchObject({ is: 'infected' });
    expect(await check('%PDF-1.4\n', 'x'.repeat(100_000), eicar)).toMatchObject({ is: 'infected' });
  });
  test('lets a letter through', async () => {
    expect(await check('%PDF-1.4\nKære borger')).toEqual({ is: 'clean' });
  });
  test('a file beyond its limit is not called clean', async () => {
    const piece = new Uint8Array(1024 * 1024);
    expect(await check(...new Array(30).fill(piece))).toEqual({ is: 'unknown' });
  });
});
