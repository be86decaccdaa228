import { type Context, Hono } from 'hono';
import { type DateString, parseId, pathIn, wallClock } from '../../../kernel/index.ts';
import {
  audit,
  type FieldError,
  type House,
  parseInput,
  readForm,
  seeOther,
  sendPage,
} from '../../../platform/index.ts';
import { Notice } from '../../../ui/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import {
  changeSeries,
  endSeries,
  leaveOutDay,
  meetingsOfSeries,
  openDaysOfSeries,
  type PlannedDate,
  planSeries,
  readSeries,
  runningSeries,
  type Series,
  type SeriesChange,
  type SeriesRefusal,
  startSeries,
} from '../agreeing/series.ts';
import type { Actor } from '../booking/booking-types.ts';
import { personsOf } from '../booking/bookings.ts';
import { sendsDigitalPost } from '../messages/sends.ts';
import { readDate } from '../read-date.ts';
import { allTypes, typeById } from '../types/store.ts';
import { MadePage } from './made-page.tsx';
import { texts } from './messages.ts';
import { colleagues, newPersonSchema, readNewChoices, readNewPerson, wishOfNew } from './new-meeting.ts';
import {
  readDecisions,
  readPattern,
  readRingHours,
  type SeriesFaults,
  type SeriesForm,
  usualEnd,
} from './series-form.ts';
import { NewSeriesPage, SeriesListPage, SeriesPage, seriesPath } from './series-pages.tsx';

type C = Context<StaffEnv>;
const many = ['ugedag', 'ringdag'];
const one = `${seriesPath}/:id{[0-9a-f-]{36}}`;

