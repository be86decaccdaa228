import type { Selectable } from 'kysely';
import { type Database, db, type MunicipalityTable, type PlaceTable, rowsVersion } from '../../db/index.ts';
import type { MunicipalityId } from '../../kernel/index.ts';
import type { Hours } from './opening-hours.ts';
import type { PlaceChange } from './place-form.ts';

export type Municipality = {
  readonly id: MunicipalityId;
  readonly slug: string;
  readonly name: string;
  readonly fullName: string;
  readonly host: string | null;
  readonly colour: string;
  readonly demonstration: boolean;
};

export type Place = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly hours: Hours;
  readonly helpHours: Hours;
};

const municipalityOf = (row: Selectable<MunicipalityTable>): Municipality => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  fullName: row.full_name,
  host: row.host,
  colour: row.colour,
  demonstration: row.demonstration,
});

const placeOf = (row: Selectable<PlaceTable>): Place => {
  const { exceptions } = row;
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    phone: row.phone,
    hours: { weekly: row.hours, exceptions, openOnHolidays: row.open_on_holidays },
    helpHours: { weekly: row.help_hours, exceptions, openOnHolidays: row.help_open_on_holidays },
  };
};

/** Every municipality of the installation. */
export async function allMunicipalities(database: Database): Promise<readonly Municipality[]> {
  const rows = await database.inTx(() => db().selectFrom('municipality').selectAll().orderBy('slug').execute());
  return rows.map(municipalityOf);
}

/** The places of the current municipality; the first is where help on screen is staffed. */
export async function places(): Promise<readonly Place[]> {
  const rows = await db().selectFrom('place').selectAll().orderBy('id').execute();
  return rows.map(placeOf);
}

/** Another whenever one of `places()` is, for whoever keeps them; to be selected beside what is asked anyway. */
export const placesVersion = () => rowsVersion('place');

/** One place of the current municipality, kept from other changes until the transaction ends; null where it is not ours. */
export async function placeToChange(id: string): Promise<Place | null> {
  const row = await db().selectFrom('place').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? placeOf(row) : null;
}

/** Writes what an administrator has decided. */
export async function changePlace(id: string, { address, phone, hours, helpHours }: PlaceChange): Promise<void> {
  await db()
    .updateTable('place')
    .set({
      address,
      phone,
      hours: JSON.stringify(hours.weekly),
      help_hours: JSON.stringify(helpHours.weekly),
      exceptions: JSON.stringify(hours.exceptions),
      open_on_holidays: hours.openOnHolidays,
      help_open_on_holidays: helpHours.openOnHolidays,
    })
    .where('id', '=', id)
    .execute();
}
