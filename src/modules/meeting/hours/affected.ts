import { sql } from 'kysely';
import {
  currentMunicipality,
  db,
  type MeetingAffectedTable,
  type MeetingForm,
  type ResourceKind,
} from '../../../db/index.ts';
import type { EmployeeId } from '../../../kernel/index.ts';
import { dateOfMinute, minuteOf } from '../availability/danish-day.ts';
import { type Closings, type ReadyHours, readyHours, windowsBetween } from '../availability/resource-windows.ts';
import { allClosings, type Closing } from './closing-store.ts';
import { allResources, type ResourceCard } from './resource-store.ts';

/** A booked meeting that is still to come, with what is taken for it; or a time that is kept for an answer (`option`). */
export type Standing = {
  readonly id: string;
  /** Null for the meeting's own time. */
  readonly option: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly form: MeetingForm;
  readonly placeId: string | null;
  readonly resources: readonly string[];
};

/** Hours and closings of a municipality, as they are or as they would be. */
export type AllHours = {
  readonly resources: readonly Pick<ResourceCard, 'id' | 'kind' | 'placeId' | 'hours' | 'active'>[];
  readonly closings: readonly Omit<Closing, 'id'>[];
};

export type AffectedBy = 'closing' | 'hours' | 'inactive' | 'place';

/** What recognises a standing time: an option's own id, since a meeting may have several. */
export const keyOf = ({ id, option }: Pick<Standing, 'id' | 'option'>): string => option ?? id;

/**
 * Which meetings stand where nobody could be booked any more, and why: one of those who are needed is not bookable for all of
 * it. The engine's own windows say so, so a meeting that is affected is one that would not be offered.
 */
export function affectedBy(
  standing: readonly Standing[],
  { resources, closings }: AllHours,
): ReadonlyMap<string, AffectedBy> {
  const shut: Closings = closingsOf(closings);
  const ready = new Map<string, Ready>(
    resources.map((one) => [
      one.id,
      { hours: readyHours(one.hours), place: one.placeId, active: one.active, kind: one.kind },
    ]),
  );
  const found = new Map<string, AffectedBy>();
  for (const meeting of standing)
    for (const id of meeting.resources) {
      const reason = reasonFor(meeting, ready.get(id));
      if (reason !== null) found.set(keyOf(meeting), reason);
    }
  return found;

  function reasonFor(meeting: Standing, resource: Ready | undefined): AffectedBy | null {
    if (!resource?.active) return 'inactive';
    if (isElsewhere(meeting, resource)) return 'place';
    const [start, end] = [minuteOf(meeting.startsAt), minuteOf(meeting.endsAt)];
    const place = resource.place ?? (meeting.form === 'in-person' ? meeting.placeId : null);
    const date = dateOfMinute(start);
    const windows = windowsBetween(resource.hours, place, shut, [date]);
    for (let at = 0; at + 1 < windows.length; at += 2)
      if ((windows[at] ?? 0) <= start && end <= (windows[at + 1] ?? 0)) return null;
    return shut.everywhere.has(date) || (place !== null && shut.byPlace.get(place)?.has(date)) ? 'closing' : 'hours';
  }
}

type Ready = {
  readonly hours: ReadyHours;
  readonly place: string | null;
  readonly active: boolean;
  readonly kind: ResourceKind;
};

/** In person everybody is where the meeting is; over a line a kiosk alone must stand where it stood. */
const isElsewhere = ({ form, placeId }: Standing, { place, kind }: Ready): boolean =>
  place !== null &&
  placeId !== null &&
  place !== placeId &&
  (form === 'in-person' || (form === 'kiosk' && kind === 'kiosk'));

function closingsOf(closings: AllHours['closings']): Closings {
  const byPlace = new Map<string, Set<string>>();
  for (const { placeId, day } of closings)
    if (placeId !== null) byPlace.set(placeId, (byPlace.get(placeId) ?? new Set()).add(day));
  return { everywhere: new Set(closings.flatMap((one) => (one.placeId === null ? [one.day] : []))), byPlace };
}

/** All hours and closings as they are. In the caller's municipal transaction, as all that follows. */
export const allHours = async (): Promise<AllHours> => ({
  resources: await allResources(),
  closings: await allClosings(),
});

/** Every booked meeting that begins later than now. */
export async function standingMeetings(now: Date): Promise<readonly Standing[]> {
  const { rows } = await sql<Omit<Standing, 'resources'> & { readonly resources: readonly string[] }>`
    select m.id, null as option, m.starts_at as "startsAt", m.ends_at as "endsAt", m.form, m.place_id as "placeId", json_agg(o.resource_id) as resources
    from meeting m join meeting_occupancy o on o.meeting_id = m.id and o.why = 'meeting'
    where m.state = 'booked' and m.starts_at > ${now} group by m.id order by m.starts_at, m.id`.execute(db());
  return rows;
}

/** Every time that is proposed and waits for an answer. */
async function proposedTimes(now: Date): Promise<readonly Standing[]> {
  const { rows } = await sql<Standing>`
    select m.id, p.id as option, p.starts_at as "startsAt", p.ends_at as "endsAt", m.form, m.place_id as "placeId", p.resources
    from meeting_option p join meeting m on m.id = p.meeting_id
    where m.answer_by > ${now} and p.starts_at > ${now} order by p.starts_at, p.id`.execute(db());
  return rows;
}

