/**
 * Sound, picture and data through a LiveKit server that can read none of it. One connection for the page, and for each of the
 * others a way that looks like one of its own (call-transport.ts). Keys are agreed on over our server's signals, text and
 * everything else goes over LiveKit's data, sealed for the one it is meant for.
 */
import type {
  CallTransport,
  Opposite,
  PicturePurpose,
  TransportEvents,
  TransportState,
  Transports,
} from '../call-transport.ts';
import type { WordsState } from '../keys/key-agreement.ts';
import type { Member } from '../keys/key-message.ts';
import type { LineSample } from '../line-sample.ts';
import type { VideoLevel } from '../video-ladder.ts';
import { sampleFrom } from './livekit-sample.ts';
import { createMediaRoom, type MediaAccess } from './media-room.ts';
import { createRoomKeys } from './room-keys.ts';
import { createSealedLane } from './sealed-lane.ts';
import { tuneSender } from './tune-sender.ts';

export type LiveKitOptions = {
  /** This page's place and seat. */
  readonly me: { readonly who: number; readonly seat: number };
  readonly access: () => MediaAccess | null;
  readonly iceServers: readonly RTCIceServer[];
  readonly relayOnly: boolean;
  readonly onWords: (words: WordsState) => void;
};

/** Then the person is told that sound and picture find no way. */
const blockedAfterMs = 8_000;
/** Who is alone for longer is on no server; another page of the other's comes sooner. */
const restAfterMs = 2_000;
const mendEveryMs = 4_000;
const nameOf = ({ who, seat }: { readonly who: number; readonly seat: number }): Member => `${who}.${seat}`;

