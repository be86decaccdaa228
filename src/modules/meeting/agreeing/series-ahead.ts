import { db } from '../../../db/index.ts';
import { addDays, type MunicipalityId, ok, refuse } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import { chooseCrew, settle } from '../booking/choose-crew.ts';
import { tellHouse } from '../booking/note-change.ts';
import { openBooking } from '../booking/write-meeting.ts';
import { tellParties } from '../messages/tell-parties.ts';
import { typeById } from '../types/store.ts';
import { missingDays } from './series.ts';
import { writeSeriesMeeting } from './series-meeting.ts';
import {
  daysWithMeeting,
  lockSeries,
  runningSeries,
  seriesDeleteOn,
  today,
  updateSeries,
  wishOfSeries,
} from './series-store.ts';

/** Nearer than this, a meeting that could not be made is an employee's to decide about, not a sweep's to make. */
const leadDays = 7;

/**
 * Makes what is missing of every running series up to half a year ahead, and ends those whose last meeting is over. What
 * stands in the way is left to an employee (`openDaysOfSeries`). Returns how many were made. Begins its own transactions.
 */
export async function makeSeriesAhead(house: House, municipality: MunicipalityId, now: Date): Promise<number> {
  const actor = { by: 'system' } as const;
  const inMunicipality = <Value>(work: () => Promise<Value>) => house.database.inMunicipality(municipality, work);
  let made = 0;
  for (const series of await inMunicipality(() => runningSeries())) {
    const { pattern } = series;
    const soonest = addDays(today(now), leadDays);
    const missing = await inMunicipality(() => missingDays(house, series, now));
    for (const planned of missing) {
      const { startsAt, day } = planned;
      if (planned.conflict || startsAt === null || today(startsAt) < soonest) continue;
      const done = await settle(house, municipality, async (pass) => {
        const known = await wishOfSeries(house, series);
        if (!known) return refuse({ kind: 'no-meeting' });
        const { wish, hiddenAddresses } = known;
        const opening = await openBooking(wish.type, wish.form, { requestKey: null, citizen: null, staff: true });
        if (!opening.formAllowed) return refuse({ kind: 'not-free', why: 'form-not-allowed' });
        const crew = await chooseCrew(wish, startsAt, pass, now);
        if (!crew.ok) return crew;
        const still = await lockSeries(series.id);
        // Changed in this very moment: the next run sees what it became.
        if (still?.version !== series.version || (await daysWithMeeting(series.id)).has(day))
          return refuse({ kind: 'changed' });
        const whole = { ...planned, resources: crew.value.resources };
        const id = await writeSeriesMeeting(series.id, wish, whole, hiddenAddresses, actor, now);
        await tellParties(house, id, { kind: 'in-series' }, [], now);
        await tellHouse(house, 'series-ahead', id, actor, now);
        return ok(null);
      });
      if (done.ok) made += 1;
    }
    const over = pattern.until !== null ? pattern.until < today(now) : pattern.count !== null && missing.length === 0;
    if (over) await inMunicipality(() => endWhenOver(series.id, series.version, now));
  }
  return made;
}

/** A series whose last meeting is over is ended: she can no longer ring, and its deletion stands. */
async function endWhenOver(seriesId: string, version: number, now: Date): Promise<void> {
  const series = await lockSeries(seriesId);
  if (series?.version !== version) return;
  const ahead = await db()
    .selectFrom('meeting')
    .select('id')
    .where('series_id', '=', seriesId)
    .where('state', '=', 'booked')
    .where('ends_at', '>', now)
    .limit(1)
    .executeTakeFirst();
  const type = await typeById(series.typeId);
  if (ahead || !type) return;
  await updateSeries(series, { ...series, state: 'ended', deleteOn: await seriesDeleteOn(seriesId, type.rules, now) });
}
