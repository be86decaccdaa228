import type { Database } from '../../../db/index.ts';
import { type MunicipalityId, newId } from '../../../kernel/index.ts';
import { errorFields, type House } from '../../../platform/index.ts';
import { refusedOutright } from '../availability/availability.ts';
import type { Actor, Booked, NewMeeting } from './booking-types.ts';
import { isLostRace, Overtaken, refuseInsideTransaction } from './choose-crew.ts';
import { endOf } from './just-booked.ts';
import { contactKeyOf } from './links.ts';
import { personRow } from './people.ts';
import { type ReadyToBook, writeTogether } from './write-together.ts';

type Waiting = ReadyToBook & {
  readonly answer: (booked: Booked | null) => void;
  readonly fail: (error: unknown) => void;
};

/** More wait for the next transaction: the first of it is answered when the last is written. */
const mostTogether = 25;

/** A transaction that takes longer has lost its connection, or waits for somebody: nobody new waits behind it. */
const patienceMs = 3_000;

type Lane = { waiting: Waiting[]; stuck: boolean };
/** Those who wait, by what they have in common; one transaction at a time for each. */
const lanesOf = new WeakMap<Database, Map<string, Lane>>();

/**
 * Bookings of one kind that come while others are being written go together in the next transaction (docs/evidence.md,
 * "Booking and locks"): the way to the database, its commit and the audit's chain cost as much for one as for all. Whatever is
 * not plain (nobody is free, she has enough ahead, somebody else decides about her or every crew, the same wish came before) is
 * left to be booked alone, where it is waited for and refused in words: null, and nothing was written.
 */
export async function bookTogether(
  house: House,
  municipality: MunicipalityId,
  meeting: NewMeeting,
  actor: Actor,
  now: Date,
): Promise<Booked | null> {
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
  return new Promise((answer, fail) => join(house, municipality, { ...made, answer, fail }));
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
  const lanes = lanesOf.get(house.database) ?? new Map<string, Lane>();
  lanesOf.set(house.database, lanes);
  const name = laneOf(municipality, one);
  const running = lanes.get(name);
  if (running) {
    if (running.stuck) one.answer(null);
    else running.waiting.push(one);
    return;
  }
  const lane: Lane = { waiting: [one], stuck: false };
  lanes.set(name, lane);
  void (async () => {
    while (lane.waiting.length > 0) {
      const batch = nextOf(lane.waiting);
      lane.waiting = lane.waiting.filter((still) => !batch.includes(still));
      const timer = setTimeout(() => {
        lane.stuck = true;
        for (const still of lane.waiting.splice(0)) still.answer(null);
      }, patienceMs);
      await settleBatch(house, municipality, batch);
      clearTimeout(timer);
      lane.stuck = false;
    }
    lanes.delete(name);
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

/** Somebody who is overtaken may be overtaken by one of many: all are tried once more before each goes alone. */
const tries = 2;

async function settleBatch(house: House, municipality: MunicipalityId, batch: readonly Waiting[]): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    let written = false;
    try {
      const booked = await house.database.inMunicipality(municipality, async () => {
        const all = await writeTogether(house, municipality, batch);
        written = true;
        return all;
      });
      for (const one of batch) one.answer(booked.get(one.id) ?? null);
      return;
    } catch (error) {
      const lost = error instanceof Overtaken || isLostRace(error);
      if (!lost) house.log.error('bookings could not be written together', errorFields(error));
      // Whether a commit that was not answered was done nobody knows: then none of them may be booked a second time.
      if (written && !isRefusal(error)) {
        for (const one of batch) one.fail(error);
        return;
      }
      if (lost && tried < tries) continue;
      for (const one of batch) one.answer(null);
      return;
    }
  }
}

/** What the database itself answered, other than that it goes away or cannot tell (statement_completion_unknown). */
function isRefusal(error: unknown): boolean {
  const { code, severity } = error as { readonly code?: string; readonly severity?: string };
  return severity !== undefined && /^(?!08|57|58|40003)[0-9A-Z]{5}$/.test(code ?? '');
}
