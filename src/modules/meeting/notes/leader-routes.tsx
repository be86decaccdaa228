import { Hono } from 'hono';
import { pathIn } from '../../../kernel/index.ts';
import { alternates, type House, sendPage } from '../../../platform/index.ts';
import { StaffPage, Table } from '../../../ui/index.ts';
import { menuAreas, requireRole, type StaffEnv } from '../../identity/index.ts';
import { texts } from './messages.ts';
import { openNotes } from './open-notes.ts';

export const openNotesPath = '/ledelse/notater';

/** For a leader: how many notes are open, of which kind and where. No citizen, no employee and no single meeting. */
export function noteLeaderRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(openNotesPath, requireRole(house, 'leader'));
  routes.get(openNotesPath, async (c) => {
    const { staff, language } = c.var;
    const t = texts(language).open;
    const open = await house.database.inMunicipality(staff.municipality.id, () => openNotes(house.clock.now()));
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
        <p class="lead">{t.count(open.notes)}</p>
        <p>{t.intro}</p>
        {open.groups.length === 0 ? null : (
          <Table
            caption={t.title}
            head={t.head}
            rows={open.groups.map(({ title, place, notes, weeks }) => [
              title[language],
              place ?? t.noPlace,
              String(notes),
              t.waited(weeks),
            ])}
            numeric={[2]}
          />
        )}
      </StaffPage>,
    );
  });
  return routes;
}
