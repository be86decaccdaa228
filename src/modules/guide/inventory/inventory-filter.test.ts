import { expect, test } from 'vitest';
import { findFaults } from './findings.ts';
import { filterEntrances, readFilter } from './inventory-filter.ts';
import { entrance, idOf, offered } from './testing.fixture.ts';

const all = [
  entrance(1),
  entrance(2, { kind: 'counter', ownerRole: '', services: ['vielse'] }),
  entrance(3, { status: 'retired', replacedBy: idOf(4) }),
  entrance(4, { status: 'retired' }),
];
const findings = findFaults({
  entrances: all,
  guide: { services: [offered('pas'), offered('vielse')], referred: [] },
  roles: ['Borgerservice'],
  links: new Map(),
  today: '2026-11-24',
});
const shown = (query: Record<string, string>) =>
  filterEntrances(
    all,
    readFilter((name) => query[name]),
    findings,
  ).map(({ id }) => Number(id.slice(-3)));

test.each([
  [{}, [1, 2]],
  [{ art: 'counter' }, [2]],
  [{ status: 'retired' }, [3, 4]],
  [{ status: 'all' }, [1, 2, 3, 4]],
  [{ ydelse: 'vielse' }, [2]],
  [{ ejer: '-' }, [2]],
  [{ ejer: 'Borgerservice', status: 'all' }, [1, 3, 4]],
  [{ fund: 'no-owner' }, [2]],
  // Closed ones are out of sight until something is wrong with them and that is asked for.
  [{ fund: 'replacement-retired' }, [3]],
  [{ art: 'fax', status: '"><script>', fund: 'x' }, [1, 2]],
])('%o', (query, expected) => {
  expect(shown(query as Record<string, string>)).toEqual(expected);
});
