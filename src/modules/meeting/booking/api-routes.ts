import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type * as v from 'valibot';
import { addDays, containsCpr } from '../../../kernel/index.ts';
import { type House, parseInput, problem, readMailAddress, readPhone } from '../../../platform/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { freeTimes } from '../availability/availability.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { nobody } from '../person-details.ts';
import { allTypes, typeBySlug } from '../types/store.ts';
import { MeetingTimesQuery, NewHoldBody, NewMeetingBody } from './api-schemas.ts';
import { bookMeeting } from './book.ts';
import type { NewPerson, Refusal } from './booking-types.ts';
import { confirmHold, holdTime, readHold } from './hold.ts';

const mostDays = 31;

/** What a citizen agrees on by herself and with no more than her name: the rest has its own pages. */
const isOpen = ({ active, rules }: MeetingType): boolean =>
  active &&
  rules.bookedBy === 'citizen' &&
  !rules.anonymous &&
  rules.seats === 1 &&
  (rules.identity === 'none' || rules.identity === 'told');

const words: Readonly<Record<Refusal['kind'], string>> = {
  taken: 'Somebody else has taken this time',
  'not-free': 'This time cannot be booked',
  'too-many': 'There are enough meetings of this kind ahead',
  'hold-gone': 'This wish belongs to a time that is held no longer',
  'no-meeting': 'No such meeting',
  'too-late': 'It is too late for that',
  changed: 'Somebody else changed it meanwhile',
};

const wrong = (c: Context, field: string, message: string) =>
  problem(c, 422, 'The input is wrong', { errors: [{ field, message }] });

/** `meeting-types`, `meeting-times`, `meeting-holds` and `meetings` of one municipality, described in the API's operations. */
export function meetingApi(house: House, limit: MiddlewareHandler): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const here = <Value>(c: Context<MunicipalEnv>, work: () => Promise<Value>) =>
    house.database.inMunicipality(c.var.municipality.id, work);

  /** Kinds as they were lately: a booking looks itself whether one has changed since. */
  const known = new Map<string, { readonly type: MeetingType; readonly at: number }>();
  const typeNamed = async (c: Context<MunicipalEnv>, slug: string): Promise<MeetingType | null> => {
    const key = `${c.var.municipality.id} ${slug}`;
    const now = house.clock.now().getTime();
    const lately = known.get(key);
    if (lately && now - lately.at < 60_000) return lately.type;
    const type = await here(c, () => typeBySlug(slug));
    known.delete(key);
    if (type) known.set(key, { type, at: now });
    return type;
  };

  routes.get('/meeting-types', async (c) => {
    const types = await here(c, allTypes);
    return c.json(
      types.filter(isOpen).map(({ slug, title, rules, forms }) => ({
        slug,
        title,
        description: rules.description,
        minutes: rules.lengthMinutes,
        forms,
      })),
    );
  });
  routes.get('/meeting-times', async (c) => {
    const query = parseInput(MeetingTimesQuery, c.req.query());
    if (!query.ok) return problem(c, 422, 'The input is wrong', { errors: query.errors });
    const { from, to } = query.value;
    if (to < from || to > addDays(from, mostDays)) return wrong(c, 'to', `use a date at most ${mostDays} days later`);
    return here(c, async () => {
      const type = await typeBySlug(query.value.type);
      if (!type || !isOpen(type)) return wrong(c, 'type', 'is not a meeting that can be booked here');
      const times = await freeTimes(wishOf(type, query.value), { from, to }, house.clock.now());
      return c.json(times);
    });
  });
  routes.post('/meeting-holds', limit as never, async (c) => {
    const body = parseInput(NewHoldBody, await c.req.json().catch(() => null));
    if (!body.ok) return problem(c, 422, 'The input is wrong', { errors: body.errors });
    const { startsAt, service, step, requestKey } = body.value;
    const type = await typeNamed(c, body.value.type);
    if (!type || !isOpen(type)) return wrong(c, 'type', 'is not a meeting that can be booked here');
    const held = await holdTime(
      house,
      c.var.municipality.id,
      {
        wish: wishOf(type, body.value),
        startsAt: new Date(startsAt),
        pageLanguage: body.value.language === 'en' ? 'en' : 'da',
        topic: service,
        step,
        requestKey,
        insteadOf: null,
      },
      house.clock.now(),
    );
    if (!held.ok) return problem(c, 409, words[held.reason.kind], { detail: detailOf(held.reason) });
    const { holdToken, startsAt: from, endsAt, until } = held.value;
    return c.json({ hold: holdToken, startsAt: from, endsAt, until }, 201);
  });
  routes.post('/meetings', limit as never, async (c) => {
    const body = parseInput(NewMeetingBody, await c.req.json().catch(() => null));
    if (!body.ok) return problem(c, 422, 'The input is wrong', { errors: body.errors });
    const { startsAt, form, hold, name, contact, service, step, requestKey } = body.value;
    const phone = readPhone(contact);
    const mail = phone === null ? readMailAddress(contact) : null;
    if (phone === null && mail === null) return wrong(c, 'contact', 'is neither a phone number nor an e-mail address');
    if (form === 'phone' && phone === null)
      return wrong(c, 'contact', 'is no phone number, and a meeting by phone needs one to call');
    if (containsCpr(name)) return wrong(c, 'name', 'holds what looks like a CPR number; leave it out');
    const type = await typeNamed(c, body.value.type);
    if (!type || !isOpen(type)) return wrong(c, 'type', 'is not a meeting that can be booked here');
    const person: NewPerson = {
      role: 'citizen',
      details: { ...nobody, name, phone, mail, interpreter: body.value.interpreter },
      channel: phone === null ? 'mail' : 'sms',
      protected: false,
    };
    const who = { person, others: [], hiddenAddresses: false };
    const now = house.clock.now();
    const held = hold === null ? null : await here(c, () => readHold(house, hold, now));
    // A hold is of one kind and form, and what was checked above is what the body says.
    if (held && (held.meeting.type.id !== type.id || held.meeting.form !== form))
      return wrong(c, 'hold', 'is of another meeting: send the type and form that were held');
    const booked =
      hold !== null
        ? await here(c, () => confirmHold(house, hold, who, now))
        : await bookMeeting(
            house,
            c.var.municipality.id,
            {
              ...who,
              wish: wishOf(type, body.value),
              startsAt: new Date(startsAt),
              pageLanguage: body.value.language === 'en' ? 'en' : 'da',
              topic: service,
              step,
              requestKey,
            },
            { by: 'citizen' },
            now,
          );
    if (!booked.ok) return problem(c, 409, words[booked.reason.kind], { detail: detailOf(booked.reason) });
    const { token, code, startsAt: from, endsAt } = booked.value;
    return c.json({ token, code, startsAt: from, endsAt }, 201);
  });
  return routes;
}

const detailOf = (reason: Refusal): string => (reason.kind === 'not-free' ? reason.why : reason.kind);

const wishOf = (
  type: MeetingType,
  wished: Pick<v.InferOutput<typeof MeetingTimesQuery>, 'form' | 'language' | 'interpreter'>,
): TimeWish => ({
  type,
  form: wished.form,
  language: wished.language,
  interpreter: wished.interpreter,
  with: null,
  place: null,
  minutes: null,
  by: 'citizen',
  instead: null,
  contactKey: null,
});
