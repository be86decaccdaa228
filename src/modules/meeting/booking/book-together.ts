import { CompiledQuery, sql } from 'kysely';
import { type Database, db, listOf, prepared } from '../../../db/index.ts';
import { type MunicipalityId, newId, ok, type Result } from '../../../kernel/index.ts';
import { enqueueAndAudit, type House, type NewMessage } from '../../../platform/index.ts';
import { crewsAmong, refusedOutright } from '../availability/availability.ts';
import { minuteOf } from '../availability/danish-day.ts';
import { type LookRow, type LookValues, lookColumns, lookWith, type TakenSince } from '../availability/look.ts';
import { messagesOf, wordsVersion } from '../messages/tell-parties.ts';
import type { Actor, Booked, NewMeeting } from './booking-types.ts';
import { refuseInsideTransaction } from './choose-crew.ts';
import { endOf, justBooked } from './just-booked.ts';
import { contactKeyOf } from './links.ts';
import { changeEntry } from './note-change.ts';
import { widened } from './occupy.ts';
import { personRow } from './people.ts';
import { writeMeetings } from './write-many.ts';
import { locksOfBooking } from './write-meeting.ts';

/**
 * Bookings of one kind that come while others are being written go together in the next transaction (docs/evidence.md,
 * "Booking"): the way to the database, its commit and the audit's chain cost as much for one as for all. Each is decided as if
 * it came alone, after those before it. Whatever is not plain (nobody is free, she has enough ahead, somebody else decides about
 * her or the crew, the same wish came before) is left to be booked alone, where it is waited for and refused in words.
 */
type Waiting = {
  readonly meeting: NewMeeting;
  readonly contactKey: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly id: string;
  readonly uid: string;
  readonly endsAt: Date;
  readonly people: readonly ReturnType<typeof personRow>[];
  readonly answer: (booked: Booked | null) => void;
  readonly fail: (error: unknown) => void;
};

/** More wait for the next transaction: the first of it is answered when the last is written. */
const mostTogether = 25;

/** Those who wait, by what they have in common; one transaction at a time for each. */
const waitingIn = new WeakMap<Database, Map<string, Waiting[]>>();

/** Null: to be booked alone. Nothing was written then. */
export async function bookTogether(
  house: House,
  municipality: MunicipalityId,
  meeting: NewMeeting,
  actor: Actor,
  now: Date,
): Promise<Result<Booked, never> | null> {
  refuseInsideTransaction();
  const { wish, startsAt, person, others } = meeting;
  const { rules } = wish.type;
  if (wish.by !== 'citizen' || wish.instead !== null || rules.anonymous) return null;
  const contactKey = contactKeyOf(house, person.details);
  if (contactKey === null || (wish.contactKey !== null && wish.contactKey !== contactKey)) return null;
  if (refusedOutright(wish, startsAt, now) !== null) return null;
  const id = newId();
  const made = {
    meeting,
    contactKey,
    actor,
    now,
    id,
    uid: newId(),
    endsAt: endOf(wish, startsAt),
    people: [person, ...others].map((one) => personRow(house, { meeting: id }, one, rules, now, municipality)),
  };
  const booked = await new Promise<Booked | null>((answer, fail) =>
    join(house, municipality, { ...made, answer, fail }),
  );
  return booked && ok(booked);
}

/** What those who go together have in common. */
function laneOf(municipality: MunicipalityId, { meeting: { wish }, actor }: Waiting): string {
  const { type, form, language, interpreter, with: whom, place, minutes } = wish;
  return JSON.stringify([
    municipality,
    type.id,
    type.version,
    form,
    language,
    interpreter,
    whom,
    place,
    minutes,
    actor.by,
  ]);
}

function join(house: House, municipality: MunicipalityId, one: Waiting): void {
  const lanes = waitingIn.get(house.database) ?? new Map<string, Waiting[]>();
  waitingIn.set(house.database, lanes);
  const lane = laneOf(municipality, one);
  const running = lanes.get(lane);
  if (running) {
    running.push(one);
    return;
  }
  const waiting = [one];
  lanes.set(lane, waiting);
  void (async () => {
    while (waiting.length > 0) {
      const batch = nextOf(waiting);
      waiting.splice(0, waiting.length, ...waiting.filter((still) => !batch.includes(still)));
      await settleBatch(house, municipality, batch);
    }
    lanes.delete(lane);
  })();
}

/** Of one citizen, and of one wish that was sent twice, the first: the next is decided when that is known. */
function nextOf(waiting: readonly Waiting[]): readonly Waiting[] {
  const batch: Waiting[] = [];
  const taken = new Set<string>();
  for (const one of waiting) {
    const { requestKey } = one.meeting;
    const marks = [`citizen ${one.contactKey}`, ...(requestKey === null ? [] : [`wish ${requestKey}`])];
    if (batch.length < mostTogether && !marks.some((mark) => taken.has(mark))) {
      batch.push(one);
      for (const mark of marks) taken.add(mark);
    }
  }
  return batch;
}

async function settleBatch(house: House, municipality: MunicipalityId, batch: readonly Waiting[]): Promise<void> {
  let written = false;
  try {
    const booked = await house.database.inMunicipality(municipality, async () => {
      const all = await writeBatch(house, municipality, batch);
      written = true;
      return all;
    });
    for (const one of batch) one.answer(booked.get(one.id) ?? null);
  } catch (error) {
    // Whether a commit that was not answered was done nobody knows: then none of them may be booked a second time.
    const unknown = written && !refusedByDatabase(error);
    for (const one of batch) unknown ? one.fail(error) : one.answer(null);
  }
}

/** An SQLSTATE, but none of a connection or a server that went away. */
const refusedByDatabase = (error: unknown): boolean =>
  /^(?!08|57|58)[0-9A-Z]{5}$/.test((error as { code?: string }).code ?? '');

async function writeBatch(
  house: House,
  municipality: MunicipalityId,
  batch: readonly Waiting[],
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
  const chosen = batch.flatMap((one, at) => {
    const { startsAt } = one.meeting;
    if (!ours[at] || sent.has(at + 1) || (ahead.get(at + 1) ?? 0) >= type.rules.mostAhead) return [];
    const [crew] = crewsAmong(wish, startsAt, seen(at, since));
    if (!crew) return [];
    const { from, to } = widened({ startsAt, endsAt: one.endsAt }, type.rules);
    since.push(...crew.resources.map((resource) => ({ resource, from: minuteOf(from), to: minuteOf(to) })));
    return [{ one, resources: crew.resources }];
  });
  const places = await writeMeetings(
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
