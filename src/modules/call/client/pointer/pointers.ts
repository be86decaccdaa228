/**
 * Pointing on whatever is shown together. A place is a part of a surface: `on` names the surface (`page`, `screen:3`), `id` a
 * thing on it (0 is the surface itself), `x` and `y` how far into the thing, from 0 to 1. Who points must have the right to.
 */
import type { PersonView, Who } from '../../protocol.ts';
import { may } from '../../roles.ts';
import type { RoomChannel } from '../room-channel.ts';
import { joinTopic } from './joined-topic.ts';

export type Spot = {
  readonly on: string;
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** Stays until it is taken away or another comes; else it follows the hand and fades. */
  readonly mark: boolean;
};
type PointerMessage = Spot | { readonly on: string; readonly gone: 'hand' | 'mark' };

/** A hand that rests this long points at nothing any more. */
export const fadesAfterMs = 4000;
/** No more often than the eye sees a difference. */
const everyMs = 50;

const fraction = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

export function readPointer(json: unknown): PointerMessage | null {
  if (typeof json !== 'object' || json === null) return null;
  const { on, id, x, y, mark, gone } = json as Record<string, unknown>;
  if (typeof on !== 'string' || !/^[a-z]{1,20}(:\d{1,6})?$/.test(on)) return null;
  if (gone === 'hand' || gone === 'mark') return { on, gone };
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id > 1e9) return null;
  return fraction(x) && fraction(y) ? { on, id, x, y, mark: mark === true } : null;
}

export type Pointed = { readonly person: PersonView; readonly spot: Spot };

export type Pointers = {
  /** Where the others point on this surface. */
  readonly pointed: () => readonly Pointed[];
  /** Own hand, as often as it moves. */
  readonly move: (spot: Omit<Spot, 'on' | 'mark'>) => void;
  /** A mark that stays; null takes it away. */
  readonly mark: (spot: Omit<Spot, 'on' | 'mark'> | null) => void;
  /** The hand is somewhere else; the mark stays. */
  readonly leave: () => void;
  readonly close: () => void;
};

export function openPointers(
  channel: RoomChannel,
  on: string,
  onChange: (pointed: readonly Pointed[]) => void,
): Pointers {
  const spots = new Map<string, Pointed>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let sentAt = 0;
  let later: ReturnType<typeof setTimeout> | undefined;
  const told = () => onChange([...spots.values()]);
  const drop = (key: string) => {
    clearTimeout(timers.get(key));
    timers.delete(key);
    if (spots.delete(key)) told();
  };
  const topic = joinTopic<PointerMessage>(channel, {
    name: 'pointer',
    lane: 'live',
    read: readPointer,
    onMessage: (person, message) => {
      if (message.on !== on || !may(person.role, 'point')) return;
      const key = `${person.who} ${'gone' in message ? message.gone : message.mark ? 'mark' : 'hand'}`;
      if ('gone' in message) return drop(key);
      clearTimeout(timers.get(key));
      if (!message.mark)
        timers.set(
          key,
          setTimeout(() => drop(key), fadesAfterMs),
        );
      spots.set(key, { person, spot: message });
      told();
    },
    onLeave: (who: Who) => {
      drop(`${who} hand`);
      drop(`${who} mark`);
    },
  });
  const say = (message: PointerMessage) => {
    clearTimeout(later);
    sentAt = Date.now();
    topic.send(message);
  };
  return {
    pointed: () => [...spots.values()],
    move: (spot) => {
      clearTimeout(later);
      const wait = sentAt + everyMs - Date.now();
      if (wait <= 0) say({ on, ...spot, mark: false });
      // The last place of a quick hand is told too.
      else later = setTimeout(() => say({ on, ...spot, mark: false }), wait);
    },
    mark: (spot) => say(spot === null ? { on, gone: 'mark' } : { on, ...spot, mark: true }),
    leave: () => say({ on, gone: 'hand' }),
    close: () => {
      clearTimeout(later);
      for (const timer of timers.values()) clearTimeout(timer);
      topic.close();
    },
  };
}

/** In which of nine parts of a picture a place lies: what a hand on it says in words. */
export const partOf = ({
  x,
  y,
}: {
  readonly x: number;
  readonly y: number;
}): `${'top' | 'middle' | 'bottom'}-${'left' | 'middle' | 'right'}` =>
  `${y < 1 / 3 ? 'top' : y < 2 / 3 ? 'middle' : 'bottom'}-${x < 1 / 3 ? 'left' : x < 2 / 3 ? 'middle' : 'right'}`;
