import { inflateSync } from 'node:zlib';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../../test/support/test-house.ts';
import type { Language } from '../../../kernel/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide } from '../publication/guide.ts';
import { sampleContent } from '../testing/sample-content.ts';
import { iconPng, iconSvg } from './icon.ts';
import { offlineRoutes } from './offline-routes.ts';

let house: TestHouse;
let app: Hono<MunicipalEnv>;
beforeAll(async () => {
  house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  const guide = await createGuide(house);
  app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', (c.req.header('x-language') ?? 'da') as Language);
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  app.route(
    '/:municipality',
    offlineRoutes(guide, async () => []),
  );
});
const get = (path: string, headers: Record<string, string> = {}) => app.request(`/fjordby${path}`, { headers });

describe('the guide to keep', () => {
  test('is told once: who has it is told that nothing is new, and which day it is', async () => {
    const first = await get('/guide.json', { 'accept-encoding': 'gzip' });
    expect(first.status).toBe(200);
    expect(first.headers.get('x-guide-date')).toBe('2026-11-24');
    const etag = first.headers.get('etag') ?? '';
    const again = await get('/guide.json', { 'if-none-match': etag });
    expect([again.status, again.headers.get('x-guide-date')]).toEqual([304, '2026-11-24']);
    expect((await get('/guide.json', { 'if-none-match': `W/${etag}` })).status).toBe(304);
  });
  test('is the same guide another day, and another one in another language', async () => {
    const before = (await get('/guide.json')).headers.get('etag');
    house.clock.advance(86_400);
    const after = await get('/guide.json');
    expect(after.headers.get('etag')).toBe(before);
    expect(after.headers.get('x-guide-date')).toBe('2026-11-25');
    expect((await get('/guide.json', { 'x-language': 'en' })).headers.get('etag')).not.toBe(before);
  });
});

test('the worker may act on the front page, is asked for anew each time, and knows which ways are private', async () => {
  const answer = await get('/sw.js');
  expect(answer.headers.get('service-worker-allowed')).toBe('/fjordby');
  expect(answer.headers.get('cache-control')).toContain('no-cache');
  const script = await answer.text();
  for (const room of ['hjaelp', 'samtale', 'vent', 'tak', 'svar', 'skranke', 'film'])
    expect(script).toContain(`"${room}"`);
  expect(script).toMatch(/importScripts\("\/static\/offline-worker/);
});

test('the manifest has what a phone asks for, and leaves other sites to the browser', async () => {
  const manifest = (await (await get('/manifest.webmanifest')).json()) as {
    readonly scope: string;
    readonly start_url: string;
    readonly display: string;
    readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose: string }[];
  };
  expect(manifest).toMatchObject({ scope: '/fjordby', start_url: '/fjordby', display: 'standalone' });
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(
    expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']),
  );
  for (const { src } of manifest.icons) expect((await app.request(src)).status, src).toBe(200);
  const english = (await (await get('/manifest.webmanifest', { 'x-language': 'en' })).json()) as { start_url: string };
  expect(english.start_url).toBe('/fjordby/en');
});

describe('the icon', () => {
  /** The colour at a place, from the unfiltered rows that we write. */
  const pixel = (png: Buffer, size: number, x: number, y: number): readonly number[] => {
    const from = png.indexOf('IDAT') + 4;
    const rows = inflateSync(png.subarray(from, from + png.readUInt32BE(from - 8)));
    const at = y * (size * 4 + 1) + 1 + x * 4;
    return [...rows.subarray(at, at + 4)];
  };
  test('is the municipality’s colour with a white figure, round where the phone does not cut it', () => {
    const png = iconPng('#1a5e63', 192, 'any');
    expect(pixel(png, 192, 96, 10)).toEqual([0x1a, 0x5e, 0x63, 255]);
    expect(pixel(png, 192, 60, 60)).toEqual([255, 255, 255, 255]);
    expect(pixel(png, 192, 0, 0)[3]).toBe(0);
    expect(pixel(iconPng('#1a5e63', 192, 'maskable'), 192, 0, 0)).toEqual([0x1a, 0x5e, 0x63, 255]);
  });
  test('on a light colour has a dark figure, and takes nothing but a colour', () => {
    expect(pixel(iconPng('#ffe680', 192, 'any'), 192, 60, 60)).toEqual([0x1a, 0x1a, 0x1a, 255]);
    expect(iconSvg('"><script>')).not.toContain('script');
  });
});
