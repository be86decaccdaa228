/**
 * Messages between the pages of a conversation, for everything that is done together: pointing, the guide's step, the page
 * that is shown, documents, what was agreed. They go over the transport only (end to end), never through our server, and are
 * gone when they have been read. Who has no way open does not get them: what must be known to one who comes later is sent
 * again by `onJoin`.
 *
 * Each topic has its own order. `live` is the way of the text (small, at once); `bulk` takes anything up to 32 MB in pieces,
 * and does not hold up text. What arrives is as trustworthy as whoever holds the other page: `read` checks every message.
 */
import type { PersonView, Who } from '../protocol.ts';

export type Lane = 'live' | 'bulk';

export type TopicOptions<Message> = {
  /** Short, unique among the topics, the same on both sides: `pointer`, `guide`, `page`, `document`, `agreed`. */
  readonly name: string;
  readonly lane: Lane;
  /** What came as JSON, and bytes where there were some; null for what is no message of this topic. Must not throw. */
  readonly read: (json: unknown, bytes: Uint8Array | null) => Message | null;
  readonly onMessage: (from: PersonView, message: Message) => void;
  /** Somebody can be reached from now on: a new page of hers too. */
  readonly onJoin?: (person: PersonView) => void;
  /** She is gone, on hold or cannot be reached. */
  readonly onLeave?: (who: Who) => void;
};

export type Topic<Message> = {
  /** To all who can be reached, or those named among them. Gives those it was sent to. `bytes` on the bulk lane only. */
  readonly send: (message: Message, to?: readonly Who[], bytes?: Uint8Array) => readonly Who[];
  readonly close: () => void;
};

export type RoomChannel = {
  readonly open: <Message>(options: TopicOptions<Message>) => Topic<Message>;
  /** Those who can be reached now. */
  readonly reachable: () => readonly PersonView[];
};
