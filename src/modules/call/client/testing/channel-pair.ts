/** Pages of one conversation in one process, for tests of what is done together: messages arrive on the next microtask. */
import type { PersonView, Who } from '../../protocol.ts';
import type { RoomChannel, Topic, TopicOptions } from '../room-channel.ts';

type Open = { readonly person: PersonView; readonly topics: Map<string, TopicOptions<never>> };

/** A person with a place number and a role; what is not given is as plain as can be. */
export const personOf = (who: Who, role: PersonView['role'], more: Partial<PersonView> = {}): PersonView => ({
  who,
  role,
  name: null,
  identity: 'none',
  language: null,
  signs: false,
  connected: true,
  seat: 1,
  ...more,
});

/**
 * A channel for each of the people, in their order. `wire` holds every message as it would travel, so that a test can read
 * what leaves a browser.
 */
export function channelsFor(...people: readonly PersonView[]): {
  readonly channels: readonly RoomChannel[];
  readonly wire: {
    readonly from: Who;
    readonly to: Who;
    readonly topic: string;
    readonly json: string;
    readonly bytes: Uint8Array | null;
  }[];
  /** Everybody sees this person leave, or come (back). */
  readonly leave: (who: Who) => void;
  readonly join: (who: Who) => void;
} {
  const wire: { from: Who; to: Who; topic: string; json: string; bytes: Uint8Array | null }[] = [];
  const open: Open[] = people.map((person) => ({ person, topics: new Map() }));
  const gone = new Set<Who>();
  const others = (mine: Open) =>
    gone.has(mine.person.who) ? [] : open.filter((one) => one !== mine && !gone.has(one.person.who));
  const channels = open.map(
    (mine): RoomChannel => ({
      reachable: () => others(mine).map((one) => one.person),
      open: <Message>(options: TopicOptions<Message>): Topic<Message> => {
        mine.topics.set(options.name, options as unknown as TopicOptions<never>);
        queueMicrotask(() => {
          for (const one of others(mine)) options.onJoin?.(one.person);
        });
        return {
          send: (message, to, bytes) => {
            const sent = others(mine).filter((one) => to === undefined || to.includes(one.person.who));
            const json = JSON.stringify(message);
            for (const one of sent) {
              wire.push({ from: mine.person.who, to: one.person.who, topic: options.name, json, bytes: bytes ?? null });
              queueMicrotask(() => {
                const topic = one.topics.get(options.name) as unknown as TopicOptions<unknown> | undefined;
                const read = topic?.read(JSON.parse(json), bytes?.slice() ?? null) ?? null;
                if (read !== null) topic?.onMessage(mine.person, read);
              });
            }
            return sent.map((one) => one.person.who);
          },
          close: () => void mine.topics.delete(options.name),
        };
      },
    }),
  );
  const tell = (who: Who, event: 'onJoin' | 'onLeave') => {
    const subject = open.find((one) => one.person.who === who);
    for (const one of open) {
      if (one === subject || gone.has(one.person.who) || !subject) continue;
      for (const topic of one.topics.values())
        if (event === 'onJoin') topic.onJoin?.(subject.person);
        else topic.onLeave?.(who);
    }
  };
  return {
    channels,
    wire,
    leave: (who) => {
      gone.add(who);
      tell(who, 'onLeave');
    },
    join: (who) => {
      gone.delete(who);
      tell(who, 'onJoin');
    },
  };
}
