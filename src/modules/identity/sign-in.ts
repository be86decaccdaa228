import { type MunicipalityId, redactCpr } from '../../kernel/index.ts';
import { audit, type House } from '../../platform/index.ts';
import type { Role } from './role.ts';
import { sessionCookieValue } from './session.ts';
import { directoryOf } from './staff.ts';
import { beginSession, disableEmployee, endSession } from './store.ts';

export type SigningIn = {
  readonly municipality: MunicipalityId;
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly idToken: string | null;
};

const idTokenPurpose = 'staff id token';
/** A token with dozens of claims makes the logout address too long for some servers; without it the provider asks whom. */
const longestIdToken = 4_000;

/** Keeps the employee, begins a session with a token of its own, and notes it in the audit. Answers the cookie's value. */
export async function signIn(house: House, who: SigningIn): Promise<string> {
  const now = house.clock.now();
  const { municipality, roles, idToken } = who;
  const kept =
    idToken !== null && idToken.length <= longestIdToken
      ? house.keys.seal(idTokenPurpose, municipality, idToken)
      : null;
  return house.database.inMunicipality(municipality, async () => {
    const { employeeId, token } = await beginSession({ ...who, name: redactCpr(who.name) }, kept, now);
    const entry = {
      actor: employeeId,
      role: roles.join(' '),
      action: 'session.begin',
      subject: employeeId,
      outcome: 'done',
    } as const;
    await audit({ ...entry, purpose: 'login' }, now);
    return sessionCookieValue(municipality, token);
  });
}

/** Ends a session and wakes what still shows it. Answers the ID token for the provider's own logout, if there is one. */
export async function signOut(
  house: House,
  session: { municipality: MunicipalityId; token: string },
): Promise<string | null> {
  const ended = await house.database.inMunicipality(session.municipality, async () => {
    const found = await endSession(session.token);
    if (found) await house.bus.notify(`staff:${found.employeeId}`);
    return found;
  });
  return ended?.idToken ? house.keys.open(idTokenPurpose, session.municipality, ended.idToken) : null;
}

/** The provider gives this person no right any more: wherever she is known, her roles and sessions end now. */
export async function shutOut(house: House, who: { readonly issuer: string; readonly subject: string }): Promise<void> {
  for (const { id } of await directoryOf(house).all()) {
    await house.database.inMunicipality(id, async () => {
      const employee = await disableEmployee(who.issuer, who.subject);
      if (employee) await house.bus.notify(`staff:${employee}`);
    });
  }
}
