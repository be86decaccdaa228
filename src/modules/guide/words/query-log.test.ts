import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import { createQueryLog, type QueryLog } from './query-log.ts';
import { knownWords } from './storable-query.ts';
import type { SearchOutcome } from './suggestion.ts';
import { countSearches, decideSuggestion, forgetOldSearches, openSuggestions } from './suggestion-store.ts';

let house: TestHouse;
let log: QueryLog;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  await inFjordby(async () => {
    await sql`delete from search_sighting`.execute(db());
    await sql`delete from search_suggestion`.execute(db());
  });
  log = createQueryLog(house, async () => knownWords(['Meld flytning', 'boligstøtte']));
});

let visitor = 0;
/** One search, from somebody else each time unless `address` says so. */
async function search(query: string, outcome: SearchOutcome = 'none', address = `10.0.0.${visitor++}`): Promise<void> {
  log.note({ municipality: fjordby, query, outcome, address });
  await log.settled();
}
const inFjordby = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(fjordby, work);
const suggestions = () => inFjordby(openSuggestions);
const allRows = async () =>
  JSON.stringify(
    await inFjordby(async () => [
      (await sql`select * from search_sighting`.execute(db())).rows,
      (await sql`select * from search_suggestion`.execute(db())).rows,
    ]),
  );
const day = (date: string) => house.clock.set(`${date}T11:00:00Z`);

/** Five uses on three days. */
async function pass(query: string, outcome: SearchOutcome = 'none'): Promise<void> {
  for (const date of ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-25', '2026-11-25']) {
    day(date);
    await search(query, outcome);
  }
}

describe('below the floor', () => {
  test('no word of a search is stored, only a fingerprint that needs our key', async () => {
    for (const date of ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']) {
      day(date);
      await search('flyttekasser');
    }
    expect(await suggestions()).toEqual([]);
    expect(await allRows()).not.toMatch(/flytte|kasser/);
    expect(await allRows()).toContain('"fingerprint"');
  });

  test('four uses on four days are not shown, nor fifty on two', async () => {
    for (const date of ['2026-11-23', '2026-11-24']) {
      day(date);
      for (let use = 0; use < 25; use += 1) await search('sandkasse');
    }
    expect(await suggestions()).toEqual([]);
  });

  test('is dropped after eight weeks', async () => {
    day('2026-11-23');
    await search('flyttekasser');
    await inFjordby(() => forgetOldSearches('2027-01-17'));
    expect(await allRows()).toContain('fingerprint');
    await inFjordby(() => forgetOldSearches('2027-01-18'));
    expect(await allRows()).toBe('[[],[]]');
  });
});

describe('above it', () => {
  test('is shown in steps, with its class, and the days are forgotten', async () => {
    await pass('flyttekasser');
    expect(await suggestions()).toMatchObject([{ text: 'flyttekasser', shown: 5, outcome: 'none' }]);
    expect(await inFjordby(async () => (await sql`select * from search_sighting`.execute(db())).rows)).toEqual([]);
    for (let more = 1; more <= 4; more += 1) await search('Flyttekasser!');
    expect((await suggestions())[0]?.shown).toBe(5);
    await search('flyttekasser');
    expect((await suggestions())[0]?.shown).toBe(10);
  });

  test('hits that nobody opened are shown, hits that were opened are not', async () => {
    for (const date of ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-25', '2026-11-25']) {
      day(date);
      for (const [query, after] of [
        ['vindue', 'unopened'],
        ['nyt pas', 'opened'],
      ] as const) {
        await search(query, after);
        await search(query, 'hits');
      }
    }
    expect(await suggestions()).toMatchObject([{ text: 'vindue', outcome: 'unopened' }]);
  });

  test('what was rejected or accepted does not return, and is not counted on', async () => {
    await pass('flyttekasser');
    const [one] = await suggestions();
    expect(await inFjordby(() => decideSuggestion(one?.id ?? '', 'open', 'rejected'))).toBe(true);
    expect(await inFjordby(() => decideSuggestion(one?.id ?? '', 'open', 'accepted'))).toBe(false);
    const before = await allRows();
    await pass('flyttekasser');
    expect(await suggestions()).toEqual([]);
    expect(await allRows()).toBe(before);
  });

  test('is one municipality’s own', async () => {
    await pass('flyttekasser');
    expect(await house.database.inMunicipality(hedelund, openSuggestions)).toEqual([]);
  });
});

