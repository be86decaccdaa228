import { expect, test } from 'vitest';
import { openTestHouse } from '../../test/support/test-house.ts';
import type { DigitalPost } from '../platform/index.ts';
import { healthRoutes } from './health.ts';

const house = await openTestHouse();
const health = async (ends: readonly string[] | null) => {
  const tenants = (ends ?? []).map((end, index) => ({ slug: `by-${index}`, validTo: new Date(end) }));
  const digitalPost = { settings: { tenants } } as unknown as DigitalPost;
  const routes = healthRoutes({ ...house, ...(ends ? { digitalPost } : {}) }, () => false);
  return (await (await routes.request('/health')).json()) as { readonly digitalPost?: unknown };
};

test('health tells how many certificates for Digital Post end and when the first does, and whose to nobody', async () => {
  expect((await health(null)).digitalPost).toBeUndefined();
  expect((await health(['2028-01-01T00:00:00Z'])).digitalPost).toEqual({ certificatesExpiring: 0, first: null });
  const told = await health(['2026-12-20T00:00:00Z', '2028-01-01T00:00:00Z', '2026-11-20T00:00:00Z']);
  expect(told.digitalPost).toEqual({ certificatesExpiring: 2, first: '2026-11-20' });
  expect(JSON.stringify(told)).not.toContain('by-');
});
