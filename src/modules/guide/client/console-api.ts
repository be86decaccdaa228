import type { ConsoleData } from '../desk/console-data.ts';
import type { ConsoleService, ConsoleStart } from '../desk/routes.tsx';
import type { HeldContact, SendResult } from './contact-counter.ts';

export type Invitation = {
  readonly id: string;
  readonly code: string;
  /** Without `https://`, to be read aloud. */
  readonly address: string;
  readonly url: string;
};
export type InvitationState = 'open' | 'waiting' | 'taken' | 'gone';
export type InvitationWish = {
  readonly service: string | null;
  readonly step: string | null;
  readonly form: 'video' | 'voice' | 'text';
  readonly language: string;
};

/** The console's calls to our server. Null: it did not work. */
export function createConsoleApi(prefix: string) {
  const base = `${prefix}/skranke`;
  const ask = async (path: string, init: RequestInit = {}): Promise<Response | null> => {
    try {
      const response = await fetch(`${base}${path}`, {
        ...init,
        headers: { accept: 'application/json', ...(init.body ? { 'content-type': 'application/json' } : {}) },
      });
      // The session has ended: the login brings her back here.
      if (response.status === 401) window.location.reload();
      return response;
    } catch {
      return null;
    }
  };
  const get = async <Answer>(path: string): Promise<Answer | null> => {
    const response = await ask(path);
    return response?.ok ? ((await response.json()) as Answer) : null;
  };
  const post = (path: string, body: object) => ask(path, { method: 'POST', body: JSON.stringify(body) });

  return {
    start: () => get<ConsoleStart>('/vejledning/start'),
    data: (print: string) => get<ConsoleData>(`/vejledning/data/${print}`),
    service: (slug: string) => get<ConsoleService>(`/vejledning/ydelse/${slug}`),
    read: (subject: string, mark: string) => post('/vejledning/laest', { subject, mark }),
    favourite: (service: string, kept: boolean) => post('/vejledning/favorit', { service, kept }),
    count: async ({ at: _, ...contact }: HeldContact, leaving: boolean): Promise<SendResult> => {
      const body = JSON.stringify(contact);
      const response = await ask('/henvendelse', { method: 'POST', body, keepalive: leaving });
      if (!response || response.status >= 500 || response.status === 401 || response.status === 429) return 'lost';
      return response.ok ? 'counted' : 'refused';
    },
    invite: async (wish: InvitationWish): Promise<Invitation | null> => {
      const response = await post('/invitation', wish);
      return response?.ok ? ((await response.json()) as Invitation) : null;
    },
    invitation: async (id: string): Promise<InvitationState | null> =>
      (await get<{ state: InvitationState }>(`/invitation/${id}`))?.state ?? null,
    send: async (wish: object): Promise<number> => (await post('/send', wish))?.status ?? 0,
  };
}
export type ConsoleApi = ReturnType<typeof createConsoleApi>;
