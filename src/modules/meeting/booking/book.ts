import { sql } from 'kysely';
import { db, prepared } from '../../../db/index.ts';
import { type MunicipalityId, newId, ok, type Result, refuse } from '../../../kernel/index.ts';
import { enqueueAndAudit, type House } from '../../../platform/index.ts';
import { minuteOf } from '../availability/danish-day.ts';
import { knownCalendars } from '../availability/load-calendars.ts';
import { type LookRow, type LookValues, lookColumns, lookValues, seenIn } from '../availability/look.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import { messagesOf, wordsVersion } from '../messages/tell-parties.ts';
import { typeById } from '../types/store.ts';
import type { Actor, Booked, NewMeeting, Refusal } from './booking-types.ts';
import { chooseCrew, Overtaken, quickChoice, settle } from './choose-crew.ts';
import { contactKeyOf, linkOf, phraseKeyOf } from './links.ts';
import { changeEntry } from './note-change.ts';
import { personRow, refuseWhatLeadsToHer } from './people.ts';
import {
  lockForBooking,
  type OpeningRow,
  type OpeningValues,
  openingColumns,
  openingOf,
  writeMeeting,
} from './write-meeting.ts';

/** When a meeting that begins now ends, as the citizen is told it. */
export const endOf = (wish: Pick<TimeWish, 'type' | 'minutes'>, startsAt: Date): Date =>
  new Date(startsAt.getTime() + (wish.minutes ?? wish.type.rules.lengthMinutes) * 60_000);

/**
 * Books at once: who comes, what is taken, what is told and the audit are kept together or not at all. Begins transactions
 * of its own: call it outside one. The same `requestKey` again is answered with the same meeting and link.
 */
export async function bookMeeting(
  house: House,
  municipality: MunicipalityId,
  meeting: NewMeeting,
  actor: Actor,
  now: Date,
): Promise<Result<Booked, Refusal>> {
  const { wish, person, others, requestKey } = meeting;
  const { rules } = wish.type;
  refuseWhatLeadsToHer(rules, [person, ...others]);
  if (rules.seats > 1 && wish.by === 'citizen') return refuse({ kind: 'not-free', why: 'not-for-citizens' });
  const contactKey = rules.anonymous ? null : contactKeyOf(house, person.details);
  const citizen = contactKey ?? (person.phrase === undefined ? null : phraseKeyOf(house, person.phrase));
  const fromCitizen = wish.by === 'citizen';
  return settle(house, municipality, async (pass) => {
    await lockForBooking(fromCitizen ? citizen : null);
    const { opening, words, crewsOf } = await look(fromCitizen);
    if (opening.sameWish !== null) return bookedBefore(house, opening.sameWish);
    if (!opening.formAllowed) return refuse({ kind: 'not-free', why: 'form-not-allowed' });
    const same = opening.typeVersion === wish.type.version;
    const type = same ? wish.type : ((await typeById(wish.type.id)) ?? wish.type);
    const asked = { ...wish, type, contactKey: wish.contactKey ?? contactKey };
    const crews =
      pass === 'quick'
        ? await quickChoice(asked, meeting.startsAt, now, same ? crewsOf : undefined)
        : await chooseCrew(asked, meeting.startsAt, pass, now);
    if (!crews.ok) return crews;
    const id = newId();
    const uid = newId();
    const people = [person, ...others].map((one) => personRow(house, { meeting: id }, one, rules, now));
    const endsAt = endOf(asked, meeting.startsAt);
    const bookedBy = actor.by === 'citizen' ? ('citizen' as const) : ('employee' as const);
    const hiddenAddresses = meeting.hiddenAddresses || rules.anonymous;
    // Under the lock of her own key: who has never had a meeting here has none ahead.
    const newcomer = contactKey !== null && !opening.knownCitizen && rules.mostAhead > 0;
    const written = await writeMeeting(
      {
        id,
        uid,
        type,
        form: wish.form,
        ...('resources' in crews.value ? { resources: crews.value.resources } : { resources: [], anyOf: crews.value }),
        startsAt: meeting.startsAt,
        endsAt,
        placeId: wish.place,
        language: wish.language,
        topic: meeting.topic,
        step: meeting.step,
        bookedBy,
        hiddenAddresses,
        requestKey,
        people: people.map(({ row }) => row),
        hold: null,
        event: { kind: 'booked', by: actor.by, from: null },
        mostAhead: fromCitizen && !newcomer ? rules.mostAhead : null,
      },
      now,
    );
    if (written === 'too-many') return refuse({ kind: 'too-many', most: rules.mostAhead });
    if (written === 'busy') throw new Overtaken();
    const links = people.map(({ link }) => link);
    const { placeId } = written;
    const told = {
      id,
      uid,
      type,
      form: wish.form,
      startsAt: meeting.startsAt,
      endsAt,
      placeId,
      language: wish.language,
    };
    const known = {
      meeting: { ...told, state: 'booked' as const, sequence: 0, answerBy: null },
      people: people.map(({ here }) => here),
      words,
    };
    const messages = await messagesOf(house, id, { kind: 'booked' }, links, now, null, known);
    await enqueueAndAudit(house, messages, changeEntry('book', id, actor), now);
    await house.bus.notify(`meetings:${municipality}`);
    const [hers] = links;
    if (!hers) throw new Error('unreachable');
    return ok({ meetingId: id, ...hers, startsAt: meeting.startsAt, endsAt });
  });

  /** One question for all that a booking is decided on, most often. */
  async function look(citizens: boolean) {
    const start = minuteOf(meeting.startsAt);
    const guess = knownCalendars();
    const asked = { ...wish, contactKey: wish.contactKey ?? contactKey };
    const [row] = await openAndLook({
      ...lookValues(asked, start, guess?.value ?? null, now),
      type: wish.type.id,
      form: wish.form,
      staff: !citizens,
      citizen: citizens ? citizen : null,
      requestKey,
      municipality,
    });
    if (!row) throw new Error('unreachable');
    const crewsOf = () => seenIn(row, guess, asked, start, now);
    return { opening: openingOf(row), words: row.words, crewsOf };
  }
}

const openAndLook = prepared<OpeningValues & LookValues, OpeningRow & LookRow & { readonly words: string }>(
  (at) => sql`select ${openingColumns(at)}, ${wordsVersion()} as words, ${lookColumns(at)}`,
);

/** What the same wish was answered with when it came first. */
export async function bookedBefore(house: House, meetingId: string): Promise<Result<Booked, Refusal>> {
  const found = await db()
    .selectFrom('meeting')
    .innerJoin('meeting_person', 'meeting_person.meeting_id', 'meeting.id')
    .select(['meeting.starts_at', 'meeting.ends_at', 'meeting_person.id'])
    .where('meeting.id', '=', meetingId)
    .where('meeting.state', '!=', 'held-open')
    .where('meeting_person.role', '=', 'citizen')
    .orderBy('meeting_person.joined_at')
    .limit(1)
    .executeTakeFirst();
  if (!found?.starts_at || !found.ends_at) return refuse({ kind: 'hold-gone' });
  const link = await linkOf(house, found.id);
  return ok({ meetingId, ...link, startsAt: found.starts_at, endsAt: found.ends_at });
}
