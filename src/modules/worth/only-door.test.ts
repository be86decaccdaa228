import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => path.replaceAll('\\', '/'));
const naming = (word: RegExp) => files.filter((path) => word.test(readFileSync(join(source, path), 'utf8')));

/** Where the tables are made and described. */
const described = ['db/schema.ts', 'db/migrations/0001-house.ts'];

test('the counters are read in one file, and figures leave through one function', () => {
  expect(files).toContain('modules/contact/store.ts');
  expect(naming(/\b(contact_count|contact_histogram|released_figure)\b/).sort()).toEqual(
    [...described, 'modules/contact/store.ts'].sort(),
  );
});

test('no other room is handed the unrounded counts', () => {
  const face = readFileSync(join(source, 'modules/contact/index.ts'), 'utf8');
  for (const name of ['cellsOf', 'bucketsOf', 'contactTotal', 'shownFigures', 'planRelease'])
    expect(face).not.toMatch(new RegExp(`\\b${name}\\b`));
  const inside = files.filter((path) => !path.startsWith('modules/contact/'));
  for (const path of inside) {
    const imports = [...readFileSync(join(source, path), 'utf8').matchAll(/from '([^']+)'/g)].map(
      ([, from]) => from ?? '',
    );
    const reached = imports
      .filter((from) => from.startsWith('.'))
      .map((from) => relative(source, join(source, path, '..', from)).replaceAll('\\', '/'))
      .filter((to) => to.startsWith('modules/contact/') && to !== 'modules/contact/index.ts');
    expect(reached, path).toEqual([]);
  }
});
