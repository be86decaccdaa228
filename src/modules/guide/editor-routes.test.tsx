import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { fjordby, openTestHouse } from '../../../test/support/test-house.ts';
import type { EmployeeId } from '../../kernel/index.ts';
import type { StaffEnv } from '../identity/index.ts';
import { writeGuideContent } from './content/write-guide-content.ts';
import { editorRoutes } from './editor-routes.tsx';
import { createGuide } from './publication/guide.ts';
import { sampleContent } from './testing/sample-content.ts';

test('an editor sees what is published, what is missing and what has expired; others are refused', async () => {
  const house = await openTestHouse({ seed: (owner) => writeGuideContent(owner, sampleContent()) });
  house.clock.set('2027-01-02T09:00:00Z');
  const routes = editorRoutes(house, await createGuide(house));
  const as = async (roles: StaffEnv['Variables']['staff']['roles'] | null) => {
    const app = new Hono<StaffEnv>();
    app.use('*', async (c, next) => {
      c.set('language', 'da');
      const municipality = {
        id: fjordby,
        slug: 'fjordby',
        name: 'Fjordby',
        fullName: 'Fjordby Kommune',
        host: null,
        colour: '#1a5e63',
        demonstration: true,
      };
      const employeeId = '33333333-3333-4333-8333-333333333333' as EmployeeId;
      if (roles) c.set('staff', { employeeId, name: 'Rita', roles, municipality });
      await next();
    });
    app.route('/', routes);
    return app.request('/redaktion');
  };
  const html = await (await as(['editor'])).text();
  expect(html).toContain('2 af 3 vejledninger er udgivet.');
  expect(html).toContain('Mangler: Hvor søger man?');
  expect(html).toContain('Udløbet: price');
  expect(html).toContain('aria-current="page">Redaktion');
  expect((await as(['employee'])).status).toBe(403);
  expect((await as(null)).status).toBe(303);
});
