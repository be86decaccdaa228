/**
 * The table: documents of all who take part, as this page holds them, and what it tells the others. In memory only; who
 * leaves the page leaves nothing. A document comes from its owner's page alone, so that nobody can put one there in another's
 * name: who loads her page anew lacks her own, and the others keep it.
 */
import { limits } from '../../documents/limits.ts';
import type { PersonView, Who } from '../../protocol.ts';
import { may, type Role } from '../../roles.ts';
import type { RoomChannel } from '../room-channel.ts';
import {
  type DocumentHead,
  type DocumentMessage,
  type LiveMessage,
  type Proof,
  readDocumentMessage,
  readLiveMessage,
} from './read-document-message.ts';

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
  readonly onChange: (state: TableState) => void;
  readonly onEvent: (event: TableEvent) => void;
};

/** A page that comes and goes on a bad line asks often; one that asks without end gets nothing more. */
const mostWelcomes = 30;

export function createDocumentTable({ channel, me, newId, confirm, onChange, onEvent }: TableOptions): DocumentTable {
  const documents = new Map<string, TableDocument>();
  const pointers = new Map<Who, Pointer>();
  let shown: TableState['shown'] = null;
  let following = true;
  let turned: (Extract<LiveMessage, { t: 'turn' }> & { readonly by: Who }) | null = null;
  const welcomed = new Map<string, number>();
  let closed = false;

  const state = (): TableState => ({
    documents: [...documents.values()],
    shown,
    following,
    pointers: [...pointers.values()],
  });
  const changed = () => {
    if (!closed) onChange(state());
  };
  const bytesHeld = () => {
    let sum = 0;
    for (const { contents } of documents.values()) for (const page of contents) sum += page?.bytes.length ?? 0;
    return sum;
  };
  const roomFor = (owner: Who) =>
    documents.size < limits.documents &&
    [...documents.values()].filter((one) => one.owner === owner).length < limits.documentsOfOne;

  function keep(head: DocumentHead, contents: readonly (TablePage | null)[]): void {
    documents.set(head.id, { ...head, contents, confirmed: null });
    if (!head.proof) return;
    void confirm(head.proof)
      .catch(() => false)
      .then((holds) => {
        const document = documents.get(head.id);
        if (!document) return;
        documents.set(head.id, { ...document, confirmed: holds });
        changed();
      });
  }

  function forget(id: string): TableDocument | null {
    const document = documents.get(id) ?? null;
    documents.delete(id);
    for (const [who, pointer] of pointers) if (pointer.id === id) pointers.delete(who);
    if (shown?.id === id) {
      const [next] = documents.keys();
      shown = next === undefined ? null : { id: next, n: 1 };
    }
    return document;
  }

  function lookAt(id: string, n: number): void {
    if (shown?.id !== id || shown.n !== n) pointers.delete(me.who);
    shown = { id, n };
  }

  function sendTo(document: TableDocument, to?: readonly Who[]): readonly Who[] {
    const { contents, confirmed: _, ...head } = document;
    const reached = bulk.send({ t: 'put', ...head }, to);
    contents.forEach((page, index) => {
      if (!page) return;
      const { bytes, ...words } = page;
      bulk.send({ t: 'page', id: head.id, n: index + 1, ...words, bytes: null }, to, bytes);
    });
    return reached;
  }

  /** Whoever comes says what she has; she gets what she lacks of mine. */
  function welcome(from: PersonView, have: readonly string[]): void {
    const page = `${from.who} ${from.seat}`;
    const before = welcomed.get(page) ?? 0;
    if (before >= mostWelcomes) return;
    welcomed.set(page, before + 1);
    for (const document of documents.values())
      if (document.owner === me.who && !have.includes(document.id)) sendTo(document, [from.who]);
    if (turned && may(me.role, 'point')) live.send(withoutBy(turned), [from.who]);
  }

  function takeIn(from: PersonView, head: DocumentHead): void {
    if (documents.has(head.id) || head.owner !== from.who || !may(from.role, 'put-document')) return;
    if (!roomFor(head.owner)) {
      onEvent({ t: 'full' });
      return;
    }
    keep(head, new Array(head.pages).fill(null));
    if (following && turned?.id === head.id) lookAt(head.id, Math.min(turned.n, head.pages));
    else if (!shown) lookAt(head.id, 1);
    onEvent({ t: 'put', who: from.who, title: head.title });
  }

  function takePage(document: TableDocument, n: number, page: TablePage): void {
    if (n > document.pages || document.contents[n - 1]) return;
    if (bytesHeld() + page.bytes.length > limits.tableBytes) {
      forget(document.id);
      onEvent({ t: 'full' });
      return;
    }
    documents.set(document.id, {
      ...document,
      contents: document.contents.map((one, index) => (index === n - 1 ? page : one)),
    });
  }

  function onDocument(from: PersonView, message: DocumentMessage): void {
    if (message.t === 'hello') {
      welcome(from, message.have);
      return;
    }
    if (message.t === 'put') {
      const { t: _, ...head } = message;
      takeIn(from, head);
    } else {
      const known = documents.get(message.id);
      if (!known) return;
      if (message.t === 'page') {
        const { bytes, text, caption, n } = message;
        if (bytes && known.owner === from.who) takePage(known, n, { bytes, text, caption });
      } else if (known.owner === from.who || may(from.role, 'admit')) {
        forget(message.id);
        onEvent({ t: 'removed', title: known.title });
      }
    }
    changed();
  }

  function onLive(from: PersonView, message: LiveMessage): void {
    if (!may(from.role, 'point')) return;
    const document = documents.get(message.id);
    if (message.t === 'turn') {
      if (turned && (message.clock < turned.clock || (message.clock === turned.clock && from.who <= turned.by))) return;
      turned = { ...message, by: from.who };
      if (!document || message.n > document.pages || !following) return;
      if (shown?.id === message.id && shown.n === message.n) return;
      lookAt(message.id, message.n);
      onEvent({ t: 'turned', who: from.who, n: message.n });
    } else if (message.at && document && message.n <= document.pages) {
      pointers.set(from.who, { who: from.who, id: message.id, n: message.n, ...message.at });
    } else {
      pointers.delete(from.who);
    }
    changed();
  }

  function turnTogether(id: string, n: number): void {
    if (!following || !may(me.role, 'point')) return;
    turned = { t: 'turn', id, n, clock: (turned?.clock ?? 0) + 1, by: me.who };
    live.send(withoutBy(turned));
  }

  const bulk = channel.open<DocumentMessage>({
    name: 'document',
    lane: 'bulk',
    read: readDocumentMessage,
    onMessage: onDocument,
    onJoin: (person) => {
      const whole = [...documents.values()].filter(({ contents }) => contents.every((page) => page !== null));
      bulk.send({ t: 'hello', have: whole.map(({ id }) => id) }, [person.who]);
    },
  });
  const live = channel.open<LiveMessage>({
    name: 'table',
    lane: 'live',
    read: readLiveMessage,
    onMessage: onLive,
    onLeave: (who) => {
      if (pointers.delete(who)) changed();
    },
  });

  return {
    state,
    put: (document) => {
      const bytes = document.pages.reduce((sum, page) => sum + page.bytes.length, 0);
      if (!may(me.role, 'put-document') || !roomFor(me.who) || bytesHeld() + bytes > limits.tableBytes) return null;
      const { pages, ...words } = document;
      const id = newId();
      keep({ id, owner: me.who, ...words, pages: pages.length }, pages);
      following = true;
      lookAt(id, 1);
      const reached = sendTo(documents.get(id) as TableDocument);
      turnTogether(id, 1);
      changed();
      return reached;
    },
    remove: (id) => {
      const document = documents.get(id);
      if (!document || !(document.owner === me.who || may(me.role, 'admit'))) return;
      forget(id);
      bulk.send({ t: 'gone', id });
      changed();
    },
    show: (id, n) => {
      const document = documents.get(id);
      if (!document || n < 1 || n > document.pages) return;
      lookAt(id, n);
      // Who may not turn for the others has gone on alone.
      if (!may(me.role, 'point')) following = false;
      turnTogether(id, n);
      changed();
    },
    follow: (on) => {
      following = on;
      if (on && turned && documents.has(turned.id)) lookAt(turned.id, turned.n);
      changed();
    },
    point: (at) => {
      if (!shown || !may(me.role, 'point')) return;
      if (at) pointers.set(me.who, { who: me.who, ...shown, ...at });
      else pointers.delete(me.who);
      live.send({ t: 'point', ...shown, at });
      changed();
    },
    close: () => {
      documents.clear();
      pointers.clear();
      shown = null;
      changed();
      closed = true;
      bulk.close();
      live.close();
    },
  };
}

const withoutBy = ({ by: _, ...message }: Extract<LiveMessage, { t: 'turn' }> & { readonly by: Who }): LiveMessage =>
  message;
