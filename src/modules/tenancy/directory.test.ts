import { expect, test } from 'vitest';
import { fjordby, openTestHouse } from '../../../test/support/test-house.ts';
import { createDirectory } from './directory.ts';

test('several who ask a new directory at once are all answered', async () => {
  const house = await openTestHouse();
  const directory = createDirectory(house);
  const found = await Promise.all(Array.from({ length: 8 }, () => directory.byId(fjordby)));
  expect(found.map((one) => one?.slug)).toEqual(Array(8).fill('fjordby'));
});
