import { createHash } from 'node:crypto';
import { currentMunicipality } from '../../../db/index.ts';
import { ok, type Result, refuse } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import type { StaffMember } from '../../identity/index.ts';
import { lockHours } from '../booking/occupy.ts';
import { type AllHours, keyOf, proposalsInTheWay, refreshAffected, type Standing, wouldAffect } from './affected.ts';
import { addClosings, type NewClosing, removeClosing } from './closing-store.ts';
import { makeResource, type ResourceCard, type ResourceToSave, resourceById, saveResource } from './resource-store.ts';

/** What must be said before it is done: these meetings would stand where they cannot be held. `seen` recognises just them. */
export type InTheWay = { readonly kind: 'affects'; readonly meetings: readonly Standing[]; readonly seen: string };
export type HoursRefusal = InTheWay | { readonly kind: 'changed'; readonly stored: ResourceCard | null };

const seenOf = (meetings: readonly Standing[]): string =>
  createHash('sha256')
    .update(meetings.map((one) => `${keyOf(one)} ${one.startsAt.getTime()}`).join('\n'))
    .digest('base64url')
    .slice(0, 22);

/** Null where nothing stands in the way, or just what the writer has been shown. */
async function inTheWay(after: (now: AllHours) => AllHours, seen: string, now: Date): Promise<InTheWay | null> {
  const meetings = await wouldAffect(after, now);
  const mark = seenOf(meetings);
  return meetings.length === 0 || mark === seen ? null : { kind: 'affects', meetings, seen: mark };
}

/** The end of every change of hours: what stands in the way is listed, and every page that shows free times reads again. */
async function settle(house: House, staff: StaffMember, subject: string, what: string, now: Date): Promise<number> {
  const left = (await refreshAffected(now)) + (await proposalsInTheWay(now)).length;
  await audit(
    {
      actor: staff.employeeId,
      role: staff.roles.join(' '),
      action: 'meeting.hours',
      subject,
      outcome: 'done',
      purpose: what,
    },
    now,
  );
  await house.bus.notify(`meetings:${currentMunicipality()}`);
  return left;
}

/**
 * Saves a resource, if nobody saved it since `version` and the writer has seen (`seen`) which meetings that leaves in the way.
 * Bookings wait meanwhile, so none slips in between. The value is how many meetings are to be moved. Begins its own
 * transaction.
 */
export const changeResource = (
  house: House,
  staff: StaffMember,
  change: { readonly id: string; readonly version: number; readonly seen: string; readonly resource: ResourceToSave },
  now: Date,
): Promise<Result<number, HoursRefusal>> =>
  house.database.inMunicipality(staff.municipality.id, async () => {
    const { id, version, seen, resource } = change;
    await lockHours();
    const stored = await resourceById(id);
    if (stored?.version !== version) return refuse({ kind: 'changed', stored });
    const way = await inTheWay(
      ({ resources, closings }) => ({
        resources: resources.map((one) => (one.id === id ? { ...resource, id } : one)),
        closings,
      }),
      seen,
      now,
    );
    if (way) return refuse(way);
    if (same(stored, resource)) return ok(0);
    const saved = await saveResource(id, version, resource);
    if (!saved.ok) return refuse({ kind: 'changed', stored: await resourceById(id) });
    return ok(await settle(house, staff, id, 'changed', now));
  });

function same(stored: ResourceCard, { kind: _kind, employeeId: _employee, ...resource }: ResourceToSave): boolean {
  const { name, placeId, skills, languages, hours, active } = stored;
  return (
    JSON.stringify(canonical({ name, placeId, skills, languages, hours, active })) ===
    JSON.stringify(canonical(resource))
  );
}

/** The database keeps objects in an order of its own. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, canonical(one)]),
  );
}

/** A new calendar. Begins its own transaction. */
export const addResource = (
  house: House,
  staff: StaffMember,
  resource: ResourceToSave,
  now: Date,
): Promise<Result<{ readonly id: string }, 'twice'>> =>
  house.database.inMunicipality(staff.municipality.id, async () => {
    await lockHours();
    const made = await makeResource(resource);
    if (made.ok) await settle(house, staff, made.value.id, 'made', now);
    return made;
  });

/** Closes days, if the writer has seen which meetings that leaves in the way. Begins its own transaction. */
export const closeDays = (
  house: House,
  staff: StaffMember,
  closings: readonly NewClosing[],
  seen: string,
  now: Date,
): Promise<Result<number, InTheWay>> =>
  house.database.inMunicipality(staff.municipality.id, async () => {
    await lockHours();
    const way = await inTheWay((all) => ({ ...all, closings: [...all.closings, ...closings] }), seen, now);
    if (way) return refuse(way);
    await addClosings(closings);
    return ok(await settle(house, staff, staff.municipality.id, `closed ${closings.length} days`, now));
  });

/** Opens a day again. False: it was open. Begins its own transaction. */
export const openDay = (house: House, staff: StaffMember, id: string, now: Date): Promise<boolean> =>
  house.database.inMunicipality(staff.municipality.id, async () => {
    await lockHours();
    if (!(await removeClosing(id))) return false;
    await settle(house, staff, id, 'opened', now);
    return true;
  });
