import type { RoomChannel, Topic } from '../room-channel.ts';
import {
  type GuideMessage,
  type GuidePlace,
  mayGuide,
  type ReadGuide,
  readGuideMessage,
  stepOf,
} from './guide-place.ts';

export type GuideTogetherState = { readonly guide: ReadGuide | null; readonly place: GuidePlace | null };

/** Null: there is no such guide in this municipality, or it could not be had. */
export type LoadGuide = (slug: string) => Promise<ReadGuide | null>;

const topicOptions = { name: 'guide', lane: 'live', read: readGuideMessage } as const;

/** The citizen's page: it holds where she is, tells the others, and opens what the employee shows. */
export type GuideTogether = {
  readonly state: () => GuideTogetherState;
  readonly tick: (step: string, on: boolean) => void;
  /** From now on the others are told. Gives back the end of it. */
  readonly connect: (channel: RoomChannel) => () => void;
};

export function createGuideTogether(options: {
  readonly first: ReadGuide | null;
  /** The step she was stuck at when she asked for help. */
  readonly step: string | null;
  readonly done: readonly string[];
  readonly load: LoadGuide;
  /** She has ticked in the guide that she came with. */
  readonly onTick: (done: readonly string[]) => void;
  readonly onChange: () => void;
}): GuideTogether {
  let guide = options.first;
  /** Of each guide that has been open, so that coming back loses nothing. */
  const doneIn = new Map<string, readonly string[]>(guide ? [[guide.slug, options.done]] : []);
  let step = options.step;
  let pointed: string | null = null;
  let topic: Topic<GuideMessage> | null = null;
  let wanted = 0;

  const done = (): readonly string[] => (guide ? (doneIn.get(guide.slug) ?? []) : []);
  const place = (): GuidePlace => ({
    service: guide?.slug ?? null,
    step: step ?? (guide ? stepOf(guide, done()) : null),
    done: done(),
    pointed,
  });
  const tell = () => {
    topic?.send({ k: 'is', ...place() });
    options.onChange();
  };
  const stepIn = (id: string | null) => (guide?.steps.some((one) => one.id === id) ? id : null);

  async function show(slug: string, at: string | null): Promise<void> {
    wanted += 1;
    const mine = wanted;
    const next = guide?.slug === slug ? guide : await options.load(slug);
    // Another was asked for meanwhile, or there is none: what stands here stays.
    if (!next || mine !== wanted) return;
    guide = next;
    step = stepIn(at);
    pointed = step;
    tell();
  }

  return {
    state: () => ({ guide, place: place() }),
    tick: (id, on) => {
      if (!guide) return;
      const next = on ? [...done().filter((one) => one !== id), id] : done().filter((one) => one !== id);
      doneIn.set(guide.slug, next);
      if (step === id || pointed === id) {
        step = null;
        pointed = null;
      }
      if (guide.slug === options.first?.slug) options.onTick(next);
      tell();
    },
    connect: (channel) => {
      const mine = channel.open<GuideMessage>({
        ...topicOptions,
        onMessage: (from, message) => {
          if (!mayGuide(from.role, message)) return;
          if (message.k === 'show') void show(message.service, message.step);
          if (message.k === 'point') {
            pointed = stepIn(message.step);
            tell();
          }
        },
        onJoin: ({ who }) => void mine.send({ k: 'is', ...place() }, [who]),
      });
      topic = mine;
      return () => {
        mine.close();
        if (topic === mine) topic = null;
      };
    },
  };
}

/** Every other page: it follows the citizen's; who may point can show and point. */
export type GuideFollower = {
  readonly state: () => GuideTogetherState;
  readonly show: (service: string, step: string | null) => void;
  readonly point: (step: string | null) => void;
  readonly close: () => void;
};

/** `load` is asked for each guide that the citizen stands in; a page that shows it in its own way gives one that answers null. */
export function followGuide(options: {
  readonly channel: RoomChannel;
  readonly load: LoadGuide;
  readonly onChange: () => void;
}): GuideFollower {
  let guide: ReadGuide | null = null;
  let place: GuidePlace | null = null;
  const topic = options.channel.open<GuideMessage>({
    ...topicOptions,
    onMessage: (from, message) => {
      if (message.k !== 'is' || !mayGuide(from.role, message)) return;
      const { k: _, ...now } = message;
      place = now;
      const wanted = now.service;
      if (wanted !== null && guide?.slug !== wanted)
        void options.load(wanted).then((loaded) => {
          if (place?.service !== wanted) return;
          guide = loaded;
          options.onChange();
        });
      options.onChange();
    },
  });
  return {
    state: () => ({ guide: guide?.slug === place?.service ? guide : null, place }),
    show: (service, step) => void topic.send({ k: 'show', service, step }),
    point: (step) => void topic.send({ k: 'point', step }),
    close: topic.close,
  };
}