/** What a change would leave standing where it cannot be held, of what can be held today; proposed times too. */
export async function wouldAffect(after: (now: AllHours) => AllHours, now: Date): Promise<readonly Standing[]> {
  const [hours, standing] = [await allHours(), [...(await standingMeetings(now)), ...(await proposedTimes(now))]];
  const before = affectedBy(standing, hours);
  const later = affectedBy(standing, after(hours));
  return standing.filter((one) => later.has(keyOf(one)) && !before.has(keyOf(one)));
}

/**
 * Writes down which meetings stand where they cannot be held, and settles those that no longer do: moved, cancelled, over, or
 * in hours again. Said of what is true now, so nothing is forgotten and nothing stays for ever. How many are left.
 */
export async function refreshAffected(now: Date): Promise<number> {
  const affected = affectedBy(await standingMeetings(now), await allHours());
  const open = await db().selectFrom('meeting_affected').select('meeting_id').where('state', '!=', 'settled').execute();
  const over = open.map(({ meeting_id }) => meeting_id).filter((id) => !affected.has(id));
  if (over.length > 0)
    await db().updateTable('meeting_affected').set({ state: 'settled' }).where('meeting_id', 'in', over).execute();
  const known = new Set(open.map(({ meeting_id }) => meeting_id));
  const fresh = [...affected].filter(([id]) => !known.has(id));
  if (fresh.length > 0)
    await db()
      .insertInto('meeting_affected')
      .values(
        fresh.map(([meeting_id, reason]) => ({
          meeting_id,
          municipality_id: currentMunicipality(),
          reason,
          noticed_at: now,
          state: 'open' as const,
        })),
      )
      // Settled before, and in the way again.
      .onConflict((conflict) =>
        conflict.column('meeting_id').doUpdateSet((eb) => ({
          state: 'open' as const,
          reason: eb.ref('excluded.reason'),
          noticed_at: eb.ref('excluded.noticed_at'),
        })),
      )
      .execute();
  return affected.size;
}

export type AffectedMeeting = Standing & {
  readonly reason: AffectedBy;
  readonly state: MeetingAffectedTable['state'];
  /** More than one: it is moved, since nobody's answer can move what many come to. */
  readonly seats: number;
  readonly noticedAt: Date;
  readonly title: { readonly da: string; readonly en: string };
  /** Until when she can answer, where times are proposed. */
  readonly answerBy: Date | null;
  readonly with: readonly { readonly name: string; readonly employeeId: EmployeeId | null }[];
};

/** Those that are not settled, the soonest first. */
export async function openAffected(): Promise<readonly AffectedMeeting[]> {
  const { rows } = await sql<AffectedMeeting>`
    select m.id, null as option, m.seats, m.starts_at as "startsAt", m.ends_at as "endsAt", m.form, m.place_id as "placeId", m.answer_by as "answerBy",
      a.reason, a.state, a.noticed_at as "noticedAt", json_build_object('da', t.title_da, 'en', t.title_en) as title,
      json_agg(r.id) as resources, json_agg(json_build_object('name', r.name, 'employeeId', r.employee_id) order by (r.employee_id is null), r.name) as with
    from meeting_affected a join meeting m on m.id = a.meeting_id join meeting_type t on t.id = m.type_id
      join meeting_occupancy o on o.meeting_id = m.id and o.why = 'meeting' join meeting_resource r on r.id = o.resource_id
    where a.state <> 'settled' group by m.id, a.meeting_id, t.id order by m.starts_at, m.id`.execute(db());
  return rows;
}

/** A proposal with times that cannot be held any more. */
export type ProposalInTheWay = {
  readonly id: string;
  readonly title: { readonly da: string; readonly en: string };
  /** Those of its times that stand in the way, the soonest first. */
  readonly times: readonly { readonly startsAt: Date; readonly reason: AffectedBy }[];
};

/** Proposals that wait for an answer and hold a time that nobody could be booked at any more: said of what is true now. */
export async function proposalsInTheWay(now: Date): Promise<readonly ProposalInTheWay[]> {
  const proposed = await proposedTimes(now);
  if (proposed.length === 0) return [];
  const affected = affectedBy(proposed, await allHours());
  const ids = [...new Set(proposed.filter((one) => affected.has(keyOf(one))).map(({ id }) => id))];
  if (ids.length === 0) return [];
  const titles = await db()
    .selectFrom('meeting')
    .innerJoin('meeting_type', 'meeting_type.id', 'meeting.type_id')
    .select(['meeting.id', 'meeting_type.title_da', 'meeting_type.title_en'])
    .where('meeting.id', 'in', ids)
    .execute();
  return ids.map((id) => {
    const title = titles.find((one) => one.id === id);
    return {
      id,
      title: { da: title?.title_da ?? '', en: title?.title_en ?? '' },
      times: proposed.flatMap((one) => {
        const reason = affected.get(keyOf(one));
        return one.id === id && reason !== undefined ? [{ startsAt: one.startsAt, reason }] : [];
      }),
    };
  });
}
