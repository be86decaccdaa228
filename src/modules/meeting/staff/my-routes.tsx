import { type Context, Hono } from 'hono';
import { addDays, instantOf, parseId, pathIn, type Result, wallClock, weekday } from '../../../kernel/index.ts';
import { audit, type FieldError, type House, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { requireRole, type StaffEnv, type StaffMember } from '../../identity/index.ts';
import { agreedAt } from '../after/agreed.ts';
import { holdsMeeting } from '../agreeing/holds-meeting.ts';
import { arrivalsOf } from '../booking/arrivals.ts';
import type { Actor, Meeting, Refusal } from '../booking/booking-types.ts';
import {
  becameOf,
  cancelMeeting,
  finishMeeting,
  meetingsBetween,
  newLink,
  personsOf,
  readMeeting,
} from '../booking/bookings.ts';
import { papersOf } from '../documents/papers.ts';
import { exportNote, noteTaken, readNote, writeNote } from '../notes/notes.ts';
import { notesDue } from '../notes/open-notes.ts';
import { readDate } from '../read-date.ts';
import { nextStep } from './late.ts';
import { MeetingPage, type SentMessage } from './meeting-page.tsx';
import { texts } from './messages.ts';
import { type MeetingLine, MyMeetingsPage, minePath } from './my-meetings-page.tsx';

type C = Context<StaffEnv>;
type Shown = {
  readonly typed?: string;
  readonly errors?: readonly FieldError[];
  readonly changed?: boolean;
  /** A colleague's meeting whose people she has asked to see: for this one answer. */
  readonly covered?: boolean;
  readonly link?: { readonly address: string; readonly code: string };
};

/** What the page of one meeting needs of rooms that are made beside it. */
export type MeetingPageHooks = {
  readonly messagesAbout: (
    meetingId: string,
    language: StaffEnv['Variables']['language'],
  ) => Promise<readonly SentMessage[]>;
  /** Where her personal link leads, without the house's own address. */
  readonly linkPath: (slug: string, token: string) => string;
};

const mondayOf = (date: string): string => addDays(date, 1 - weekday(date));

/** An employee's own meetings: the week, one meeting, how it ended and what was noted. */
export function myMeetingRoutes(house: House, hooks: MeetingPageHooks): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  routes.use(minePath, requireRole(house, 'employee'));
  routes.use(`${minePath}/*`, requireRole(house, 'employee'));
  const within = <Value,>(c: C, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const actor = (staff: StaffMember): Actor => ({ by: 'employee', employee: staff.employeeId });
  const looked = (staff: StaffMember, action: string, subject: string, purpose = 'meeting') =>
    audit({ actor: staff.employeeId, role: 'employee', action, subject, outcome: 'done', purpose }, house.clock.now());

  /** Hers to read and write of; what she asks of a colleague's is refused, and that is audited. */
  const mayTouch = (c: C, id: string, action: string): Promise<boolean> =>
    within(c, async () => {
      const actor = c.var.staff.employeeId;
      if (await holdsMeeting(id, actor)) return true;
      if (await readMeeting(id))
        await audit(
          { actor, role: 'employee', action, subject: id, outcome: 'refused', purpose: 'meeting' },
          house.clock.now(),
        );
      return false;
    });
  const notHers = (c: C) => show(c, { errors: [{ field: '', message: texts(c.var.language).one.notYours }] }, 403);

  routes.get(minePath, async (c) => {
    const { staff, language } = c.var;
    const today = wallClock(house.clock.now()).date;
    const week = mondayOf(readDate(c.req.query('uge')) ?? today);
    const { lines, due } = await within(c, async () => {
      const from = instantOf(week, '00:00');
      const to = instantOf(addDays(week, 7), '00:00');
      const meetings = await meetingsBetween({ from, to, employee: staff.employeeId });
      const arrived = await arrivalsOf(meetings.map(({ id }) => id));
      const now = house.clock.now();
      const lines: MeetingLine[] = [];
      for (const meeting of meetings) {
        const citizen = await citizenOf(meeting);
        const step = nextStep(meeting, arrived.get(meeting.id) ?? null, now);
        const who = citizen?.details.name ?? citizen?.details.alias ?? '';
        lines.push({
          meeting,
          who,
          late: step === 'late',
          call: step === null ? null : (citizen?.details.phone ?? null),
        });
      }
      if (lines.length > 0) await looked(staff, 'meeting.list', staff.employeeId);
      return { lines, due: await notesDue(staff.employeeId) };
    });
    return sendPage(
      c,
      <MyMeetingsPage language={language} staff={staff} today={today} week={week} lines={lines} notesDue={due} />,
    );
  });

  const citizenOf = async (meeting: Meeting) =>
    meeting.seats > 1 ? undefined : (await personsOf(house, meeting.id)).find((one) => one.role === 'citizen');

  /** The page as it stands; null where there is no such meeting here. */
  async function show(c: C, shown: Shown, status: 200 | 403 | 409 | 422 = 200): Promise<Response> {
    const { staff, language } = c.var;
    const id = parseId(c.req.param('id'));
    const found =
      id &&
      (await within(c, async () => {
        const meeting = await readMeeting(id);
        if (!meeting) return null;
        const became = await becameOf(meeting);
        const arrivedAt = (await arrivalsOf([id])).get(id) ?? null;
        if (!(await holdsMeeting(id, staff.employeeId))) {
          const covers = shown.covered === true && meeting.seats === 1;
          if (covers) await looked(staff, 'meeting.read', id, 'cover for a colleague');
          return {
            meeting,
            became,
            arrivedAt,
            holds: false,
            people: covers ? await personsOf(house, id) : null,
            messages: [],
            note: null,
          };
        }
        await looked(staff, 'meeting.read', id);
        return {
          meeting,
          became,
          arrivedAt,
          holds: true,
          people: await personsOf(house, id),
          messages: await hooks.messagesAbout(id, language),
          note: await readNote(house, id, staff.employeeId, house.clock.now()),
          side: { papers: await papersOf(house, id), agreed: await agreedAt(house, id) },
        };
      }));
    if (!found) return c.notFound() as Response;
    const saved = c.req.query('gemt') !== undefined;
    return sendPage(
      c,
      <MeetingPage
        language={language}
        staff={staff}
        now={house.clock.now()}
        {...found}
        errors={[]}
        saved={saved}
        {...shown}
      />,
      status,
    );
  }
  const back = (c: C) =>
    seeOther(c, `${pathIn(c.var.language, '', `${minePath}/${parseId(c.req.param('id')) ?? ''}`)}?gemt=1`);
  const answer = (c: C, outcome: Result<unknown, Refusal>): Response | Promise<Response> => {
    if (outcome.ok) return back(c);
    if (outcome.reason.kind === 'no-meeting') return c.notFound() as Response;
    if (outcome.reason.kind !== 'too-late') return show(c, { changed: true }, 409);
    return show(c, { errors: [{ field: '', message: texts(c.var.language).one.tooEarly }] }, 409);
  };

  routes.get(`${minePath}/:id{[0-9a-f-]{36}}`, (c) => show(c, {}));
  routes.post(`${minePath}/:id{[0-9a-f-]{36}}/hvem`, (c) => show(c, { covered: true }));

  for (const [path, how] of [
    ['holdt', 'done'],
    ['udeblevet', 'no-show'],
  ] as const)
    routes.post(`${minePath}/:id{[0-9a-f-]{36}}/${path}`, async (c) => {
      const id = parseId(c.req.param('id'));
      if (!id) return c.notFound();
      // A group has come or not one by one: that is on its list.
      if (how === 'no-show' && (await within(c, () => readMeeting(id)))?.seats !== 1) return c.notFound();
      return answer(c, await within(c, () => finishMeeting(house, id, how, actor(c.var.staff), house.clock.now())));
    });

  routes.post(`${minePath}/:id{[0-9a-f-]{36}}/aflys`, async (c) => {
    const id = parseId(c.req.param('id'));
    if (!id) return c.notFound();
    const { staff } = c.var;
    const change = { version: versionOf(await readForm(c)), actor: actor(staff) };
    return answer(c, await cancelMeeting(house, staff.municipality.id, id, change, house.clock.now()));
  });

  routes.post(`${minePath}/:id{[0-9a-f-]{36}}/link`, async (c) => {
    const id = parseId(c.req.param('id'));
    const { staff } = c.var;
    if (id && !(await mayTouch(c, id, 'meeting.link'))) return notHers(c);
    const made =
      id &&
      (await within(c, async () => {
        const citizen = (await personsOf(house, id)).find((one) => one.role === 'citizen');
        // Of a group it would be somebody's, nobody knows whose.
        if (!citizen || (await readMeeting(id))?.seats !== 1) return null;
        await looked(staff, 'meeting.link', id);
        return newLink(house, citizen.id);
      }));
    if (!made) return c.notFound();
    const address = new URL(hooks.linkPath(staff.municipality.slug, made.token), house.baseUrl()).href;
    return show(c, { link: { address, code: made.code } });
  });

  routes.post(`${minePath}/:id{[0-9a-f-]{36}}/notat`, async (c) => {
    const id = parseId(c.req.param('id'));
    if (!id) return c.notFound();
    if (!(await mayTouch(c, id, 'note.write'))) return notHers(c);
    const { staff, language } = c.var;
    const input = await readForm(c);
    const typed = String(input.notat ?? '');
    const written = input.intet === 'ja' ? 'nothing' : { text: typed };
    const kept = await within(c, () => writeNote(house, id, written, staff.employeeId, house.clock.now()));
    if (kept.ok) return back(c);
    const message = texts(language).note.faults[kept.reason];
    return show(c, { typed, errors: [{ field: 'notat-tekst', message }] }, 422);
  });

  routes.get(`${minePath}/:id{[0-9a-f-]{36}}/notat.json`, async (c) => {
    const id = parseId(c.req.param('id'));
    if (id && !(await mayTouch(c, id, 'note.export'))) return notHers(c);
    const found = id && (await within(c, () => exportNote(house, id, c.var.staff.employeeId, house.clock.now())));
    if (!found) return c.notFound();
    c.header('cache-control', 'no-store');
    c.header('content-disposition', `attachment; filename="notat-${found.meeting}.json"`);
    return c.json(found);
  });

  routes.post(`${minePath}/:id{[0-9a-f-]{36}}/notat/taget`, async (c) => {
    const id = parseId(c.req.param('id'));
    if (!id) return c.notFound();
    if (!(await mayTouch(c, id, 'note.export'))) return notHers(c);
    // What she downloaded; a note that was written over since has not been put on the case.
    const { skrevet } = await readForm(c);
    const writtenAt = new Date(typeof skrevet === 'string' ? skrevet : '');
    const taken = Number.isNaN(writtenAt.getTime())
      ? 'changed'
      : await within(c, () => noteTaken(house, id, c.var.staff.employeeId, house.clock.now(), writtenAt));
    return taken === 'taken' ? back(c) : show(c, { changed: true }, 409);
  });

  return routes;
}

const versionOf = (input: Readonly<Record<string, unknown>>): number | null => {
  const version = Number(input.version);
  return Number.isInteger(version) && version > 0 ? version : null;
};
