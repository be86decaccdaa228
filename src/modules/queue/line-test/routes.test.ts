import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { openTestHouse } from '../../../../test/support/test-house.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { lineTestRoutes } from './routes.tsx';

const house = await openTestHouse();
const app = new Hono<MunicipalEnv>();
app.use('*', async (c, next) => {
  c.set('language', 'da');
  await next();
});
app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
app.route('/:municipality', lineTestRoutes(house));

test('the page tells what is tried and that nobody sees or hears her, also without scripts', async () => {
  const page = await (await app.request('/fjordby/hjaelp/proev')).text();
  expect(page).toContain('Ingen ser eller hører dig');
  expect(page).toContain('<noscript>');
});

test('the relay is lent to a visitor for as long as a test takes', async () => {
  const ice = { stun: [], turn: ['turn:turn.example.dk'], turnSecret: 'shared' };
  const relayed = new Hono<MunicipalEnv>();
  relayed.use('*', async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  relayed.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  relayed.route('/:municipality', lineTestRoutes({ ...house, config: { ...house.config, ice } }));
  const page = await (await relayed.request('/fjordby/hjaelp/proev')).text();
  const until = Number(/username(?:"|&quot;):(?:"|&quot;)(\d+)/.exec(page)?.[1]);
  expect(until - Math.floor(house.clock.now().getTime() / 1000)).toBe(120);
});
