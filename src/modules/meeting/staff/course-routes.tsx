import { type Context, Hono } from 'hono';
import { instantOf, parseId, pathIn } from '../../../kernel/index.ts';
import { audit, type FieldError, type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { canHideAddress, videoSeatsAtMost } from '../../call/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import { allGroups, checkIn, type GroupRefusal, giveUpSeat, openGroup, seatList, seatOf } from '../agreeing/groups.ts';
import { holdsMeeting } from '../agreeing/holds-meeting.ts';
import type { Actor } from '../booking/booking-types.ts';
import { newLink, readMeeting } from '../booking/bookings.ts';
import { allTypes } from '../types/store.ts';
import { CoursePage } from './course-page.tsx';
import { CoursesPage, coursesPath } from './course-pages.tsx';
import type { MadeLink } from './link-made.tsx';
import { texts } from './messages.ts';
import { colleagues, readNewChoices, readTyped, wishOfNew } from './new-meeting.ts';

type C = Context<StaffEnv>;
const aheadMs = 180 * 86_400_000;
const backMs = 86_400_000;
const seatsMost = 200;

/** As it is typed: null for as many as the kind has, 'wrong' for what is no number of seats. Pure. */
const readSeats = (typed: string): number | null | 'wrong' => {
  const seats = Number(typed);
  if (typed === '') return null;
  return /^\d{1,3}$/.test(typed) && seats >= 2 && seats <= seatsMost ? seats : 'wrong';
};

/** Groups and courses: set a time, see who comes, check them in. */
export function courseRoutes(house: House, linkPath: (slug: string, token: string) => string): Hono<StaffEnv> {
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

  /** Which field stands in the way, and why. */
  const faultOf = (reason: GroupRefusal, language: C['var']['language']): FieldError => {
    const t = texts(language);
    if (reason.kind === 'too-many-for-video') {
      const words = house.config.livekit ? t.courses.tooManyForVideo : t.courses.tooManyDirect;
      return { field: 'form', message: words(reason.most) };
    }
    if (reason.kind !== 'not-free') return { field: 'kl', message: t.courses.notFree };
    return { field: reason.why === 'form-not-allowed' ? 'form' : 'kl', message: t.fresh.why[reason.why] };
  };

  routes.post(coursesPath, async (c) => {
    const { staff, language } = c.var;
    const t = texts(language);
    const input = await readForm(c);
    const word = (name: string) => (typeof input[name] === 'string' ? input[name] : '').trim().slice(0, 40);
    const typed = {
      type: word('type'),
      form: word('form'),
      pladser: word('pladser'),
      dato: word('dato'),
      kl: word('kl'),
    };
    const at = readTyped(typed.dato, typed.kl);
    const seats = readSeats(typed.pladser);
    const choices = await within(c, async () => {
      const { people } = await colleagues();
      const types = (await allTypes()).filter(({ rules }) => rules.seats > 1);
      const read = readNewChoices(types, { type: typed.type, form: typed.form, med: 'mig' });
      const own = people.find(({ employeeId }) => employeeId === staff.employeeId)?.id ?? null;
      return read && { form: read.form, wish: wishOfNew(read, own, null) };
    });
    const errors = [
      // What she chose is refused, never exchanged for what the kind allows.
      ...(typed.form === '' || choices?.form === typed.form
        ? []
        : [{ field: 'form', message: t.fresh.why['form-not-allowed'] }]),
      ...(seats === 'wrong' ? [{ field: 'pladser', message: t.courses.seatsWrong }] : []),
      ...(at && choices ? [] : [{ field: 'dato', message: t.fresh.faults.typed }]),
    ];
    if (!at || !choices || seats === 'wrong' || errors.length > 0) return list(c, typed, errors, 422);
    const startsAt = instantOf(at.date, at.time);
    const now = house.clock.now();
    const { wish } = choices;
    const made = await openGroup(house, staff.municipality.id, { wish, startsAt, seats }, actorOf(c), now);
    if (made.ok) return seeOther(c, `${pathIn(language, '', `${coursesPath}/${made.value.meetingId}`)}?aaben=1`);
    const fault = faultOf(made.reason, language);
    return list(c, typed, [fault], fault.field === 'form' ? 422 : 409);
  });

  async function show(c: C, link: MadeLink | null): Promise<Response> {
    const { staff, language } = c.var;
    const id = parseId(c.req.param('id'));
    const found =
      id &&
      (await within(c, async () => {
        const meeting = await readMeeting(id);
        const seats = meeting && (await seatList(house, id, staff.employeeId, house.clock.now()));
        return meeting?.startsAt && seats ? { meeting: { ...meeting, startsAt: meeting.startsAt }, seats } : null;
      }));
    if (!found) return c.notFound() as Response;
    const { type, hiddenAddresses } = found.meeting;
    return sendPage(
      c,
      <CoursePage
        language={language}
        staff={staff}
        opened={c.req.query('aaben') !== undefined}
        videoMost={videoSeatsAtMost(house.config)}
        onlyText={(hiddenAddresses || type.rules.anonymous) && !canHideAddress(house.config)}
        link={link}
        {...found}
      />,
    );
  }

  routes.get(`${coursesPath}/:id{[0-9a-f-]{36}}`, (c) => show(c, null));

  /** Whose seat in which group, where the employee holds it; what she asks of a colleague's is refused, and that is audited. */
  async function seatHere(c: C, input: Readonly<Record<string, unknown>>, action: string) {
    const id = parseId(c.req.param('id'));
    const person = parseId(input.person);
    if (!id || !person) return null;
    return within(c, async () => {
      if ((await seatOf(person))?.meetingId !== id) return null;
      const actor = c.var.staff.employeeId;
      const holds = await holdsMeeting(id, actor);
      const outcome = holds ? 'done' : 'refused';
      if (!holds || action === 'meeting.link')
        await audit({ actor, role: 'employee', action, subject: id, outcome, purpose: 'meeting' }, house.clock.now());
      return holds ? { id, person } : null;
    });
  }
  const back = (c: C, id: string) => seeOther(c, pathIn(c.var.language, '', `${coursesPath}/${id}`));

  routes.post(`${coursesPath}/:id{[0-9a-f-]{36}}/kommet`, async (c) => {
    const input = await readForm(c);
    const seat = await seatHere(c, input, 'meeting.check-in');
    if (!seat) return c.notFound();
    const { id, person } = seat;
    await checkIn(house, c.var.staff.municipality.id, person, input.kom !== 'nej', actorOf(c), house.clock.now());
    return back(c, id);
  });

  /** She has said on the telephone that she does not come. */
  routes.post(`${coursesPath}/:id{[0-9a-f-]{36}}/afmeld`, async (c) => {
    const seat = await seatHere(c, await readForm(c), 'meeting.seat-given-up');
    if (!seat) return c.notFound();
    await giveUpSeat(house, c.var.staff.municipality.id, seat.person, actorOf(c), house.clock.now());
    return back(c, seat.id);
  });

  routes.post(`${coursesPath}/:id{[0-9a-f-]{36}}/link`, async (c) => {
    const seat = await seatHere(c, await readForm(c), 'meeting.link');
    if (!seat) return c.notFound();
    const made = await within(c, () => newLink(house, seat.person));
    const address = new URL(linkPath(c.var.staff.municipality.slug, made.token), house.baseUrl()).href;
    return show(c, { address, code: made.code });
  });

  return routes;
}
