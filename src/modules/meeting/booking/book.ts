import { db } from '../../../db/index.ts';
import { type MunicipalityId, newId, ok, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { TimeWish } from '../availability/time-wish.ts';
import { tellParties } from '../messages/tell-parties.ts';
import { typeById } from '../types/store.ts';
import type { Actor, Booked, NewMeeting, Refusal } from './booking-types.ts';
import { chooseCrew, Overtaken, quickChoice, settle } from './choose-crew.ts';
import { contactKeyOf, linkOf, phraseKeyOf } from './links.ts';
import { tellHouse } from './note-change.ts';
import { personRow, refuseWhatLeadsToHer } from './people.ts';
import { openBooking, writeMeeting } from './write-meeting.ts';

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
    const opening = await openBooking(wish.type, wish.form, {
      requestKey,
      citizen: fromCitizen ? citizen : null,
      staff: !fromCitizen,
    });
    if (opening.sameWish !== null) return bookedBefore(house, opening.sameWish);
    if (!opening.formAllowed) return refuse({ kind: 'not-free', why: 'form-not-allowed' });
    const type = opening.typeVersion === wish.type.version ? wish.type : ((await typeById(wish.type.id)) ?? wish.type);
    // The citizen's own key was looked up with the locks; an employee's wish brings it along or has none to ask by.
    const recognised = fromCitizen && !opening.knownCitizen ? null : (wish.contactKey ?? contactKey);
    const asked = { ...wish, type, contactKey: recognised };
    const quick = pass === 'quick';
    const crews = quick
      ? await quickChoice(asked, meeting.startsAt, now)
      : await chooseCrew(asked, meeting.startsAt, pass, now);
    if (!crews.ok) return crews;
    const id = newId();
    const uid = newId();
    const people = [person, ...others].map((one) => personRow(house, { meeting: id }, one, rules, now));
    const endsAt = endOf(asked, meeting.startsAt);
    const bookedBy = actor.by === 'citizen' ? ('citizen' as const) : ('employee' as const);
    const hiddenAddresses = meeting.hiddenAddresses || rules.anonymous;
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
        mostAhead: fromCitizen ? rules.mostAhead : null,
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
    };
    await tellParties(house, id, { kind: 'booked' }, links, now, null, known);
    await tellHouse(house, 'book', id, actor, now);
    const [hers] = links;
    if (!hers) throw new Error('unreachable');
    return ok({ meetingId: id, ...hers, startsAt: meeting.startsAt, endsAt });
  });
}

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
