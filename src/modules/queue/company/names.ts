import { type EmployeeId, ok, type Result, refuse } from '../../../kernel/index.ts';
import { audit, type House } from '../../../platform/index.ts';
import { employeeNames, type StaffMember, staffHere } from '../../identity/index.ts';
import { type Place, places } from '../../tenancy/index.ts';
import { type AliasFault, readAlias, readSpot, shownName } from './rules.ts';
import { aliasesOf, aliasesOfOthers, putAlias, putStation, type Station, stationOf } from './store.ts';

/** Which group a service belongs to; null for a conversation without one. Asked of the guide before a transaction begins. */
export type GroupOf = (service: string | null) => string | null;
export const noGroups: GroupOf = () => null;

/** Under which name citizens see her in this kind of conversation. In the caller's municipal transaction. */
export async function nameShown(
  staff: Pick<StaffMember, 'employeeId' | 'name'>,
  group: string | null,
): Promise<string> {
  return shownName(await aliasesOf(staff.employeeId), group, staff.name);
}

/** The same for a colleague, whose name is looked up; null where there is nobody of that id. */
export async function nameShownOf(employee: EmployeeId, group: string | null): Promise<string | null> {
  const name = (await employeeNames([employee])).get(employee);
  return name === undefined ? null : nameShown({ employeeId: employee, name }, group);
}

/**
 * Sets or takes back an alias. `of` is the employee herself, or one for whom the administrator does it. Who is behind an alias
 * stands in the audit with every conversation, and the change with the id of whose it is, never with the name.
 */
export async function setAlias(
  house: House,
  by: StaffMember,
  of: EmployeeId,
  kind: string,
  written: string,
): Promise<Result<null, AliasFault>> {
  return house.database.inMunicipality(by.municipality.id, async () => {
    const others = (await staffHere()).filter((one) => one.id !== of).map((one) => one.name);
    const read = readAlias(written, [...others, ...(await aliasesOfOthers(of))]);
    if (!read.ok) return refuse(read.reason);
    if ((await aliasesOf(of)).get(kind) === (read.value ?? undefined)) return ok(null);
    await putAlias(of, kind, read.value);
    await audit(
      {
        actor: by.employeeId,
        role: by.roles.join(' '),
        action: 'alias.set',
        subject: of,
        outcome: 'done',
        purpose: `shown to citizens: ${kind}`,
      },
      house.clock.now(),
    );
    await house.bus.notify(`line:${by.municipality.id}`);
    return ok(null);
  });
}

/** Where she sits today. A place that is not the municipality's is none. */
export async function setStation(
  house: House,
  staff: StaffMember,
  placeId: string | null,
  spot: string,
): Promise<void> {
  await house.database.inMunicipality(staff.municipality.id, async () => {
    const known = (await places()).some((place) => place.id === placeId);
    await putStation(staff.employeeId, { placeId: known ? placeId : null, spot: readSpot(spot) });
    await house.bus.notify(`line:${staff.municipality.id}`);
  });
}

/** `Borgerservice, skranke 2`; empty where she has not said. */
export const stationWords = (station: Station, all: readonly Place[]): string =>
  [all.find((place) => place.id === station.placeId)?.name ?? '', station.spot]
    .filter((part) => part !== '')
    .join(', ');

export const whereIs = async (employee: EmployeeId): Promise<string> =>
  stationWords(await stationOf(employee), await places());
