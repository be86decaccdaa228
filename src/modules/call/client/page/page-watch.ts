/** The side of those who see the page: whose it is, what can be done with it, and what has been allowed. */

import type { PersonView } from '../../protocol.ts';
import { may } from '../../roles.ts';
import { joinTopic } from '../pointer/joined-topic.ts';
import type { RoomChannel } from '../room-channel.ts';
import type { Mirror } from './mirror.ts';
import {
  type FieldValue,
  type HandMessage,
  type PageMessage,
  readHandMessage,
  readPageMessage,
} from './page-message.ts';

export type WatchState = {
  /** Who shows her page now. */
  readonly owner: PersonView | null;
  /** asked: a question is on its way · no: she would rather not. */
  readonly asked: 'no' | 'asked' | null;
  /** What has become of the question whether a field may be written in. */
  readonly field: { readonly i: number; readonly answer: 'asked' | 'yes' | 'no' | 'over' } | null;
  /** Counts up when the page has changed. */
  readonly version: number;
};

export type Watch = {
  readonly state: () => WatchState;
  /** The frame is ready: from now on the page is built in it. */
  readonly show: (mirror: Mirror | null) => void;
  readonly ask: () => void;
  readonly askField: (i: number) => void;
  readonly setField: (f: FieldValue) => void;
  readonly doneWithField: () => void;
  readonly close: () => void;
};

const mostWaiting = 200;

export function createWatch(channel: RoomChannel, onChange: (state: WatchState) => void): Watch {
  let state: WatchState = { owner: null, asked: null, field: null, version: 0 };
  let mirror: Mirror | null = null;
  /** What has come before the frame was ready. */
  let waiting: PageMessage[] = [];
  let askedAgainAt = 0;
  const set = (change: Partial<WatchState>) => {
    state = { ...state, ...change };
    onChange(state);
  };

  const page = joinTopic<PageMessage>(channel, {
    name: 'page',
    lane: 'bulk',
    read: readPageMessage,
    onMessage: (from, message) => {
      if (!may(from.role, 'show-page')) return;
      if (message.t === 'off') {
        if (state.owner?.who === from.who) over();
        return;
      }
      // The first word of a new one is its whole; whoever begins later is seen instead.
      if (message.t === 'whole' || message.t === 'away') set({ owner: from, asked: null, field: null });
      if (state.owner?.who !== from.who) return;
      if (mirror) take(message);
      // While the copy is being drawn few changes come; with more of them it is asked for whole again.
      else if (message.t === 'whole') waiting = [message];
      else waiting = waiting.length < mostWaiting ? [...waiting, message] : [];
    },
    onLeave: (who) => {
      if (state.owner?.who === who) over();
    },
  });
  const hand = joinTopic<HandMessage>(channel, {
    name: 'page-hand',
    lane: 'live',
    read: readHandMessage,
    onMessage: (from, message) => {
      if (!may(from.role, 'show-page')) return;
      if (message.t === 'no') set({ asked: 'no' });
      if (from.who !== state.owner?.who) return;
      if (message.t === 'answer' && state.field?.i === message.i)
        set({ field: { i: message.i, answer: message.yes ? 'yes' : 'no' } });
      if (message.t === 'over' && state.field?.i === message.i && state.field.answer === 'yes')
        set({ field: { i: message.i, answer: 'over' } });
    },
  });

  function over(): void {
    mirror = null;
    waiting = [];
    set({ owner: null, field: null });
  }
  function take(message: PageMessage): void {
    if (!mirror) return;
    const fits = mirror.take(message);
    if (!fits && Date.now() - askedAgainAt > 2000) {
      askedAgainAt = Date.now();
      say({ t: 'again' });
    }
    set({ version: state.version + 1 });
  }
  const say = (message: HandMessage) => {
    if (state.owner) hand.send(message, [state.owner.who]);
  };
  const g = () => mirror?.generation() ?? 0;

  return {
    state: () => state,
    show: (next) => {
      mirror = next;
      if (!mirror) return;
      const late = waiting;
      waiting = [];
      for (const message of late) take(message);
      // The frame was drawn again: what was in it is gone.
      if (late.length === 0) say({ t: 'again' });
    },
    ask: () => {
      const owners = channel.reachable().filter((person) => may(person.role, 'show-page'));
      hand.send(
        { t: 'ask' },
        owners.map((person) => person.who),
      );
      set({ asked: 'asked' });
    },
    askField: (i) => {
      set({ field: { i, answer: 'asked' } });
      say({ t: 'may', g: g(), i });
    },
    setField: (f) => {
      if (state.field?.answer === 'yes') say({ t: 'set', g: g(), i: state.field.i, f });
    },
    doneWithField: () => {
      if (state.field?.answer === 'yes') say({ t: 'done', g: g(), i: state.field.i });
      set({ field: null });
    },
    close: () => {
      page.close();
      hand.close();
    },
  };
}
