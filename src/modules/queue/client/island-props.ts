import type { Language } from '../../../kernel/language.ts';
import type { CallForm } from '../../call/client/call-types.ts';
import type { ReadGuide } from '../../call/client/guide/guide-place.ts';
import type { WaitingState } from '../help.ts';
import type { LineMode } from '../line-test/decide-mode.ts';

/** What the waiting room's page needs to be live in the call's room. */
export type RoomProps = {
  readonly socketUrl: string;
  readonly participant: { readonly id: string; readonly token: string };
  readonly iceServers: readonly RTCIceServer[];
};

/** The guide she came from, as she reads it while she waits. */
export type GuideProps = ReadGuide & {
  readonly step: string | null;
  readonly done: readonly string[];
};

/** A phone number to dial and a place to come to, in words. */
export type OtherWaysProps = { readonly tel: string; readonly call: string; readonly come: string };

/** The citizen's island, from her mirror to the end of the call, without leaving the page in between. */
export type HelpIslandProps = {
  readonly stage: 'check' | 'room';
  readonly form: CallForm;
  readonly language: Language;
  readonly base: string;
  readonly guide: GuideProps | null;
  readonly otherWays: OtherWaysProps | null;
  /** What her line bears, where it has been tested before. */
  readonly line: LineMode | null;
  /** Null until she has a place in line. */
  readonly room: (RoomProps & { readonly state: WaitingState; readonly words: WaitingWords }) | null;
};

/** The waiting room's sentences, made on the server so that the page and the stream say the same. */
export type WaitingWords = { readonly heading: string; readonly estimate: string };

/** One message of the waiting room's stream. */
export type WaitingMessage = { readonly state: WaitingState; readonly words: WaitingWords };
