import type { Language } from '../../../../kernel/language.ts';
import type { PlaceAct } from '../../guests/decide-place.ts';
import type { Who } from '../../protocol.ts';
import type { GuestRole } from '../../roles.ts';

export type OpenLink = {
  readonly id: string;
  readonly role: GuestRole;
  readonly language: string | null;
  readonly signs: boolean;
  readonly expiresAt: string;
};
export type SendWay = 'sms' | 'mail';
/** Told once: neither our server nor this page keeps it after the panel is closed. */
export type MadeLink = {
  readonly link: OpenLink;
  readonly url: string;
  readonly code: string;
  readonly qr: { readonly size: number; readonly path: string };
  readonly ways: readonly SendWay[];
};
/** What came of it, or why not, in words for the person who asked. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly words: string };

/** Posts of a page that holds a place in the room: each shows that it does. `failed` is said when nobody answered. */
export function postsFrom(
  prefix: string,
  place: { readonly id: string; readonly token: string },
  failed: string,
): <Value>(path: string, body?: object) => Promise<Answer<Value>> {
  return async (path, body = {}) => {
    try {
      const response = await fetch(`${prefix}${path}`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify({ place: { participant: place.id, token: place.token }, ...body }),
      });
      const json = await response.json().catch(() => null);
      if (response.ok) return { ok: true, value: json };
      return { ok: false, words: typeof json?.title === 'string' ? json.title : failed };
    } catch {
      return { ok: false, words: failed };
    }
  };
}

export function createGuestApi(
  language: Language,
  place: { readonly id: string; readonly token: string },
  failed: string,
) {
  const post = postsFrom(`${language === 'da' ? '' : `/${language}`}/skranke/samtale/gaester`, place, failed);
  return {
    links: () => post<{ readonly links: readonly OpenLink[] }>(''),
    make: (wish: { readonly role: GuestRole; readonly language: string | null; readonly signs: boolean }) =>
      post<MadeLink>('/link', wish),
    revoke: (link: string) => post<{ readonly dropped: boolean }>('/traek', { link }),
    send: (sending: { readonly code: string; readonly way: SendWay; readonly to: string; readonly key: string }) =>
      post<{ readonly outcome: string; readonly text: string }>('/send', sending),
    act: (who: Who, act: PlaceAct) => post<object>('/plads', { who, act }),
  };
}
/** The citizen's own: one link for whoever is to be at her side. */
export const askForGuest = (
  base: string,
  place: { readonly id: string; readonly token: string },
  failed: string,
  role: GuestRole,
) => postsFrom(`${base}/samtale/gaest`, place, failed)<MadeLink>('/link', { role });

export type GuestApi = ReturnType<typeof createGuestApi>;
