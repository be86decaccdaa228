import { Hono } from 'hono';
import { addDays, dayAndDate, type Language, pathIn, wallClock } from '../../../kernel/index.ts';
import { alternates, type House, sendPage } from '../../../platform/index.ts';
import { StaffPage, Table } from '../../../ui/index.ts';
import { menuAreas, requireRole, type StaffEnv, type StaffMember } from '../../identity/index.ts';
import { type DeletionDay, deletionAhead, deletionsDone } from './deletion.ts';
import { texts } from './messages.ts';

const path = '/administration/moeder/sletning';
const aheadDays = 60;

/** What will be deleted and what was: days, kinds and counts, of nobody. */
export function deletionRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(path, requireRole(house, 'administrator'));
  routes.get(path, async (c) => {
    const { staff, language } = c.var;
    const until = addDays(wallClock(house.clock.now()).date, aheadDays);
    const shown = await house.database.inMunicipality(staff.municipality.id, async () => ({
      ahead: await deletionAhead(until),
      done: await deletionsDone(),
    }));
    return sendPage(c, <DeletionPage language={language} staff={staff} {...shown} />);
  });
  return routes;
}

function DeletionPage(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly ahead: readonly DeletionDay[];
  readonly done: readonly DeletionDay[];
}) {
  const { language, staff, ahead, done } = props;
  const t = texts(language);
  const rows = (days: readonly DeletionDay[]) =>
    days.map((one) => [dayAndDate(one.day, language), one.type, String(one.meetings)]);
  return (
    <StaffPage
      title={t.title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current="/administration"
      areas={menuAreas(staff.roles)}
      alternates={alternates('', path)}
    >
      <p>
        <a href={pathIn(language, '', '/administration')}>{t.back}</a>
      </p>
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <h2>{t.ahead(aheadDays)}</h2>
      {ahead.length === 0 ? (
        <p>{t.noneAhead}</p>
      ) : (
        <Table caption={t.ahead(aheadDays)} head={t.head} rows={rows(ahead)} numeric={[2]} />
      )}
      <h2>{t.done}</h2>
      {done.length === 0 ? (
        <p>{t.noneDone}</p>
      ) : (
        <Table caption={t.done} head={t.head} rows={rows(done)} numeric={[2]} />
      )}
    </StaffPage>
  );
}
