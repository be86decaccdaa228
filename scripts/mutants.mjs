// Breaks each invariant of docs/architecture.md in turn, in a copy of the tree, and expects its test to turn red.
// `npm run mutants`, or `npm run mutants -- 3 10` for some. Ends with 1 if a broken invariant is not noticed.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitNode, installIfMissing, root } from '../bin/start.mjs';

/** `find` must stand in `file` exactly once, so that a mutant whose code has moved is found out, not passed over. */
const mutants = [
  {
    invariant: 1,
    what: 'a municipal row is seen by every municipality',
    file: 'src/db/declare-table.ts',
    find: `using (municipality_id = nullif(current_setting('app.municipality', true), '')::uuid)`,
    put: 'using (true)',
    test: 'src/db/tables.test.ts',
  },
  {
    invariant: 1,
    what: 'row-level security is not forced',
    file: 'src/db/declare-table.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source that is looked for
    find: 'await sql`alter table ${sql.table(table)} force row level security`.execute(kysely);',
    put: '',
    test: 'src/db/tables.test.ts',
  },
  {
    invariant: 3,
    what: 'an employee takes a second citizen while she has one',
    file: 'src/modules/queue/desk.ts',
    find: "if (await ticketOfEmployee(staff.employeeId)) return refuse('has-one-already');",
    put: '',
    test: 'src/modules/queue/help.test.ts',
  },
  {
    invariant: 3,
    what: 'one who has closed her page is taken before one who is there',
    file: 'src/modules/queue/store.ts',
    find: ".where('state', '=', 'waiting')\n    .where('seen_until', '>', now)",
    put: ".where('state', '=', 'waiting')",
    test: 'src/modules/queue/help.test.ts',
  },
  {
    invariant: 4,
    what: 'the folder’s lock is taken from a living process',
    file: 'src/db/data-folder-lock.ts',
    find: "if (pid > 0 && alive(pid, start)) return refuse({ kind: 'held', pid });",
    put: '',
    test: 'src/db/data-folder-lock.test.ts',
  },
  {
    invariant: 6,
    what: 'the other is seen before admission',
    file: 'src/modules/call/seats.ts',
    find: 'const admitted = me.admitted && other?.admitted === true;',
    put: 'const admitted = true;',
    test: 'src/realtime',
  },
  {
    invariant: 6,
    what: 'a microphone that stopped is shown as live',
    file: 'src/modules/call/client/call-truth.ts',
    find: "if (microphone.ended && microphone.wanted) codes.add('microphone-ended');\n  else if",
    put: 'if',
    test: 'src/modules/call/client',
  },
  {
    invariant: 7,
    what: 'a CPR number is not recognised',
    file: 'src/kernel/redact.ts',
    find: "const gap = '[\\\\s.]?';",
    put: "const gap = 'never';",
    test: 'src/kernel/redact.test.ts',
  },
  {
    invariant: 7,
    what: 'a name is kept as written, CPR number and all',
    file: 'src/modules/queue/help.ts',
    find: 'redactCpr(wish.name)',
    put: '(wish.name)',
    test: 'src/modules/queue/help.test.ts',
  },
  {
    invariant: 8,
    what: 'a figure of one leaves the program',
    file: 'src/modules/contact/disclosure.ts',
    find: 'cell: 5',
    put: 'cell: 1',
    test: 'src/modules/contact',
  },
  {
    invariant: 9,
    what: 'a counter tells the time of day',
    file: 'src/db/migrations/0001-house.ts',
    find: 'kind text not null, outcome text not null, count integer not null default 0,',
    put: 'kind text not null, outcome text not null, count integer not null default 0, counted_at timestamptz default now(),',
    test: 'src/modules/worth/unlinkable.test.ts',
  },
  {
    invariant: 10,
    what: 'the program can change its audit',
    file: 'src/db/migrations/0002-audit.ts',
    find: "grants: 'select, insert',",
    put: "grants: 'select, insert, update, delete',",
    test: 'src/db/tables.test.ts',
  },
  {
    invariant: 10,
    what: 'a refusal is not in the audit',
    file: 'src/modules/identity/require-role.tsx',
    find: "outcome: 'refused',",
    put: "outcome: 'done',",
    test: 'src/modules/identity',
  },
  {
    invariant: 11,
    what: 'a page has no way past its header',
    file: 'src/ui/document.tsx',
    find: '<a class="skipnav" href="#indhold">',
    put: '<a class="skipnav" href="#nowhere">',
    test: 'src/ui',
  },
  {
    invariant: 12,
    what: 'a page may load from anywhere',
    file: 'src/app/security.ts',
    find: "`script-src 'self'`",
    put: '`script-src *`',
    test: 'src/app/security.test.ts',
  },
  {
    invariant: 13,
    what: 'the repeated hour of October means the second',
    file: 'src/kernel/copenhagen.ts',
    find: 'for (const hoursAhead of [2, 1])',
    put: 'for (const hoursAhead of [1, 2])',
    test: 'src/kernel/copenhagen.test.ts',
  },
  {
    invariant: 14,
    what: 'a guide is published without its local fields',
    file: 'src/modules/guide/publication/compose-service.ts',
    find: 'const fields = missingLocalFields(service, local);',
    put: 'const fields: ReturnType<typeof missingLocalFields> = [];',
    test: 'src/modules/guide/publication',
  },
];

installIfMissing({ withTests: true });
const wanted = process.argv.slice(2).map(Number);
const chosen = mutants.filter(({ invariant }) => wanted.length === 0 || wanted.includes(invariant));
const copy = mkdtempSync(join(tmpdir(), 'medbetjening-mutants-'));
for (const entry of [
  'src',
  'test',
  'content',
  'scripts',
  'docs',
  'bin',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
])
  cpSync(join(root, entry), join(copy, entry), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');

/** True when the tests of a place pass in the copy as it is now. */
function green(test) {
  const run = spawnSync(fitNode(), [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--bail=1', test], {
    cwd: copy,
    env: { ...process.env, TEST_DB: '' },
    encoding: 'utf8',
  });
  if (/No test files found/.test(run.stdout + run.stderr)) throw new Error(`no tests at ${test}`);
  return run.status === 0;
}

/** A test that is red without any mutant proves nothing; each place is run once as it is. */
const soundPlaces = new Map();
function sound(test) {
  if (!soundPlaces.has(test)) soundPlaces.set(test, green(test));
  return soundPlaces.get(test);
}

let passed = 0;
const failures = [];
try {
  for (const mutant of chosen) {
    const path = join(copy, mutant.file);
    const source = readFileSync(path, 'utf8');
    const places = source.split(mutant.find).length - 1;
    const verdict = judge();
    function judge() {
      if (places !== 1) return `stale: its code stands ${places} times in ${mutant.file}`;
      if (!sound(mutant.test)) return `red without it: ${mutant.test}`;
      writeFileSync(
        path,
        source.replace(mutant.find, () => mutant.put),
      );
      const survived = green(mutant.test);
      writeFileSync(path, source);
      return survived ? 'SURVIVED' : 'noticed';
    }
    console.log(`${String(mutant.invariant).padStart(2)}  ${verdict.padEnd(9)} ${mutant.what}`);
    if (verdict === 'noticed') passed += 1;
    else failures.push(mutant.what);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