/** The right of another seat of this page is none: our server gives the new one in a moment. */
function rightOf(me: Member, access: MediaAccess | null): MediaAccess | null {
  try {
    const claims = access?.token.split('.')[1] ?? '';
    const { sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { sub?: unknown };
    return sub === me ? access : null;
  } catch {
    return null;
  }
}

type Way = {
  readonly transport: CallTransport;
  readonly update: () => void;
  readonly arrived: (kind: 'audio' | 'video' | 'screen', track: MediaStreamTrack | null) => void;
  readonly sealed: (bytes: Uint8Array) => void;
  readonly level: () => VideoLevel;
};

export function createLiveKitTransports(options: LiveKitOptions): Transports {
  const me = nameOf(options.me);
  const ways = new Map<Member, Way>();
  /** What came from a page that our server has not told of yet. */
  const early = new Map<Member, Map<'audio' | 'video' | 'screen', MediaStreamTrack>>();
  let purpose: PicturePurpose = 'speech';
  let tuned = '';
  let resting: ReturnType<typeof setTimeout> | null = null;
  let mendedAt = Number.NEGATIVE_INFINITY;
  /** The server has tried to put in a track of its own: no words vouch for it again. */
  let distrusted = false;

  const room = createMediaRoom(me, {
    access: () => rightOf(me, options.access()),
    iceServers: options.iceServers,
    relayOnly: options.relayOnly,
    onChange: () => {
      for (const way of ways.values()) way.update();
    },
    onTrack: (member, kind, track) => {
      const tracks = early.get(member) ?? new Map();
      early.set(member, tracks);
      if (track) tracks.set(kind, track);
      else tracks.delete(kind);
      ways.get(member)?.arrived(kind, track);
    },
    onData: (sender, sealed) => ways.get(sender)?.sealed(sealed),
    onUnsealed: () => {
      distrusted = true;
      wordsAre({ state: 'broken', words: null });
    },
  });
  const keys = createRoomKeys({
    me,
    onOwnKey: (key, index) => room.setKey(me, key, index),
    onTheirKey: (member, key, index) => room.setKey(member, key, index),
    onReady: (member) => ways.get(member)?.update(),
    onWords: wordsAre,
  });
  function wordsAre(words: WordsState): void {
    options.onWords(distrusted ? { state: 'broken', words: null } : words);
  }

  /** There is one picture for all: it follows the worst line, which is our own to the server. */
  function tune(): void {
    const level = Math.max(0, ...[...ways.values()].map((way) => way.level())) as VideoLevel;
    const next = `${level} ${purpose}`;
    if (next === tuned) return;
    tuned = next;
    room.setTuning((kind, sender) => tuneSender(kind, sender, level, purpose));
  }

  function open(opposite: Opposite, events: TransportEvents): CallTransport {
    const member = nameOf(opposite);
    const person = new MediaStream();
    const screen = new MediaStream();
    let state: TransportState = 'idle';
    let begun = false;
    let everOpen = false;
    let connection: string | null = null;
    let level: VideoLevel = 0;
    let blocked: ReturnType<typeof setTimeout> | null = null;

    const lane = createSealedLane({
      pair: () => keys.pair(member),
      send: (sealed) => room.send(member, sealed),
      onText: events.onData,
      onBulk: events.onBulk,
      onOpen: (open) => state !== 'closed' && events.onDataOpen(open),
    });
    const become = (next: TransportState) => {
      if (state === next || state === 'closed') return;
      state = next;
      events.onState(next);
    };
    function update(): void {
      if (!begun || state === 'closed') return;
      const found = keys.ready(member) ? room.connectionOf(member) : null;
      if (found !== connection) {
        connection = found;
        if (found === null) lane.stop();
        else lane.begin();
      }
      if (found === null) {
        if (everOpen) become('broken');
        return;
      }
      everOpen = true;
      if (blocked) clearTimeout(blocked);
      become('open');
    }
    function arrived(kind: 'audio' | 'video' | 'screen', track: MediaStreamTrack | null): void {
      const stream = kind === 'screen' ? screen : person;
      for (const old of stream.getTracks())
        if (old !== track && (kind === 'screen' || old.kind === kind)) stream.removeTrack(old);
      if (track) stream.addTrack(track);
      events.onRemote(stream, kind === 'screen' ? 'screen' : 'person');
    }

    const transport: CallTransport = {
      state: () => state,
      begin: () => {
        if (begun || state === 'closed') return;
        begun = true;
        become('connecting');
        blocked = setTimeout(() => state === 'connecting' && become('blocked'), blockedAfterMs);
        keys.join(member, opposite.sendSignal);
        if (resting) clearTimeout(resting);
        resting = null;
        room.join();
        for (const [kind, track] of early.get(member) ?? []) arrived(kind, track);
        update();
      },
      receiveSignal: (body) => state !== 'closed' && keys.receive(member, body),
      publish: (kind, track) => state !== 'closed' && room.publish(kind, track),
      sendData: (text) => lane.isOpen() && state === 'open' && lane.text(text),
      sendBulk: async (bytes) => lane.isOpen() && state === 'open' && (await lane.bulk(bytes)),
      setVideoLevel: (next) => {
        level = next;
        tune();
      },
      setPurpose: (next) => {
        purpose = next;
        tune();
      },
      sample: async (): Promise<LineSample | null> =>
        state === 'open' || state === 'broken' ? sampleFrom(await room.stats(member)) : null,
      mend: (anyway) => {
        // Each of the others asks for it when something stands still; there is one line for all.
        const lately = performance.now() - mendedAt < mendEveryMs;
        if (!begun || state === 'closed' || lately || (room.connected() && !anyway)) return;
        mendedAt = performance.now();
        room.mend();
      },
      renew: () => {
        if (begun && state !== 'closed') room.renew();
      },
      close: () => {
        if (state === 'closed') return;
        if (blocked) clearTimeout(blocked);
        become('closed');
        lane.stop();
        if (ways.get(member)?.transport !== transport) return;
        ways.delete(member);
        keys.leave(member);
        if (ways.size === 0) resting ??= setTimeout(room.rest, restAfterMs);
        tune();
      },
    };
    ways.set(member, {
      transport,
      update,
      arrived: (kind, track) => begun && state !== 'closed' && arrived(kind, track),
      sealed: (bytes) => lane.received(bytes),
      level: () => level,
    });
    return transport;
  }

  return {
    open,
    close: () => {
      for (const way of [...ways.values()]) way.transport.close();
      if (resting) clearTimeout(resting);
      keys.close();
      room.close();
    },
  };
}
