/**
 * What carries sound, picture and data between the two. Text, notes and the watch over the line stand on top and never know
 * which one it is: `direct` (direct-transport.ts) today, an SFU's client where three or more meet.
 */
import type { LineSample } from './line-sample.ts';
import type { VideoLevel } from './video-ladder.ts';

/**
 * idle: nothing has been sent to the other side · connecting: for the first time · open · broken: it was open, and is being
 * mended · blocked: no way has been found so far; it goes on trying · closed.
 */
export type TransportState = 'idle' | 'connecting' | 'open' | 'broken' | 'blocked' | 'closed';

export type TransportEvents = {
  readonly onState: (state: TransportState) => void;
  /** The other's sound and picture. A connection begun anew brings a new stream. */
  readonly onRemote: (stream: MediaStream) => void;
  /** Reliable and in order while the transport lives. */
  readonly onData: (text: string) => void;
  /** Data can be sent now, or cannot any more. */
  readonly onDataOpen: (open: boolean) => void;
};

export type CallTransport = {
  readonly state: () => TransportState;
  /** Null sends nothing. Takes effect without a new negotiation. */
  readonly publish: (kind: 'audio' | 'video', track: MediaStreamTrack | null) => void;
  /** False when data cannot be sent now. */
  readonly sendData: (text: string) => boolean;
  readonly setVideoLevel: (level: VideoLevel) => void;
  /** What has gone and come so far; null before there is a connection. */
  readonly sample: () => Promise<LineSample | null>;
  /** Looks for a new way at once where the present one does not carry; `anyway` where it still seems to (a new network). */
  readonly mend: (anyway: boolean) => void;
  /** Begins the connection anew. */
  readonly renew: () => void;
  readonly close: () => void;
};
