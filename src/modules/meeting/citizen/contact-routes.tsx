import { Hono } from 'hono';
import * as v from 'valibot';
import { newToken, parseId } from '../../../kernel/index.ts';
import { type FieldError, readForm, seeOther, sendPage } from '../../../platform/index.ts';
import { canHideAddress } from '../../call/index.ts';
import { useOnce } from '../../contact/index.ts';
import type { MunicipalEnv } from '../../tenancy/index.ts';
import { groupsAhead, takeSeat } from '../agreeing/groups.ts';
import type { OfferedTime } from '../availability/time-wish.ts';
import type { NewPerson } from '../booking/booking-types.ts';
import {
  bookedWith,
  confirmHold,
  contactKeyOf,
  holdTime,
  meetingOfToken,
  ownClash,
  personsOf,
} from '../booking/bookings.ts';
import { useInvitation } from '../invitations/invitations.ts';
import type { MeetingType } from '../meeting-rules.ts';
import { typeBySlug } from '../types/store.ts';
import { type Admission, admission, bindLogin, type Refused, refusedPage } from './admission.tsx';
import { holdOf, whyMissed, wishKey } from './booking-routes.tsx';
import { type Choices, choiceFields, choiceOffer, choiceQuery, readChoices, wishOfChoices } from './choices.ts';
import { type ContactForm, emptyContact, readContact, readContactForm, type WhoSheIs } from './contact-form.ts';
import { type Ctx, linkHours, type Ways } from './context.ts';
import { groupList } from './group-list.tsx';
import { isIdentified, noteIdentity } from './identify-routes.tsx';
import { texts } from './messages.ts';
import { readOwn } from './own.ts';
import { newPhrase, readPhrase } from './phrase.ts';
import { receiptMinutes, sealReceipt } from './receipt.ts';
import { languagesSpoken } from './store.ts';
import { nearestTimes } from './times.ts';
import { type MeetingTopic, readMeetingTopic } from './topic.ts';
import { ContactPage, type ContactState, contactErrors } from './views/contact-page.tsx';
import { SaysPage } from './views/frame.tsx';

const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
);
const noState: ContactState = { until: null, near: null, clash: false, tooMany: null, refused: null };

/** An invitation or a login that was used in the same moment, or by whoever copied it. */
class Used extends Error {
  readonly why: Refused;
  constructor(why: Refused) {
    super('used');
    this.why = why;
  }
}

/** What is being agreed on: a time of one's own, or a seat in a group. */
type Subject = {
  readonly admitted: Admission;
  /** What let her in has run out, or was never there: nothing can be booked. */
  readonly refused: Exclude<Refused, 'staff-only'> | null;
} & (
  | { readonly kind: 'time'; readonly type: MeetingType; readonly choices: Choices; readonly topic: MeetingTopic }
  | {
      readonly kind: 'seat';
      readonly type: MeetingType;
      readonly choices: Pick<Choices, 'form'>;
      readonly topic: MeetingTopic;
      readonly meetingId: string;
      readonly startsAt: Date;
      readonly endsAt: Date;
      readonly free: number;
    }
);

