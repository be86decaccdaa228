/** One small fault, and the test that must see it. */
export type Mutant = {
  readonly name: string;
  /** The number in docs/architecture.md. */
  readonly invariant: number;
  readonly fault: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** A Vitest file, or a Playwright file in test/browser. */
  readonly test: string;
  /** Only the tests whose name holds this; the whole file without it. */
  readonly only?: string;
  readonly database?: 'postgres';
};

/** Invariants that nothing can break yet, because what they are about is not built. */
export const notBuilt: Readonly<Record<number, string>> = {
  2: 'bookings and holds come with meetings',
  5: 'messages to the parties come with meetings',
};

export const mutants: readonly Mutant[] = [
  {
    name: 'policy',
    invariant: 1,
    fault: 'the policy lets every row through',
    file: 'src/db/declare-table.ts',
    find: `using (municipality_id = nullif(current_setting('app.municipality', true), '')::uuid)`,
    replace: 'using (true)',
    test: 'src/db/tables.test.ts',
  },
  {
    name: 'force',
    invariant: 1,
    fault: 'security is enabled but not forced',
    file: 'src/db/declare-table.ts',
    find: ' force row level security`',
    replace: ' enable row level security`',
    test: 'src/db/tables.test.ts',
  },
  {
    name: 'undeclared',
    invariant: 1,
    fault: 'a table without a declaration',
    file: 'src/db/migrations/0001-house.ts',
    find: 'await run(`grant usage on schema public to ',
    replace:
      'await run(`create table visitor_note (id uuid primary key, note text)`);\n  await run(`grant usage on schema public to ',
    test: 'src/db/tables.test.ts',
  },
  {
    name: 'race',
    invariant: 3,
    fault: 'the first in line is read without a lock',
    file: 'src/modules/queue/store.ts',
    find: `    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()`,
    replace: `    .orderBy('id')
    .limit(1)`,
    test: 'src/modules/queue/help.test.ts',
    only: 'also in the same millisecond',
    database: 'postgres',
  },
  {
    name: 'order',
    invariant: 3,
    fault: 'the last who came is taken first',
    file: 'src/modules/queue/store.ts',
    find: `    .orderBy(sql\`reserved_for is null\`)
    .orderBy('queued_at')`,
    replace: `    .orderBy(sql\`reserved_for is null\`)
    .orderBy('queued_at', 'desc')`,
    test: 'src/modules/queue/help.test.ts',
  },
  {
    name: 'reserved',
    invariant: 3,
    fault: 'a citizen who was invited by one employee is taken by another',
    file: 'src/modules/queue/store.ts',
    find: ".where((e) => e.or([e('reserved_for', 'is', null), e('reserved_for', '=', employee)]))",
    replace: '',
    test: 'src/modules/queue/invitation.test.ts',
  },
  {
    name: 'invitation-twice',
    invariant: 3,
    fault: 'a link that one browser has used lets another in',
    file: 'src/modules/queue/invitation-store.ts',
    find: `.deleteFrom('call_invitation')
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .returning(`,
    replace: `.selectFrom('call_invitation')
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .select(`,
    test: 'src/modules/queue/invitation.test.ts',
  },
  {
    name: 'counted-twice',
    invariant: 8,
    fault: 'a contact that was sent twice is counted twice',
    file: 'src/modules/contact/count-once.ts',
    find: 'return false;',
    replace: '{}',
    test: 'src/modules/queue/told-contact.test.ts',
  },
  {
    name: 'two-tabs',
    invariant: 3,
    fault: 'the same link in two tabs makes two tickets',
    file: 'src/modules/queue/help.ts',
    find: 'if (held && heldToken && !over) {',
    replace: 'if (held && heldToken && !over && held.name === heldToken) {',
    test: 'src/modules/queue/help.test.ts',
    only: 'the same link in two tabs',
  },
  {
    name: 'memory',
    invariant: 4,
    fault: 'the embedded database lives in memory',
    file: 'src/db/open-database.ts',
    find: '...(folder === null ? {} : { dataDir: folder })',
    replace: '',
    test: 'test/faults/kill-database.test.ts',
  },
  {
    name: 'lock',
    invariant: 4,
    fault: 'every holder of the data folder is taken for dead',
    file: 'src/db/data-folder-lock.ts',
    find: "  return start === '' || startOf(pid) === '' || startOf(pid) === start;",
    replace: '  return start.length > 1e9;',
    test: 'src/db/data-folder-lock.test.ts',
  },
  {
    name: 'admission',
    invariant: 6,
    fault: 'a waiting page is shown the other side',
    file: 'src/modules/call/seats.ts',
    find: 'const admitted = me.admitted && other?.admitted === true;',
    replace: 'const admitted = other !== undefined;',
    test: 'src/modules/call/rooms.test.ts',
    only: 'before admission',
  },
  {
    name: 'dead-microphone',
    invariant: 6,
    fault: 'a microphone that stopped is shown as on',
    file: 'src/modules/call/client/call-truth.ts',
    find: "if (device.ended && device.wanted) return 'broken';",
    replace: "if (device.ended && device.wanted) return 'on';",
    test: 'src/modules/call/client/call-truth.test.ts',
  },
  {
    name: 'cpr-name',
    invariant: 7,
    fault: 'a CPR number in a name is stored',
    file: 'src/modules/queue/help.ts',
    find: 'redactCpr(wish.name).slice(0, 80)',
    replace: 'wish.name.slice(0, 80)',
    test: 'src/modules/queue/help.test.ts',
    only: 'never a CPR number',
  },
  {
    name: 'cpr-search',
    invariant: 7,
    fault: 'a CPR number stays in the address of a search',
    file: 'src/modules/guide/routes.tsx',
    find: 'if (containsCpr(written))',
    replace: 'if (containsCpr(written) && written.length > 1e9)',
    test: 'src/modules/guide/routes.test.tsx',
    only: 'with a CPR number',
  },
  {
    name: 'log',
    invariant: 7,
    fault: 'the log holds the address as it was asked for',
    file: 'src/app/compose.tsx',
    find: "house.log.debug('request', {\n      method: c.req.method,\n      route: c.req.routePath,",
    replace: "house.log.debug('request', {\n      method: c.req.method,\n      route: c.req.url,",
    test: 'test/browser/weather.spec.ts',
    only: 'query strings',
  },
  {
    name: 'search-redaction',
    invariant: 7,
    fault: 'numbers and addresses stay in a search that is counted',
    file: 'src/modules/guide/words/storable-query.ts',
    find: '({ surface }) => digits <= mostDigits || !/\\p{N}/u.test(surface)',
    replace: '({ surface }) => surface.length > 0',
    test: 'src/modules/guide/words/storable-query.test.ts',
  },
  {
    name: 'search-floor',
    invariant: 8,
    fault: 'the words of a single search are stored and shown',
    file: 'src/modules/guide/words/suggestion.ts',
    find: 'usesOf(sumOf(rows)) >= floors.uses &&',
    replace: 'usesOf(sumOf(rows)) > 0 ||',
    test: 'src/modules/guide/words/query-log.test.ts',
  },
  {
    name: 'study-open',
    invariant: 8,
    fault: 'a study tells its result while it can be answered',
    file: 'src/modules/guide/words/study-results.ts',
    find: 'if (open) return null;',
    replace: '',
    test: 'src/modules/guide/words/study.test.ts',
  },
  {
    name: 'search-print',
    invariant: 9,
    fault: 'below the floor the words themselves are kept',
    file: 'src/modules/guide/words/query-log.ts',
    find: "house.keys.fingerprint('searches', ",
    replace: "((_: string, words: string) => words)('searches', ",
    test: 'src/modules/guide/words/query-log.test.ts',
  },
  {
    name: 'floor',
    invariant: 8,
    fault: 'figures are shown from four',
    file: 'src/modules/contact/disclosure.ts',
    find: 'export const floors: Floors = { cell: 5, crossing: 10 };',
    replace: 'export const floors: Floors = { cell: 4, crossing: 10 };',
    test: 'src/modules/contact/disclosure.test.ts',
  },
  {
    name: 'visit-step',
    invariant: 8,
    fault: 'uses of the guide are shown as they were counted',
    file: 'src/modules/guide/visits/visit-figures.ts',
    find: 'Math.floor(count / visitStep) * visitStep',
    replace: 'count',
    test: 'src/modules/guide/visits/visit-figures.test.ts',
  },
  {
    name: 'exact',
    invariant: 8,
    fault: 'what is shown is not rounded down',
    file: 'src/modules/contact/disclosure.ts',
    find: 'Math.floor(count / step) * step',
    replace: '(count < step ? 0 : count)',
    test: 'src/modules/contact/disclosure.test.ts',
  },
  {
    name: 'time-of-day',
    invariant: 9,
    fault: 'a counter keeps the instant it was last added to',
    file: 'src/db/migrations/0001-house.ts',
    find: 'create table contact_count (',
    replace: 'create table contact_count (added_at timestamptz not null default now(),',
    test: 'src/modules/worth/unlinkable.test.ts',
  },
  {
    name: 'audit-append',
    invariant: 10,
    fault: 'the program may change the audit',
    file: 'src/db/migrations/0002-audit.ts',
    find: "grants: 'select, insert'",
    replace: "grants: 'select, insert, update, delete'",
    test: 'src/db/tables.test.ts',
  },
  {
    name: 'audit-refusal',
    invariant: 10,
    fault: 'a refusal is noted as done',
    file: 'src/modules/identity/require-role.tsx',
    find: "outcome: 'refused'",
    replace: "outcome: 'done'",
    test: 'src/modules/identity/staff-session.test.ts',
  },
  {
    name: 'no-script',
    invariant: 11,
    fault: 'the button that takes a number needs JavaScript',
    file: 'src/modules/queue/views/ready-page.tsx',
    find: '<Button type="submit">{t.check.join}</Button>',
    replace: '<Button type="button">{t.check.join}</Button>',
    test: 'test/browser/access.spec.ts',
    only: 'without JavaScript',
  },
  {
    name: 'third-party',
    invariant: 12,
    fault: 'pages may load from any host',
    file: 'src/app/security.ts',
    find: "`default-src 'none'`",
    replace: '`default-src https:`',
    test: 'test/browser/security.spec.ts',
    only: 'headers of ASVS',
  },
  {
    name: 'zone',
    invariant: 13,
    fault: 'wall-clock rules follow London',
    file: 'src/kernel/copenhagen.ts',
    find: "const zone = 'Europe/Copenhagen';",
    replace: "const zone = 'Europe/London';",
    test: 'src/kernel/copenhagen.test.ts',
  },
  {
    name: 'expired',
    invariant: 14,
    fault: 'an expired fact is shown as true',
    file: 'src/modules/guide/publication/compose-service.ts',
    find: 'fact.validFrom <= date && (fact.validTo === undefined || date <= fact.validTo);',
    replace: 'fact.validFrom <= date;',
    test: 'src/modules/guide/publication/compose-service.test.ts',
  },
  {
    name: 'kept',
    invariant: 14,
    fault: 'a guide kept on a phone shows a fact after its last day',
    file: 'src/modules/guide/offline/open-bundle.ts',
    find: 'if (from <= today) whole.set(',
    replace: "if (from <= '') whole.set(",
    test: 'src/modules/guide/offline/guide-bundle.test.ts',
    only: 'shows no fact after its last day',
  },
];
