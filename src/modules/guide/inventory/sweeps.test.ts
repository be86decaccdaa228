import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import { db } from '../../../db/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide, type Guide } from '../publication/guide.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { linkFaults } from './link-faults.ts';
import type { LinkAnswer } from './links/link-state.ts';
import { claimDue, noteLinks, readLinks } from './links/link-store.ts';
import { addEntrance, retireEntrance } from './store.ts';
import { checkSome, gatherLinks, inventorySweeps } from './sweeps.ts';

let house: TestHouse;
let guide: Guide;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  guide = await createGuide(house);
});
beforeEach(() => house.database.inTx(() => db().deleteFrom('link_check').execute()));

const municipality = (id: typeof fjordby): Municipality => ({
  id,
  slug: 'x',
  name: 'x',
  fullName: 'x',
  host: null,
  colour: '#1a5e63',
  demonstration: true,
});
const all = () => house.database.inTx(() => db().selectFrom('link_check').selectAll().execute());
const never = () => false;
const answering = (answer: LinkAnswer | null, asked: string[] = []) => ({
  check: async (url: string) => {
    asked.push(url);
    return answer;
  },
});
const good: LinkAnswer = { kind: 'ok', status: 200, movedTo: null };

describe('links in use', () => {
  test('are noted once for all municipalities: entries, sources and entrances, not what is closed', async () => {
    const web = {
      name: 'Formular',
      kind: 'web-form',
      status: 'in-use',
      purpose: 'apply',
      address: 'https://www.fjordby.example/formular',
      services: [],
      ownerRole: '',
      backupRole: '',
      unit: '',
      dataClass: 'none',
      kle: '',
      cycleMonths: 12,
      note: '',
    } as const;
    await house.database.inMunicipality(fjordby, async () => {
      await addEntrance(web);
      await retireEntrance(await addEntrance({ ...web, address: 'https://www.fjordby.example/gammel' }), 1, null);
    });
    await gatherLinks(house, guide, municipality(fjordby), house.clock.now());
    const mine = (await all()).map(({ url }) => url);
    expect(mine).toContain('https://www.borger.dk/pas');
    expect(mine).toContain('https://www.fjordby.example/formular');
    expect(mine).not.toContain('https://www.fjordby.example/gammel');
    await gatherLinks(house, guide, municipality(hedelund), house.clock.now());
    expect((await all()).length).toBe(mine.length);
  });
  test('that nobody names for a month are forgotten', async () => {
    await house.database.inTx(() => noteLinks(['https://gammel.example/'], house.clock.now()));
    house.clock.advance(31 * 86_400);
    await gatherLinks(house, guide, municipality(fjordby), house.clock.now());
    expect((await all()).map(({ url }) => url)).not.toContain('https://gammel.example/');
  });
});

describe('a run', () => {
  const urls = Array.from({ length: 20 }, (_, at) => `https://www.kommune.dk/${at}`);
  const note = () => house.database.inTx(() => noteLinks(urls, house.clock.now()));

  test('takes a few, each at most once a week, and those that waited longest first', async () => {
    await note();
    const asked: string[] = [];
    for (let run = 0; run < 4; run += 1) await checkSome(house, answering(good, asked), never);
    expect(asked.length).toBe(20);
    expect(new Set(asked).size).toBe(20);
    house.clock.advance(7 * 86_400 + 1);
    await checkSome(house, answering(good, asked), never);
    expect(asked.length).toBe(32);
  });

  test('leaves to another process what it has taken, and takes it again when that process died', async () => {
    await note();
    const claim = () => house.database.inTx(() => claimDue(12, house.clock.now()));
    const [first, second] = await Promise.all([claim(), claim()]);
    expect(new Set([...first, ...second]).size).toBe(20);
    expect(await claim()).toEqual([]);
    house.clock.advance(601);
    expect((await claim()).length).toBe(12);
  });

  test('calls a link broken after two bad days, and shows it', async () => {
    await house.database.inTx(() => noteLinks(['https://www.kommune.dk/vaek'], house.clock.now()));
    const bad = answering({ kind: 'failed', reason: 'status', status: 404 });
    const state = async () =>
      (await house.database.inTx(() => readLinks(['https://www.kommune.dk/vaek']))).get('https://www.kommune.dk/vaek');
    await checkSome(house, bad, never);
    expect(await state()).toMatchObject({ state: 'unknown', failCount: 1 });
    house.clock.advance(86_400);
    await checkSome(house, bad, never);
    expect(await state()).toMatchObject({ state: 'broken', status: 404, failCount: 2 });
  });

  test('that finds a guide’s link broken says so in the editors’ list, and the citizen keeps the link', async () => {
    await gatherLinks(house, guide, municipality(fjordby), house.clock.now());
    const bad: LinkAnswer = { kind: 'failed', reason: 'status', status: 404 };
    const gone = { check: async (url: string) => (url === 'https://www.borger.dk/pas' ? bad : good) };
    for (let day = 0; day < 2; day += 1) {
      for (let run = 0; run < 5; run += 1) await checkSome(house, gone, never);
      house.clock.advance(86_400);
    }
    const publication = await guide.publication(fjordby);
    const faults = await house.database.inMunicipality(fjordby, () => linkFaults(publication));
    expect(faults.get('pas')?.broken).toBe(1);
    expect(publication.service('pas', 'da')?.entry.url).toBe('https://www.borger.dk/pas');
  });

  test('asks outside any transaction', async () => {
    await note();
    let inside = false;
    const nosy = {
      check: async () => {
        try {
          db();
          inside = true;
        } catch {}
        return good;
      },
    };
    await checkSome(house, nosy, never);
    expect(inside).toBe(false);
  });

  test('that is cut short by the program’s end gives everything back unjudged', async () => {
    await note();
    let ending = false;
    const slow = {
      check: (_: string, signal: AbortSignal) =>
        new Promise<LinkAnswer>((_done, fail) => {
          signal.addEventListener('abort', () => fail(new Error('ending')));
          ending = true;
        }),
    };
    await checkSome(house, slow, () => ending);
    const rows = await all();
    expect(rows.filter(({ checked_at }) => checked_at !== null)).toEqual([]);
    expect((await house.database.inTx(() => claimDue(100, house.clock.now()))).length).toBe(20);
  });

  test('that fails by a fault of ours puts the link off and goes on with the next', async () => {
    await note();
    const asked: string[] = [];
    const faulty = {
      check: async (url: string) => {
        asked.push(url);
        if (asked.length === 1) throw new Error('a fault');
        return good;
      },
    };
    await checkSome(house, faulty, never);
    expect(asked.length).toBe(12);
    expect(house.logged.some((line) => line.includes('link check failed'))).toBe(true);
  });
});

test('switched off it asks nobody, and knows invented addresses by their name', async () => {
  await house.database.inTx(() =>
    noteLinks(['https://www.fjordby.example/tid', 'https://www.borger.dk/pas'], house.clock.now()),
  );
  const sweep = inventorySweeps(house, guide, { all: async () => [], stopping: never }).find(
    ({ name }) => name === 'link check',
  );
  await sweep?.run(house.clock.now());
  const states = await house.database.inTx(() =>
    readLinks(['https://www.fjordby.example/tid', 'https://www.borger.dk/pas']),
  );
  expect([...states.values()].map(({ state, checkedAt }) => [state, checkedAt !== null]).sort()).toEqual([
    ['skipped', true],
    ['unknown', false],
  ]);
});
