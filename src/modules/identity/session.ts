import { type MunicipalityId, parseId } from '../../kernel/index.ts';

/** A shared computer at a counter is left alone: an hour without a request ends it (ASVS 7.3.1). */
export const idleSeconds = 60 * 60;
/** A working day and a little; then the identity provider is asked again (ASVS 7.3.2). */
export const absoluteSeconds = 10 * 60 * 60;
/** A desk asks often; one write a minute tells enough. */
export const touchEverySeconds = 60;

export const staffCookie = 'mb_staff';

/** Is the session alive at this instant, and is it time to note that it was seen? */
export function sessionState(
  session: { readonly seenAt: Date; readonly expiresAt: Date },
  now: Date,
): { readonly live: boolean; readonly touch: boolean } {
  const quietMs = now.getTime() - session.seenAt.getTime();
  const live = quietMs < idleSeconds * 1000 && now.getTime() < session.expiresAt.getTime();
  return { live, touch: live && quietMs >= touchEverySeconds * 1000 };
}

/** The municipality stands in the cookie, since its rows can be seen only once it is known. */
export const sessionCookieValue = (municipality: MunicipalityId, token: string): string => `${municipality}.${token}`;

export function readSessionCookie(
  value: string | undefined,
): { readonly municipality: MunicipalityId; readonly token: string } | null {
  const split = value?.indexOf('.') ?? -1;
  if (value === undefined || split === -1) return null;
  const municipality = parseId<'municipality'>(value.slice(0, split));
  const token = value.slice(split + 1);
  return municipality === null || !/^[\w-]{32}$/.test(token) ? null : { municipality, token };
}
