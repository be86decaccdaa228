/**
 * The side of the one who shows her page. Showing begins with her own press alone; who sees it may ask, point, and write in a
 * field that she has opened to her, and only while it stays open. Everything goes end to end and is kept nowhere.
 */

import type { PersonView, Who } from '../../protocol.ts';
import { joinTopic } from '../pointer/joined-topic.ts';
import type { RoomChannel } from '../room-channel.ts';
import { type Capture, captureDocument } from './capture.ts';
import { writeInField } from './field-hand.ts';
import { type HandMessage, type PageMessage, readHandMessage, readPageMessage } from './page-message.ts';
import { isElement, isField, mayBeAllowed, nameOfField } from './read-element.ts';

/** A field stays open to another no longer than this, whatever happens. */
export const openForMs = 10 * 60_000;

export type ShareState = {
  readonly showing: boolean;
  /** Those who see it now. */
  readonly seers: readonly PersonView[];
  /** Somebody would like to see the page. */
  readonly asked: PersonView | null;
  /** Somebody would like to write in a field. */
  readonly question: { readonly person: PersonView; readonly i: number; readonly name: string } | null;
  /** A field that is open to somebody. */
  readonly open: { readonly person: PersonView; readonly i: number; readonly name: string } | null;
};

export type Share = {
  readonly state: () => ShareState;
  /** Her own press. */
  readonly show: () => void;
  readonly stop: () => void;
  readonly refuse: () => void;
  readonly answer: (yes: boolean) => void;
  readonly closeField: () => void;
  /** Another document is in the frame, or one that is not shown (null). */
  readonly turnTo: (page: Document | null) => void;
  /** The element that somebody points at. */
  readonly elementOf: (i: number) => Element | null;
  readonly close: () => void;
};

const nothing: ShareState = { showing: false, seers: [], asked: null, question: null, open: null };

const wholeEveryMs = 1_000;

export function createShare(channel: RoomChannel, onChange: (state: ShareState) => void): Share {
  let state = nothing;
  let capture: Capture | null = null;
  let page: Document | null = null;
  let g = 0;
  let timer = 0;
  /** What is asked again in the same breath is not shown again. */
  let refusedAt = 0;
  const set = (change: Partial<ShareState>) => {
    state = { ...state, ...change };
    onChange(state);
  };

  const show = joinTopic<PageMessage>(channel, {
    name: 'page',
    lane: 'bulk',
    read: readPageMessage,
    // What others show is page-watch.ts's.
    onMessage: () => {},
    onJoin: (person) => {
      // She may have seen an earlier page of mine.
      if (!state.showing) return void show.send({ t: 'off' }, [person.who]);
      set({ seers: channel.reachable() });
      show.send(now(), [person.who]);
    },
    onLeave: (who) => {
      if (state.asked?.who === who) set({ asked: null });
      if (state.question?.person.who === who) set({ question: null });
      if (state.open?.person.who === who) closeField();
      if (state.showing) set({ seers: channel.reachable() });
    },
  });
  const hand = joinTopic<HandMessage>(channel, {
    name: 'page-hand',
    lane: 'live',
    read: readHandMessage,
    onMessage: hear,
  });

  /** When each was last given the whole page: it is large, and whoever asks without end gets it no faster. */
  const wholeAt = new Map<Who, number>();
  const now = (): PageMessage => capture?.whole() ?? { t: 'away', g };
  const isStaff = ({ role }: PersonView) => role === 'employee' || role === 'colleague';

  function hear(from: PersonView, message: HandMessage): void {
    if (message.t === 'ask') {
      if (isStaff(from) && !state.showing && Date.now() - refusedAt > 5000) set({ asked: from });
      return;
    }
    if (!state.showing) return;
    if (message.t === 'again' && Date.now() - (wholeAt.get(from.who) ?? 0) > wholeEveryMs) {
      wholeAt.set(from.who, Date.now());
      show.send(now(), [from.who]);
    }
    if (!('g' in message) || message.g !== g) return;
    const node = capture?.nodeOf(message.i) ?? null;
    if (message.t === 'may' && isStaff(from)) askToWrite(from, message.i, node);
    if (message.t === 'set' && isOpenTo(from, message.i)) {
      if (node && mayBeAllowed(node)) writeInField(node, message.f);
      else closeField();
    }
    if (message.t === 'done' && isOpenTo(from, message.i)) closeField();
  }
  function askToWrite(person: PersonView, i: number, node: Node | null): void {
    if (!node || !mayBeAllowed(node)) hand.send({ t: 'answer', g, i, yes: false }, [person.who]);
    else if (!state.question) set({ question: { person, i, name: nameOfField(node) } });
  }
  const isOpenTo = (person: PersonView, i: number) => state.open?.person.who === person.who && state.open.i === i;

  function closeField(): void {
    clearTimeout(timer);
    page?.removeEventListener('focusout', onFocusOut, true);
    if (!state.open) return;
    const { person, i } = state.open;
    const node = capture?.nodeOf(i);
    if (node && isField(node)) node.dispatchEvent(new Event('change', { bubbles: true }));
    set({ open: null });
    hand.send({ t: 'over', g, i }, [person.who]);
  }
  /** She has left the field herself: it is hers again. */
  function onFocusOut(event: Event): void {
    if (state.open && capture?.nodeOf(state.open.i) === event.target) closeField();
  }

  function watch(): void {
    capture?.stop();
    capture = null;
    closeField();
    g += 1;
    if (page) capture = captureDocument(page, g, (message) => void show.send(message));
    show.send(now());
    set({ question: null });
  }
  function stop(): void {
    if (!state.showing) return;
    closeField();
    capture?.stop();
    capture = null;
    show.send({ t: 'off' });
    set(nothing);
  }

  return {
    state: () => state,
    show: () => {
      if (state.showing) return;
      set({ ...nothing, showing: true, seers: channel.reachable() });
      watch();
    },
    stop,
    refuse: () => {
      refusedAt = Date.now();
      if (state.asked) hand.send({ t: 'no' }, [state.asked.who]);
      set({ asked: null });
    },
    answer: (yes) => {
      const { question } = state;
      if (!question) return;
      const { person, i } = question;
      closeField();
      const node = capture?.nodeOf(i) ?? null;
      const allowed = yes && node !== null && mayBeAllowed(node);
      set({ question: null, open: allowed ? question : null });
      hand.send({ t: 'answer', g, i, yes: allowed }, [person.who]);
      if (!allowed) return;
      timer = setTimeout(closeField, openForMs) as unknown as number;
      page?.addEventListener('focusout', onFocusOut, true);
    },
    closeField,
    turnTo: (next) => {
      page = next;
      if (state.showing) watch();
    },
    elementOf: (i) => {
      const node = capture?.nodeOf(i) ?? null;
      return node && isElement(node) ? node : null;
    },
    close: () => {
      stop();
      show.close();
      hand.close();
    },
  };
}
