import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse } from '../../../../test/support/test-house.ts';
import type { Language } from '../../../kernel/index.ts';
import { createDirectory, type MunicipalEnv, municipalityFromPath } from '../../tenancy/index.ts';
import type { PublishedQuality } from './published-quality.ts';
import { readSearchQuality, searchQualityRoutes } from './quality-routes.tsx';

const quality: PublishedQuality = readSearchQuality(new URL('../../../../content', import.meta.url).pathname);

describe('the page of the search’s quality', () => {
  let app: Hono<MunicipalEnv>;
  beforeAll(async () => {
    const house = await openTestHouse();
    app = new Hono<MunicipalEnv>();
    app.use('*', async (c, next) => {
      c.set('language', (c.req.header('x-language') ?? 'da') as Language);
      await next();
    });
    app.use('/:municipality/*', municipalityFromPath(createDirectory(house)));
    app.route('/:municipality', searchQualityRoutes(quality));
  });
  const page = async (language: Language) =>
    (await app.request('/fjordby/soegekvalitet', { headers: { 'x-language': language } })).text();

  it('shows the figures of the set that was not used for tuning, each part’s worth, the others and every miss', async () => {
    const html = await page('da');
    const [main] = quality.sets;
    expect(main?.file).toBe('search-held-out.tsv');
    expect(html).toContain('Vi har selv skrevet spørgsmålene');
    expect(html).toContain('Kendskabet til dansk');
    expect(html).toContain('PostgreSQL danish, uden ordlisten');
    for (const miss of main?.misses ?? []) expect(html).toContain(miss.query.replaceAll('"', '&quot;'));
  });

  it('says the same in English', async () => {
    expect(await page('en')).toContain('We wrote the questions');
  });
});

it('every class of the published set has at least a hundred rows and a name on the page', async () => {
  const { texts } = await import('./messages.ts');
  for (const { name, figures } of quality.sets[0]?.classes ?? []) {
    expect(texts('da').classes[name], name).toBeDefined();
    if (name !== 'sensitive') expect(figures.success1.of + figures.silence.of, name).toBeGreaterThanOrEqual(100);
  }
});
