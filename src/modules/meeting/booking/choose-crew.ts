import { isInTransaction } from '../../../db/index.ts';
import { type MunicipalityId, ok, type Result, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { crewsAt, refusedOutright } from '../availability/availability.ts';
import type { Crew, TimeWish, WhyNot } from '../availability/time-wish.ts';
import type { Refusal } from './booking-types.ts';
import { lockResources, tryLockOneOf } from './occupy.ts';

/**
 * `quick`: whoever is not being decided about by somebody else just now. `patient`: all who could come are locked, one after
 * the other in one order, and asked again; what is said then is final.
 */
export type Pass = 'quick' | 'patient';

/** Somebody was quicker, or might have been: nothing is kept, and the next pass begins anew. */
export class Overtaken extends Error {}
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('refused');
    this.refusal = refusal;
  }
}

/**
 * Waiting for all who could come stops everybody else meanwhile, so it is the last resort: before it, whoever was overtaken
 * tries again a moment later, with no transaction open.
 */
const quickPasses = 3;
const mostPasses = 8;
const momentMs = 8;
/** More than this many at once are not waited for; who is among the first decides. */
const mostCrews = 30;

/** A refusal writes nothing, and a pass that lost a race is begun again in a transaction of its own. */
export async function settle<Value>(
  house: Pick<House, 'database'>,
  municipality: MunicipalityId,
  work: (pass: Pass) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal>> {
  refuseInsideTransaction();
  let pass: Pass = 'quick';
  for (let passes = 1; ; passes += 1) {
    try {
      return await house.database.inMunicipality(municipality, async () => {
        const result = await work(pass);
        if (!result.ok) throw new Refused(result.reason);
        return result;
      });
    } catch (error) {
      if (error instanceof Refused) return refuse(error.refusal);
      if (!(error instanceof Overtaken) && !isLostRace(error)) throw error;
      if (passes === mostPasses) return refuse({ kind: 'taken' });
      if (passes >= quickPasses) pass = 'patient';
      else await new Promise((next) => setTimeout(next, passes * momentMs * (0.5 + Math.random())));
    }
  }
}

/** A booking begins transactions of its own. */
export function refuseInsideTransaction(): void {
  if (isInTransaction()) throw new Error('A booking begins transactions of its own: call it outside one.');
}

/** exclusion_violation, unique_violation of a key sent twice at once, serialization_failure, deadlock_detected. */
const lostRaces = ['23P01', '23505', '40001', '40P01'];
export const isLostRace = (error: unknown): boolean => lostRaces.includes((error as { code?: string }).code ?? '');

/** What is another's doing is told as such; whose and why is nobody's business. */
const others: readonly WhyNot[] = ['meeting', 'buffer', 'hold', 'freed', 'calendar'];
const refusalOf = (why: WhyNot, by: TimeWish['by']): Refusal =>
  by === 'citizen' && others.includes(why) ? { kind: 'taken' } : { kind: 'not-free', why };

/**
 * What stands in the way is read after what is free: what ran out in between leaves no reason but the hours. Asked once more,
 * it is either free or a reason that holds.
 */
async function crewsNow(wish: TimeWish, startsAt: Date, now: Date): ReturnType<typeof crewsAt> {
  const found = await crewsAt(wish, startsAt, now);
  return !found.ok && found.reason === 'hours' && refusedOutright(wish, startsAt, now) === null
    ? crewsAt(wish, startsAt, now)
    : found;
}

/** One of those who could hold the meeting, locked. `also` are resources that the same transaction gives back. */
export async function chooseCrew(
  wish: TimeWish,
  startsAt: Date,
  pass: Pass,
  now: Date,
  also: readonly string[] = [],
): Promise<Result<Crew, Refusal>> {
  const found = await crewsNow(wish, startsAt, now);
  if (!found.ok) return refuse(refusalOf(found.reason, wish.by));
  const crews = found.value.slice(0, mostCrews);
  if (crews.length === 0) return refuse({ kind: 'taken' });
  if (pass === 'quick') {
    const sets = crews.map((crew) => [...new Set([...crew.resources, ...also])]);
    const index = await tryLockOneOf(sets);
    const crew = index === null ? undefined : crews[index];
    if (crew) return ok(crew);
    throw new Overtaken();
  }
  const locked = new Set([...crews.flatMap((crew) => crew.resources), ...also]);
  await lockResources([...locked]);
  const again = await crewsNow(wish, startsAt, now);
  if (!again.ok) return refuse(refusalOf(again.reason, wish.by));
  const crew = again.value.find((one) => one.resources.every((id) => locked.has(id)));
  if (crew) return ok(crew);
  // Others have become free meanwhile, who are not locked.
  if (again.value.length > 0) throw new Overtaken();
  return refuse({ kind: 'taken' });
}
