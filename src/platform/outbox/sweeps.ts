import { db } from '../../db/index.ts';
import type { MunicipalityId } from '../../kernel/index.ts';
import type { House } from '../house.ts';
import type { Sweep } from '../jobs/sweeps.ts';
import { drop } from './claim.ts';

/** Sent messages count against a person's share for a day and no longer; the run comes round well within the hour left. */
const sentMs = 23 * 3_600_000;
/** A dead letter whose use is long over: the record of its failure stays with the meeting. */
const deadMs = 14 * 24 * 3_600_000;

/** What leaves the outbox by itself: the sent within a day, the useless. */
export const outboxSweeps = (
  house: House,
  municipalities: () => Promise<readonly { readonly id: MunicipalityId }[]>,
): readonly Sweep[] => [
  {
    name: 'outbox retention',
    everySeconds: 900,
    run: async () => {
      for (const { id } of await municipalities())
        await house.database.inMunicipality(id, () => clearOutbox(house.clock.now()));
    },
  },
];

/** In the caller's municipal transaction. */
export async function clearOutbox(now: Date): Promise<void> {
  await db()
    .deleteFrom('message_outbox')
    .where('state', '=', 'sent')
    .where('sent_at', '<', new Date(now.getTime() - sentMs))
    .execute();
  await db()
    .deleteFrom('message_outbox')
    .where('state', '=', 'dead')
    .where('latest_useful', '<', new Date(now.getTime() - deadMs))
    .execute();
  const late = await db()
    .selectFrom('message_outbox')
    .select('id')
    .where('state', '=', 'due')
    .where('latest_useful', '<=', now)
    .limit(1000)
    .forUpdate()
    .skipLocked()
    .execute();
  await drop(
    late.map(({ id }) => id),
    'too-late',
    now,
  );
}
