import { type Context, Hono } from 'hono';
import { instantOf, parseId, pathIn } from '../../../kernel/index.ts';
import { type FieldError, type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { allGroups, checkIn, openGroup, seatList } from '../agreeing/groups.ts';
import type { Actor } from '../booking/booking-types.ts';
import { readMeeting } from '../booking/bookings.ts';
import { allTypes } from '../types/store.ts';
import { CoursePage, CoursesPage, coursesPath } from './course-pages.tsx';
import { texts } from './messages.ts';
import { colleagues, readNewChoices, readTyped, wishOfNew } from './new-meeting.ts';

type C = Context<StaffEnv>;
const aheadMs = 180 * 86_400_000;
const backMs = 86_400_000;

/** Groups and courses: set a time, see who comes, check them in. */
export function courseRoutes(house: House): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const within = <Value,>(c: C, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const actorOf = (c: C): Actor => ({ by: 'employee', employee: c.var.staff.employeeId });

  async function list(
    c: C,
    typed: Readonly<Record<string, string>>,
    errors: readonly FieldError[],
    status: 200 | 409 | 422 = 200,
  ) {
    const now = house.clock.now().getTime();
    const { groups, types } = await within(c, async () => ({
      groups: await allGroups(new Date(now - backMs), new Date(now + aheadMs)),
      types: (await allTypes()).filter(({ rules }) => rules.seats > 1),
    }));
    return sendPage(
      c,
      <CoursesPage
        language={c.var.language}
        staff={c.var.staff}
        groups={groups}
        types={types}
        typed={typed}
        errors={errors}
      />,
      status,
    );
  }

  routes.get(coursesPath, (c) => list(c, {}, []));

  routes.post(coursesPath, async (c) => {
    const { staff, language } = c.var;
    const t = texts(language);
    const input = await readForm(c);
    const word = (name: string) => (typeof input[name] === 'string' ? input[name] : '').slice(0, 40);
    const typed = { type: word('type'), dato: word('dato'), kl: word('kl') };
    const at = readTyped(typed.dato, typed.kl);
    const wish = await within(c, async () => {
      const { people } = await colleagues();
      const choices = readNewChoices(
        (await allTypes()).filter(({ rules }) => rules.seats > 1),
        { type: typed.type, med: 'mig' },
      );
      const own = people.find(({ employeeId }) => employeeId === staff.employeeId)?.id ?? null;
      return choices && wishOfNew(choices, own, null);
    });
    if (!at || !wish) return list(c, typed, [{ field: 'dato', message: t.fresh.faults.typed }], 422);
    const startsAt = instantOf(at.date, at.time);
    const now = house.clock.now();
    const made = await openGroup(house, staff.municipality.id, { wish, startsAt, seats: null }, actorOf(c), now);
    if (made.ok) return seeOther(c, `${pathIn(language, '', `${coursesPath}/${made.value.meetingId}`)}?aaben=1`);
    const { reason } = made;
    const message = reason.kind === 'not-free' ? t.fresh.why[reason.why] : t.courses.notFree;
    return list(c, typed, [{ field: 'kl', message }], 409);
  });

  routes.get(`${coursesPath}/:id{[0-9a-f-]{36}}`, async (c) => {
    const { staff, language } = c.var;
    const id = parseId(c.req.param('id'));
    const found =
      id &&
      (await within(c, async () => {
        const meeting = await readMeeting(id);
        const seats = meeting && (await seatList(house, id, staff.employeeId, house.clock.now()));
        return meeting?.startsAt && seats
          ? { title: meeting.type.title[language], startsAt: meeting.startsAt, seats }
          : null;
      }));
    if (!found) return c.notFound();
    const opened = c.req.query('aaben') !== undefined;
    return sendPage(c, <CoursePage language={language} staff={staff} id={id} opened={opened} {...found} />);
  });

  routes.post(`${coursesPath}/:id{[0-9a-f-]{36}}/kommet`, async (c) => {
    const id = parseId(c.req.param('id'));
    const person = parseId((await readForm(c)).person);
    if (!id || !person) return c.notFound();
    await checkIn(house, c.var.staff.municipality.id, person, true, actorOf(c), house.clock.now());
    return seeOther(c, pathIn(c.var.language, '', `${coursesPath}/${id}`));
  });

  return routes;
}
