import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { spokenScript } from '../build.mjs';

/** What stands before the first picture, on a poor line (docs/evidence.md, "Budgets", P3). */
const mostBytes = 39_000;
const pages = [
  ['src/modules/queue/client/citizen-help.entry.tsx', 'da'],
  ['src/modules/queue/client/citizen-help.entry.tsx', 'en'],
  ['src/modules/call/client/guests/guest.entry.tsx', 'da'],
] as const;

describe.each(pages)('%s in %s', (file, language) => {
  test('begins as one file that is small, and what comes later shares with it', async () => {
    const files = [...(await spokenScript(file, language))];
    const [[name, text] = ['', ''], ...later] = files;
    expect(brotliCompressSync(text).length).toBeLessThanOrEqual(mostBytes);
    expect(text).not.toMatch(/(?:from|import)\s*"/);
    const named = [...text.matchAll(/import\("\.\/([^"]+)"\)/g)].map(([, part]) => part);
    expect(later.map(([part]) => part)).toEqual(expect.arrayContaining(named));
    // A second copy of Preact would draw nothing.
    expect(files.filter(([, one]) => one.includes('__H')).length).toBe(1);
    for (const [, part] of later)
      for (const [, other] of part.matchAll(/from\s*"\.\/([^"]+)"/g))
        expect(files.some(([one]) => one === other)).toBe(true);
    expect(later.some(([, part]) => part.includes(`from"./${name}"`))).toBe(true);
  });
});
