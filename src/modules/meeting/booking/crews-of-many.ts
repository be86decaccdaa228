import { type RawBuilder, sql } from 'kysely';
import { listOf } from '../../../db/index.ts';
import { newId } from '../../../kernel/index.ts';

/**
 * Deletes what stands in the way of `crew c(resource, busy_from, busy_to)` and has run out. That it has is asked of the row that
 * is deleted too: a hold that is confirmed at this moment is a meeting when its row has been waited for, and the ids were found
 * before.
 */
export const expiredInTheWay = (now: RawBuilder<unknown>) =>
  sql`delete from meeting_occupancy where expires_at <= ${now}::timestamptz and id in (select o.id from crew c
    cross join lateral (select id from meeting_occupancy where resource_id = c.resource and starts_at < c.busy_to and starts_at >= c.busy_from - interval '1 day'
      and ends_at > c.busy_from and expires_at <= ${now}::timestamptz offset 0) o) returning id`;

/** Who and what holds each of many meetings, a row each, with an id to be written under. */
export function crewValues(each: readonly { readonly id: string; readonly resources: readonly string[] }[]) {
  const crews = each.flatMap(({ id, resources }) => resources.map((resource) => ({ id, resource })));
  return {
    crewIds: listOf(crews.map(() => newId())),
    crewOf: listOf(crews.map(({ id }) => id)),
    crewResources: listOf(crews.map(({ resource }) => resource)),
  };
}
