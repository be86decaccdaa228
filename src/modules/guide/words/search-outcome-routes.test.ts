import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { fjordby } from '../../../../test/support/test-house.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import type { AnsweredSearch } from './query-log.ts';
import { searchedBy, searchOutcomeRoutes } from './search-outcome-routes.ts';

let noted: AnsweredSearch[] = [];
beforeEach(() => {
  noted = [];
});
const note = searchedBy({ note: (search) => void noted.push(search), settled: async () => {} }, () => '10.0.0.1');
const app = new Hono<MunicipalEnv>();
app.use('*', async (c, next) => {
  c.set('language', 'da');
  c.set('municipality', { id: fjordby, slug: 'fjordby' } as MunicipalEnv['Variables']['municipality']);
  await next();
});
app.route('/', searchOutcomeRoutes(note));

const browser = { 'user-agent': 'Mozilla/5.0 (Android 15; Mobile) Firefox/140.0' };
const tell = async (fields: Record<string, string>, headers: Record<string, string> = browser) => {
  const response = await app.request('/soeg/svar', { method: 'POST', body: new URLSearchParams(fields), headers });
  return [response.status, response.headers.get('location')];
};

describe('what comes after a search', () => {
  test('is told by the page, or by her', async () => {
    expect(await tell({ q: 'nyt pas', udfald: 'opened' })).toEqual([204, null]);
    expect(await tell({ q: 'nyt pas', udfald: 'unopened' })).toEqual([204, null]);
    expect(await tell({ q: 'nyt pas', fandt: 'ja' })).toEqual([303, '/fjordby/soeg?q=nyt%20pas&tak=1']);
    expect(await tell({ q: 'nyt pas', fandt: 'nej' })).toEqual([303, '/fjordby/soeg?q=nyt%20pas&tak=1']);
    expect(noted.map(({ outcome }) => outcome)).toEqual(['opened', 'unopened', 'found', 'unopened']);
    expect(noted[0]).toMatchObject({ municipality: fjordby, query: 'nyt pas', address: '10.0.0.1' });
  });

  test('is not counted for robots, pages fetched in advance and staff', async () => {
    for (const headers of [
      { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' },
      { ...browser, 'sec-purpose': 'prefetch' },
      { ...browser, cookie: 'mb_staff=abc' },
      {},
    ])
      await tell({ q: 'nyt pas', udfald: 'opened' }, headers as Record<string, string>);
    expect(noted).toEqual([]);
  });

  test('never brings a CPR number back into an address, and what is malformed leads to the search', async () => {
    expect(await tell({ q: 'pas 010190-1234', fandt: 'ja' })).toEqual([303, '/fjordby/soeg?fjernet=1']);
    for (const fields of [{}, { q: 'x'.repeat(500), fandt: 'ja' }, { q: 'pas', udfald: 'hits' }])
      expect(await tell(fields as Record<string, string>)).toEqual([303, '/fjordby/soeg']);
    expect(noted).toHaveLength(1);
  });
});
