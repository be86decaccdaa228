/**
 * What a page that holds a call sees of it. `createCall` (create-call.ts) gives a `Call`; everything else in this folder
 * serves it. A page reads `state()`, hears `onChange`, and calls `actions`; it never touches a socket or a peer connection.
 *
 *   const media = createLocalMedia();                       // early: the desk does it at log-in, the citizen at her mirror
 *   await media.start({ microphone: true, camera: true });  // never throws; media.state() tells what was got and what not
 *   const call = createCall({ socketUrl, participant, form, language, iceServers, media, onChange });
 *   call.actions.type('Hej');                               // the whole current line, at each input event
 *   call.close();                                           // the page is left; the call itself goes on until hangUp
 */
import type { Language } from '../../../kernel/language.ts';
import type { GuestView, Identity, PersonView, Role, Who } from '../protocol.ts';
import type { PicturePurpose } from './call-transport.ts';
import type { LocalMedia } from './devices.ts';
import type { WordsState } from './keys/key-agreement.ts';
import type { RoomChannel } from './room-channel.ts';

export type CallForm = 'text' | 'voice' | 'video';

/**
 * connecting: no answer from our server yet (also after a lost socket before admission) · waiting: not admitted yet ·
 * joining: admitted, the other's browser is being found · live: text arrives, and sound and picture where there are any ·
 * held: sent out for a while by the employee, seen and heard by nobody · ended: over, see `endedBy` · elsewhere: another tab
 * holds this place; `takeOver` brings it here.
 */
export type CallPhase = 'connecting' | 'waiting' | 'joining' | 'live' | 'held' | 'ended' | 'elsewhere';

/**
 * `unknown`: the server does not know this participant (gone, or a wrong link) · `removed`: the employee has ended it for this
 * person · `left`: this person has left, the others go on.
 */
export type EndedBy = 'citizen' | 'employee' | 'system' | 'unknown' | 'removed' | 'left';

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
  | 'signing-slow' // a signer's picture falls under 20 frames a second
  | 'signing-seen-slow' // the same of one's own, as another sees it
  | 'other-video-paused'; // her picture is off for the sake of sound

/** What the one button beside a line's words does; null where waiting is all there is to do. */
export type Repair = 'reconnect' | 'microphone' | 'camera' | 'sound' | null;

/** A finished line, in the order in which both sides' lines were finished. */
export type TextLine = {
  readonly id: string;
  readonly from: 'me' | Who;
  readonly text: string;
  /** Said before this page was loaded, and told to it again. */
  readonly retold?: boolean;
};

export type CallText = {
  readonly lines: readonly TextLine[];
  /** The line that I am writing, as the input field should show it. */
  readonly own: string;
  /** The lines that others are writing now, letter by letter; those who write nothing are not in it. */
  readonly others: readonly { readonly who: Who; readonly text: string }[];
  /** False: my line is sent when I press Enter, not letter by letter. */
  readonly letterByLetter: boolean;
  /** True while something I finished has not been confirmed by the other's browser. */
  readonly pending: boolean;
};

/** Another person in the conversation, as she is now. */
export type Person = PersonView & {
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  /** Speaks now: by voice, or with her hands where she signs (EN 301 549, 6.5.5 and 6.5.6). */
  readonly active: boolean;
  /** Her sound and picture; null until something arrives. The same object for one connection. */
  readonly remote: MediaStream | null;
  /** True while frames of her picture arrive. */
  readonly seen: boolean;
  /** Frames of her picture a second, lately; null while none is expected. */
  readonly framesPerSecond: number | null;
  /** Her shared screen; null when none. */
  readonly screen: MediaStream | null;
  /** Where text to her goes now: through our server (in memory only), or end to end. */
  readonly path: 'server' | 'direct';
  /** What is true of the way to her, worst first. */
  readonly line: readonly LineCode[];
};

export type CallState = {
  readonly phase: CallPhase;
  readonly endedBy: EndedBy | null;
  /** This person's own place; null before our server has answered. */
  readonly me: { readonly who: Who; readonly role: Role; readonly identity: Identity } | null;
  /** The others who are admitted; empty before admission: nothing at all is known of them until then. In order of place. */
  readonly people: readonly Person[];
  /** Whom this page is mainly about: the employee to everyone else, the citizen to the employee, or else the first. */
  readonly other: Person | null;
  /** Everybody who has been here, so that what was written keeps its writer's name. */
  readonly known: readonly PersonView[];
  /** Guests before the door, to those who may let them in. */
  readonly guests: readonly GuestView[];
  /** No way but the relay's: no network address reaches the others. */
  readonly relayOnly: boolean;
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  /** Worst first, of own devices and of all ways; empty when all is well. `lineWho`: whom the first concerns. */
  readonly line: readonly LineCode[];
  readonly lineWho: Who | null;
  readonly text: CallText;
  /** 'direct' when text to everybody goes end to end. */
  readonly path: 'server' | 'direct';
  /** Three words that are the same on all pages when nobody stands between them. */
  readonly words: WordsState;
  /** Own screen is shown to the others. */
  readonly sharing: boolean;
};

export type CallActions = {
  /** The whole current line as the input field has it now. */
  readonly type: (text: string) => void;
  /** Finishes the current line (Enter). An empty line is not sent. */
  readonly sendLine: () => void;
  readonly setLetterByLetter: (on: boolean) => void;
  /** Asks the browser for the microphone if there is none yet. */
  readonly setMicrophone: (on: boolean) => Promise<void>;
  readonly setCamera: (on: boolean) => Promise<void>;
  /** Asks the browser which screen or window; false when the person or the browser said no, or it cannot (iPhone). */
  readonly shareScreen: () => Promise<boolean>;
  readonly stopSharing: () => void;
  /** What one's own picture is for; a signer's frames come before her sharpness. */
  readonly setPurpose: (purpose: PicturePurpose) => void;
  /** She speaks with her hands now, or has stopped: the others see her marked as the one who speaks. */
  readonly setSigning: (signing: boolean) => void;
  /** Ends the call for all, or leaves alone where the role may not end (roles.ts). */
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
  readonly form: CallForm;
  readonly language: Language;
  readonly iceServers: readonly RTCIceServer[];
  readonly media: LocalMedia;
  readonly onChange: (state: CallState) => void;
};

export type Call = {
  readonly state: () => CallState;
  /** Messages between the pages, for everything that is done together. */
  readonly channel: RoomChannel;
  readonly actions: CallActions;
  /** The element that plays the other's sound reports here when the browser refuses to (autoplay). */
  readonly soundBlocked: (who: Who, play: (() => Promise<void>) | null) => void;
  /** Leaves the page without ending the call: socket and peer connection are closed, own devices are not. */
  readonly close: () => void;
};
