import { CompiledQuery, sql } from 'kysely';
import { db, listOf, prepared } from '../../../db/index.ts';
import type { MunicipalityId } from '../../../kernel/index.ts';
import { enqueueAndAudit, type House, type NewMessage } from '../../../platform/index.ts';
import { crewsAmong } from '../availability/availability.ts';
import { minuteOf } from '../availability/danish-day.ts';
import { type LookRow, type LookValues, lookColumns, lookWith, type TakenSince } from '../availability/look.ts';
import { messagesOf, wordsVersion } from '../messages/tell-parties.ts';
import type { Actor, Booked, NewMeeting } from './booking-types.ts';
import { justBooked } from './just-booked.ts';
import { changeEntry } from './note-change.ts';
import { widened } from './occupy.ts';
import type { personRow } from './people.ts';
import { writeMeetings } from './write-many.ts';
import { locksOfBooking } from './write-meeting.ts';

/** A booking with all that can be made before anything is asked. */
export type ReadyToBook = {
  readonly meeting: NewMeeting;
  readonly contactKey: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly id: string;
  readonly uid: string;
  readonly endsAt: Date;
  readonly people: readonly ReturnType<typeof personRow>[];
};

/**
 * Decides each in its turn, as if it came alone after those before it, and writes all that can be had plainly: in the caller's
 * municipal transaction. What was booked, by the meetings' ids. Somebody who was quicker is an `Overtaken` thrown.
 */
export async function writeTogether(
  house: House,
  municipality: MunicipalityId,
  batch: readonly ReadyToBook[],
): Promise<ReadonlyMap<string, Booked>> {
  const [first] = batch;
  if (!first) return new Map();
  const { wish } = first.meeting;
  const { type } = wish;
  const now = new Date(Math.max(...batch.map((one) => one.now.getTime())));
  const contacts = batch.map(({ contactKey }) => contactKey);
  const ours = await lockCitizens(contacts);
  const { row, seen } = await lookWith(
    wish,
    batch.map(({ meeting }) => minuteOf(meeting.startsAt)),
    contacts,
    now,
    (values) =>
      look({
        ...values,
        type: type.id,
        form: wish.form,
        municipality,
        requestKeys: listOf(batch.map(({ meeting }) => meeting.requestKey)),
      }),
  );
  if (row.allowed !== true || row.version !== type.version) return new Map();
  const sent = new Set(row.same ?? []);
  const ahead = new Map(row.ahead ?? []);
  const since: TakenSince[] = [];
  const places = new Map<string, string | null>();
  let others: readonly string[] = [];
  // Whom somebody else decides about is left out, and the rest are chosen among once more.
  for (let round = 1; round <= 2; round += 1) {
    const chosen = batch.flatMap((one, at) => {
      const { startsAt } = one.meeting;
      if (places.has(one.id) || !ours[at] || sent.has(at + 1)) return [];
      if ((ahead.get(at + 1) ?? 0) >= type.rules.mostAhead) return [];
      const crews = crewsAmong(wish, startsAt, seen(at, since));
      const crew = crews.find(({ resources }) => !resources.some((id) => others.includes(id)));
      if (!crew) return [];
      const { from, to } = widened({ startsAt, endsAt: one.endsAt }, type.rules);
      const taken = crew.resources.map((resource) => ({ resource, from: minuteOf(from), to: minuteOf(to) }));
      since.push(...taken);
      return [{ one, resources: crew.resources, taken }];
    });
    const written = await writeMeetings(
      {
        type,
        form: wish.form,
        placeId: wish.place,
        language: wish.language,
        bookedBy: first.actor.by === 'citizen' ? 'citizen' : 'employee',
        seriesId: null,
        by: first.actor.by,
        lock: true,
      },
      chosen.map(({ one, resources }) => ({
        id: one.id,
        uid: one.uid,
        startsAt: one.meeting.startsAt,
        endsAt: one.endsAt,
        day: null,
        topic: one.meeting.topic,
        step: one.meeting.step,
        hiddenAddresses: one.meeting.hiddenAddresses,
        requestKey: one.meeting.requestKey,
        people: one.people.map((person) => person.row),
        resources,
      })),
      now,
    );
    for (const [id, place] of written.places) places.set(id, place);
    const dropped = new Set(chosen.filter(({ one }) => !places.has(one.id)).flatMap(({ taken }) => taken));
    if (dropped.size === 0) break;
    since.splice(0, since.length, ...since.filter((one) => !dropped.has(one)));
    others = written.others;
  }
  const booked = batch.filter(({ id }) => places.has(id));
  const messages: NewMessage[] = [];
  for (const { id, uid, meeting, endsAt, people } of booked) {
    const told = { id, uid, startsAt: meeting.startsAt, endsAt, placeId: places.get(id) ?? null };
    messages.push(
      ...(await messagesOf(
        house,
        id,
        { kind: 'booked' },
        people.map(({ link }) => link),
        now,
        null,
        {
          meeting: justBooked(wish, told),
          people: people.map(({ here }) => here),
          words: row.words,
        },
      )),
    );
  }
  if (booked.length > 0) {
    const entries = booked.map(({ id, actor }) => changeEntry('book', id, actor));
    await enqueueAndAudit(house, messages, entries, now);
    await house.bus.notify(`meetings:${municipality}`);
  }
  return new Map(
    booked.map(({ id, meeting, endsAt, people }) => {
      const [hers] = people;
      if (!hers) throw new Error('unreachable');
      return [id, { meetingId: id, ...hers.link, startsAt: meeting.startsAt, endsAt }];
    }),
  );
}

/** Which of them nobody else decides about just now, in their order; until the transaction is over nobody else will. */
async function lockCitizens(contacts: readonly string[]): Promise<readonly boolean[]> {
  const { rows } = await db().executeQuery(CompiledQuery.raw(locksOfBooking(contacts)));
  const [row] = rows as readonly Readonly<Record<string, unknown>>[];
  return contacts.map((_, at) => row?.[`c${at}`] === true);
}

type Asked = LookValues & {
  readonly type: string;
  readonly form: string;
  readonly municipality: string;
  readonly requestKeys: string;
};
type Found = LookRow & {
  readonly words: string;
  readonly allowed: boolean | null;
  readonly version: number | null;
  /** By their numbers from 1: who sent the same wish before, and how many those who met here have ahead. */
  readonly same: readonly number[] | null;
  readonly ahead: readonly (readonly [number, number])[] | null;
};

/** All that many bookings of one kind are decided on. */
const look = prepared<Asked, Found>(
  (at) => sql`select ${lookColumns(at)}, ${wordsVersion()} as words,
  (select f.allowed and t.active from meeting_type_form f join meeting_type t on t.id = f.type_id
    where f.type_id = ${at.type}::uuid and f.form = ${at.form}::text) as allowed,
  (select version from meeting_type where id = ${at.type}::uuid) as version,
  (select json_agg(n) from unnest(${at.requestKeys}::text[]) with ordinality k(key, n)
    cross join lateral (select from meeting where municipality_id = ${at.municipality}::uuid and request_key = k.key offset 0) m) as same,
  (select json_agg(json_build_array(n, (select count(*)::int from meeting_person p cross join lateral (select from meeting where id = p.meeting_id
      and type_id = ${at.type}::uuid and state in ('booked', 'proposed') and (starts_at is null or starts_at > ${at.lookedAt}::timestamptz) offset 0) m
      where p.contact_key = c.key and p.role = 'citizen')))
    from unnest(${at.contacts}::text[]) with ordinality c(key, n)
    where exists (select from meeting_person where contact_key = c.key offset 0)) as ahead`,
);
