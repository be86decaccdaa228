/** Captions on the wire: JSON over the topic `captions`, end to end (docs/captions.md). */
import type { Caption, CaptionPlace } from './caption-source.ts';

export const captionTopic = 'captions';
/** A caption is a line or two. */
export const captionUnits = 500;
const makerUnits = 80;

export type CaptionMessage =
  /** Who makes captions, and where. `on` false: asks to, and sends none yet. */
  | {
      readonly kind: 'source';
      /** Random, one for each start. */
      readonly source: string;
      readonly on: boolean;
      readonly place: CaptionPlace;
      readonly maker: string;
    }
  | ({ readonly kind: 'caption'; readonly source: string } & Caption)
  | { readonly kind: 'end'; readonly source: string }
  /** A page that has just opened asks who makes captions, and for the last of them. */
  | { readonly kind: 'ask' };

const isText = (value: unknown, units: number): value is string => typeof value === 'string' && value.length <= units;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 1;
const isName = (value: unknown): value is string => isText(value, 40) && value !== '';

/** Reads what came from another page; null for what is no message. */
export function readCaptionMessage(json: unknown): CaptionMessage | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const { kind, source, on, place, maker, number, speaker, text, done, language } = json as Record<string, unknown>;
  if (kind === 'ask') return { kind };
  if (!isName(source)) return null;
  if (kind === 'end') return { kind, source };
  if (kind === 'source')
    return typeof on === 'boolean' && (place === 'here' || place === 'outside') && isText(maker, makerUnits)
      ? { kind, source, on, place, maker }
      : null;
  if (kind !== 'caption' || !isCount(number) || !isText(text, captionUnits) || typeof done !== 'boolean') return null;
  if (speaker !== null && !isCount(speaker)) return null;
  if (language !== null && !(isName(language) && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language))) return null;
  return { kind, source, number, speaker, text, done, language };
}

/** What is sent of a caption: a text too long for one is cut between letters. */
export const captionMessage = (source: string, caption: Caption): CaptionMessage => ({
  kind: 'caption',
  source,
  number: caption.number,
  speaker: caption.speaker,
  text: caption.text.slice(0, captionUnits).replace(/[\uD800-\uDBFF]$/, ''),
  done: caption.done,
  language: caption.language,
});
