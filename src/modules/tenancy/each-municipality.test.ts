import { expect, test } from 'vitest';
import { eachMunicipality } from './each-municipality.ts';
import type { Municipality } from './store.ts';

test('each has its turn, and what went wrong in one is told when the others have had theirs', async () => {
  const all = async () => ['a', 'b', 'c'].map((slug) => ({ slug }) as Municipality);
  const done: string[] = [];
  const work = async ({ slug }: Municipality) => {
    if (slug === 'b') throw new Error('b is away');
    done.push(slug);
  };
  await expect(eachMunicipality({ all }, work)).rejects.toThrow('b is away');
  expect(done).toEqual(['a', 'c']);
});
