/** From what the parts know to what the page shows. Pure: the one place where a phase and the words of a line are decided. */

import type { TransportState } from './call-transport.ts';
import type { CallPhase, DeviceState, EndedBy, LineCode, Repair } from './call-types.ts';
import type { OwnDevice } from './devices.ts';
import type { ConnectionState } from './room-connection.ts';

/** In the order in which they are told; of several the first is shown in full. */
const order: readonly LineCode[] = [
  'line-gone',
  'media-blocked',
  'microphone-ended',
  'microphone-interrupted',
  'other-cannot-hear-you',
  'you-cannot-hear-other',
  'other-microphone-broken',
  'sound-blocked',
  'microphone-silent',
  'camera-ended',
  'server-away',
  'other-away',
  'video-paused',
  'video-reduced',
  'signing-slow',
  'signing-seen-slow',
  'other-video-paused',
];

/** What the one button beside the words does. */
export function repairOf(code: LineCode): Repair {
  switch (code) {
    case 'microphone-ended':
    case 'microphone-interrupted':
    case 'microphone-silent':
      return 'microphone';
    case 'camera-ended':
      return 'camera';
    case 'sound-blocked':
      return 'sound';
    case 'line-gone':
    case 'media-blocked':
    case 'other-cannot-hear-you':
    case 'you-cannot-hear-other':
    case 'server-away':
      return 'reconnect';
    default:
      return null;
  }
}

/** What a device is to both sides. A wanted device that does not work is broken, never on. */
export function deviceState(device: OwnDevice): DeviceState {
  if (device.ended && device.wanted) return 'broken';
  if (!device.wanted) return device.problem ? 'none' : 'off';
  if (!device.track) return 'none';
  return device.interrupted ? 'broken' : 'on';
}

/** What is known of the way to one of the others. */
export type PeerFacts = {
  /** A page of hers is connected to our server. */
  readonly connected: boolean;
  readonly transport: TransportState;
  /** Milliseconds since both were there and admitted; 0 before. */
  readonly joiningMs: number;
  readonly dataOpen: boolean;
  /** Milliseconds since the direct way was last there; null where it has never been. */
  readonly partedMs: number | null;
  readonly watched: readonly LineCode[];
  readonly videoLevel: 0 | 1 | 2 | 3;
  readonly soundBlocked: boolean;
};

export type CallFacts = {
  readonly connection: ConnectionState;
  /** Milliseconds since our server was last there; 0 while it is. */
  readonly serverAwayMs: number;
  /** Milliseconds since the admission was heard of here. */
  readonly admittedMs: number;
  /** It is over: our server said so once, or the person here has hung up, whatever our server knows of it yet. */
  readonly ended: EndedBy | null;
  /** It has been live once: being alone for a moment is no new beginning. */
  readonly everLive: boolean;
  readonly microphone: OwnDevice;
  readonly camera: OwnDevice;
  /** Neither speaks nor is seen here: for her the text is the line. */
  readonly writesOnly: boolean;
  readonly peers: readonly PeerFacts[];
};

/** Shorter losses of our server are mended before anybody could read the words. */
const serverAwayMs = 4_000;
/** Admitted is not arrived: her page has this long to open before it is called away. */
const arrivalMs = 8_000;
/** A direct way that closed is looked for this long before it is called gone. */
const partedMs = 3_000;
/** Text through the server works before the browsers have found each other; no longer than this is it called "joining". */
const joiningMs = 8_000;

const roomOf = (connection: ConnectionState) =>
  connection.kind === 'seated' || connection.kind === 'connecting' ? connection.room : null;

const hasMet = (peer: PeerFacts): boolean =>
  peer.dataOpen || peer.partedMs !== null || peer.transport === 'blocked' || peer.joiningMs > joiningMs;

export function phaseOf(facts: Pick<CallFacts, 'connection' | 'ended' | 'everLive' | 'peers'>): {
  readonly phase: CallPhase;
  readonly endedBy: EndedBy | null;
} {
  const { connection } = facts;
  const ended = (endedBy: EndedBy) => ({ phase: 'ended' as const, endedBy });
  if (facts.ended) return ended(facts.ended);
  if (connection.kind === 'unknown') return ended('unknown');
  if (connection.kind === 'elsewhere') return { phase: 'elsewhere', endedBy: null };
  const room = roomOf(connection);
  if (room?.you.state === 'removed') return ended('removed');
  if (room?.endedBy) return ended(room.endedBy);
  if (room?.you.state === 'held') return { phase: 'held', endedBy: null };
  if (room?.you.state === 'admitted')
    return { phase: facts.everLive || facts.peers.some(hasMet) ? 'live' : 'joining', endedBy: null };
  return { phase: connection.kind === 'seated' ? 'waiting' : 'connecting', endedBy: null };
}

const inOrder = (codes: ReadonlySet<LineCode>): readonly LineCode[] => order.filter((code) => codes.has(code));
const isTogether = (facts: CallFacts): boolean => {
  const { phase } = phaseOf(facts);
  return phase === 'live' || phase === 'joining';
};

/** What is true of the way to one of the others, worst first. */
export function peerLineOf(facts: CallFacts, peer: PeerFacts): readonly LineCode[] {
  if (!isTogether(facts)) return [];
  const codes = new Set<LineCode>(peer.watched);
  if (peer.transport === 'blocked') codes.add('media-blocked');
  else if (!peer.dataOpen && peer.partedMs !== null && peer.partedMs > partedMs) codes.add('line-gone');
  if (peer.soundBlocked) codes.add('sound-blocked');
  const met = peer.partedMs !== null || facts.admittedMs > arrivalMs;
  // Her page talks to us directly: that our server does not see it is no matter.
  if (met && facts.serverAwayMs === 0 && !peer.connected && (codes.has('line-gone') || !peer.dataOpen)) {
    codes.add('other-away');
    codes.delete('line-gone');
  }
  if (facts.writesOnly && facts.serverAwayMs === 0 && peer.connected) {
    // Text goes through our server meanwhile.
    codes.delete('line-gone');
    codes.delete('media-blocked');
  }
  if (!codes.has('line-gone') && facts.camera.track && facts.camera.wanted) {
    if (peer.videoLevel === 3) codes.add('video-paused');
    else if (peer.videoLevel === 2) codes.add('video-reduced');
  }
  return inOrder(codes);
}

/** What is true of own devices and our server, worst first. */
export function ownLineOf(facts: CallFacts): readonly LineCode[] {
  const { phase } = phaseOf(facts);
  if (phase === 'ended' || phase === 'elsewhere') return [];
  const codes = new Set<LineCode>();
  const { microphone, camera } = facts;
  if (microphone.ended && microphone.wanted) codes.add('microphone-ended');
  else if (microphone.interrupted && microphone.wanted) codes.add('microphone-interrupted');
  if (camera.ended && camera.wanted) codes.add('camera-ended');
  if (facts.serverAwayMs > serverAwayMs) codes.add('server-away');
  return inOrder(codes);
}

/** All that is true, worst first; `peer` is the place in `facts.peers` that the first concerns, null for one's own. */
export function lineOf(facts: CallFacts): { readonly codes: readonly LineCode[]; readonly peer: number | null } {
  const own = ownLineOf(facts);
  const each = facts.peers.map((peer) => peerLineOf(facts, peer));
  const codes = inOrder(new Set([...own, ...each.flat()]));
  const [worst] = codes;
  const peer = worst === undefined || own.includes(worst) ? -1 : each.findIndex((line) => line.includes(worst));
  return { codes, peer: peer < 0 ? null : peer };
}
