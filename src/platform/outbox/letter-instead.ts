import { db } from '../../db/index.ts';
import type { House } from '../house.ts';
import type { Claimed } from './claim.ts';
import { enqueue } from './enqueue.ts';
import type { CarrierOutcome } from './message.ts';
import { markSeen } from './records.ts';

/**
 * She has no digital mail box: where the municipality writes letters then, what was to be said waits to be printed, and the
 * refusal is no task of its own. In the transaction that settles it, after it. False: nothing is written instead.
 */
export async function letterInstead(
  house: House,
  { id, body, latestUseful }: Pick<Claimed, 'id' | 'body' | 'latestUseful'>,
  outcome: CarrierOutcome,
  now: Date,
): Promise<boolean> {
  const notRegistered = outcome.kind === 'refused' && outcome.why === 'recipient';
  if (!notRegistered || body.channel !== 'digital-post' || body.otherwise === undefined) return false;
  const record = await db()
    .selectFrom('message_record')
    .select(['about', 'person', 'kind', 'state'])
    .where('id', '=', id)
    .executeTakeFirst();
  // Taken back meanwhile: there is nothing to say any more.
  if (record?.state !== 'failed') return false;
  const { about, person, kind } = record;
  await enqueue(house, { about, person, kind, body: body.otherwise, notBefore: now, latestUseful }, now);
  return markSeen(id, now);
}
