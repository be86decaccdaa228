import { useEffect, useState } from 'preact/hooks';

/** A paper that the citizen sent before the meeting: its name, and where the employee's own session fetches it. */
export type SentPaper = { readonly name: string; readonly url: string };

const none: readonly SentPaper[] = [];

/** What was sent for this meeting, asked once by whoever holds it; nobody else's session is answered. Never throws. */
export function useSentAhead(asks: boolean): readonly SentPaper[] {
  const [sent, setSent] = useState(none);
  useEffect(() => {
    if (!asks) return;
    let left = false;
    void readSentAhead(fetch).then((found) => {
      if (!left) setSent(found);
    });
    return () => {
      left = true;
    };
  }, [asks]);
  return sent;
}

export async function readSentAhead(ask: typeof fetch): Promise<readonly SentPaper[]> {
  try {
    const answer = await ask('/skranke/papirer', { headers: { accept: 'application/json' } });
    const said: unknown = answer.ok ? await answer.json() : null;
    return Array.isArray(said) ? said.filter(isPaper) : none;
  } catch {
    return none;
  }
}

const isPaper = (value: unknown): value is SentPaper => {
  const { name, url } = (value ?? {}) as Partial<Record<keyof SentPaper, unknown>>;
  return typeof name === 'string' && typeof url === 'string' && /^\/skranke\/moeder\/[\w/-]+$/.test(url);
};

/** The paper as a file that was chosen; null when it cannot be had any more. */
export async function fetchSent({ name, url }: SentPaper): Promise<File | null> {
  try {
    const answer = await fetch(url);
    return answer.ok ? new File([await answer.blob()], name) : null;
  } catch {
    return null;
  }
}
