import type { DeskState } from '../desk-state.ts';

/** What came of a wish that a colleague or a citizen may have overtaken. */
export type CompanyAnswer = { readonly desk: DeskState } | { readonly refused: string };

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
    take: (key: string) => send<DeskState>('POST', '/tag', { key }),
    goneNext: () => send<DeskState>('POST', '/gaaet', {}),
    close: (closing: {
      readonly outcome: string;
      readonly kind: string;
      readonly task: string | null;
      readonly agreed: readonly string[];
    }) => send<DeskState>('POST', '/luk', closing),
    leave: () => send<DeskState>('POST', '/forlad', {}),
    /** One of the desk's posts about colleagues (company/routes.ts). */
    company: async (path: string, body: object): Promise<CompanyAnswer> => {
      try {
        const response = await fetch(`${prefix}/skranke/selskab/${path}`, {
          method: 'POST',
          headers: { accept: 'application/json', 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        if (response.status === 401) window.location.reload();
        if (response.ok) return { desk: (await response.json()) as DeskState };
        return { refused: ((await response.json()) as { title?: string }).title ?? '' };
      } catch {
        return { refused: '' };
      }
    },
  };
}
export type DeskApi = ReturnType<typeof createDeskApi>;
