import type { PersonView, Role, Who } from '../protocol.ts';
import { isStaff } from '../roles.ts';
import type { CaptionMessage } from './caption-message.ts';
import type { Caption, CaptionPlace } from './caption-source.ts';

/** What a page keeps to be read back. */
const keptCaptions = 2_000;

export type HeardSource = {
  readonly by: Who;
  readonly source: string;
  readonly on: boolean;
  readonly place: CaptionPlace;
  readonly maker: string;
};
export type HeardCaption = Caption & { readonly key: string; readonly by: Who };
export type CaptionsHeard = { readonly sources: readonly HeardSource[]; readonly captions: readonly HeardCaption[] };

export const nothingHeard: CaptionsHeard = { sources: [], captions: [] };

/** Captions name any speaker: from those alone whose work it is. Others' engines write for their own page and send nothing. */
export const mayCaption = (role: Role): boolean => role === 'interpreter' || isStaff(role);

/** One source a person: a new one takes the place of her last. Captions of a source that has not said what it is are none. */
export function hearCaption(
  heard: CaptionsHeard,
  from: Pick<PersonView, 'who' | 'role'>,
  message: CaptionMessage,
): CaptionsHeard {
  if (message.kind === 'ask' || !mayCaption(from.role)) return heard;
  const { who: by } = from;
  const others = heard.sources.filter((one) => one.by !== by);
  if (message.kind === 'source') {
    const { source, on, place, maker } = message;
    return { ...heard, sources: [...others, { by, source, on, place, maker }] };
  }
  const mine = heard.sources.find((one) => one.by === by && one.source === message.source);
  if (!mine) return heard;
  if (message.kind === 'end') return { ...heard, sources: others };
  if (!mine.on) return heard;
  const { number, speaker, text, done, language } = message;
  const key = `${by} ${message.source} ${number}`;
  return { ...heard, captions: putCaption(heard.captions, { key, by, number, speaker, text, done, language }) };
}

/** A caption that was there before is put right where it stands. */
export function putCaption(captions: readonly HeardCaption[], caption: HeardCaption): readonly HeardCaption[] {
  const at = captions.map(({ key }) => key).lastIndexOf(caption.key);
  return at === -1
    ? [...captions, caption].slice(-keptCaptions)
    : [...captions.slice(0, at), caption, ...captions.slice(at + 1)];
}

/** She is gone: nothing comes from her any more; what came stays. */
export const captionerGone = (heard: CaptionsHeard, who: Who): CaptionsHeard => ({
  ...heard,
  sources: heard.sources.filter((one) => one.by !== who),
});
