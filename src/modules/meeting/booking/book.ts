import { db } from '../../../db/index.ts';
import { type MunicipalityId, newId, ok, type Result, refuse } from '../../../kernel/index.ts';
import { enqueueAndAudit, type House } from '../../../platform/index.ts';
import { messagesOf } from '../messages/tell-parties.ts';
import { typeById } from '../types/store.ts';
import { bookTogether } from './book-together.ts';
import type { Actor, Booked, NewMeeting, Refusal } from './booking-types.ts';
import { chooseCrew, settle } from './choose-crew.ts';
import { endOf, justBooked } from './just-booked.ts';
import { contactKeyOf, linkOf, phraseKeyOf } from './links.ts';
import { changeEntry } from './note-change.ts';
import { personRow, refuseWhatLeadsToHer } from './people.ts';
import { openBooking, writeMeeting } from './write-meeting.ts';

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
  const { wish, person, others } = meeting;
  refuseWhatLeadsToHer(wish.type.rules, [person, ...others]);
  if (wish.type.rules.seats > 1 && wish.by === 'citizen') return refuse({ kind: 'not-free', why: 'not-for-citizens' });
  const together = await bookTogether(house, municipality, meeting, actor, now);
  return together ? ok(together) : bookAlone(house, municipality, meeting, actor, now);
}

/** One meeting in a transaction of its own, whatever is wished; it waits for whoever decides about the same. */
async function bookAlone(
  house: House,
  municipality: MunicipalityId,
  meeting: NewMeeting,
  actor: Actor,
  now: Date,
): Promise<Result<Booked, Refusal>> {
  const { wish, person, others, requestKey } = meeting;
  const { rules } = wish.type;
  const contactKey = rules.anonymous ? null : contactKeyOf(house, person.details);
  const phraseKey = person.phrase === undefined ? null : phraseKeyOf(house, person.phrase);
  const fromCitizen = wish.by === 'citizen';
  return settle(house, municipality, async (pass) => {
    const citizen = fromCitizen ? (contactKey ?? phraseKey) : null;
    const opening = await openBooking(wish.type, wish.form, { requestKey, citizen, staff: !fromCitizen });
    if (opening.sameWish !== null) return bookedBefore(house, opening.sameWish);
    if (!opening.formAllowed) return refuse({ kind: 'not-free', why: 'form-not-allowed' });
    const same = opening.typeVersion === wish.type.version;
    const type = same ? wish.type : ((await typeById(wish.type.id)) ?? wish.type);
    const asked = { ...wish, type, contactKey: wish.contactKey ?? contactKey };
    const crew = await chooseCrew(asked, meeting.startsAt, pass, now);
    if (!crew.ok) return crew;
    const id = newId();
    const uid = newId();
    const people = [person, ...others].map((one) => personRow(house, { meeting: id }, one, rules, now));
    const endsAt = endOf(asked, meeting.startsAt);
    const written = await writeMeeting(
      {
        id,
        uid,
        type,
        form: wish.form,
        resources: crew.value.resources,
        startsAt: meeting.startsAt,
        endsAt,
        placeId: wish.place,
        language: wish.language,
        topic: meeting.topic,
        step: meeting.step,
        bookedBy: actor.by === 'citizen' ? 'citizen' : 'employee',
        hiddenAddresses: meeting.hiddenAddresses || rules.anonymous,
        requestKey,
        people: people.map(({ row }) => row),
        hold: null,
        event: { kind: 'booked', by: actor.by, from: null },
        mostAhead: fromCitizen ? rules.mostAhead : null,
      },
      now,
    );
    if (written === 'too-many') return refuse({ kind: 'too-many', most: rules.mostAhead });
    const links = people.map(({ link }) => link);
    const messages = await messagesOf(house, id, { kind: 'booked' }, links, now, null, {
      meeting: justBooked(asked, { id, uid, startsAt: meeting.startsAt, endsAt, placeId: written.placeId }),
      people: people.map(({ here }) => here),
      words: opening.words,
    });
    await enqueueAndAudit(house, messages, [changeEntry('book', id, actor)], now);
    await house.bus.notify(`meetings:${municipality}`);
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
