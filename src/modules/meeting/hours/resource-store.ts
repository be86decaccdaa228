import * as v from 'valibot';
import { currentMunicipality, db, type ResourceKind } from '../../../db/index.ts';
import { type EmployeeId, newId, ok, type Result, refuse } from '../../../kernel/index.ts';
import { byDanishOrder } from '../../../kernel/language.ts';
import { type ResourceHours, resourceHoursSchema } from '../meeting-rules.ts';

/** Somebody or something that can be booked, as those who set it up see it. */
export type ResourceCard = {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly name: string;
  readonly employeeId: EmployeeId | null;
  readonly placeId: string | null;
  readonly skills: readonly string[];
  /** BCP 47, `sgn` for sign language. */
  readonly languages: readonly string[];
  readonly hours: ResourceHours;
  readonly active: boolean;
  readonly version: number;
};

const columns = [
  'id',
  'kind',
  'name',
  'employee_id',
  'place_id',
  'skills',
  'languages',
  'hours',
  'active',
  'version',
] as const;
const kinds: readonly ResourceKind[] = ['employee', 'room', 'kiosk', 'interpreter'];

const rows = () => db().selectFrom('meeting_resource').select(columns);
type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];
const cardOf = (row: Row): ResourceCard => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  employeeId: row.employee_id,
  placeId: row.place_id,
  skills: row.skills,
  languages: row.languages,
  hours: v.parse(resourceHoursSchema, row.hours),
  active: row.active,
  version: row.version,
});

/** Everybody and everything that can be booked or could once, by kind and name. In the caller's municipal transaction, as all here. */
export async function allResources(): Promise<readonly ResourceCard[]> {
  const found = (await rows().execute()).map(cardOf);
  return found.sort(byDanishOrder(({ name }) => name)).sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

export async function resourceById(id: string): Promise<ResourceCard | null> {
  const row = await rows().where('id', '=', id).executeTakeFirst();
  return row ? cardOf(row) : null;
}

export async function resourceOfEmployee(employee: EmployeeId): Promise<ResourceCard | null> {
  const row = await rows().where('employee_id', '=', employee).executeTakeFirst();
  return row ? cardOf(row) : null;
}

export type ResourceToSave = Omit<ResourceCard, 'id' | 'version'>;

/** A new one. `twice`: the employee has a calendar already. */
export async function makeResource(resource: ResourceToSave): Promise<Result<{ readonly id: string }, 'twice'>> {
  const id = newId();
  const made = await db()
    .insertInto('meeting_resource')
    .values({ id, municipality_id: currentMunicipality(), ...valuesOf(resource), version: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made ? ok({ id }) : refuse('twice');
}

/** Writes all of it, kind and employee apart, which it keeps. `changed`: somebody else saved since `version` was read. */
export async function saveResource(
  id: string,
  version: number,
  resource: ResourceToSave,
): Promise<Result<null, 'changed'>> {
  const { kind: _kind, employee_id: _employee, ...values } = valuesOf(resource);
  const saved = await db()
    .updateTable('meeting_resource')
    .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return saved.numUpdatedRows === 1n ? ok(null) : refuse('changed');
}

const valuesOf = (resource: ResourceToSave) => ({
  kind: resource.kind,
  name: resource.name,
  employee_id: resource.employeeId,
  place_id: resource.placeId,
  skills: JSON.stringify(resource.skills),
  languages: JSON.stringify(resource.languages),
  hours: JSON.stringify(resource.hours),
  active: resource.active,
});
