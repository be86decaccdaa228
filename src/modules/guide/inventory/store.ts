import type { Selectable } from 'kysely';
import { currentMunicipality, db, type EntranceTable } from '../../../db/index.ts';
import { byDanishOrder, type DateString, type EntranceId, newId, redactCpr } from '../../../kernel/index.ts';
import type { Checked, DataClass, Entrance, EntranceKind, EntranceStatus, EntranceText, Purpose } from './entrance.ts';

type Row = Selectable<EntranceTable>;

/** The values were held to their lists when they were written. */
const entranceOf = (row: Row): Entrance => ({
  id: row.id,
  name: row.name,
  kind: row.kind as EntranceKind,
  status: row.status as EntranceStatus,
  purpose: row.purpose as Purpose,
  address: row.address,
  services: row.services,
  ownerRole: row.owner_role,
  backupRole: row.backup_role,
  unit: row.unit,
  dataClass: row.data_class as DataClass,
  kle: row.kle,
  note: row.note,
  replacedBy: row.replaced_by,
  cycleMonths: row.cycle_months,
  checked: checkedOf(row),
  version: row.version,
});

export const checkedOf = (row: {
  readonly checked_on: string | null;
  readonly checked_role: string;
  readonly checked_how: string;
}): Checked | null =>
  row.checked_on === null ? null : { on: row.checked_on, role: row.checked_role, how: row.checked_how };

/** Every entrance of the current municipality, by name in Danish order. */
export async function readEntrances(): Promise<readonly Entrance[]> {
  const rows = await db()
    .selectFrom('entrance')
    .selectAll()
    .where('municipality_id', '=', currentMunicipality())
    .orderBy('id')
    .execute();
  return rows.map((row) => entranceOf(row)).sort(byDanishOrder((one) => one.name));
}

/** Held until the transaction ends: what is decided on it is still true when it is written. */
export async function lockEntrance(id: EntranceId): Promise<Entrance | null> {
  const row = await db().selectFrom('entrance').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? entranceOf(row) : null;
}

const columnsOf = (text: EntranceText) => ({
  name: redactCpr(text.name),
  kind: text.kind,
  status: text.status,
  purpose: text.purpose,
  address: redactCpr(text.address),
  services: JSON.stringify(text.services),
  owner_role: redactCpr(text.ownerRole),
  backup_role: redactCpr(text.backupRole),
  unit: redactCpr(text.unit),
  data_class: text.dataClass,
  kle: text.kle,
  note: redactCpr(text.note),
  cycle_months: text.cycleMonths,
});

export async function addEntrance(text: EntranceText, id: EntranceId = newId<'entrance'>()): Promise<EntranceId> {
  await db()
    .insertInto('entrance')
    .values({
      id,
      municipality_id: currentMunicipality(),
      ...columnsOf(text),
      replaced_by: null,
      checked_on: null,
      checked_role: '',
      checked_how: '',
      version: 1,
    })
    .execute();
  return id;
}

/** False when somebody has changed it since `version`: then nothing is written. An entrance in use replaces nothing. */
export async function changeEntrance(id: EntranceId, version: number, text: EntranceText): Promise<boolean> {
  return written(
    await db()
      .updateTable('entrance')
      .set({ ...columnsOf(text), replaced_by: null, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

export async function retireEntrance(id: EntranceId, version: number, replacedBy: EntranceId | null): Promise<boolean> {
  return written(
    await db()
      .updateTable('entrance')
      .set({ status: 'retired', replaced_by: replacedBy, version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

export async function noteChecked(id: EntranceId, version: number, checked: Checked): Promise<boolean> {
  return written(
    await db()
      .updateTable('entrance')
      .set({
        checked_on: checked.on,
        checked_role: redactCpr(checked.role),
        checked_how: redactCpr(checked.how),
        version: version + 1,
      })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

const written = (result: { readonly numUpdatedRows: bigint }): boolean => result.numUpdatedRows === 1n;

/** The roles that may own something, in Danish order. */
export async function readRoles(): Promise<readonly string[]> {
  const rows = await db()
    .selectFrom('owner_role')
    .select('name')
    .where('municipality_id', '=', currentMunicipality())
    .execute();
  return rows.map((row) => row.name).sort(byDanishOrder((name) => name));
}

/** Makes the list be these. What a role that leaves it owned keeps its name, and is found as owned by an unknown role. */
export async function writeRoles(names: readonly string[]): Promise<void> {
  const wanted = names.map((name) => redactCpr(name));
  const known = await readRoles();
  const gone = known.filter((name) => !wanted.includes(name));
  const fresh = wanted.filter((name) => !known.includes(name));
  if (gone.length > 0) await db().deleteFrom('owner_role').where('name', 'in', gone).execute();
  if (fresh.length > 0)
    await db()
      .insertInto('owner_role')
      .values(fresh.map((name) => ({ municipality_id: currentMunicipality(), name })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** How one guide text is looked after here; version 0 where nothing has been said yet. */
export type TextCare = {
  readonly service: string;
  readonly ownerRole: string;
  readonly cycleMonths: number;
  readonly checked: Checked | null;
  readonly version: number;
};

export async function readTextCare(): Promise<ReadonlyMap<string, TextCare>> {
  const rows = await db()
    .selectFrom('text_care')
    .selectAll()
    .where('municipality_id', '=', currentMunicipality())
    .execute();
  return new Map(
    rows.map((row) => [
      row.service,
      {
        service: row.service,
        ownerRole: row.owner_role,
        cycleMonths: row.cycle_months,
        checked: checkedOf(row),
        version: row.version,
      },
    ]),
  );
}

/** False when somebody has changed it since `care.version`. */
export async function writeTextCare(care: TextCare): Promise<boolean> {
  const values = {
    owner_role: redactCpr(care.ownerRole),
    cycle_months: care.cycleMonths,
    checked_on: care.checked?.on ?? null,
    checked_role: redactCpr(care.checked?.role ?? ''),
    checked_how: redactCpr(care.checked?.how ?? ''),
    version: care.version + 1,
  };
  const result = await db()
    .insertInto('text_care')
    .values({ municipality_id: currentMunicipality(), service: care.service, ...values })
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'service'])
        .doUpdateSet(values)
        .where('text_care.version', '=', care.version),
    )
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) === 1n;
}

/** The Danish date on which a text was last looked at: nationally or here, whichever is later. */
export const lastLook = (national: DateString, own: Checked | null): DateString =>
  own !== null && own.on > national ? own.on : national;
