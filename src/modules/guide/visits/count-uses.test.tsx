import { Hono } from 'hono';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestHouse } from '../../../../test/support/test-house.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import { writeGuideContent } from '../content/write-guide-content.ts';
import { createGuide } from '../publication/guide.ts';
import { guideRoutes } from '../routes.tsx';
import { sampleContent } from '../testing/sample-content.ts';
import { countUses, withoutMarker } from './count-uses.ts';

const counted: string[] = [];
let app: Hono<MunicipalEnv>;
beforeAll(async () => {
  const house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  app = new Hono<MunicipalEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    await next();
  });
  app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
  const nothing = async () => {};
  app.use(
    '/:municipality/*',
    countUses({
      count: (_, entrance, kind) => void counted.push(`${entrance} ${kind}`),
      flush: nothing,
      close: nothing,
    }),
  );
  const hooks = { counterState: async () => ({ open: true, text: 'Åbent' }), banner: () => null };
  app.route('/:municipality', guideRoutes(house, await createGuide(house), hooks));
});
beforeEach(() => void counted.splice(0));

/** As Safari asks for a page that a person wants. */
const visit = async (path: string, site = 'cross-site', more: Record<string, string> = {}) => {
  const headers = {
    'user-agent': 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    'sec-fetch-site': site,
    ...more,
  };
  return (await app.request(`/fjordby${path}`, { headers })).text();
};

test('a guide and an answered search count one, by their entrance', async () => {
  await visit('/pas');
  await visit('/pas?fra=qr');
  await visit('/soeg?q=pas&fra=soegefelt');
  expect(counted).toEqual(['web guide', 'qr guide', 'soegefelt search']);
  expect(await visit('/pas')).not.toContain('fra=web');
});

test('a page that is no use lets its links carry the entrance, and what they lead to counts', async () => {
  for (const [path, entrance] of [
    ['', 'web'],
    ['/emner?fra=kiosk', 'kiosk'],
    ['/emner/kort', 'web'],
    ['/soeg?q=xyzzy', 'web'],
    ['/aeldrebolig', 'web'],
  ] as const) {
    const html = await visit(path, 'none');
    expect(html, path).toMatch(new RegExp(`href="/fjordby/[a-z]+\\?fra=${entrance}[#"]`));
    expect(html, path).toContain('/static/visit.js');
  }
  expect(await visit('', 'none')).toMatch(/action="\/fjordby\/soeg"><input type="hidden" name="fra" value="web"\/>/);
  expect(counted).toEqual([]);
  await visit('/pas?fra=kiosk', 'same-origin');
  expect(counted).toEqual(['kiosk guide']);
});

test('the next page of a visit, a page that does not exist and staff count nothing, and nothing is marked', async () => {
  await visit('/pas', 'same-origin');
  await visit('/findes-ikke');
  await visit('/pas', 'cross-site', { cookie: 'mb_staff=x' });
  expect(await visit('', 'same-origin')).not.toContain('fra=');
  expect(await visit('', 'cross-site', { cookie: 'mb_staff=x' })).not.toContain('fra=');
  expect(counted).toEqual([]);
});

test('what is marked in an address is no way to write into a page', async () => {
  const html = await visit('/emner?fra=%22%3E%3Cscript%3E');
  expect(html).not.toContain('"><script>');
  expect(html).toContain('?fra=web"');
});

test('a marker is taken off an address where nothing else stands after the path', () => {
  expect(withoutMarker('/fjordby/pas?fra=qr')).toEqual({ path: '/fjordby/pas', marked: 'qr' });
  for (const other of ['/fjordby/pas', '/fjordby/pas?q=1&fra=qr', '/fjordby/pas?fra=qr&q=1', '/fjordby/pas?fra=Q%22'])
    expect(withoutMarker(other)).toEqual({ path: other, marked: null });
});
