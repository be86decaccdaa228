/**
 * One's own documents, which a page that is loaded anew has no more and the others still hold. They give them back, and nobody
 * can give back what she has not put there: the tab remembers a digest of each document of its own, and takes what fits it.
 * Nothing else of a document is remembered, and with the tab the digests are gone.
 */
import { limits } from '../../documents/limits.ts';
import type { Who } from '../../protocol.ts';
import { cleanText, type DocumentHead } from './read-document-message.ts';
import type { TablePage } from './table-types.ts';

/** What the tab keeps until it is closed, as text; null forgets it. */
export type TabMemory = { readonly read: () => string | null; readonly keep: (text: string | null) => void };

export type OwnPapers = {
  /** Put on the table by this page. */
  readonly remember: (head: DocumentHead, pages: readonly TablePage[]) => Promise<void>;
  readonly forget: (id: string) => void;
  /** Somebody says what she has whole. Gives what she is asked for now. */
  readonly offered: (by: Who, have: readonly string[]) => readonly string[];
  /** She cannot be asked any more. Gives who is asked for what instead. */
  readonly left: (who: Who) => readonly { readonly who: Who; readonly ids: readonly string[] }[];
  /** The beginning of something that she was asked for; false for anything else. */
  readonly takeHead: (by: Who, head: DocumentHead) => boolean;
  /** Null while it is not whole, and for good where it is not what was put there. */
  readonly takePage: (by: Who, id: string, n: number, page: TablePage) => Promise<Returned | null>;
  /** Bytes of what is not whole yet. */
  readonly bytesHeld: () => number;
  readonly clear: () => void;
};
export type Returned = { readonly head: DocumentHead; readonly pages: readonly TablePage[] };

type Coming = { readonly by: Who; readonly head: DocumentHead; readonly pages: (TablePage | null)[] };

export function createOwnPapers(memory: TabMemory): OwnPapers {
  const digests = new Map(readDigests(memory.read()));
  /** From before this page was loaded, and not back yet. */
  const missing = new Set(digests.keys());
  const holders = new Map<Who, readonly string[]>();
  const asked = new Map<string, Who>();
  const coming = new Map<string, Coming>();

  const write = () => memory.keep(digests.size === 0 ? null : JSON.stringify([...digests]));
  function forget(id: string): void {
    missing.delete(id);
    coming.delete(id);
    asked.delete(id);
    if (digests.delete(id)) write();
  }
  function ask(who: Who, have: readonly string[]): readonly string[] {
    const ids = have.filter((id) => missing.has(id) && !asked.has(id));
    for (const id of ids) asked.set(id, who);
    return ids;
  }

  return {
    remember: async (head, pages) => {
      const digest = await digestOf(head, pages);
      if (digest === null) return;
      digests.set(head.id, digest);
      write();
    },
    forget,
    offered: (by, have) => {
      holders.set(by, have);
      return ask(by, have);
    },
    left: (who) => {
      holders.delete(who);
      for (const [id, by] of asked)
        if (by === who) {
          asked.delete(id);
          coming.delete(id);
        }
      return [...holders]
        .map(([other, have]) => ({ who: other, ids: ask(other, have) }))
        .filter(({ ids }) => ids.length > 0);
    },
    takeHead: (by, head) => {
      if (asked.get(head.id) !== by || coming.has(head.id)) return false;
      coming.set(head.id, { by, head, pages: new Array(head.pages).fill(null) });
      return true;
    },
    takePage: async (by, id, n, page) => {
      const document = coming.get(id);
      if (!document || document.by !== by || n > document.head.pages || document.pages[n - 1]) return null;
      document.pages[n - 1] = page;
      const pages = document.pages.filter((one) => one !== null);
      if (pages.length < document.head.pages) return null;
      const digest = await digestOf(document.head, pages);
      if (coming.get(id) !== document) return null;
      coming.delete(id);
      if (digest === null || digest !== digests.get(id)) return null;
      missing.delete(id);
      return { head: document.head, pages };
    },
    bytesHeld: () => {
      let sum = 0;
      for (const { pages } of coming.values()) for (const page of pages) sum += page?.bytes.length ?? 0;
      return sum;
    },
    clear: () => {
      for (const id of [...digests.keys()]) forget(id);
    },
  };
}

/** Of what the others have of it: words as they are cleaned on arrival. Null where the browser has no digests. */
async function digestOf(head: DocumentHead, pages: readonly TablePage[]): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const parts = await Promise.all(
    pages.map(async ({ bytes, text, caption }) => [
      await sha256(bytes),
      cleanText(text, limits.textLength, true),
      cleanText(caption, limits.captionLength, false),
    ]),
  );
  const title = cleanText(head.title, limits.titleLength, false);
  return sha256(
    new TextEncoder().encode(JSON.stringify([head.id, title, head.maySave, head.proof?.proof ?? null, parts])),
  );
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** This tab wrote it, but whoever sits before it can change it. */
function readDigests(text: string | null): readonly [string, string][] {
  try {
    const pairs: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(pairs)
      ? pairs
          .filter((pair) => Array.isArray(pair) && pair.every((one) => typeof one === 'string'))
          .slice(0, limits.documentsOfOne)
          .map(([id, digest]) => [String(id), String(digest)])
      : [];
  } catch {
    return [];
  }
}
