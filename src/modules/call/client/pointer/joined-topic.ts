/** One topic of a channel, heard in several places of a page: a channel has each topic once. It is closed with its last listener. */
import type { PersonView, Who } from '../../protocol.ts';
import type { RoomChannel, Topic, TopicOptions } from '../room-channel.ts';

type Listener<Message> = Pick<TopicOptions<Message>, 'onMessage' | 'onJoin' | 'onLeave'>;
type Joined = { readonly topic: Topic<unknown>; readonly listeners: Set<Listener<never>> };

const joined = new WeakMap<RoomChannel, Map<string, Joined>>();

export function joinTopic<Message>(channel: RoomChannel, options: TopicOptions<Message>): Topic<Message> {
  const topics = joined.get(channel) ?? new Map<string, Joined>();
  joined.set(channel, topics);
  const listener: Listener<Message> = options;
  const found = topics.get(options.name);
  if (found) {
    found.listeners.add(listener as Listener<never>);
    queueMicrotask(() => {
      if (found.listeners.has(listener as Listener<never>))
        for (const person of channel.reachable()) options.onJoin?.(person);
    });
  }
  const shared = found ?? openFor(channel, options, listener);
  topics.set(options.name, shared);
  return {
    send: (message, to, bytes) => (shared.topic as Topic<Message>).send(message, to, bytes),
    close: () => {
      shared.listeners.delete(listener as Listener<never>);
      if (shared.listeners.size > 0 || topics.get(options.name) !== shared) return;
      topics.delete(options.name);
      shared.topic.close();
    },
  };
}

function openFor<Message>(channel: RoomChannel, options: TopicOptions<Message>, first: Listener<Message>): Joined {
  const listeners = new Set<Listener<Message>>([first]);
  const each = (tell: (listener: Listener<Message>) => void) => [...listeners].forEach(tell);
  const topic = channel.open<Message>({
    name: options.name,
    lane: options.lane,
    read: options.read,
    onMessage: (from: PersonView, message) => each((one) => one.onMessage(from, message)),
    onJoin: (person) => each((one) => one.onJoin?.(person)),
    onLeave: (who: Who) => each((one) => one.onLeave?.(who)),
  });
  return { topic: topic as unknown as Topic<unknown>, listeners: listeners as unknown as Set<Listener<never>> };
}
