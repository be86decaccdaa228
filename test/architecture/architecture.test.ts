import { describe, expect, test } from 'vitest';
import { findBreaches } from './find-breaches.ts';
import { readHouse, readImports } from './read-imports.ts';

const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
const breachesOf = (sources: Readonly<Record<string, string>>) =>
  findBreaches(Object.entries(sources).map(([path, text]) => readImports(path, text)));

describe('the house', () => {
  test('stands as drawn', () => {
    const files = readHouse(root);
    expect(files.length).toBeGreaterThan(150);
    expect(findBreaches(files)).toEqual([]);
  });
});

describe('the rules see', () => {
  test.each([
    ['a room that stands on one above it', 'src/kernel/a.ts', `import { db } from '../db/index.ts';`],
    ['a room above, by a type', 'src/platform/a.ts', `import type { X } from '../modules/guide/index.ts';`],
    ['a room above, loaded late', 'src/db/a.ts', `const x = await import('../platform/index.ts');`],
    ['ui on anything but the kernel', 'src/ui/a.tsx', `import { db } from '../db/index.ts';`],
    ['a room without pages that draws', 'src/platform/a.tsx', `import { Page } from '../ui/index.ts';`],
    ['a module that uses one to its right', 'src/modules/guide/a.ts', `import { takeNext } from '../queue/index.ts';`],
    ['a module to its right, given on', 'src/modules/contact/a.ts', `export { takeNext } from '../queue/index.ts';`],
    ['modules that use realtime', 'src/modules/call/a.ts', `import { x } from '../../realtime/index.ts';`],
    ['anything on app', 'src/realtime/a.ts', `import { x } from '../app/compose.tsx';`],
    ['a hand past another module’s index.ts', 'src/modules/queue/a.ts', `import { rows } from '../contact/store.ts';`],
    [
      'a hand past it over several lines',
      'src/modules/queue/a.ts',
      `import {\n  rows,\n  type Row,\n} from '../contact/store.ts';`,
    ],
    ['a hand past it for its effects', 'src/modules/queue/a.ts', `import '../contact/store.ts';`],
    [
      'server code that reaches into a client folder',
      'src/modules/queue/a.ts',
      `import { x } from '../call/client/devices.ts';`,
    ],
    ['a module the drawing does not have', 'src/modules/stuff/a.ts', ``],
    ['a room the drawing does not have', 'src/utils/a.ts', ``],
    ['a way out of src', 'src/app/a.ts', `import { x } from '../../test/support/test-house.ts';`],
    ['an address made up while it runs', 'src/app/a.ts', `await import(name);`],
    ['a browser file that needs Node', 'src/modules/call/client/a.ts', `import { randomUUID } from 'node:crypto';`],
    ['a browser file that takes a package', 'src/modules/call/client/a.ts', `import * as v from 'valibot';`],
    [
      'a browser file that takes the kernel whole',
      'src/modules/call/client/a.ts',
      `import { newId } from '../../../kernel/index.ts';`,
    ],
    ['a figure read past its rules', 'src/modules/worth/a.ts', `db().selectFrom('contact_count').selectAll()`],
    ['a figure read in plain SQL', 'src/app/a.ts', 'sql`select sum(count) from contact_histogram`'],
    ['another module’s table in plain SQL', 'src/modules/worth/a.ts', 'sql`select id from municipality`'],
    ['another module’s table among several', 'src/modules/worth/a.ts', 'sql`select 1 from x y, employee e`'],
    ['another module’s table', 'src/modules/worth/a.ts', `db().selectFrom('help_ticket as t')`],
    [
      'another module’s table with a plain name',
      'src/modules/queue/a.ts',
      `db().innerJoin('employee as e', 'e.id', 'x')`,
    ],
  ])('%s', (_, path, text) => {
    expect(breachesOf({ [path]: text })).not.toEqual([]);
  });

  test('what a browser reaches over two steps', () => {
    const sources = {
      'src/modules/guide/client/a.entry.ts': `import { x } from '../pure.ts';`,
      'src/modules/guide/pure.ts': `import { createHash } from 'node:crypto';`,
    };
    expect(breachesOf(sources)).toEqual(['src/modules/guide/pure.ts reaches the browser and imports node:crypto']);
  });

  test('a circle of two files, and of a module with itself', () => {
    const sources = {
      'src/kernel/a.ts': `import { b } from './b.ts';`,
      'src/kernel/b.ts': `import { a } from './a.ts';`,
    };
    expect(breachesOf(sources)).toEqual(['circle: src/kernel/a.ts → src/kernel/b.ts → src/kernel/a.ts']);
  });

  test('no breach where there is none', () => {
    expect(
      breachesOf({
        'src/modules/queue/help.ts': `// import { x } from '../worth/index.ts';\nimport { countContact } from '../contact/index.ts';\nimport { ok } from '../../kernel/index.ts';`,
        'src/modules/queue/client/a.tsx': `import { x } from '../../call/client/devices.ts';\nimport type { Y } from '../store.ts';\nimport { render } from 'preact';`,
        'src/modules/contact/store.ts': `db().selectFrom('contact_count')`,
        'src/modules/worth/b.ts': `sql\`select place_id as place from x where y = \${employee}\``,
        'src/modules/guide/views/a.tsx': `const a = <a href="https://x.dk">to the employee from place</a>;`,
      }),
    ).toEqual([]);
  });
});
