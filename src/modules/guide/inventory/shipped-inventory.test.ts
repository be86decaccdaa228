import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse } from '../../../../test/support/test-house.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { loadGuideContent } from '../content/load-guide-content.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide } from '../publication/guide.ts';
import { readBoard } from './board.ts';
import { findingKinds } from './findings.ts';
import { readInventoryCsv, writeInventoryCsv } from './inventory-csv.ts';
import { checkSome, gatherLinks } from './sweeps.ts';

test('the demonstration shows every finding that needs no network, and comes again unchanged', {
  timeout: 90_000,
}, async () => {
  const loaded = loadGuideContent(join(import.meta.dirname, '../../../../content'));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const house = await openTestHouse({
    seed: async (owner) => {
      await writeGuideContent(owner, loaded.content);
      await writeGuideContent(owner, loaded.content);
    },
  });
  const guide = await createGuide(house);
  const municipality = { id: fjordby, slug: 'fjordby' } as Municipality;
  const staff = { employeeId: '' as never, name: '', roles: [], municipality };
  const board = await readBoard(house, guide, staff);
  expect(board.entrances.length).toBeGreaterThan(35);
  const found = findingKinds.filter((kind) => board.findings.counts.has(kind));
  expect(findingKinds.filter((kind) => !found.includes(kind))).toEqual([
    'link-broken',
    'link-moved',
    'guide-link-broken',
    'guide-link-moved',
  ]);
  // Most entrances are as they should be: an inventory where everything is wrong shows nothing.
  expect(board.findings.byEntrance.size).toBeLessThan(board.entrances.length / 2);
  expect(readInventoryCsv(writeInventoryCsv(board.entrances)).ok).toBe(true);
  const other = await readBoard(house, guide, { ...staff, municipality: { ...municipality, id: hedelund } });
  expect(other.entrances.length).toBeGreaterThan(1);

  // What a demonstration names is either invented, or somebody's real page that nobody asks by itself.
  await gatherLinks(house, guide, municipality, house.clock.now());
  const asked: string[] = [];
  const noting = {
    check: async (url: string) => {
      asked.push(url);
      return null;
    },
  };
  for (let run = 0; run < 60; run += 1) await checkSome(house, noting, () => false);
  expect(asked.length).toBeGreaterThan(100);
});
