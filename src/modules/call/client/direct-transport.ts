/**
 * Sound, picture and data straight between two browsers. Negotiated once: both kinds have their place from the start, and
 * microphone or camera come and go by `replaceTrack`. After that a new way (ICE restart) or a screen is negotiated by the side
 * that offers alone; the other one asks it to. W3C's perfect negotiation lets both begin, and the polite one roll back: after a
 * rollback Chromium decodes the other's picture and never shows it again, so nobody rolls back.
 */
import type {
  CallTransport,
  MediaKind,
  PicturePurpose,
  TransportEvents,
  TransportState,
  Transports,
} from './call-transport.ts';
import { kindAt, preferRedundantSound, tuneSender } from './direct-senders.ts';
import { sampleOf } from './line-sample.ts';
import { loadLate } from './use-late.ts';
import type { VideoLevel } from './video-ladder.ts';

export type DirectOptions = TransportEvents & {
  /** One side offers and the other answers, each time; so that two offers never meet. */
  readonly offers: boolean;
  readonly iceServers: readonly RTCIceServer[];
  /** The relay's way only, so that no network address reaches the other side. */
  readonly relayOnly: boolean;
  /** Must arrive, in order. */
  readonly sendSignal: (body: string) => void;
};

/** The ways to the others, each straight to her browser. */
export const createDirectTransports = (options: Pick<DirectOptions, 'iceServers' | 'relayOnly'>): Transports => ({
  open: ({ offers, sendSignal }, events) => createDirectTransport({ ...options, ...events, offers, sendSignal }),
  close: () => {},
});

/** `ask`, to the offering side: begin connection number `g` anew, look for a new way, or make a place for a screen. */
type Item =
  | { readonly d: RTCSessionDescriptionInit }
  | { readonly c: RTCIceCandidateInit }
  | { readonly ask: 'renew' | 'restart' | 'screen' };
type Body = { readonly g: number; readonly items: readonly Item[] };

/** Candidates of one machine come within milliseconds: they travel in one message. */
const gatherMs = 8;
/** Short losses mend themselves; the answering side asks a little later, so that it rarely asks for what has begun. */
const mendAfterMs = { offers: 2_500, answers: 3_200 } as const;
/** A restart that found nothing is tried again. */
const mendEveryMs = 5_000;
/** Then the person is told that sound and picture find no way. */
const blockedAfterMs = 8_000;

/** So many looks without sound or picture were an interruption; the line is looked at twice a second. */
const quietEnough = 2;

/** What is said between two ways that hide their addresses and between two that do not is told apart by its number. */
const hiddenFrom = 1_000_000;

/** Room for a few pieces: more would hold up what is newer, less would leave the line idle. */
const bulkBuffer = 256 * 1024;

