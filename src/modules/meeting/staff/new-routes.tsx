import { type Context, Hono } from 'hono';
import { addDays, instantOf, newToken, parseId, pathIn, wallClock } from '../../../kernel/index.ts';
import { type FieldError, type House, parseInput, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import type { StaffEnv } from '../../identity/index.ts';
import type { ProposalRefusal } from '../agreeing/proposal-rules.ts';
import { proposeTimes } from '../agreeing/proposals.ts';
import { whyNot } from '../availability/availability.ts';
import type { TimeWish, WhyNotResource } from '../availability/time-wish.ts';
import type { Actor, Meeting, Refusal } from '../booking/booking-types.ts';
import { bookMeeting, moveMeeting, readMeeting } from '../booking/bookings.ts';
import { languagesSpoken } from '../citizen/store.ts';
import { weekOfTimes } from '../citizen/times.ts';
import { useInvitation } from '../invitations/invitations.ts';
import { sendsDigitalPost } from '../messages/sends.ts';
import { readDate } from '../read-date.ts';
import { allTypes } from '../types/store.ts';
import { MadePage } from './made-page.tsx';
import { texts } from './messages.ts';
import { minePath } from './my-meetings-page.tsx';
import {
  colleagues,
  type NewChoices,
  type NewPersonForm,
  newPersonSchema,
  readNewChoices,
  readNewPerson,
  readTyped,
  wishOfNew,
} from './new-meeting.ts';
import { NewMeetingPage } from './new-page.tsx';
import { withWhom } from './with-whom.ts';

type C = Context<StaffEnv>;
type Input = Readonly<Record<string, string | readonly string[]>>;
type Shown = {
  readonly ticked?: readonly string[];
  readonly typed?: { readonly dato: string; readonly kl: string };
  readonly whyNot?: readonly WhyNotResource[] | null;
  readonly person?: NewPersonForm;
  readonly answerBy?: string;
  readonly errors?: readonly FieldError[];
};

/** How long a citizen has to answer when the employee says nothing else. */
const answerDays = 3;
const mostAnswerCharacters = 40;

/** An employee books or proposes, in her own, a colleague's or a team's calendar, and moves what stands. */
export function newMeetingRoutes(house: House, linkPath: (slug: string, token: string) => string): Hono<StaffEnv> {
  const routes = new Hono<StaffEnv>();
  const within = <Value,>(c: C, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.staff.municipality.id, work);
  const actorOf = (c: C): Actor => ({ by: 'employee', employee: c.var.staff.employeeId });

  /** What is chosen, and the wish it makes; of a meeting that moves all but the calendar stands. */
  async function prepare(c: C, input: Input, moving: Meeting | null) {
    const { people, teams } = await colleagues();
    const types = (await allTypes()).filter(
      ({ active, rules, forms }) => active && rules.seats === 1 && forms.length > 0,
    );
    const own = people.find((one) => one.employeeId === c.var.staff.employeeId)?.id ?? null;
    const choices = moving ? choicesOf(moving, input) : readNewChoices(types, input);
    const wish = choices && wishOfNew(choices, own, moving?.id ?? null);
    return { people, teams, types, choices, wish, languages: await languagesSpoken() };
  }
  type Prepared = Awaited<ReturnType<typeof prepare>>;

  async function show(
    c: C,
    prepared: Prepared,
    input: Input,
    moving: Meeting | null,
    shown: Shown,
    status: 200 | 409 | 422 = 200,
  ) {
    const now = house.clock.now();
    const asked = readDate(input.uge);
    const { wish } = prepared;
    const week = wish && (await within(c, () => weekOfTimes(wish, asked, now)));
    const key = typeof input.noegle === 'string' && /^[\w-]{16,64}$/.test(input.noegle) ? input.noegle : newToken();
    return sendPage(
      c,
      <NewMeetingPage
        language={c.var.language}
        staff={c.var.staff}
        {...prepared}
        week={week}
        ticked={shown.ticked ?? []}
        typed={shown.typed ?? { dato: '', kl: '' }}
        whyNot={shown.whyNot ?? null}
        person={shown.person ?? {}}
        answerBy={shown.answerBy ?? addDays(wallClock(now).date, answerDays)}
        kept={moving ? {} : keptOf(input)}
        requestKey={key}
        digitalPost={sendsDigitalPost(house, c.var.staff.municipality)}
        errors={shown.errors ?? []}
        moves={moving && { id: moving.id, version: moving.version, seats: moving.seats }}
      />,
      status,
    );
  }

  const movingOf = async (c: C): Promise<Meeting | null> => {
    const id = parseId(c.req.param('id'));
    const meeting = id && (await readMeeting(id));
    // A meeting that nobody agreed on a time for is proposed for anew.
    const left = meeting?.state === 'proposed' && meeting.answerBy === null;
    return meeting && (meeting.state === 'booked' || left) ? meeting : null;
  };

  const whoFor = (c: C, asked: Input) =>
    within(c, () => withWhom(house, c.var.staff.employeeId, asked, house.clock.now()));

  routes.get(`${minePath}/ny`, async (c) => {
    const asked = c.req.query();
    const before = await whoFor(c, asked);
    const input = { ...before.choices, ...asked };
    return show(c, await within(c, () => prepare(c, input, null)), input, null, { person: before.person });
  });
  routes.get(`${minePath}/:id{[0-9a-f-]{36}}/flyt`, async (c) => {
    const input = c.req.query();
    const moving = await within(c, () => movingOf(c));
    if (!moving) return c.notFound();
    return show(c, await within(c, () => prepare(c, input, moving)), input, moving, {});
  });

  routes.post(`${minePath}/ny`, (c) => answer(c, null));
  routes.post(`${minePath}/:id{[0-9a-f-]{36}}/flyt`, async (c) => {
    const moving = await within(c, () => movingOf(c));
    return moving ? answer(c, moving) : c.notFound();
  });

  async function answer(c: C, moving: Meeting | null): Promise<Response> {
    const { language } = c.var;
    const t = texts(language).fresh;
    const input = (await readForm(c, ['tid'])) as Input;
    const now = house.clock.now();
    const prepared = await within(c, () => prepare(c, input, moving));
    const { choices, wish } = prepared;
    if (!choices || !wish) return show(c, prepared, input, moving, {}, 422);
    const word = (name: string) => (typeof input[name] === 'string' ? input[name] : '').slice(0, mostAnswerCharacters);
    const typed = { dato: word('dato'), kl: word('kl') };
    const ticked = [input.tid ?? []].flat();
    const parsed = parseInput(newPersonSchema, input);
    const person: NewPersonForm = parsed.ok ? parsed.value : {};
    const shown = { ticked, typed, person, answerBy: word('svar') };
    const again = (errors: readonly FieldError[], status: 409 | 422 = 422) =>
      show(c, prepared, input, moving, { ...shown, errors }, status);
    const given = typed.dato === '' && typed.kl === '' ? null : readTyped(typed.dato, typed.kl);
    if (given === null && (typed.dato !== '' || typed.kl !== ''))
      return again([{ field: 'dato', message: t.faults.typed }]);
    const other = given && instantOf(given.date, given.time);
    if (input.goer === 'hvorfor') {
      if (other === null) return again([{ field: 'dato', message: t.faults.typed }]);
      return show(c, prepared, input, moving, { ...shown, whyNot: await within(c, () => whyNot(wish, other, now)) });
    }
    const starts = [...ticked.map((one) => new Date(one)), ...(other ? [other] : [])].filter(
      (one) => !Number.isNaN(one.getTime()),
    );
    return input.goer === 'foreslaa'
      ? propose(c, { prepared, choices, wish, input, moving, starts, shown, again })
      : book(c, { prepared, choices, wish, input, moving, starts, shown, again });
  }

  type Asked = {
    readonly prepared: Prepared;
    readonly choices: NewChoices;
    readonly wish: TimeWish;
    readonly input: Input;
    readonly moving: Meeting | null;
    readonly starts: readonly Date[];
    readonly shown: Shown & { readonly person: NewPersonForm };
    readonly again: (errors: readonly FieldError[], status?: 409 | 422) => Promise<Response>;
  };

  /** Who it is with, or the faults as the page says them. */
  async function whoOf(c: C, { choices, shown, input }: Asked) {
    const t = texts(c.var.language).fresh;
    const known = Object.keys(keptOf(input)).length === 0 ? null : (await whoFor(c, input)).ways;
    const read = readNewPerson(choices, shown.person, known);
    return 'person' in read
      ? { who: read, errors: [] }
      : { who: null, errors: read.map(({ field, fault }) => ({ field, message: t.faults[fault] })) };
  }
  const base = (c: C, asked: Asked, who: NonNullable<Awaited<ReturnType<typeof whoOf>>['who']>) => ({
    wish: asked.wish,
    pageLanguage: c.var.language,
    topic: null,
    step: null,
    ...who,
    hiddenAddresses: asked.choices.type.rules.anonymous || who.person.protected,
    requestKey: typeof asked.input.noegle === 'string' ? asked.input.noegle.slice(0, 64) : null,
  });
  const detail = (c: C, id: string) => seeOther(c, `${pathIn(c.var.language, '', `${minePath}/${id}`)}?gemt=1`);
  const made = (c: C, id: string, link: { token: string; code: string } | null, heading: string) => {
    if (!link) return detail(c, id);
    const address = new URL(linkPath(c.var.staff.municipality.slug, link.token), house.baseUrl()).href;
    return sendPage(
      c,
      <MadePage
        language={c.var.language}
        staff={c.var.staff}
        href={`${minePath}/${id}`}
        heading={heading}
        code={link.code}
        address={address}
      />,
    );
  };

  async function book(c: C, asked: Asked): Promise<Response> {
    const { starts, moving, again, input } = asked;
    const t = texts(c.var.language).fresh;
    const municipality = c.var.staff.municipality.id;
    const now = house.clock.now();
    const [startsAt] = starts;
    const { who, errors } = moving ? { who: null, errors: [] } : await whoOf(c, asked);
    const faults = [...(startsAt && starts.length === 1 ? [] : [{ field: 'tid', message: t.faults.one }]), ...errors];
    if (faults.length > 0 || !startsAt) return again(faults);
    if (moving) {
      const version = Number(input.version);
      const change = { version: Number.isInteger(version) ? version : null, actor: actorOf(c) };
      const moved = await moveMeeting(house, municipality, moving.id, startsAt, change, now);
      return moved.ok ? detail(c, moving.id) : again([refused(c, moved.reason)], 409);
    }
    if (!who) return again([]);
    const booked = await bookMeeting(house, municipality, { ...base(c, asked, who), startsAt }, actorOf(c), now);
    if (!booked.ok) return again([refused(c, booked.reason)], 409);
    const invitation = parseId(input.invitation);
    if (invitation) await within(c, () => useInvitation(house, invitation, booked.value.meetingId, now));
    return made(c, booked.value.meetingId, booked.value, t.booked);
  }

  async function propose(c: C, asked: Asked): Promise<Response> {
    const { starts, moving, again, shown } = asked;
    const t = texts(c.var.language).fresh;
    const { who, errors } = moving ? { who: null, errors: [] } : await whoOf(c, asked);
    const day = readDate(shown.answerBy);
    const faults = [
      ...(starts.length >= 2 && starts.length <= 4 ? [] : [{ field: 'tid', message: t.faults.several }]),
      ...(day === null ? [{ field: 'svar', message: t.faults['answer-by'] }] : []),
      ...errors,
    ];
    if (faults.length > 0 || day === null) return again(faults);
    if (!moving && !who) return again([]);
    const last = instantOf(addDays(day, 1), '00:00');
    const first = Math.min(...starts.map((one) => one.getTime()));
    const proposal = {
      meeting: moving ? { meetingId: moving.id } : base(c, asked, who as NonNullable<typeof who>),
      starts,
      // The whole of that day, but never past the first of the times itself.
      answerBy: last.getTime() > first ? new Date(first - 60_000) : last,
    };
    const sent = await proposeTimes(house, c.var.staff.municipality.id, proposal, actorOf(c), house.clock.now());
    if (!sent.ok) return again([unproposed(c, sent.reason)], 409);
    return made(c, sent.value.meetingId, sent.value.link, t.proposed);
  }

  function refused(c: C, refusal: Refusal): FieldError {
    const t = texts(c.var.language).fresh;
    switch (refusal.kind) {
      case 'not-free':
        return { field: 'tid', message: t.why[refusal.why] };
      case 'too-many':
        return { field: 'tid', message: t.faults['too-many'](refusal.most) };
      case 'changed':
        return { field: '', message: t.faults.changed };
      case 'too-late':
      case 'no-meeting':
        return { field: '', message: t.faults.gone };
      default:
        return { field: 'tid', message: t.faults.taken };
    }
  }
  function unproposed(c: C, refusal: ProposalRefusal): FieldError {
    const t = texts(c.var.language).fresh;
    switch (refusal.kind) {
      case 'times':
        return { field: 'tid', message: t.faults.several };
      case 'answer-by':
        return { field: 'svar', message: t.faults['answer-by'] };
      case 'not-free':
        return { field: 'tid', message: t.why[refusal.why] };
      case 'form':
        return { field: 'form', message: t.faults.form };
      case 'taken':
        return { field: 'tid', message: t.faults.taken };
      default:
        return { field: '', message: t.faults.gone };
    }
  }

  return routes;
}

/** The meeting or invitation that says with whom, on every page of it. */
function keptOf(input: Input): Readonly<Record<string, string>> {
  const [efter, invitation] = [parseId(input.efter), parseId(input.invitation)];
  return { ...(efter === null ? {} : { efter }), ...(invitation === null ? {} : { invitation }) };
}

const choicesOf = (moving: Meeting, input: Input): NewChoices => ({
  type: moving.type,
  form: moving.form,
  with:
    typeof input.med === 'string' && input.med !== ''
      ? input.med.slice(0, 60)
      : (moving.resources.find((one) => one.kind === 'employee')?.id ?? 'alle'),
  language: moving.language,
  interpreter: null,
  minutes: moving.startsAt && moving.endsAt ? (moving.endsAt.getTime() - moving.startsAt.getTime()) / 60_000 : null,
});
