import { currentMunicipality, db } from '../../../db/index.ts';
import { type DateString, newId } from '../../../kernel/index.ts';

export type Closing = {
  readonly id: string;
  /** Null: the whole municipality. */
  readonly placeId: string | null;
  readonly day: DateString;
  readonly name: string;
};
export type NewClosing = Omit<Closing, 'id'>;

/** All closing days, in order. In the caller's municipal transaction, as all here. */
export async function allClosings(): Promise<readonly Closing[]> {
  const rows = await db()
    .selectFrom('meeting_closing')
    .select(['id', 'place_id', 'day', 'name'])
    .orderBy('day')
    .orderBy('id')
    .execute();
  return rows.map(({ id, place_id, day, name }) => ({ id, placeId: place_id, day, name }));
}

/** Adds those that are not there; a day that is closed already keeps its name. */
export async function addClosings(closings: readonly NewClosing[]): Promise<void> {
  if (closings.length === 0) return;
  await db()
    .insertInto('meeting_closing')
    .values(
      closings.map(({ placeId, day, name }) => ({
        id: newId(),
        municipality_id: currentMunicipality(),
        place_id: placeId,
        day,
        name,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Opens the day again; what was removed before is removed. */
export async function removeClosing(id: string): Promise<boolean> {
  const gone = await db().deleteFrom('meeting_closing').where('id', '=', id).executeTakeFirst();
  return gone.numDeletedRows === 1n;
}
