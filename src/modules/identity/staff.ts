import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import type { EmployeeId } from '../../kernel/index.ts';
import { cookieName, type House, type WebEnv } from '../../platform/index.ts';
import { createDirectory, type Directory, type Municipality } from '../tenancy/index.ts';
import type { Role } from './role.ts';
import { readSessionCookie, staffCookie } from './session.ts';
import { sessionOf } from './store.ts';

/** Whoever is at work here now. `name` is what citizens see. */
export type StaffMember = {
  readonly employeeId: EmployeeId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly municipality: Municipality;
};

/** What a request to a staff page carries. */
export type StaffEnv = { Variables: WebEnv['Variables'] & { staff: StaffMember } };

export const isEncrypted = (house: Pick<House, 'baseUrl'>): boolean => house.baseUrl().startsWith('https:');
export const staffCookieName = (house: Pick<House, 'baseUrl'>): string =>
  cookieName(staffCookie, { path: '/', secure: isEncrypted(house) });

/** The session cookie of a request, whole. */
export const sessionCookie = (house: Pick<House, 'baseUrl'>, c: Context): string | undefined =>
  getCookie(c, staffCookieName(house));

const directories = new WeakMap<House, Directory>();
/** The municipalities of the installation, read once a house. */
export function directoryOf(house: House): Directory {
  let found = directories.get(house);
  if (!found) {
    found = createDirectory(house);
    directories.set(house, found);
  }
  return found;
}

/**
 * Who sent this `cookie` header: for sockets and streams, which have no middleware. Null for nobody, for an ended session
 * and for a token of another municipality. Not to be called inside a transaction. A stream that stays open asks again when
 * it hears `staff:{employeeId}`: a session of hers has ended.
 */
export async function staffOf(house: House, cookieHeader: string | null | undefined): Promise<StaffMember | null> {
  if (!cookieHeader) return null;
  return staffByCookie(house, parse(cookieHeader, staffCookieName(house))[staffCookieName(house)]);
}

export async function staffByCookie(house: House, cookie: string | undefined): Promise<StaffMember | null> {
  const read = readSessionCookie(cookie);
  if (!read) return null;
  const session = await house.database.inMunicipality(read.municipality, () =>
    sessionOf(read.token, house.clock.now()),
  );
  if (!session || session.roles.length === 0) return null;
  const municipality = await directoryOf(house).byId(read.municipality);
  return municipality && { ...session, municipality };
}
