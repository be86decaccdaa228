import { expect, test } from 'vitest';
import { fjordby, openTestHouse } from '../../../../test/support/test-house.ts';
import { nationalTopic } from '../publication/guide.ts';
import { wordsOf } from './reading.ts';
import { createWordBook } from './word-book.ts';

test('the official words are kept until a notice, and shown when they cannot be read again', async () => {
  const house = await openTestHouse();
  let stored = 'Før.';
  let failing = false;
  const inMunicipality = async () => {
    if (failing) throw new Error('no connection');
    return wordsOf([{ id: 'frist', word: { da: 'frist' }, plain: { da: stored } }]);
  };
  const database = Object.assign(Object.create(house.database), { inMunicipality });
  const wordsFor = createWordBook({ bus: house.bus, database });
  const plain = async () => (await wordsFor(fjordby)).all.map((one) => one.plain.da);
  let heard = 0;
  house.bus.subscribe(nationalTopic, () => {
    heard += 1;
  });

  expect(await plain()).toEqual(['Før.']);
  stored = 'Efter.';
  expect(await plain()).toEqual(['Før.']);
  failing = true;
  await house.database.inTx(() => house.bus.notify(nationalTopic));
  await expect.poll(() => heard).toBe(1);
  expect(await plain()).toEqual(['Før.']);
  failing = false;
  expect(await plain()).toEqual(['Efter.']);
});
