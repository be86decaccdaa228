/**
 * What carries sound, picture and data between two pages. Text, messages and the watch over the line stand on top and never
 * know which one it is: `direct` (direct-transport.ts) between the two browsers, `livekit` (livekit/) through a server that
 * forwards what it cannot read. In a room of several there is one `CallTransport` for each of the others, made by `Transports`.
 */
import type { Who } from '../protocol.ts';
import type { Fingerprints } from './keys/key-message.ts';
import type { LineSample } from './line-sample.ts';
import type { VideoLevel } from './video-ladder.ts';

/**
 * idle: nothing has been sent to the other side · connecting: for the first time · open · broken: it was open, and is being
 * mended · blocked: no way has been found so far; it goes on trying · closed.
 */
export type TransportState = 'idle' | 'connecting' | 'open' | 'broken' | 'blocked' | 'closed';

/** `screen`: a shared screen or window, beside the camera's picture. */
export type MediaKind = 'audio' | 'video' | 'screen';

/**
 * What one's picture is for. speech: sharp enough, and calm on a bad line · signing: frames before sharpness, at least 20 a
 * second held (EN 301 549, 6.5.3).
 */
export type PicturePurpose = 'speech' | 'signing';

export type TransportEvents = {
  readonly onState: (state: TransportState) => void;
  /** The other's sound and picture in one stream, and her screen in another. A connection begun anew brings new streams. */
  readonly onRemote: (stream: MediaStream, what: 'person' | 'screen') => void;
  /** Reliable and in order while the transport lives. */
  readonly onData: (text: string) => void;
  /** A piece of something large, on a way of its own so that text is not held up. Reliable and in order. */
  readonly onBulk: (bytes: Uint8Array) => void;
  /** Data can be sent now, or cannot any more. */
  readonly onDataOpen: (open: boolean) => void;
};

/** The way to one other page. */
export type CallTransport = {
  readonly state: () => TransportState;
  /** The other side is there and admitted: from now on something may go to it. */
  readonly begin: () => void;
  /** What the other page has said through our server. */
  readonly receiveSignal: (body: string) => void;
  /** Null sends nothing. */
  readonly publish: (kind: MediaKind, track: MediaStreamTrack | null) => void;
  /** At most 16,000 characters. False when data cannot be sent now. */
  readonly sendData: (text: string) => boolean;
  /** At most 15,000 bytes. Resolves when it has been handed on and there is room for the next; false when it cannot be sent. */
  readonly sendBulk: (bytes: Uint8Array) => Promise<boolean>;
  readonly setVideoLevel: (level: VideoLevel) => void;
  readonly setPurpose: (purpose: PicturePurpose) => void;
  /** What has gone and come so far; null before there is a connection. */
  readonly sample: () => Promise<LineSample | null>;
  /** The certificates that both ends showed; null before they have. Only where the line itself is what is relied on. */
  readonly certificates?: () => Promise<Fingerprints | null>;
  /** Looks for a new way at once where the present one does not carry; `anyway` where it still seems to (a new network). */
  readonly mend: (anyway: boolean) => void;
  /** Begins the connection anew. */
  readonly renew: () => void;
  readonly close: () => void;
};

/** Which page the way leads to. `offers`: of the two, this page speaks first. */
export type Opposite = {
  readonly who: Who;
  readonly seat: number;
  readonly offers: boolean;
  /** Must arrive, in order. */
  readonly sendSignal: (body: string) => void;
};

/** One for each room and page. */
export type Transports = {
  readonly open: (opposite: Opposite, events: TransportEvents) => CallTransport;
  readonly close: () => void;
};
