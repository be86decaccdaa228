import type { Kysely } from 'kysely';
import type { Tables } from '../../src/db/index.ts';
import { newId } from '../../src/kernel/index.ts';
import { fjordby } from './test-house.ts';

/** A counter in Fjordby with these hours (JSON), kept on holidays too. Written as the owner: the program only reads places. */
export async function seedPlace(
  owner: Kysely<Tables>,
  place: { readonly hours: string; readonly id?: string; readonly name?: string },
): Promise<void> {
  await owner
    .insertInto('place')
    .values({
      id: place.id ?? newId(),
      municipality_id: fjordby,
      name: place.name ?? 'Borgerservice',
      address: 'Rådhuspladsen 1',
      phone: '10 20 30 40',
      hours: place.hours,
      help_hours: place.hours,
      exceptions: '{}',
      open_on_holidays: true,
      help_open_on_holidays: true,
    })
    .execute();
}