describe('the same place', () => {
  test('counts once a day, whatever it repeats', async () => {
    for (const date of ['2026-11-23', '2026-11-24', '2026-11-25']) {
      day(date);
      for (let use = 0; use < 20; use += 1) await search('mit ord', 'none', '10.1.1.1');
    }
    expect(await suggestions()).toEqual([]);
    const rows = await inFjordby(
      async () => (await sql<{ none: number }>`select none from search_sighting`.execute(db())).rows,
    );
    expect(rows).toEqual([{ none: 3 }]);
  });

  test('counts at most sixty searches a day', async () => {
    day('2026-11-23');
    for (let use = 0; use < 100; use += 1)
      await search(`ord nummer ${'abcdefghij'[use % 10]}${'klmnopqrst'[Math.floor(use / 10)]}`, 'none', '10.1.1.2');
    const rows = await inFjordby(async () => (await sql`select none from search_sighting`.execute(db())).rows);
    expect(rows.length).toBe(60);
  });
});

describe('what could point at somebody', () => {
  test('is in no table, even when many write it', async () => {
    for (const query of [
      'mit cpr er 010190-1234 boligstøtte',
      'ring 12 34 56 78 boligstøtte',
      'boligstøtte gudrun@eksempel.dk',
      'jeg hedder Gudrun Vitterby boligstøtte',
      'boligstøtte Vestergade 12',
      'jeg vil ikke leve mere',
    ])
      await pass(query);
    const rows = await allRows();
    expect(rows).not.toMatch(/1234|\b12\b.*34|gudrun|vitterby|eksempel|vestergade|leve/i);
    expect((await suggestions()).map(({ text }) => text)).toContain('boligstøtte');
    expect(house.logged.join('\n')).not.toMatch(/gudrun|boligstøtte|0101/i);
  });

  test('is in no table whatever numbers and addresses are generated', async () => {
    const two = fc.integer({ min: 10, max: 31 }).map(String);
    const gap = fc.constantFrom('', ' ', '-', '.');
    const number = fc
      .tuple(two, gap, fc.constantFrom('01', '12'), gap, two, gap, two, two)
      .map((parts) => parts.join(''));
    const phone = fc
      .tuple(fc.constantFrom('', '+45 '), two, gap, two, gap, two, gap, two)
      .map((parts) => parts.join(''));
    const mail = fc.stringMatching(/^[a-z]{4,8}$/).map((name) => `${name}zq@zq${name}.dk`);
    const personal = fc.oneof(number, phone, mail);
    await fc.assert(
      fc.asyncProperty(personal, fc.constantFrom('boligstøtte', 'flytning', 'ring til mig'), async (secret, around) => {
        await pass(`${around} ${secret}`);
        await pass(secret);
        const texts = (await suggestions()).map(({ text }) => text).join(' ');
        expect(texts).not.toMatch(/\d|zq|@/);
      }),
      { numRuns: 25 },
    );
  });

  test('is not in the columns: no time of day, no visitor, no session', async () => {
    const { rows } = await house.database.inTx(() =>
      sql<{ type: string; name: string }>`select data_type as type, column_name as name from information_schema.columns
        where table_name in ('search_sighting', 'search_suggestion', 'word_study_count')`.execute(db()),
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const { type, name } of rows) expect(['uuid', 'text', 'integer'], name).toContain(type);
  });
});

test('a database that fails is logged without the search, and the next is counted', async () => {
  const failing = createQueryLog(
    { ...house, database: { ...house.database, inMunicipality: () => Promise.reject(new Error('away')) } as never },
    async () => knownWords([]),
  );
  failing.note({ municipality: fjordby, query: 'hemmeligt ord', outcome: 'none', address: '10.2.2.2' });
  await failing.settled();
  expect(house.logged.join('\n')).toContain('searches could not be counted');
  expect(house.logged.join('\n')).not.toContain('hemmeligt');
  await inFjordby(() => countSearches([{ fingerprint: 'x', text: 'ord', outcome: 'none' }], '2026-11-24'));
  expect(await allRows()).toContain('"x"');
});
