import { type Context, Hono } from 'hono';
import { addDays, parseId, pathIn, redactCpr, wallClock } from '../../../kernel/index.ts';
import { type FieldError, type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv } from '../../identity/index.ts';
import { places } from '../../tenancy/index.ts';
import { closeDays, openDay } from './change-hours.ts';
import { allClosings, type NewClosing } from './closing-store.ts';
import { texts } from './messages.ts';
import { usualDays } from './usual-days.ts';
import { ClosingsPage, type ClosingsPageProps, closingsPath } from './views/closings-page.tsx';

type C = Context<StaffEnv>;
type Shown = Partial<ClosingsPageProps>;

/** Where an administrator closes days for all, or for one place. */
export function closingRoutes(house: House): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use(closingsPath, requireRole(house, 'administrator'));
  const today = () => wallClock(house.clock.now()).date;
  const within = <Value,>(c: C, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const yearOf = (text: string | undefined): number => {
    const [year, now] = [Number(text), Number(today().slice(0, 4))];
    return Number.isInteger(year) && year >= now && year <= now + 3 ? year : now;
  };

  const page = async (c: C, year: number, shown: Shown, status: 200 | 422 = 200) => {
    const { staff, language } = c.var;
    const known = await within(c, async () => ({ closings: await allClosings(), places: await places() }));
    return sendPage(
      c,
      <ClosingsPage
        language={language}
        staff={staff}
        year={year}
        today={today()}
        now={house.clock.now()}
        {...known}
        values={{}}
        marked={usualDays(year).map(({ day }) => day)}
        errors={[]}
        {...shown}
      />,
      status,
    );
  };

  app.get(closingsPath, (c) => {
    const saved = c.req.query('gemt');
    const left = Number.parseInt(saved ?? '', 10) || 0;
    return page(c, yearOf(c.req.query('aar')), saved === undefined ? {} : { saved: true, left });
  });

  app.post(closingsPath, async (c) => {
    const { staff, language } = c.var;
    const t = texts(language).closings;
    const form = await readForm(c, ['dag']);
    const text = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '');
    const marked = Array.isArray(form.dag) ? form.dag : [];
    const year = yearOf(text('aar'));
    const done = (to: number, left: number) =>
      seeOther(c, `${pathIn(language, '', closingsPath)}?aar=${to}&gemt=${left}`);
    if (text('handling') === 'aabn') {
      const id = parseId(text('id'));
      if (id) await openDay(house, staff, id, house.clock.now());
      return done(year, 0);
    }
    const usual = text('handling') === 'saedvanlige';
    const values = { day: text('day'), name: text('name'), place: text('place'), usualPlace: text('usualPlace') };
    const errors: FieldError[] = [];
    const place = usual ? values.usualPlace : values.place;
    const here = await within(c, places);
    if (place !== '' && !here.some(({ id }) => id === place))
      errors.push({ field: usual ? 'usualPlace' : 'place', message: t.errors.place });
    const placeId = place === '' ? null : place;
    const days = usual ? usualOnes() : oneDay();
    if (errors.length > 0) return page(c, year, { values, errors, ...(usual ? { marked } : {}) }, 422);
    const closed = await closeDays(house, staff, days, text('set'), house.clock.now());
    if (closed.ok) return done(Number(days[0]?.day.slice(0, 4) ?? year), closed.value);
    const way = { of: usual ? 'usual' : 'one', found: closed.reason } as const;
    return page(c, year, { values, way, ...(usual ? { marked } : {}) });

    function usualOnes(): NewClosing[] {
      const chosen = usualDays(year).filter(({ day }) => marked.includes(day) && day >= today());
      if (chosen.length === 0) errors.push({ field: '', message: t.errors.none });
      return chosen.map(({ day, kind }) => ({ placeId, day, name: texts('da').closings.usualNames[kind] }));
    }
    function oneDay(): NewClosing[] {
      const { day } = values;
      const name = redactCpr(values.name.replace(/[\p{C}\s]+/gu, ' '));
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)) || addDays(day, 0) !== day)
        errors.push({ field: 'day', message: t.errors.day });
      else if (day < today()) errors.push({ field: 'day', message: t.errors.past });
      else if (day > addDays(today(), 3 * 366)) errors.push({ field: 'day', message: t.errors.far });
      if (name.length < 2 || name.length > 80) errors.push({ field: 'name', message: t.errors.name });
      return [{ placeId, day, name }];
    }
  });
  return app;
}
