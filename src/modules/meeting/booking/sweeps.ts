import { sql } from 'kysely';
import { db } from '../../../db/index.ts';
import type { House, Sweep } from '../../../platform/index.ts';
import { type Directory, eachMunicipality } from '../../tenancy/index.ts';

/**
 * What ran out and stood in nobody's way: holds, and times that were given back. What somebody is deciding about just now is
 * passed over. In the caller's municipal transaction.
 */
export async function forgetHolds(now: Date): Promise<void> {
  await sql`delete from meeting_occupancy where id in (
    select id from meeting_occupancy where why in ('hold', 'freed') and expires_at <= ${now} order by id for update skip locked)`.execute(
    db(),
  );
  await sql`delete from meeting where id in (
    select m.id from meeting m where m.state = 'held-open' and m.hold_until <= ${now}
      and not exists (select from meeting_occupancy o where o.meeting_id = m.id) order by m.id for update skip locked)`.execute(
    db(),
  );
}

export const bookingSweeps = (house: House, directory: Directory): readonly Sweep[] => [
  {
    name: 'meetings: times that are held no longer',
    everySeconds: 60,
    run: () =>
      eachMunicipality(directory, ({ id }) => house.database.inMunicipality(id, () => forgetHolds(house.clock.now()))),
  },
];
