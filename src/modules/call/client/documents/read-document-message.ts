/** What the tables of a conversation say to each other. What comes from another's page is checked here, before anything believes it. */
import { imageSize } from '../../documents/image-size.ts';
import { limits } from '../../documents/limits.ts';
import type { Checked } from '../../documents/proof.ts';
import { isKind, sniff } from '../../documents/sniff.ts';
import type { Who } from '../../protocol.ts';

export type Proof = Checked & { readonly proof: string };

/** What is known of a document before its pages come. */
export type DocumentHead = {
  readonly id: string;
  readonly owner: Who;
  readonly title: string;
  readonly pages: number;
  /** Null where nobody checked it: paper from a camera, or a municipality without a scanner. */
  readonly proof: Proof | null;
  /** Whether the others may keep a copy. */
  readonly maySave: boolean;
};

export type PageHead = {
  readonly id: string;
  readonly n: number;
  readonly text: string;
  readonly caption: string;
};

export type DocumentMessage =
  /** From a page that has just come within reach: these documents it has whole. */
  | { readonly t: 'hello'; readonly have: readonly string[] }
  /** To one who holds documents of the sender's that her page, loaded anew, has no more. */
  | { readonly t: 'back'; readonly ids: readonly string[] }
  | ({ readonly t: 'put' } & DocumentHead)
  /** The picture travels beside the words. */
  | ({ readonly t: 'page'; readonly bytes: Uint8Array | null } & PageHead)
  | { readonly t: 'gone'; readonly id: string };

export type LiveMessage =
  /** `clock` counts up with every turning, so that the last one wins everywhere. */
  | { readonly t: 'turn'; readonly id: string; readonly n: number; readonly clock: number }
  /** Shares of the page's width and height; without a place the pointer is taken away. */
  | { readonly t: 'point'; readonly id: string; readonly n: number; readonly at: { x: number; y: number } | null };

const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{8,40}$/.test(value);
const isCount = (value: unknown, low: number, high: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= low && (value as number) <= high;
const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

/** Text of another: no control characters but line ends, no marks that turn its direction, no more than there is room for. */
export const cleanText = (value: unknown, most: number, lines: boolean): string | null => {
  if (typeof value !== 'string' || value.length > most * 2) return null;
  const kept = Array.from(value, (letter) =>
    isHidden(letter) ? (letter === '\n' && lines ? '\n' : ' ') : letter,
  ).join('');
  return kept.slice(0, most).trim();
};
const isHidden = (letter: string): boolean => {
  const code = letter.codePointAt(0) ?? 0;
  return (
    code < 0x20 ||
    (code >= 0x7f && code < 0xa0) ||
    (code >= 0x200e && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  );
};

function readProof(value: unknown): Proof | null {
  if (typeof value !== 'object' || value === null) return null;
  const { sha256, kind, proof } = value as Record<string, unknown>;
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return null;
  if (typeof kind !== 'string' || !isKind(kind)) return null;
  if (typeof proof !== 'string' || !/^[\w-]{16,128}$/.test(proof)) return null;
  return { sha256, kind, proof };
}

/** A page is a JPEG of our size, or it is nothing. */
export function isPagePicture(bytes: Uint8Array): boolean {
  if (bytes.length > limits.pageBytes || sniff(bytes.subarray(0, 1024)) !== 'jpeg') return false;
  const size = imageSize('jpeg', bytes);
  return size !== null && size.width * size.height <= limits.pagePixels;
}

export function readDocumentMessage(json: unknown, bytes: Uint8Array | null): DocumentMessage | null {
  if (typeof json !== 'object' || json === null) return null;
  const message = json as Record<string, unknown>;
  if (message.t === 'hello')
    return Array.isArray(message.have)
      ? { t: 'hello', have: message.have.filter(isId).slice(0, limits.documents) }
      : null;
  if (message.t === 'back')
    return Array.isArray(message.ids)
      ? { t: 'back', ids: message.ids.filter(isId).slice(0, limits.documentsOfOne) }
      : null;
  const { id } = message;
  if (!isId(id)) return null;
  switch (message.t) {
    case 'put': {
      const title = cleanText(message.title, limits.titleLength, false);
      if (!title || !isCount(message.pages, 1, limits.pages) || !isCount(message.owner, 1, 10_000)) return null;
      return {
        t: 'put',
        id,
        owner: message.owner,
        title,
        pages: message.pages,
        proof: readProof(message.proof),
        maySave: message.maySave === true,
      };
    }
    case 'page': {
      const text = cleanText(message.text, limits.textLength, true);
      const caption = cleanText(message.caption, limits.captionLength, false);
      if (text === null || caption === null || !isCount(message.n, 1, limits.pages)) return null;
      if (!bytes || !isPagePicture(bytes)) return null;
      return { t: 'page', id, n: message.n, text, caption, bytes };
    }
    case 'gone':
      return { t: 'gone', id };
    default:
      return null;
  }
}

export function readLiveMessage(json: unknown): LiveMessage | null {
  if (typeof json !== 'object' || json === null) return null;
  const { t, id, n, clock, at } = json as Record<string, unknown>;
  if (!isId(id) || !isCount(n, 1, limits.pages)) return null;
  if (t === 'turn') return isCount(clock, 1, 1_000_000_000) ? { t, id, n, clock } : null;
  if (t !== 'point') return null;
  if (at === null) return { t, id, n, at };
  if (typeof at !== 'object') return null;
  const { x, y } = at as Record<string, unknown>;
  return isShare(x) && isShare(y) ? { t, id, n, at: { x, y } } : null;
}
