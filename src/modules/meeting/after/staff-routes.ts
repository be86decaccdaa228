import { type Context, Hono } from 'hono';
import { parseId, pathIn } from '../../../kernel/index.ts';
import { audit, type House, problem, readForm, seeOther } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { holdsMeeting } from '../agreeing/holds-meeting.ts';
import { paperHeaders, readPaper } from '../documents/papers.ts';
import { minePath } from '../staff/my-meetings-page.tsx';
import { writeAgreed } from './agreed.ts';

const mostLetters = 40_000;

/** What an employee reads that a citizen sent, and what she puts on her page afterwards. Both are hers who holds the meeting. */
export function citizenSideRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(`${minePath}/*`, requireRole(house, 'employee'));
  const within = <Value>(c: Context<StaffEnv>, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const noted = (c: Context<StaffEnv>, action: string, subject: string, outcome: 'done' | 'refused') =>
    audit(
      { actor: c.var.staff.employeeId, role: 'employee', action, subject, outcome, purpose: 'meeting' },
      house.clock.now(),
    );

  routes.get(`${minePath}/:id{[0-9a-f-]{36}}/papirer/:papir{[0-9a-f-]{36}}`, async (c) => {
    const id = parseId(c.req.param('id'));
    const paperId = parseId(c.req.param('papir'));
    if (!id || !paperId) return c.notFound();
    const paper = await within(c, async () => {
      const mine = await holdsMeeting(id, c.var.staff.employeeId);
      await noted(c, 'paper.read', id, mine ? 'done' : 'refused');
      return mine ? readPaper(house, id, paperId) : 'refused';
    });
    if (paper === 'refused') return problem(c, 403, 'Mødet er en kollegas.');
    return paper === null ? c.notFound() : c.body(paper.content, 200, { ...paperHeaders(paper) });
  });

  routes.post(`${minePath}/:id{[0-9a-f-]{36}}/aftalt`, async (c) => {
    const id = parseId(c.req.param('id'));
    if (!id) return c.notFound();
    const { employeeId } = c.var.staff;
    const written = String((await readForm(c)).punkter ?? '').slice(0, mostLetters);
    const kept = await within(c, async () => {
      if (!(await holdsMeeting(id, employeeId))) {
        await noted(c, 'meeting.agreed', id, 'refused');
        return false;
      }
      return (await writeAgreed(house, id, written.split('\n'), employeeId, house.clock.now())).ok;
    });
    if (!kept) return problem(c, 403, 'Det kan ikke skrives på dette møde.');
    return seeOther(c, `${pathIn(c.var.language, '', `${minePath}/${id}`)}?gemt=1#aftalt`);
  });

  return routes;
}
