import { Hono } from 'hono';
import { dayAndDate, pathIn, wallClock } from '../../../kernel/index.ts';
import { alternates, type House, sendPage } from '../../../platform/index.ts';
import { StaffPage, Table } from '../../../ui/index.ts';
import { menuAreas, requireRole, type StaffEnv } from '../../identity/index.ts';
import { texts } from './messages.ts';
import { openNotes } from './open-notes.ts';

export const openNotesPath = '/ledelse/notater';

/** For a leader: how many notes are open, with whom and since when. Nobody who was met, and no single meeting. */
export function noteLeaderRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(openNotesPath, requireRole(house, 'leader'));
  routes.get(openNotesPath, async (c) => {
    const { staff, language } = c.var;
    const t = texts(language).open;
    const open = await house.database.inMunicipality(staff.municipality.id, openNotes);
    const all = open.reduce((sum, one) => sum + one.notes, 0);
    return sendPage(
      c,
      <StaffPage
        title={t.title}
        language={language}
        municipality={staff.municipality}
        staffName={staff.name}
        current="/ledelse"
        areas={menuAreas(staff.roles)}
        alternates={alternates('', openNotesPath)}
      >
        <p>
          <a href={pathIn(language, '', '/ledelse')}>{t.back}</a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.count(all)}</p>
        <p>{t.intro}</p>
        {open.length === 0 ? null : (
          <Table
            caption={t.title}
            head={t.head}
            rows={open.map((one) => [
              one.employee,
              one.title[language],
              String(one.notes),
              dayAndDate(wallClock(one.since).date, language),
            ])}
            numeric={[2]}
          />
        )}
      </StaffPage>,
    );
  });
  return routes;
}