/** Support that comes round: agreed with every conflict decided, changed from a day on, ended. */
export function seriesRoutes(house: House, linkPath: (slug: string, token: string) => string): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const within = <Value,>(c: C, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const actorOf = (c: C): Actor => ({ by: 'employee', employee: c.var.staff.employeeId });
  const faultWords = (c: C, faults: SeriesFaults): FieldError[] =>
    faults.map(({ field, fault }) => ({ field, message: texts(c.var.language).series.faults[fault] }));

  /** Whose agreement it is, by the next meeting of it; empty when none is ahead. */
  async function whoOf(series: Series): Promise<string> {
    const [next] = await meetingsOfSeries(series.id, house.clock.now());
    const citizen = next && (await personsOf(house, next.meetingId)).find(({ role }) => role === 'citizen');
    return citizen?.details.name ?? citizen?.details.alias ?? '';
  }
  const looked = (c: C, action: string, subject: string) =>
    audit(
      { actor: c.var.staff.employeeId, role: 'employee', action, subject, outcome: 'done', purpose: 'meeting' },
      house.clock.now(),
    );

  routes.get(seriesPath, async (c) => {
    const { staff, language } = c.var;
    const series = await within(c, async () => {
      const own = (await colleagues()).people.find(({ employeeId }) => employeeId === staff.employeeId);
      const shown = [];
      for (const series of own ? await runningSeries(own.id) : [])
        shown.push({ series, title: (await typeById(series.typeId))?.title[language] ?? '', who: await whoOf(series) });
      if (shown.length > 0) await looked(c, 'meeting.list', staff.employeeId);
      return shown;
    });
    return sendPage(c, <SeriesListPage language={language} staff={staff} series={series} />);
  });

  async function newPage(
    c: C,
    form: SeriesForm,
    errors: readonly FieldError[],
    plan: readonly PlannedDate[] | null,
    status: 200 | 409 | 422 = 200,
  ) {
    const found = await within(c, async () => ({ ...(await colleagues()), types: await seriesTypes() }));
    return sendPage(
      c,
      <NewSeriesPage
        language={c.var.language}
        staff={c.var.staff}
        {...found}
        form={form}
        errors={errors}
        plan={plan}
        digitalPost={sendsDigitalPost(house, c.var.staff.municipality)}
      />,
      status,
    );
  }
  const seriesTypes = async () =>
    (await allTypes()).filter(
      ({ active, rules, forms }) => active && rules.seats === 1 && !rules.anonymous && forms.length > 0,
    );

  routes.get(`${seriesPath}/nyt`, (c) => {
    const today = wallClock(house.clock.now()).date;
    return newPage(c, { fra: today, til: usualEnd(today), minutter: '45', kl: '' }, [], null);
  });

  routes.post(`${seriesPath}/nyt`, async (c) => {
    const { staff, language } = c.var;
    const t = texts(language);
    const form = (await readForm(c, many)) as SeriesForm;
    const now = house.clock.now();
    const prepared = await within(c, async () => {
      const choices = readNewChoices(await seriesTypes(), form);
      const own = (await colleagues()).people.find(({ employeeId }) => employeeId === staff.employeeId)?.id ?? null;
      return choices && { choices, wish: wishOfNew(choices, own, null) };
    });
    if (!prepared) return newPage(c, form, [{ field: 'type', message: t.fresh.type }], null, 422);
    const { choices, wish } = prepared;
    const pattern = readPattern(form);
    const ring = readRingHours(form);
    const parsed = parseInput(newPersonSchema, form);
    const who = readNewPerson(choices, parsed.ok ? parsed.value : {});
    const { decisions, unread } = readDecisions(form);
    const errors: FieldError[] = [
      ...(pattern.ok ? [] : faultWords(c, pattern.faults)),
      ...(ring === 'fault' ? [{ field: 'ringtid', message: t.series.faults.ring }] : []),
      ...('person' in who ? [] : who.map(({ field, fault }) => ({ field, message: t.fresh.faults[fault] }))),
      ...(unread === null ? [] : [{ field: `dato-${unread}`, message: t.series.faults.decision }]),
    ];
    if (errors.length > 0 || !pattern.ok || ring === 'fault' || !('person' in who))
      return newPage(c, form, errors, null, 422);
    const plan = await within(c, () => planSeries(wish, pattern.value, decisions, now));
    if (form.goer !== 'aftal') return newPage(c, form, [], plan);
    const series = {
      wish,
      pattern: pattern.value,
      ...who,
      hiddenAddresses: who.person.protected,
      ringHours: ring,
      onCallSkill: typeof form.vagt === 'string' && form.vagt !== '' ? form.vagt.slice(0, 60) : null,
      decisions,
    };
    const made = await startSeries(house, staff.municipality.id, series, actorOf(c), now);
    if (!made.ok) {
      if (made.reason.kind === 'conflicts') return newPage(c, form, [], made.reason.plan, 409);
      const message = made.reason.kind === 'form' ? t.fresh.faults.form : t.series.faults.pattern;
      return newPage(c, form, [{ field: 'til', message }], plan, 409);
    }
    const { seriesId, link, meetings } = made.value;
    return sendPage(
      c,
      <MadePage
        language={language}
        staff={staff}
        href={`${seriesPath}/${seriesId}`}
        heading={t.series.made(meetings)}
        code={link.code}
        address={new URL(linkPath(staff.municipality.slug, link.token), house.baseUrl()).href}
      />,
    );
  });

  type Shown = {
    readonly form?: SeriesForm;
    readonly errors?: readonly FieldError[];
    readonly plan?: readonly PlannedDate[] | null;
    readonly notice?: readonly string[];
  };
  async function onePage(c: C, shown: Shown, status: 200 | 409 | 422 = 200): Promise<Response> {
    const { staff, language } = c.var;
    const id = parseId(c.req.param('id'));
    const now = house.clock.now();
    const found =
      id &&
      (await within(c, async () => {
        const series = await readSeries(id);
        if (!series) return null;
        await looked(c, 'meeting.read', id);
        return {
          series,
          title: (await typeById(series.typeId))?.title[language] ?? '',
          who: await whoOf(series),
          ahead: await meetingsOfSeries(id, now),
          open: await openDaysOfSeries(house, id, now),
        };
      }));
    if (!found) return c.notFound() as Response;
    const { pattern } = found.series;
    const form: SeriesForm = shown.form ?? {
      dag: wallClock(now).date,
      ugedag: pattern.weekdays.map(String),
      hver: String(pattern.everyWeeks),
      kl: pattern.time.replace(':', '.'),
      minutter: String(pattern.minutes),
      fra: pattern.from,
      til: pattern.until ?? '',
      antal: pattern.count === null ? '' : String(pattern.count),
      helligdag: pattern.onHoliday === 'next-working-day' ? 'flyt' : '',
    };
    const notice = shown.notice ?? (c.req.query('gemt') === undefined ? null : [texts(language).one.saved]);
    return sendPage(
      c,
      <SeriesPage
        language={language}
        staff={staff}
        {...found}
        form={form}
        errors={shown.errors ?? []}
        plan={shown.plan ?? null}
        written={shown.form !== undefined}
        notice={
          notice === null ? null : (
            <Notice kind={status === 200 ? 'success' : 'warning'} live>
              {notice.map((words) => (
                <p key={words}>{words}</p>
              ))}
            </Notice>
          )
        }
      />,
      status,
    );
  }
  const refused = (c: C, reason: SeriesRefusal, form?: SeriesForm): Promise<Response> => {
    const t = texts(c.var.language);
    const kept = form ? { form } : {};
    switch (reason.kind) {
      case 'conflicts':
        return onePage(c, { ...kept, plan: reason.plan }, 409);
      case 'changed':
        // What she wrote stands; saved once more it is for the series as it is now.
        return onePage(
          c,
          { ...kept, notice: [t.series.changedBy, ...reason.what.map((what) => t.series.what[what]), t.series.yours] },
          409,
        );
      case 'ended':
        return onePage(c, { notice: [t.series.ended] }, 409);
      case 'no-series':
        return onePage(c, {});
      default: {
        const message = reason.kind === 'form' ? t.fresh.faults.form : t.series.faults.pattern;
        return onePage(c, { ...kept, errors: [{ field: 'til', message }] }, 409);
      }
    }
  };
  const dayOf = (form: SeriesForm): DateString | null => readDate(form.dag);
  const back = (c: C, id: string) => seeOther(c, `${pathIn(c.var.language, '', `${seriesPath}/${id}`)}?gemt=1`);

  routes.get(one, (c) => onePage(c, {}));

  routes.post(`${one}/om`, async (c) => {
    const id = parseId(c.req.param('id'));
    const form = (await readForm(c, many)) as SeriesForm;
    const day = dayOf(form);
    const pattern = readPattern(form);
    const { decisions, unread } = readDecisions(form);
    const t = texts(c.var.language).series.faults;
    const errors = [
      ...(pattern.ok ? [] : faultWords(c, pattern.faults)),
      ...(day === null ? [{ field: 'dag', message: t.from }] : []),
      ...(unread === null ? [] : [{ field: `dato-${unread}`, message: t.decision }]),
    ];
    if (!id) return c.notFound();
    if (errors.length > 0 || !pattern.ok || day === null) return onePage(c, { form, errors }, 422);
    const { everyWeeks, weekdays, time, minutes, until, count, onHoliday } = pattern.value;
    const change: SeriesChange = {
      rhythm: { everyWeeks, weekdays, time, minutes },
      end: { until, count },
      onHoliday,
      alsoMovedSingly: form.ogsaa === 'ja',
    };
    const { staff } = c.var;
    const version = Number(form.version);
    const now = house.clock.now();
    const done = await changeSeries(house, staff.municipality.id, id, day, change, decisions, version, actorOf(c), now);
    return done.ok ? back(c, id) : refused(c, done.reason, form);
  });

  for (const [path, act] of [
    ['udelad', leaveOutDay],
    ['slut', endSeries],
  ] as const)
    routes.post(`${one}/${path}`, async (c) => {
      const id = parseId(c.req.param('id'));
      const form = (await readForm(c)) as SeriesForm;
      const day = dayOf(form);
      if (!id) return c.notFound();
      if (day === null)
        return onePage(c, { errors: [{ field: 'slutdag', message: texts(c.var.language).series.faults.from }] }, 422);
      const done = await act(
        house,
        c.var.staff.municipality.id,
        id,
        day,
        Number(form.version),
        actorOf(c),
        house.clock.now(),
      );
      return done.ok ? back(c, id) : refused(c, done.reason);
    });

  return routes;
}
