/** What the page asks our server: what is set up, whether a file has a virus, and whether another's proof holds. */
import type { CheckAnswer, DocumentSettings } from '../../documents/routes.ts';
import type { Proof } from './read-document-message.ts';

export type Participant = { readonly id: string; readonly token: string };
export type Found =
  | { readonly is: 'clean'; readonly proof: Proof }
  | { readonly is: 'infected' | 'unknown' | 'refused' | 'too-many' };

export type DocumentServer = {
  readonly settings: () => Promise<DocumentSettings>;
  readonly check: (bytes: Uint8Array, signal: AbortSignal) => Promise<Found>;
  readonly confirm: (proof: Proof) => Promise<boolean>;
};

export function documentServer(base: string, participant: Participant): DocumentServer {
  const address = `${base}/samtale/papirer`;
  const headers = { authorization: `Bearer ${participant.token}`, 'x-participant': participant.id };
  return {
    settings: async () => {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error('no settings');
      return (await answer.json()) as DocumentSettings;
    },
    check: async (bytes, signal) => {
      try {
        const answer = await fetch(`${address}/tjek`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/octet-stream' },
          body: bytes as Uint8Array<ArrayBuffer>,
          signal,
        });
        if (answer.status === 403) return { is: 'refused' };
        if (answer.status === 429) return { is: 'too-many' };
        if (!answer.ok) return { is: 'unknown' };
        const said = (await answer.json()) as CheckAnswer;
        if (said.finding !== 'clean') return { is: said.finding };
        const { sha256, kind, proof } = said;
        return { is: 'clean', proof: { sha256, kind, proof } };
      } catch {
        return { is: 'unknown' };
      }
    },
    confirm: async (proof) => {
      const answer = await fetch(`${address}/bevis`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(proof),
      });
      return answer.ok && ((await answer.json()) as { holds?: unknown }).holds === true;
    },
  };
}
