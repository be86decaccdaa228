/**
 * What a page that holds a call sees of it. `createCall` (create-call.ts) gives a `Call`; everything else in this folder
 * serves it. A page reads `state()`, hears `onChange`, and calls `actions`; it never touches a socket or a peer connection.
 *
 *   const media = createLocalMedia();                       // early: the desk does it at log-in, the citizen at her mirror
 *   await media.start({ microphone: true, camera: true });  // never throws; media.state() tells what was got and what not
 *   const call = createCall({ socketUrl, participant, role, form, language, iceServers, media, onChange });
 *   call.actions.type('Hej');                               // the whole current line, at each input event
 *   call.close();                                           // the page is left; the call itself goes on until hangUp
 */
import type { Language } from '../../../kernel/language.ts';
import type { LocalMedia } from './devices.ts';

export type CallForm = 'text' | 'voice' | 'video';
export type CallRole = 'citizen' | 'employee';

/**
 * connecting: no answer from our server yet (also after a lost socket before admission) · waiting: not admitted yet ·
 * joining: admitted, the other's browser is being found · live: text arrives, and sound and picture where there are any ·
 * ended: over, see `endedBy` · elsewhere: another tab holds this place; `takeOver` brings it here.
 */
export type CallPhase = 'connecting' | 'waiting' | 'joining' | 'live' | 'ended' | 'elsewhere';

/** `unknown`: the server does not know this participant (removed, or a wrong link). */
export type EndedBy = 'citizen' | 'employee' | 'system' | 'unknown';

/** on: works · off: switched off by the person · none: not there or not allowed · broken: should work and does not. */
export type DeviceState = 'on' | 'off' | 'none' | 'broken';

/**
 * What is true about the line, worst first. The words are `texts(language).line[code]`, the one button is `repairOf(code)`.
 * Only what is certain is said: silence is no fault, and neither is a microphone that its owner switched off.
 */
export type LineCode =
  | 'line-gone' // nothing arrives from the other side: neither reports nor sound
  | 'media-blocked' // no direct way was found; text goes through the server
  | 'microphone-ended' // own microphone stopped (pulled out, taken by another program)
  | 'microphone-interrupted' // the system keeps it, as during a telephone call
  | 'other-cannot-hear-you' // the other reports that none of our sound is decoded
  | 'you-cannot-hear-other' // her microphone is on, but no sound arrives
  | 'other-microphone-broken' // her browser reports that her microphone stopped
  | 'sound-blocked' // this browser wants a press before it plays sound
  | 'microphone-silent' // own microphone is live, but delivers digital nothing
  | 'camera-ended' // own camera stopped
  | 'server-away' // our server does not answer; a direct call goes on without it
  | 'other-away' // the other's page is closed or lost
  | 'video-paused' // own picture is off for the sake of sound
  | 'video-reduced' // own picture is smaller for the sake of sound
  | 'other-video-paused'; // her picture is off for the sake of sound

/** What the one button beside a line's words does; null where waiting is all there is to do. */
export type Repair = 'reconnect' | 'microphone' | 'camera' | 'sound' | null;

/** A finished line, in the order in which both sides' lines were finished. */
export type TextLine = { readonly id: string; readonly from: 'me' | 'other'; readonly text: string };

export type CallText = {
  readonly lines: readonly TextLine[];
  /** The line that I am writing, as the input field should show it. */
  readonly own: string;
  /** The line that the other is writing now, letter by letter; empty when none. */
  readonly other: string;
  /** False: my line is sent when I press Enter, not letter by letter. */
  readonly letterByLetter: boolean;
  /** True while something I finished has not been confirmed by the other's browser. */
  readonly pending: boolean;
};

export type OtherParty = {
  readonly role: CallRole;
  readonly name: string | null;
  readonly connected: boolean;
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
};

export type CallState = {
  readonly phase: CallPhase;
  readonly endedBy: EndedBy | null;
  /** Null before admission: nothing at all is known of the other side until then. */
  readonly other: OtherParty | null;
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  /** Worst first; empty when all is well. */
  readonly line: readonly LineCode[];
  readonly text: CallText;
  /** Where text goes now: through our server (in memory only), or directly between the two browsers. */
  readonly path: 'server' | 'direct';
  /** The other's sound and picture; null until something arrives. The same object for one connection. */
  readonly remote: MediaStream | null;
  /** True while frames of the other's picture arrive. */
  readonly remoteVideo: boolean;
};

/** A small thing that a page tells the other page besides text (a step of the guide): same order and certainty as text. */
export type Note = { readonly kind: string; readonly value: string };

export type CallActions = {
  /** The whole current line as the input field has it now. */
  readonly type: (text: string) => void;
  /** Finishes the current line (Enter). An empty line is not sent. */
  readonly sendLine: () => void;
  readonly setLetterByLetter: (on: boolean) => void;
  /** Asks the browser for the microphone if there is none yet. */
  readonly setMicrophone: (on: boolean) => Promise<void>;
  readonly setCamera: (on: boolean) => Promise<void>;
  /** At most 1,000 characters. */
  readonly sendNote: (note: Note) => void;
  /** Ends the call for both. */
  readonly hangUp: () => void;
  /** Brings the place here from another tab. */
  readonly takeOver: () => void;
  /** Mends what the worst line code says; pressed again within 15 s it begins the connection anew. */
  readonly repair: () => Promise<void>;
};

export type CallOptions = {
  /** Absolute or relative (`/fjordby/samtale`): ws or wss follows the page. */
  readonly socketUrl: string;
  readonly participant: { readonly id: string; readonly token: string };
  readonly role: CallRole;
  readonly form: CallForm;
  readonly language: Language;
  readonly iceServers: readonly RTCIceServer[];
  readonly media: LocalMedia;
  readonly onChange: (state: CallState) => void;
  readonly onNote?: (note: Note) => void;
};

export type Call = {
  readonly state: () => CallState;
  readonly actions: CallActions;
  /** The element that plays the other's sound reports here when the browser refuses to (autoplay). */
  readonly soundBlocked: (play: (() => Promise<void>) | null) => void;
  /** Leaves the page without ending the call: socket and peer connection are closed, own devices are not. */
  readonly close: () => void;
};
