import { catalogue, type Language } from '../../kernel/language.ts';
import { da } from './room-messages.da.ts';
import { en } from './room-messages.en.ts';

/** What the citizen's script says, and so does our server (messages.ts). */
export const roomTexts = catalogue({ da, en });

/** Of her waiting: what differs where she has come for a meeting stands in the line's place. */
export function waitingTexts(language: Language, meeting: boolean) {
  const { waiting, call } = roomTexts(language);
  return meeting
    ? { ...waiting, ...waiting.meeting, banner: () => waiting.meeting.banner, back: '/moede/mit' }
    : { ...waiting, again: call.again, back: '/hjaelp' };
}
