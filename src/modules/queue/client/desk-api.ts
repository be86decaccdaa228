import type { DeskState } from '../desk-state.ts';

/** The desk's calls to our server. Null: it did not work, and the stream will bring the truth. */
export function createDeskApi(prefix: string) {
  const send = async <Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer | null> => {
    try {
      const response = await fetch(`${prefix}/skranke${path}`, {
        method,
        headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      // The session has ended: the login brings her back here.
      if (response.status === 401) window.location.reload();
      return response.ok ? ((await response.json()) as Answer) : null;
    } catch {
      return null;
    }
  };
  return {
    next: () => send<DeskState>('POST', '/naeste', {}),
    goneNext: () => send<DeskState>('POST', '/gaaet', {}),
    close: (closing: { readonly outcome: string; readonly kind: string; readonly task: string | null }) =>
      send<DeskState>('POST', '/luk', closing),
    leave: () => send<DeskState>('POST', '/forlad', {}),
  };
}
export type DeskApi = ReturnType<typeof createDeskApi>;
