/**
 * The table: documents of all who take part, as this page holds them, and what it tells the others. In memory only; who
 * leaves the page leaves nothing. A document comes from its owner's page alone, so that nobody can put one there in another's
 * name. Who loads her page anew gets her own back from those who keep it (own-papers.ts).
 */
import { limits } from '../../documents/limits.ts';
import type { PersonView, Who } from '../../protocol.ts';
import { may } from '../../roles.ts';
import { createOwnPapers } from './own-papers.ts';
import {
  type DocumentHead,
  type DocumentMessage,
  type LiveMessage,
  readDocumentMessage,
  readLiveMessage,
} from './read-document-message.ts';
import type { DocumentTable, Pointer, TableDocument, TableOptions, TablePage, TableState } from './table-types.ts';

/** A page that comes and goes on a bad line asks often; one that asks without end gets nothing more. */
const mostWelcomes = 30;

export function createDocumentTable(options: TableOptions): DocumentTable {
  const { channel, me, newId, confirm, onChange, onEvent } = options;
  const own = createOwnPapers(options.memory);
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
    let sum = own.bytesHeld();
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
    own.forget(id);
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

  function isWelcome(from: PersonView): boolean {
    const page = `${from.who} ${from.seat}`;
    const before = welcomed.get(page) ?? 0;
    welcomed.set(page, before + 1);
    return before < mostWelcomes;
  }

  /** Whoever comes says what she has; she gets what she lacks of mine, and is asked for what I lack of mine. */
  function welcome(from: PersonView, have: readonly string[]): void {
    askBack(from.who, own.offered(from.who, have));
    if (!isWelcome(from)) return;
    for (const document of documents.values())
      if (document.owner === me.who && !have.includes(document.id)) sendTo(document, [from.who]);
    if (turned && may(me.role, 'point')) live.send(withoutBy(turned), [from.who]);
  }

  function askBack(who: Who, ids: readonly string[]): void {
    if (ids.length > 0 && may(me.role, 'put-document')) bulk.send({ t: 'back', ids }, [who]);
  }

  /** What is hers, and whole here, she may have. */
  function giveBack(from: PersonView, ids: readonly string[]): void {
    if (!isWelcome(from)) return;
    for (const document of documents.values())
      if (document.owner === from.who && ids.includes(document.id) && document.contents.every((page) => page !== null))
        sendTo(document, [from.who]);
  }

  async function takeBack(from: PersonView, id: string, n: number, page: TablePage): Promise<void> {
    if (bytesHeld() + page.bytes.length > limits.tableBytes) return;
    const back = await own.takePage(from.who, id, n, page);
    if (closed || !back || documents.has(id) || !roomFor(me.who)) return;
    keep(back.head, back.pages);
    arrive(back.head);
    onEvent({ t: 'back', title: back.head.title });
    changed();
  }

  function arrive(head: DocumentHead): void {
    if (following && turned?.id === head.id) lookAt(head.id, Math.min(turned.n, head.pages));
    else if (!shown) lookAt(head.id, 1);
  }

  function takeIn(from: PersonView, head: DocumentHead): void {
    if (documents.has(head.id)) return;
    if (head.owner === me.who && own.takeHead(from.who, head)) return;
    if (head.owner !== from.who || !may(from.role, 'put-document')) return;
    if (!roomFor(head.owner)) {
      onEvent({ t: 'full' });
      return;
    }
    keep(head, new Array(head.pages).fill(null));
    arrive(head);
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
    if (message.t === 'back') {
      giveBack(from, message.ids);
      return;
    }
    if (message.t === 'put') {
      const { t: _, ...head } = message;
      takeIn(from, head);
    } else {
      const known = documents.get(message.id);
      if (!known) {
        if (message.t === 'page' && message.bytes) {
          const { bytes, text, caption } = message;
          void takeBack(from, message.id, message.n, { bytes, text, caption });
        } else if (message.t === 'gone' && may(from.role, 'admit')) own.forget(message.id);
        return;
      }
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
      for (const next of own.left(who)) askBack(next.who, next.ids);
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
      const placed = documents.get(id) as TableDocument;
      const reached = sendTo(placed);
      void own.remember(placed, pages).catch(() => {});
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
      own.clear();
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
