import type { Language } from '../../../kernel/language.ts';
import type { ConsoleData } from '../desk/console-data.ts';
import { deskTexts } from '../desk/messages.ts';
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

/** A link in all the ways it can be given, and why one is missing. */
export type LinkToSend = {
  readonly address: string;
  readonly ways: readonly ('sms' | 'mail')[];
  readonly off: string | null;
};
export type LinkMessage = {
  readonly slug: string;
  readonly step: string | null;
  readonly way: 'sms' | 'mail';
  readonly to: string;
  readonly key: string;
  readonly language: Language;
};

/** The console's calls to our server. Null: it did not work. */
export function createConsoleApi(language: Language) {
  const prefix = language === 'da' ? '' : `/${language}`;
  const texts = deskTexts(language);
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
    linkToSend: (service: string, step: string | null) =>
      get<LinkToSend>(`/send?emne=${service}${step === null ? '' : `&trin=${step}`}`),
    /** What came of it, in words for her. */
    send: async (message: LinkMessage): Promise<{ readonly ok: boolean; readonly text: string }> => {
      const response = await post('/send', message);
      const answer = (await response?.json().catch(() => null)) as { title?: string; text?: string; outcome?: string };
      const went = response?.ok === true && (answer?.outcome ?? '').startsWith('accepted');
      return { ok: went, text: answer?.text ?? answer?.title ?? texts.notSent };
    },
    /** The code that a citizen reads aloud from her own ticks. */
    code: async (code: string): Promise<{ readonly slug: string; readonly done: readonly string[] } | null> => {
      const response = await post('/kode', { code });
      const read = response?.ok ? ((await response.json()) as { kind: string; slug: string; done: string[] }) : null;
      return read?.kind === 'found' ? read : null;
    },
  };
}
export type ConsoleApi = ReturnType<typeof createConsoleApi>;
