import { useEffect, useRef, useState } from 'preact/hooks';
import type { RaiseView } from '../../identity/raise-identity.ts';
import type { Call, CallState } from '../call-types.ts';
import type { Answer } from '../guests/guest-api.ts';
import type { Topic } from '../room-channel.ts';

export type Post = <Value>(path: string, body?: object) => Promise<Answer<Value>>;
export type Raises = {
  readonly raises: readonly RaiseView[];
  /** Whether there is a login here at all. */
  readonly login: boolean;
  /** Something was done here: read it again, and tell the others' pages to. */
  readonly changed: () => void;
};

export const isOpen = (raise: RaiseView): boolean => raise.state === 'requested' || raise.state === 'begun';

/** While a step is open the answer comes from another tab, which tells nobody. */
const openMs = 4_000;
/** Where no page can tell another, each looks by itself. */
const aloneMs = 10_000;

/**
 * The steps of the room, read from our server alone. What another page sends is the word "look" and nothing more, so that no
 * page can make somebody out to be known.
 */
export function useRaises(call: Call, state: CallState, post: Post): Raises {
  const [found, setFound] = useState<{ readonly raises: readonly RaiseView[]; readonly login: boolean }>({
    raises: [],
    login: false,
  });
  const topic = useRef<Topic<'look'> | null>(null);
  const reading = useRef(false);
  const look = async () => {
    if (reading.current) return;
    reading.current = true;
    const answer = await post<typeof found>('');
    reading.current = false;
    if (answer.ok) setFound(answer.value);
  };
  useEffect(() => {
    const opened = call.channel.open<'look'>({
      name: 'identity',
      lane: 'live',
      read: (json) => (json === 'look' ? json : null),
      onMessage: () => void look(),
      onJoin: () => void look(),
    });
    topic.current = opened;
    return () => opened.close();
  }, [call]);
  // Our server says who is identified how; how it came about stands in the steps.
  const levels = [state.me, ...state.people].map((one) => `${one?.who} ${one?.identity}`).join();
  useEffect(() => void look(), [levels]);
  const every = found.raises.some(isOpen) ? openMs : state.path === 'server' ? aloneMs : null;
  useEffect(() => {
    if (every === null) return;
    const timer = window.setInterval(() => void look(), every);
    return () => window.clearInterval(timer);
  }, [every]);
  const changed = () => {
    void look();
    topic.current?.send('look');
  };
  return { ...found, changed };
}
