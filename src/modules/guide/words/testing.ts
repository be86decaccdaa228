import { Hono } from 'hono';
import type { EmployeeId, MunicipalityId } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Role, StaffEnv } from '../../identity/index.ts';
import type { Guide } from '../publication/guide.ts';
import { wordsEditorRoutes } from './routes.ts';

/** Somebody's browser at the editors' pages, for tests: gets pages and sends forms, logged in with these roles. */
export function editorOf(
  house: House,
  guide: Guide,
  municipality: MunicipalityId,
  roles: readonly Role[] = ['editor'],
) {
  const app = new Hono<StaffEnv>();
  app.use('*', async (c, next) => {
    c.set('language', 'da');
    c.set('staff', {
      employeeId: '33333333-3333-4333-8333-333333333333' as EmployeeId,
      name: 'Rita',
      roles,
      municipality: {
        id: municipality,
        slug: 'fjordby',
        name: 'Fjordby',
        fullName: 'Fjordby Kommune',
        host: null,
        colour: '#1a5e63',
        demonstration: true,
      },
    });
    await next();
  });
  app.route('/', wordsEditorRoutes(house, guide));
  const page = async (path: string) => (await app.request(path)).text();
  const send = async (path: string, fields: Readonly<Record<string, string>> = {}) => {
    const response = await app.request(path, { method: 'POST', body: new URLSearchParams(fields) });
    return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() };
  };
  return { page, send, request: (path: string) => app.request(path) };
}
