import { Hono } from 'hono';
import type { Language, MunicipalityId } from '../../kernel/index.ts';
import { alternates, type House, pathIn, sendPage } from '../../platform/index.ts';
import {
  type Block,
  blockAt,
  blockBefore,
  contactNames,
  noTask,
  parseBlock,
  publishedPeriods,
  publishFigures,
} from '../contact/index.ts';
import { requireRole, type StaffEnv } from '../identity/index.ts';
import { changesSince } from './readings.ts';
import { LeaderPage } from './views/leader-page.tsx';

/** What a service is called in a municipality; the slug for one that its guide does not have any more. */
export type TaskName = (municipality: MunicipalityId, slug: string, language: Language) => string | Promise<string>;

/** A page lists this many periods: two years. Older ones keep their addresses. */
const listedPeriods = 26;

/** `/ledelse`, and `/ledelse?periode=2026-B12` for a period that is not the newest. */
export function leaderRoutes(house: House, { taskName }: { readonly taskName: TaskName }): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use('/ledelse', requireRole(house, 'leader'));
  routes.get('/ledelse', async (c) => {
    const { staff, language } = c.var;
    const running = blockAt(house.clock.now());
    const asked = parseBlock(c.req.query('periode'));
    const read = await house.database.inMunicipality(staff.municipality.id, async () => {
      const published = await publishedPeriods();
      const period = asked ?? published[0] ?? running;
      const before = blockBefore(period);
      return {
        published,
        period,
        before,
        figures: await publishFigures(period),
        earlier: await publishFigures(before),
      };
    });
    const { period, before, figures, earlier } = read;
    const query = asked ? `?periode=${asked.id}` : '';
    const blocks = read.published.some(({ id }) => id === running.id) ? read.published : [running, ...read.published];
    const names = figures.tasks.map(
      async ({ task }): Promise<[string, string]> => [
        task,
        task === noTask ? contactNames(language).noTask : await taskName(staff.municipality.id, task, language),
      ],
    );
    return sendPage(
      c,
      <LeaderPage
        language={language}
        staff={staff}
        alternates={alternates('', `/ledelse${query}`)}
        period={period}
        periods={blocks
          .slice(0, listedPeriods)
          .map((block: Block) => ({ block, href: pathIn(language, '', `/ledelse?periode=${block.id}`) }))}
        running={running}
        figures={figures}
        before={before}
        changes={changesSince(earlier.total === null ? null : earlier, figures)}
        taskNames={new Map(await Promise.all(names))}
      />,
    );
  });
  return routes;
}
