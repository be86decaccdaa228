import { expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse } from '../../../../test/support/test-house.ts';
import { dropEntrance, nameEntrance } from './store.ts';
import { createVisitCounter } from './visit-counter.ts';
import { shownVisits, visitFigures } from './visit-figures.ts';

const counted = (period: string, entrance: string, count: number) => ({ period, entrance, count });

test('figures move in steps of five, below five there are none, and the total is what is shown', () => {
  const [block] = shownVisits(
    [counted('2026-W45', 'web', 9), counted('2026-W47', 'web', 3), counted('2026-W48', 'qr', 4)],
    new Map(),
    '2026-W48',
  );
  expect(block).toEqual({
    year: 2026,
    firstWeek: 45,
    lastWeek: 48,
    total: 10,
    entrances: [{ entrance: 'web', name: null, count: 10 }],
  });
});

test('no two looks differ by less than five, however one counts', () => {
  let before = 0;
  for (let uses = 0; uses <= 40; uses += 1) {
    const [block] = shownVisits(
      [counted('2026-W45', 'web', uses), counted('2026-W45', 'qr', 3)],
      new Map(),
      '2026-W45',
    );
    const moved = (block?.total ?? 0) - before;
    expect(moved === 0 || moved >= 5).toBe(true);
    before = block?.total ?? 0;
  }
});

test('blocks are four weeks, and week 53 joins the last', () => {
  const blocks = shownVisits([counted('2026-W53', 'web', 6), counted('2026-W01', 'web', 6)], new Map(), '2027-W02');
  expect(blocks.map(({ year, firstWeek, lastWeek, total }) => [year, firstWeek, lastWeek, total])).toEqual([
    [2027, 1, 4, 0],
    [2026, 49, 53, 5],
    [2026, 1, 4, 5],
  ]);
});

test('what is counted is written together, by week and entrance, and no other municipality sees it', async () => {
  const house = await openTestHouse();
  const visits = createVisitCounter(house);
  await house.database.inMunicipality(fjordby, async () => {
    expect(await nameEntrance({ key: 'bibliotek', name: 'Plakaten på biblioteket' }, '2026-11-24')).toBe(true);
    expect(await nameEntrance({ key: 'bibliotek', name: 'En anden' }, '2026-11-24')).toBe(false);
  });
  for (let times = 0; times < 3; times += 1) {
    visits.count(fjordby, 'bibliotek', 'guide');
    visits.count(fjordby, 'bibliotek', 'search');
    visits.count(fjordby, `opfundet-${times}`, 'guide');
  }
  await visits.flush();
  visits.count(fjordby, 'opfundet', 'guide');
  visits.count(fjordby, 'web', 'search');
  await visits.close();
  const figures = await visitFigures(house, fjordby);
  expect(figures[0]?.entrances).toEqual([
    { entrance: 'bibliotek', name: 'Plakaten på biblioteket', count: 5 },
    { entrance: 'web', name: null, count: 5 },
  ]);
  expect((await visitFigures(house, hedelund))[0]).toMatchObject({ total: 0, entrances: [] });
  await house.database.inMunicipality(fjordby, () => dropEntrance('bibliotek'));
  expect((await visitFigures(house, fjordby))[0]?.entrances[0]).toEqual({
    entrance: 'bibliotek',
    name: null,
    count: 5,
  });
});

test('what could not be written is kept for the next time', async () => {
  const house = await openTestHouse();
  let away = true;
  const visits = createVisitCounter({
    ...house,
    database: {
      inMunicipality: (...args: Parameters<typeof house.database.inMunicipality>) =>
        away ? Promise.reject(new Error('away')) : house.database.inMunicipality(...args),
    } as unknown as typeof house.database,
  });
  for (let times = 0; times < 5; times += 1) visits.count(fjordby, 'web', 'guide');
  await visits.flush();
  expect((await visitFigures(house, fjordby))[0]?.total).toBe(0);
  away = false;
  await visits.close();
  expect((await visitFigures(house, fjordby))[0]?.total).toBe(5);
});
