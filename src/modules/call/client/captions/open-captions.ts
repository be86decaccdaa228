/**
 * Captions of one call: those that others make, and a source of one's own. They have a topic of their own and are never mixed
 * with what is written together.
 */
import {
  type CaptionMessage,
  captionMessage,
  captionTopic,
  readCaptionMessage,
} from '../../captions/caption-message.ts';
import type { Caption, CaptionSource } from '../../captions/caption-source.ts';
import {
  type CaptionsHeard,
  captionerGone,
  hearCaption,
  nothingHeard,
  putCaption,
} from '../../captions/captions-heard.ts';
import type { PersonView, Who } from '../../protocol.ts';
import type { RoomChannel } from '../room-channel.ts';
import { type Answer, openAgreement, type Standing, standingOf } from '../text/agreement.ts';

/** Told to one who comes late. */
const lastCaptions = 30;
/** Everybody is heard, an interpreter too: everybody is asked. */
const outsideTopic = 'captions-outside';

/** waits: a source from outside, until everybody has said yes. */
export type OwnSource = { readonly source: CaptionSource; readonly state: 'waits' | 'on' | 'failed' };

/** Whose captions are my own among those that are heard: nobody has this place. */
export const byMe: Who = 0;

export type CaptionsState = {
  /** My own captions too, so that all are read back in one order. */
  readonly heard: CaptionsHeard;
  readonly own: OwnSource | null;
  /** Whether captions may be made outside the browsers. */
  readonly outside: Standing;
};

export type Captions = {
  readonly state: () => CaptionsState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Begins with a source made here; asks everybody first about one from outside. One source at a time. */
  readonly begin: (source: CaptionSource) => void;
  readonly end: () => void;
  /** My answer to captions made outside; any that are made on this page stop when it is no longer yes. */
  readonly answer: (answer: Answer) => void;
  /** Somebody has come or gone: one who comes is asked before she is heard outside. */
  readonly peopleChanged: () => void;
  readonly close: () => void;
};

/** `people`: the others in the room now. `random`: a name for each start. */
export function openCaptions(options: {
  readonly channel: RoomChannel;
  readonly people: () => readonly Pick<PersonView, 'who'>[];
  readonly random: () => string;
}): Captions {
  const { channel } = options;
  const listeners = new Set<() => void>();
  let heard = nothingHeard;
  let own: (OwnSource & { readonly id: string; readonly stop: (() => void) | null }) | null = null;

  const agreement = openAgreement({ channel, name: outsideTopic, asked: () => true });
  // A no counts while its speaker is here: who has left is not heard any more.
  const outside = (): Standing => {
    const present = options.people().map(({ who }) => who);
    const { mine, others } = agreement.answers();
    return standingOf({ mine, others: new Map([...others].filter(([who]) => present.includes(who))) }, present);
  };
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const statement = (): CaptionMessage | null =>
    own && own.state !== 'failed'
      ? { kind: 'source', source: own.id, on: own.state === 'on', place: own.source.place, maker: own.source.maker }
      : null;
  const tell = (to?: readonly Who[]) => {
    const said = statement();
    if (said) topic.send(said, to);
  };

  const topic = channel.open<CaptionMessage>({
    name: captionTopic,
    lane: 'live',
    read: readCaptionMessage,
    onMessage: (from, message) => {
      if (message.kind === 'ask') catchUp(from.who);
      else {
        heard = hearCaption(heard, from, message);
        changed();
      }
    },
    onJoin: ({ who }) => {
      catchUp(who);
      mind();
    },
    onLeave: (who) => {
      heard = captionerGone(heard, who);
      mind();
    },
  });
  const unsubscribe = agreement.subscribe(() => mind());
  topic.send({ kind: 'ask' });

  function catchUp(who: Who): void {
    tell([who]);
    if (own?.state !== 'on') return;
    const { id } = own;
    const mine = heard.captions.filter(({ by, key }) => by === byMe && key.startsWith(`${id} `));
    for (const caption of mine.slice(-lastCaptions)) topic.send(captionMessage(id, caption), [who]);
  }

  /** Starts what may start and stops what may not go on. */
  function mind(): void {
    if (own?.source.place === 'outside') {
      const { agreed } = outside();
      if (agreed && own.state === 'waits') start();
      else if (!agreed && own.state === 'on') {
        own.stop?.();
        own = { ...own, state: 'waits', stop: null };
        tell();
      }
    }
    changed();
  }

  function start(): void {
    if (!own) return;
    const { id, source } = own;
    own = { ...own, state: 'on' };
    tell();
    const stop = source.start({
      onCaption: (caption) => say(id, caption),
      onFailed: () => {
        if (own?.id !== id) return;
        own = { ...own, state: 'failed', stop: null };
        topic.send({ kind: 'end', source: id });
        changed();
      },
    });
    if (own?.id === id && own.state === 'on') own = { ...own, stop };
    else stop();
    changed();
  }

  function say(id: string, caption: Caption): void {
    if (own?.id !== id || own.state !== 'on') return;
    if (own.source.place === 'outside' && !outside().agreed) {
      mind();
      return;
    }
    const message = captionMessage(id, caption);
    if (message.kind !== 'caption') return;
    const kept = { ...caption, text: message.text, key: `${id} ${caption.number}`, by: byMe };
    heard = { ...heard, captions: putCaption(heard.captions, kept) };
    topic.send(message);
    changed();
  }

  function end(): void {
    if (!own) return;
    own.stop?.();
    topic.send({ kind: 'end', source: own.id });
    if (own.source.place === 'outside') agreement.answer(null);
    own = null;
    changed();
  }

  return {
    state: () => ({ heard, own: own && { source: own.source, state: own.state }, outside: outside() }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    begin: (source) => {
      end();
      own = { id: options.random(), source, state: 'waits', stop: null };
      if (source.place === 'here') start();
      else {
        tell();
        // Whoever asks for it has said yes herself.
        agreement.answer('yes');
      }
    },
    end,
    answer: (answer) => {
      agreement.answer(answer);
      mind();
    },
    peopleChanged: mind,
    close: () => {
      own?.stop?.();
      unsubscribe();
      agreement.close();
      topic.close();
    },
  };
}