export function createDirectTransport(options: DirectOptions): CallTransport {
  const published: Record<MediaKind, MediaStreamTrack | null> = { audio: null, video: null, screen: null };
  let state: TransportState = 'idle';
  let generation = options.relayOnly ? hiddenFrom : 0;
  let begun = false;
  let level: VideoLevel = 0;
  let purpose: PicturePurpose = 'speech';
  let arrivedBefore = 0;
  let quietLooks = 0;
  let wire = build();

  function become(next: TransportState): void {
    if (state === next || state === 'closed') return;
    state = next;
    options.onState(next);
  }

  /** One peer connection and all that belongs to it; another one replaces it whole. */
  function build() {
    const mine = generation;
    const pc = new RTCPeerConnection({
      iceServers: options.iceServers as RTCIceServer[],
      iceTransportPolicy: options.relayOnly ? 'relay' : 'all',
      bundlePolicy: 'max-bundle',
    });
    const data = pc.createDataChannel('call', { negotiated: true, id: 0 });
    const bulk = pc.createDataChannel('bulk', { negotiated: true, id: 1 });
    bulk.binaryType = 'arraybuffer';
    bulk.bufferedAmountLowThreshold = bulkBuffer / 2;
    const own = new MediaStream();
    const remote = new MediaStream();
    const remoteScreen = new MediaStream();
    let screen: RTCRtpSender | null = null;
    const current = () => wire?.pc === pc;
    let queue: Promise<void> = Promise.resolve();
    let outbox: Item[] = [];
    let flushing: ReturnType<typeof setTimeout> | null = null;
    const held: RTCIceCandidateInit[] = [];
    let wasOpen = false;
    let mending: ReturnType<typeof setTimeout> | null = null;
    let blocked: ReturnType<typeof setTimeout> | null = null;

    if (options.offers)
      for (const kind of ['audio', 'video'] as const)
        preferRedundantSound(pc.addTransceiver(kind, { direction: 'sendrecv', streams: [own] }), kind);

    /** One at a time: a candidate that overtakes its description is lost else (docs/evidence.md, "Call on a bad line"). */
    const inTurn = (work: () => Promise<void>) => {
      queue = queue.then(work).catch(() => {
        // A description that no longer fits: the watch over the line sees what comes of it, and mends.
      });
      return queue;
    };
    const post = (item: Item) => {
      outbox.push(item);
      flushing ??= setTimeout(() => {
        flushing = null;
        const items = outbox;
        outbox = [];
        if (current() && state !== 'closed') options.sendSignal(JSON.stringify({ g: mine, items } satisfies Body));
      }, gatherMs);
    };
    const describe = async () => {
      await pc.setLocalDescription();
      if (pc.localDescription) post({ d: pc.localDescription.toJSON() });
    };
    const negotiate = () =>
      inTurn(async () => {
        if (pc.signalingState === 'stable') await describe();
      });

    function place(): void {
      for (const [at, transceiver] of pc.getTransceivers().entries()) {
        const kind = kindAt(at, transceiver);
        if (kind === 'screen') screen = transceiver.sender;
        if (transceiver.direction !== 'sendrecv') transceiver.direction = 'sendrecv';
        if (kind !== 'screen') transceiver.sender.setStreams?.(own);
        preferRedundantSound(transceiver, kind);
        void transceiver.sender.replaceTrack(published[kind]);
      }
      if (published.screen && !screen) openScreen();
      tune();
    }

    function openScreen(): void {
      if (!options.offers) post({ ask: 'screen' });
      else screen ??= pc.addTransceiver(published.screen ?? 'video', { direction: 'sendrecv' }).sender;
    }

    async function receive(item: Item): Promise<void> {
      if ('c' in item) {
        if (!pc.remoteDescription) held.push(item.c);
        else await pc.addIceCandidate(item.c);
      } else if ('d' in item) {
        if (item.d.type !== (options.offers ? 'answer' : 'offer')) return;
        await pc.setRemoteDescription(item.d);
        if (!options.offers) {
          place();
          await describe();
        }
        for (const candidate of held.splice(0)) await pc.addIceCandidate(candidate);
      } else if (options.offers && item.ask === 'restart') restart();
      else if (options.offers && item.ask === 'screen') openScreen();
    }

    function restart(): void {
      if (!options.offers) post({ ask: 'restart' });
      // An offer that has not been answered looks for a new way already; it cannot be lost.
      else if (pc.signalingState === 'stable') pc.restartIce();
    }

    function mend(anyway = false): void {
      const carries = pc.connectionState === 'connected';
      if (!current() || !begun || pc.connectionState === 'closed' || (carries && !anyway)) return;
      if (pc.remoteDescription) restart();
      if (!carries) mendLater(mendEveryMs);
    }
    function mendLater(ms: number): void {
      if (mending) clearTimeout(mending);
      mending = setTimeout(mend, ms);
    }
    const atEase = () => {
      if (mending) clearTimeout(mending);
      if (blocked) clearTimeout(blocked);
      mending = blocked = null;
    };

    pc.onnegotiationneeded = () => {
      if (begun && options.offers) void negotiate();
    };
    pc.onicecandidate = ({ candidate }) => candidate && post({ c: candidate.toJSON() });
    pc.ontrack = ({ track, transceiver }) => {
      const what = kindAt(pc.getTransceivers().indexOf(transceiver), transceiver) === 'screen' ? 'screen' : 'person';
      const stream = what === 'screen' ? remoteScreen : remote;
      stream.addTrack(track);
      if (current()) options.onRemote(stream, what);
    };
    pc.onconnectionstatechange = () => {
      if (!current()) return;
      if (pc.connectionState === 'connected') {
        wasOpen = true;
        atEase();
        tune();
        become('open');
      } else if (pc.connectionState === 'disconnected') {
        become('broken');
        mendLater(mendAfterMs[options.offers ? 'offers' : 'answers']);
      } else if (pc.connectionState === 'failed') {
        become(wasOpen ? 'broken' : 'blocked');
        mend();
      }
    };
    const opened = () =>
      current() && data.readyState === 'open' && bulk.readyState === 'open' && options.onDataOpen(true);
    const shut = () => current() && options.onDataOpen(false);
    Object.assign(data, { onopen: opened, onclose: shut });
    Object.assign(bulk, { onopen: opened, onclose: shut });
    bulk.onmessage = ({ data: piece }) =>
      current() && piece instanceof ArrayBuffer && options.onBulk(new Uint8Array(piece));
    data.onmessage = ({ data: text }) => current() && typeof text === 'string' && options.onData(text);

    function tune(refresh = false): void {
      for (const [at, transceiver] of pc.getTransceivers().entries())
        tuneSender(kindAt(at, transceiver), transceiver.sender, { level, purpose, refresh });
    }

    return {
      pc,
      data,
      bulk,
      publish: (kind: MediaKind, track: MediaStreamTrack | null) => {
        if (kind === 'screen' && !screen) {
          if (track && pc.remoteDescription) openScreen();
          return;
        }
        for (const [at, transceiver] of pc.getTransceivers().entries())
          if (kindAt(at, transceiver) === kind && transceiver.sender.track !== track)
            void transceiver.sender.replaceTrack(track).then(
              () => tune(),
              () => {},
            );
      },
      begin: () => {
        become('connecting');
        blocked = setTimeout(() => current() && state === 'connecting' && become('blocked'), blockedAfterMs);
        if (options.offers) {
          place();
          void negotiate();
        }
      },
      receive: (items: readonly Item[]) => {
        for (const item of items) void inTurn(() => receive(item));
      },
      post,
      mend,
      tune,
      close: () => {
        atEase();
        if (flushing) clearTimeout(flushing);
        pc.close();
      },
    };
  }

  function rebuild(to: number): void {
    const old = wire;
    generation = to;
    wire = build();
    old.close();
    options.onDataOpen(false);
    if (begun) {
      state = 'idle';
      wire.begin();
    }
  }

  return {
    state: () => state,
    begin: () => {
      if (begun || state === 'closed') return;
      begun = true;
      wire.begin();
    },
    receiveSignal: (text) => {
      if (state === 'closed') return;
      const body = readBody(text);
      if (!body) return;
      const { g, items } = body;
      if (g < generation || (g >= hiddenFrom && !options.relayOnly)) return;
      if (g > generation) rebuild(g);
      wire.receive(items);
    },
    publish: (kind, track) => {
      published[kind] = track;
      wire.publish(kind, track);
    },
    sendData: (text) => {
      if (wire.data.readyState !== 'open') return false;
      wire.data.send(text);
      return true;
    },
    sendBulk: async (bytes) => {
      const { bulk } = wire;
      if (bulk.readyState !== 'open') return false;
      bulk.send(bytes as Uint8Array<ArrayBuffer>);
      if (bulk.bufferedAmount > bulkBuffer)
        await new Promise((resolve) => {
          bulk.addEventListener('bufferedamountlow', resolve, { once: true });
          bulk.addEventListener('close', resolve, { once: true });
        });
      return bulk.readyState === 'open';
    },
    setPurpose: (next) => {
      if (next === purpose) return;
      purpose = next;
      wire.tune();
    },
    setVideoLevel: (next) => {
      if (next === level) return;
      level = next;
      wire.tune();
    },
    sample: async () => {
      if (state !== 'open' && state !== 'broken') return null;
      try {
        const sample = sampleOf((await wire.pc.getStats()).values() as Iterable<Record<string, unknown>>);
        const arrived = sample.soundIn + sample.framesIn;
        if (arrived !== arrivedBefore && quietLooks >= quietEnough) wire.tune(true);
        quietLooks = arrived === arrivedBefore ? quietLooks + 1 : 0;
        arrivedBefore = arrived;
        return sample;
      } catch {
        return null;
      }
    },
    certificates: async () => {
      const { fingerprintsOf } = await loadLate();
      return state === 'open' ? fingerprintsOf(wire.pc) : null;
    },
    mend: (anyway) => wire.mend(anyway),
    renew: () => {
      if (!begun || state === 'closed') return;
      rebuild(generation + 1);
      // The side that answers asks for the offer; the other one offers by itself.
      if (!options.offers) wire.post({ ask: 'renew' });
    },
    close: () => {
      become('closed');
      wire.close();
    },
  };
}

/** The other's page wrote it: what is no negotiation is ignored. */
function readBody(text: string): Body | null {
  try {
    const body = JSON.parse(text) as Body;
    return Number.isSafeInteger(body?.g) &&
      Array.isArray(body.items) &&
      body.items.every((item) => item instanceof Object)
      ? body
      : null;
  } catch {
    return null;
  }
}
