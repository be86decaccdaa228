import type { Role, Who } from '../../protocol.ts';
import type { RoomChannel, Topic } from '../room-channel.ts';
import { type AgreedMessage, applyAgreed, nextClock, type Point, readAgreed, standing } from './agreed-points.ts';

/** What was agreed, as this page has it. It outlives the call: the page shows it when the call is over. */
export type Agreed = {
  readonly points: () => readonly Point[];
  readonly write: (id: string | null, text: string) => void;
  readonly answer: (id: string, says: 'yes' | 'no', why: string) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** `me` is asked when something is written: a place can be another one after a reload. Gives back the end of it. */
  readonly connect: (channel: RoomChannel, me: () => { readonly who: Who; readonly role: Role } | null) => () => void;
};

export function createAgreed(newId: () => string): Agreed {
  let points: readonly Point[] = [];
  let topic: Topic<AgreedMessage> | null = null;
  let own: () => { readonly who: Who; readonly role: Role } | null = () => null;
  const listeners = new Set<() => void>();

  function apply(from: { readonly who: Who; readonly role: Role }, message: AgreedMessage): void {
    const next = applyAgreed(points, from, message);
    if (next === points) return;
    points = next;
    for (const listener of listeners) listener();
  }
  function say(message: AgreedMessage): void {
    const me = own();
    if (!me) return;
    apply(me, message);
    topic?.send(message);
  }

  return {
    points: () => standing(points),
    write: (id, text) => say({ k: 'text', id: id ?? newId(), text: text.slice(0, 600), clock: nextClock(points) }),
    answer: (id, says, why) => {
      const point = points.find((one) => one.id === id);
      if (point)
        say({
          k: 'answer',
          id,
          answer: { says, why: why.slice(0, 600), of: point.clock, ofBy: point.by },
          clock: nextClock(points),
        });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connect: (channel, me) => {
      own = me;
      const mine = channel.open<AgreedMessage>({
        name: 'agreed',
        // Sixty points of six hundred letters are more than one live message holds.
        lane: 'bulk',
        read: readAgreed,
        onMessage: (from, message) => apply(from, message),
        onJoin: ({ who }) => {
          if (points.length > 0) mine.send({ k: 'all', points }, [who]);
        },
      });
      topic = mine;
      return () => {
        mine.close();
        if (topic === mine) topic = null;
      };
    },
  };
}