/** The page where she says who she is, and the booking itself. Every refusal shows what she wrote. */
export function contactRoutes(ways: Ways): Hono<MunicipalEnv> {
  const routes = new Hono<MunicipalEnv>();
  const { house, within } = ways;

  /** Null where nothing can be agreed on: no such kind, or nothing chosen yet. */
  async function subjectOf(c: Ctx, input: Readonly<Record<string, unknown>>): Promise<Subject | null> {
    const page = await ways.pageOf(c, '');
    const topic = await readMeetingTopic(ways.guide, c.var.municipality.id, input, c.var.language);
    return within(c, async () => {
      const type = await typeBySlug(c.req.param('type') ?? '');
      const found = type && (await admission(ways, c, type));
      if (!type || !found || found === 'staff-only') return null;
      const may =
        typeof found === 'string'
          ? { admitted: { invitation: null, identity: 'none', login: null } as const, refused: found }
          : { admitted: found, refused: null };
      if (type.rules.seats === 1) {
        const offer = choiceOffer(type, await languagesSpoken(), page.places);
        const choices = readChoices(offer, input, c.var.language);
        return choices && { kind: 'time', ...may, type, choices, topic };
      }
      const meetingId = parseId(input.hold);
      const group = (await groupsAhead(type.id, page.now)).find((one) => one.meetingId === meetingId);
      if (!group) return null;
      const { startsAt, endsAt, free } = group;
      return {
        kind: 'seat',
        ...may,
        type,
        choices: { form: group.form },
        topic,
        meetingId: group.meetingId,
        startsAt,
        endsAt,
        free,
      };
    });
  }
  const timesOf = (c: Ctx, subject: Subject): string =>
    ways.path(
      c,
      `/moede/${subject.type.slug}${choiceQuery(subject.kind === 'time' ? subject.choices : null, subject.topic)}`,
    );

  async function contactPage(
    c: Ctx,
    subject: Subject,
    startsAt: Date,
    form: ContactForm,
    state: Partial<ContactState>,
    errors: readonly FieldError[],
    status: 200 | 409 | 422,
  ): Promise<Response> {
    const { type, choices, topic } = subject;
    const fields: readonly (readonly [string, string])[] =
      subject.kind === 'seat'
        ? [...choiceFields(null, topic), ['hold', subject.meetingId]]
        : [...choiceFields(subject.choices, topic), ['start', startsAt.toISOString()]];
    const query = new URLSearchParams(fields.filter(([name]) => name !== 'start').map((pair) => [...pair]));
    const path = `/moede/${type.slug}/dig`;
    const page = await ways.pageOf(c, `${path}?${query}`, type.rules.anonymous);
    const t = texts(c.var.language).contact;
    return sendPage(
      c,
      <ContactPage
        page={page}
        type={type}
        choices={choices}
        startsAt={startsAt}
        action={ways.path(c, path)}
        other={timesOf(c, subject)}
        fields={[...fields, ['noegle', newToken()]]}
        form={form}
        errors={errors}
        state={{ ...noState, ...state }}
        canHide={canHideAddress(house.config)}
        button={subject.kind === 'seat' && subject.free === 0 ? t.waiting : t.book}
      />,
      status,
    );
  }

  routes.get('/moede/:type/dig', async (c, next) => {
    const subject = await subjectOf(c, c.req.query());
    if (!subject || subject.refused) {
      const type = await within(c, () => typeBySlug(c.req.param('type')));
      return type?.active ? seeOther(c, ways.path(c, `/moede/${type.slug}`)) : next();
    }
    const known = { ...emptyContact, navn: subject.admitted.invitation?.details.name ?? '' };
    if (subject.kind === 'seat') return contactPage(c, subject, subject.startsAt, known, {}, [], 200);
    const held = await within(c, () => holdOf(ways, c, subject.type));
    // Nothing is held, as with a link from another browser: she chooses a time first.
    if (!held) return seeOther(c, timesOf(c, subject));
    return contactPage(c, subject, held.startsAt, known, { until: held.until }, [], 200);
  });

  routes.post('/moede/:type/dig', async (c, next) => {
    const input = await readForm(c);
    const subject = await subjectOf(c, input);
    if (!subject) {
      const type = await within(c, () => typeBySlug(c.req.param('type')));
      if (!type?.active) return next();
      const topic = await readMeetingTopic(ways.guide, c.var.municipality.id, input, c.var.language);
      return type.rules.seats > 1
        ? groupList(ways, c, type, topic, 'late')
        : seeOther(c, ways.path(c, `/moede/${type.slug}`));
    }
    const form = readContactForm(input);
    const read = readContact(
      { rules: subject.type.rules, form: subject.choices.form },
      form,
      subject.kind === 'time' ? subject.choices.interpreter : null,
    );
    const ownWords = form.ord.trim() === '' ? null : readPhrase(form.ord);
    const wrongWords = subject.type.rules.anonymous && form.ord.trim() !== '' && ownWords === null;
    const faults = [
      ...(read.ok ? [] : read.faults),
      ...(wrongWords ? [{ field: 'ord', fault: 'unreadable' } as const] : []),
    ];
    if (!read.ok || faults.length > 0 || subject.refused) {
      const held = subject.kind === 'time' ? await within(c, () => holdOf(ways, c, subject.type)) : null;
      const startsAt = subject.kind === 'seat' ? subject.startsAt : (held?.startsAt ?? startOf(input));
      if (!startsAt) return seeOther(c, timesOf(c, subject));
      const { refused } = subject;
      if (refused && (await isAgreed(c, subject.type, startsAt))) return seeOther(c, ways.path(c, '/moede/mit'));
      const again = refused ? [{ field: 'adgang', message: texts(c.var.language).contact.refused[refused] }] : [];
      const errors = [...again, ...contactErrors(faults, c.var.language)];
      return contactPage(c, subject, startsAt, form, { until: held?.until ?? null, refused }, errors, 422);
    }
    const phrase = subject.type.rules.anonymous ? (ownWords ?? promisedWords(c) ?? newPhrase()) : null;
    const who: WhoSheIs = phrase === null ? read.value : { ...read.value, person: { ...read.value.person, phrase } };
    return subject.kind === 'seat'
      ? bookSeat(c, subject, form, who, phrase, input)
      : bookTime(c, subject, form, who, phrase, input);
  });

  /** A form that was sent once more after its answer: what she wants is what this browser has. */
  async function isAgreed(c: Ctx, type: MeetingType, startsAt: Date): Promise<boolean> {
    const link = ways.cookie(c, 'link');
    const own = link === undefined ? null : await within(c, () => readOwn(house, link, house.clock.now()));
    return own?.meeting.type.id === type.id && own.meeting.startsAt?.getTime() === startsAt.getTime();
  }

  const promisedWords = (c: Ctx): string | null => {
    const sealed = ways.cookie(c, 'words');
    return sealed === undefined ? null : house.keys.open('meeting words', '', sealed);
  };

  /**
   * Does this browser hold a link of the same person's? Whoever types somebody else's number must not learn whether and
   * when she has a meeting.
   */
  async function isHers(c: Ctx, person: NewPerson): Promise<boolean> {
    const token = ways.cookie(c, 'link');
    const key = contactKeyOf(house, person.details);
    if (token === undefined || key === null) return false;
    return within(c, async () => {
      const known = await meetingOfToken(house, token);
      if (!known?.meetingId) return false;
      const me = (await personsOf(house, known.meetingId)).find(({ id }) => id === known.personId);
      return me?.contactKey === key;
    });
  }

  /** Another appointment of hers at that time. */
  const clashes = async (c: Ctx, person: NewPerson, startsAt: Date, endsAt: Date): Promise<boolean> =>
    (await isHers(c, person)) && within(c, () => ownClash(house, person, { from: startsAt, to: endsAt }, null));

  async function bookTime(
    c: Ctx,
    subject: Extract<Subject, { kind: 'time' }>,
    form: ContactForm,
    who: WhoSheIs,
    phrase: string | null,
    input: Readonly<Record<string, unknown>>,
  ): Promise<Response> {
    const { type, choices, topic } = subject;
    const now = house.clock.now();
    const wish = wishOfChoices(type, choices, null);
    let held: Awaited<ReturnType<typeof holdOf>> | { token: string; startsAt: Date; endsAt: Date; until: Date } | null =
      await within(c, () => holdOf(ways, c, type));
    const other = v.safeParse(instant, input.tid);
    const wanted = other.success ? other.output : (held?.startsAt ?? startOf(input));
    if (!wanted) return seeOther(c, timesOf(c, subject));
    const hold = ways.cookie(c, 'hold') ?? null;
    if (!held && hold !== null) {
      const before = await within(c, () => bookedWith(house, type, { holdToken: hold }));
      if (before?.startsAt.getTime() === wanted.getTime()) return receipt(c, type, before, phrase);
    }
    if (held?.startsAt.getTime() !== wanted.getTime()) {
      // Her ten minutes are over, or she has chosen another: what she wrote is not written twice.
      const requestKey = wishKey(ways, input, wanted);
      const again = await holdTime(
        house,
        c.var.municipality.id,
        {
          wish,
          startsAt: wanted,
          pageLanguage: c.var.language,
          topic: topic.topic,
          step: topic.step,
          requestKey,
          insteadOf: hold,
        },
        now,
      );
      if (!again.ok && again.reason.kind === 'hold-gone' && requestKey !== null) {
        const before = await within(c, () => bookedWith(house, type, { requestKey }));
        if (before) return receipt(c, type, before, phrase);
      }
      if (!again.ok) return timeGone(c, subject, wanted, form, whyMissed(again.reason) === 'taken');
      ways.keep(c, 'hold', again.value.holdToken, null);
      bindLogin(ways, c, type, again.value.holdToken);
      held = { ...again.value, token: again.value.holdToken };
    }
    const { token, startsAt, endsAt, until } = held;
    if (input.alligevel !== 'ja' && (await clashes(c, who.person, startsAt, endsAt)))
      return contactPage(c, subject, startsAt, form, { until, clash: true }, [], 409);
    const hiddenAddresses = type.rules.anonymous || form.skjul;
    const booked = await unlessUsed(
      within(c, async () => {
        const made = await confirmHold(house, token, { ...who, hiddenAddresses }, now);
        if (made.ok) await noteAdmission(subject.admitted, made.value, now);
        return made;
      }),
    );
    if (booked instanceof Used) return refusedPage(ways, c, type, booked.why);
    if (!booked.ok) {
      if (booked.reason.kind === 'too-many')
        return contactPage(
          c,
          subject,
          startsAt,
          form,
          { until, tooMany: (await isHers(c, who.person)) ? booked.reason.most : 'untold' },
          [],
          409,
        );
      return timeGone(c, subject, startsAt, form, true);
    }
    return receipt(c, type, booked.value, phrase);
  }

  /** The nearest other times stand in the same form, so that one press books. */
  async function timeGone(
    c: Ctx,
    subject: Extract<Subject, { kind: 'time' }>,
    startsAt: Date,
    form: ContactForm,
    live: boolean,
  ): Promise<Response> {
    const wish = wishOfChoices(subject.type, subject.choices, null);
    const near: readonly OfferedTime[] = await within(c, () => nearestTimes(wish, startsAt, house.clock.now()));
    const message = texts(c.var.language).contact.newTimeMissing;
    ways.drop(c, 'hold');
    const errors = near.length > 0 ? [{ field: 'tid', message }] : [];
    return contactPage(c, subject, startsAt, form, { near }, live ? errors : [], 409);
  }

  async function bookSeat(
    c: Ctx,
    subject: Extract<Subject, { kind: 'seat' }>,
    form: ContactForm,
    who: WhoSheIs,
    phrase: string | null,
    input: Readonly<Record<string, unknown>>,
  ): Promise<Response> {
    const { startsAt, endsAt, meetingId, type, topic } = subject;
    if (input.alligevel !== 'ja' && (await clashes(c, who.person, startsAt, endsAt)))
      return contactPage(c, subject, startsAt, form, { clash: true }, [], 409);
    const now = house.clock.now();
    const seat = await unlessUsed(
      takeSeat(house, c.var.municipality.id, meetingId, who.person, { by: 'citizen' }, now, ({ personId }) =>
        noteAdmission(subject.admitted, { meetingId, personId }, now),
      ),
    );
    if (seat instanceof Used) return refusedPage(ways, c, type, seat.why);
    if (seat.ok) return receipt(c, type, seat.value.link, phrase);
    if (seat.reason.kind !== 'has-one') return groupList(ways, c, type, topic, 'late');
    return (await isHers(c, who.person)) ? groupList(ways, c, type, topic, 'has') : perhapsThere(c, type);
  }

  /** Somebody else with the same link or login was quicker: nothing is booked. */
  const unlessUsed = <Value,>(work: Promise<Value>): Promise<Value | Used> =>
    work.catch((error: unknown) => {
      if (error instanceof Used) return error;
      throw error;
    });

  /** What let her in is noted beside what she agreed on: an invitation and a login are used, and a level was reached. */
  async function noteAdmission(
    { invitation, identity, login }: Admission,
    { meetingId, personId }: { readonly meetingId: string; readonly personId: string },
    now: Date,
  ): Promise<void> {
    // The same form sent twice has noted it.
    if (identity === 'mitid' && !(await isIdentified(personId))) {
      if (login !== null && !(await useOnce(house, 'meeting login', login, now))) throw new Used('identify');
      await noteIdentity(personId, meetingId, now);
    }
    if (!invitation) return;
    const isGroup = invitation.type.rules.seats > 1;
    if (!(await useInvitation(house, invitation.id, meetingId, now, isGroup))) throw new Used('not-invited');
  }

  /** She may be among them already, or somebody else has written her number: the page is the same. */
  async function perhapsThere(c: Ctx, type: MeetingType): Promise<Response> {
    const t = texts(c.var.language);
    const page = await ways.pageOf(c, `/moede/${type.slug}`, type.rules.anonymous);
    const shown = (
      <SaysPage page={page} title={t.group.perhaps} text={t.group.perhapsText}>
        <p>
          <a class="way" href={ways.path(c, '/moede/kode')}>
            {t.list.haveCode}
          </a>
        </p>
      </SaysPage>
    );
    return sendPage(c, shown, 409);
  }

  function receipt(
    c: Ctx,
    type: MeetingType,
    link: { readonly token: string; readonly code: string },
    phrase: string | null,
  ): Response {
    const session = type.rules.anonymous ? null : linkHours * 3600;
    const code = type.rules.anonymous ? null : link.code;
    // A login is for one booking: whoever sits here next logs in herself.
    ways.drop(c, 'hold', 'words', 'login');
    ways.keep(c, 'link', link.token, session);
    const sealed = sealReceipt(house, { token: link.token, code, phrase }, house.clock.now());
    ways.keep(c, 'receipt', sealed, session === null ? null : receiptMinutes * 60);
    return seeOther(c, ways.path(c, '/moede/aftalt'));
  }

  return routes;
}

function startOf(input: Readonly<Record<string, unknown>>): Date | null {
  const read = v.safeParse(instant, input.start);
  return read.success ? read.output : null;
}
