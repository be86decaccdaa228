/**
 * What happens only when everybody says yes: keeping the text, captions that are made outside the browsers. Each page tells
 * the others its own answer; nobody answers for another, and an answer is taken back at any time.
 */
import type { PersonView, Who } from '../../protocol.ts';
import type { RoomChannel, Topic } from '../room-channel.ts';

export type Answer = 'yes' | 'no' | null;

/** `ask`: tell me yours. A page that has just opened knows nobody's answer. */
type Message = { readonly answer: Answer; readonly ask: boolean };

function readMessage(json: unknown): Message | null {
  if (typeof json !== 'object' || json === null || !('answer' in json)) return null;
  const { answer } = json;
  if (answer !== 'yes' && answer !== 'no' && answer !== null) return null;
  return { answer, ask: 'ask' in json && json.ask === true };
}

export type Answers = {
  readonly mine: Answer;
  readonly others: ReadonlyMap<Who, Answer>;
};

export type Agreement = {
  readonly answers: () => Answers;
  readonly answer: (mine: Answer) => void;
  /** How to stop hearing. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
};

/** `asked`: whose answers count. Who is not asked is not heard, either. */
export function openAgreement(options: {
  readonly channel: RoomChannel;
  readonly name: string;
  readonly asked: (person: PersonView) => boolean;
}): Agreement {
  const listeners = new Set<() => void>();
  let answers: Answers = { mine: null, others: new Map() };
  const set = (next: Answers) => {
    answers = next;
    for (const listener of listeners) listener();
  };
  const topic: Topic<Message> = options.channel.open<Message>({
    name: options.name,
    lane: 'live',
    read: readMessage,
    onMessage: (from, { answer, ask }) => {
      if (options.asked(from)) set({ ...answers, others: new Map(answers.others).set(from.who, answer) });
      if (ask) topic.send({ answer: answers.mine, ask: false }, [from.who]);
    },
    onJoin: (person) => void topic.send({ answer: answers.mine, ask: true }, [person.who]),
  });
  topic.send({ answer: null, ask: true });
  return {
    answers: () => answers,
    answer: (mine) => {
      set({ ...answers, mine });
      topic.send({ answer: mine, ask: false });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: topic.close,
  };
}

export type Standing = {
  /** Everybody who is asked and is here has said yes, and so have I and at least one other. */
  readonly agreed: boolean;
  /** Who has said no; one who said no and left has said no. */
  readonly refusedBy: Who | 'me' | null;
  /** Who has said yes and waits for me. */
  readonly asks: Who | null;
  /** Those who are here and have not answered. */
  readonly waitsFor: readonly Who[];
};

/** What the answers amount to. `present`: those in the room who are asked, without me. */
export function standingOf({ mine, others }: Answers, present: readonly Who[]): Standing {
  const said = (answer: Answer) => [...others].filter(([, one]) => one === answer).map(([who]) => who);
  const [refuser] = said('no');
  const [asks] = said('yes');
  const waitsFor = present.filter((who) => (others.get(who) ?? null) === null);
  return {
    agreed: mine === 'yes' && refuser === undefined && asks !== undefined && waitsFor.length === 0,
    refusedBy: mine === 'no' ? 'me' : (refuser ?? null),
    asks: mine === null ? (asks ?? null) : null,
    waitsFor,
  };
}
