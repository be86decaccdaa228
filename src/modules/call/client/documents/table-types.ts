/** What the table of one page is to its panel, and what it needs. document-table.ts makes one. */
import type { Who } from '../../protocol.ts';
import type { Role } from '../../roles.ts';
import type { RoomChannel } from '../room-channel.ts';
import type { TabMemory } from './own-papers.ts';
import type { DocumentHead, Proof } from './read-document-message.ts';

export type TablePage = { readonly bytes: Uint8Array; readonly text: string; readonly caption: string };

export type TableDocument = DocumentHead & {
  /** By their order; null while a page is on its way. */
  readonly contents: readonly (TablePage | null)[];
  /** Whether our server has confirmed that the scanner found nothing; null while it is asked, or where nothing was checked. */
  readonly confirmed: boolean | null;
};

export type Pointer = {
  readonly who: Who;
  readonly id: string;
  readonly n: number;
  readonly x: number;
  readonly y: number;
};

/** What has just happened, for a status message. */
export type TableEvent =
  | { readonly t: 'put'; readonly who: Who; readonly title: string }
  | { readonly t: 'back'; readonly title: string }
  | { readonly t: 'removed'; readonly title: string }
  | { readonly t: 'turned'; readonly who: Who; readonly n: number }
  | { readonly t: 'full' };

export type TableState = {
  readonly documents: readonly TableDocument[];
  /** What this page looks at. */
  readonly shown: { readonly id: string; readonly n: number } | null;
  readonly following: boolean;
  readonly pointers: readonly Pointer[];
};

export type NewDocument = {
  readonly title: string;
  readonly pages: readonly TablePage[];
  readonly proof: Proof | null;
  readonly maySave: boolean;
};

export type DocumentTable = {
  readonly state: () => TableState;
  /** Null where there is no room. Gives those whom it was sent to. */
  readonly put: (document: NewDocument) => readonly Who[] | null;
  readonly remove: (id: string) => void;
  /** Looks at a page; together with the others where this person follows along and may point. */
  readonly show: (id: string, n: number) => void;
  readonly follow: (on: boolean) => void;
  readonly point: (at: { readonly x: number; readonly y: number } | null) => void;
  readonly close: () => void;
};

export type TableOptions = {
  readonly channel: RoomChannel;
  readonly me: { readonly who: Who; readonly role: Role };
  readonly newId: () => string;
  /** Asks our server whether the proof holds. */
  readonly confirm: (proof: Proof) => Promise<boolean>;
  readonly memory: TabMemory;
  readonly onChange: (state: TableState) => void;
  readonly onEvent: (event: TableEvent) => void;
};
