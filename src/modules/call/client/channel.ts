/**
 * The topics of room-channel.ts over whatever ways are open. On the live lane a message is one piece of data; on the bulk lane
 * it is a head (JSON, and how many bytes follow) and its bytes, cut into pieces, one message after another to each person.
 */
import type { PersonView, Who } from '../protocol.ts';
import type { RoomChannel, Topic, TopicOptions } from './room-channel.ts';

/** Under what every transport takes in one piece. */
const pieceBytes = 15_000;
const liveUnits = 15_000;
/** A head is a few letters of JSON and what the topic says. */
const headBytes = 8 * 1024 * 1024;
const bodyBytes = 32 * 1024 * 1024;
/** Of each person: enough for what is said when somebody joins, papers on the table included. */
const mostEarly = 256;
const earlyBytes = 40 * 1024 * 1024;

export type ChannelWays = {
  readonly sendData: (who: Who, text: string) => boolean;
  readonly sendBulk: (who: Who, bytes: Uint8Array) => Promise<boolean>;
};

export type Channel = RoomChannel & {
  /** A message of a topic came from this person over the live lane. */
  readonly received: (from: PersonView, topic: string, json: unknown) => void;
  readonly receivedBulk: (from: PersonView, piece: Uint8Array) => void;
  /** This person can be reached from now on, or not any more. A new page of hers is another one that can be reached. */
  readonly reached: (person: PersonView) => void;
  readonly lost: (who: Who) => void;
};

type Early = {
  readonly from: PersonView;
  readonly name: string;
  readonly json: unknown;
  readonly bytes: Uint8Array | null;
};
type Incoming = { readonly head: Uint8Array; readonly body: Uint8Array; readonly hasBody: boolean; at: number };
const noBody = 0xffff_ffff;
const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();

export function createChannel(ways: ChannelWays): Channel {
  const topics = new Map<string, TopicOptions<unknown>>();
  const people = new Map<Who, PersonView>();
  const leaving = new Map<Who, Promise<unknown>>();
  const coming = new Map<Who, Incoming>();
  /** What came for a topic whose code is still being fetched. */
  const early = new Map<Who, Early[]>();
  /** Counts each time somebody can be reached anew: what was cut in the middle is not gone on with. */
  const openings = new Map<Who, number>();

  /** A message on the bulk lane: two lengths, the head, the bytes. */
  function sendWhole(who: Who, topic: string, message: unknown, bytes: Uint8Array | undefined): void {
    const head = utf8.encode(JSON.stringify([topic, message]));
    const whole = new Uint8Array(8 + head.length + (bytes?.length ?? 0));
    const lengths = new DataView(whole.buffer);
    lengths.setUint32(0, head.length);
    lengths.setUint32(4, bytes?.length ?? noBody);
    whole.set(head, 8);
    if (bytes) whole.set(bytes, 8 + head.length);
    const opening = openings.get(who);
    const before = leaving.get(who) ?? Promise.resolve();
    const sending = before.then(async () => {
      for (let at = 0; at < whole.length; at += pieceBytes) {
        if (!people.has(who) || openings.get(who) !== opening) return;
        if (!(await ways.sendBulk(who, whole.subarray(at, at + pieceBytes)))) return;
      }
    });
    leaving.set(
      who,
      sending.catch(() => {}),
    );
  }

  function keepEarly(message: Early): void {
    const kept = early.get(message.from.who) ?? [];
    const bytes = kept.reduce((sum, one) => sum + (one.bytes?.length ?? 0), message.bytes?.length ?? 0);
    if (kept.length < mostEarly && bytes <= earlyBytes) early.set(message.from.who, [...kept, message]);
  }

  function deliver(from: PersonView, name: string, json: unknown, bytes: Uint8Array | null): void {
    const topic = topics.get(name);
    if (!topic) {
      keepEarly({ from, name, json, bytes });
      return;
    }
    const message = topic.read(json, bytes);
    if (message !== null) topic.onMessage(from, message);
  }

  function receivedBulk(from: PersonView, piece: Uint8Array): void {
    let rest = piece;
    while (rest.length > 0) {
      let incoming = coming.get(from.who);
      if (!incoming) {
        // Both lengths are in the first piece: pieces are cut by our own code, and anything else is no message.
        if (rest.length < 8) return;
        const lengths = new DataView(rest.buffer, rest.byteOffset, 8);
        const [head, body] = [lengths.getUint32(0), lengths.getUint32(4)];
        const hasBody = body !== noBody;
        if (head > headBytes || (hasBody && body > bodyBytes)) return;
        incoming = { head: new Uint8Array(head), body: new Uint8Array(hasBody ? body : 0), hasBody, at: 0 };
        coming.set(from.who, incoming);
        rest = rest.subarray(8);
      }
      const { head, body } = incoming;
      const inHead = Math.min(rest.length, Math.max(0, head.length - incoming.at));
      // An empty piece beyond the end of the head is an error to the array.
      if (inHead > 0) head.set(rest.subarray(0, inHead), incoming.at);
      incoming.at += inHead;
      rest = rest.subarray(inHead);
      const inBody = Math.min(rest.length, head.length + body.length - incoming.at);
      if (inBody > 0) body.set(rest.subarray(0, inBody), incoming.at - head.length);
      incoming.at += inBody;
      rest = rest.subarray(inBody);
      if (incoming.at < head.length + body.length) return;
      coming.delete(from.who);
      finish(from, incoming);
    }
  }

  function finish(from: PersonView, { head, body, hasBody }: Incoming): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(fromUtf8.decode(head));
    } catch {
      return;
    }
    if (Array.isArray(parsed) && parsed.length === 2 && typeof parsed[0] === 'string')
      deliver(from, parsed[0], parsed[1], hasBody ? body : null);
  }

  return {
    open: <Message>(options: TopicOptions<Message>): Topic<Message> => {
      const mine = options as unknown as TopicOptions<unknown>;
      topics.set(options.name, mine);
      queueMicrotask(() => {
        if (topics.get(options.name) !== mine) return;
        for (const person of people.values()) options.onJoin?.(person);
        for (const [who, all] of early) {
          early.set(
            who,
            all.filter((one) => one.name !== options.name),
          );
          for (const { from, name, json, bytes } of all) if (name === options.name) deliver(from, name, json, bytes);
        }
      });
      return {
        send: (message, to, bytes) => {
          const named = [...people.keys()].filter((who) => to === undefined || to.includes(who));
          if (options.lane === 'bulk') {
            for (const who of named) sendWhole(who, options.name, message, bytes);
            return named;
          }
          const text = JSON.stringify({ m: [options.name, message] });
          if (text.length > liveUnits) throw new RangeError(`A live message holds ${liveUnits} characters.`);
          return named.filter((who) => ways.sendData(who, text));
        },
        close: () => {
          if (topics.get(options.name) === mine) topics.delete(options.name);
        },
      };
    },
    reachable: () => [...people.values()],
    received: (from, topic, json) => deliver(from, topic, json, null),
    receivedBulk,
    reached: (person) => {
      coming.delete(person.who);
      openings.set(person.who, (openings.get(person.who) ?? 0) + 1);
      people.set(person.who, person);
      for (const topic of topics.values()) topic.onJoin?.(person);
    },
    lost: (who) => {
      if (!people.delete(who)) return;
      coming.delete(who);
      early.delete(who);
      for (const topic of topics.values()) topic.onLeave?.(who);
    },
  };
}
