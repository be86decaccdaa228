import { useEffect, useState } from 'preact/hooks';
import { type CaptionLook, type LookName, readLook, withChoice } from '../../captions/caption-look.ts';
import type { Call, CallState } from '../call-types.ts';
import { keep, readKept } from '../kept-choice.ts';
import type { RoomChannel } from '../room-channel.ts';
import { type Captions, type CaptionsState, openCaptions } from './open-captions.ts';

const opened = new WeakMap<RoomChannel, Captions>();

/** The captions of this call: the same for everything on the page that shows them. */
export function captionsOf(call: Pick<Call, 'channel' | 'state'>): Captions {
  const found = opened.get(call.channel);
  if (found) return found;
  const made = openCaptions({
    channel: call.channel,
    people: () => call.state().people,
    random: () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(36)).join(''),
  });
  opened.set(call.channel, made);
  return made;
}

/** What is heard, drawn again whenever it changes. */
export function useCaptions(
  call: Call,
  state: CallState,
): { readonly captions: Captions; readonly now: CaptionsState } {
  const captions = captionsOf(call);
  const [now, setNow] = useState(captions.state());
  useEffect(() => {
    setNow(captions.state());
    return captions.subscribe(() => setNow(captions.state()));
  }, [captions]);
  const present = state.people.map(({ who }) => who).join();
  useEffect(() => captions.peopleChanged(), [captions, present]);
  return { captions, now };
}

const lookName = 'captions';
const shownName = 'captions-shown';
const lookers = new Set<() => void>();
let shared: { readonly look: CaptionLook; readonly shown: boolean } | null = null;

/** How this reader wants them, and whether she wants them; kept on the device, the same wherever the page shows them. */
export function useCaptionLook(): {
  readonly look: CaptionLook;
  readonly shown: boolean;
  readonly choose: (name: LookName, value: string) => void;
  readonly show: (shown: boolean) => void;
} {
  shared ??= { look: readLook(readKept(lookName)), shown: readKept(shownName) !== 'off' };
  const [{ look, shown }, set] = useState(shared);
  useEffect(() => {
    const read = () => shared && set(shared);
    lookers.add(read);
    return () => void lookers.delete(read);
  }, []);
  const change = (next: { readonly look: CaptionLook; readonly shown: boolean }) => {
    shared = next;
    for (const looker of lookers) looker();
  };
  return {
    look,
    shown,
    choose: (name, value) => {
      const next = withChoice(look, name, value);
      keep(lookName, JSON.stringify(next));
      change({ look: next, shown });
    },
    show: (next) => {
      keep(shownName, next ? 'on' : 'off');
      change({ look, shown: next });
    },
  };
}
