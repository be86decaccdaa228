import { expect, test } from 'vitest';
import { fjordby, hedelund, openTestHouse } from '../../test/support/test-house.ts';
import { createGuide } from '../modules/guide/index.ts';
import { createDirectory } from '../modules/tenancy/index.ts';
import { announceContent } from './announce-content.ts';

test('new content is told to every process: the national texts and each municipality’s', async () => {
  const house = await openTestHouse();
  const heard: string[] = [];
  for (const topic of ['guide:national', `guide:${fjordby}`, `guide:${hedelund}`] as const)
    house.bus.subscribe(topic, () => heard.push(topic));
  const guide = await createGuide(house);
  await announceContent(guide, createDirectory(house));
  await expect.poll(() => [...heard].sort()).toEqual([`guide:${fjordby}`, `guide:${hedelund}`, 'guide:national']);
  guide.close();
});
