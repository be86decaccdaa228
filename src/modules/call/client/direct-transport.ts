/**
 * Sound, picture and data straight between two browsers. Negotiated once: both kinds have their place from the start, and
 * microphone or camera come and go by `replaceTrack`. After that only a new way has to be negotiated (ICE restart); where both
 * sides begin that at once, the polite one gives way (W3C's perfect negotiation).
 */
import type { CallTransport, TransportEvents, TransportState } from './call-transport.ts';
import { sampleOf } from './line-sample.ts';
import { type VideoLevel, videoSettings } from './video-ladder.ts';

export type DirectOptions = TransportEvents & {
  /** One side offers, the other (the polite one) answers; so that the first negotiation has no glare. */
  readonly offers: boolean;
  readonly iceServers: readonly RTCIceServer[];
  /** Must arrive, in order. */
  readonly sendSignal: (body: string) => void;
};

export type DirectTransport = CallTransport & {
  /** The other side is there and admitted: from now on something may go to it. */
  readonly begin: () => void;
  readonly receiveSignal: (body: string) => void;
};

/** `renew` asks the offering side to begin connection number `g` anew. */
type Item = { readonly d: RTCSessionDescriptionInit } | { readonly c: RTCIceCandidateInit } | { readonly renew: true };
type Body = { readonly g: number; readonly items: readonly Item[] };

/** Candidates of one machine come within milliseconds: they travel in one message. */
const gatherMs = 8;
/** Short losses mend themselves; the polite side waits a little longer, so that both rarely begin at once. */
const mendAfterMs = { offers: 2_500, answers: 3_200 } as const;
/** A restart that found nothing is tried again. */
const mendEveryMs = 5_000;
/** Then the person is told that sound and picture find no way. */
const blockedAfterMs = 8_000;

export function createDirectTransport(options: DirectOptions): DirectTransport {
  const published: Record<'audio' | 'video', MediaStreamTrack | null> = { audio: null, video: null };
  let state: TransportState = 'idle';
  let generation = 0;
  let begun = false;
  let level: VideoLevel = 0;
  let wire = build();

  function become(next: TransportState): void {
    if (state === next || state === 'closed') return;
    state = next;
    options.onState(next);
  }

  /** One peer connection and all that belongs to it; another one replaces it whole. */
  function build() {
    const mine = generation;
    const pc = new RTCPeerConnection({ iceServers: options.iceServers as RTCIceServer[], bundlePolicy: 'max-bundle' });
    const data = pc.createDataChannel('call', { negotiated: true, id: 0 });
    const own = new MediaStream();
    const remote = new MediaStream();
    const current = () => wire?.pc === pc;
    let queue: Promise<void> = Promise.resolve();
    let outbox: Item[] = [];
    let flushing: ReturnType<typeof setTimeout> | null = null;
    const held: RTCIceCandidateInit[] = [];
    let ignoring = false;
    let wasOpen = false;
    let mending: ReturnType<typeof setTimeout> | null = null;
    let blocked: ReturnType<typeof setTimeout> | null = null;

    if (options.offers)
      for (const kind of ['audio', 'video'] as const)
        prefer(pc.addTransceiver(kind, { direction: 'sendrecv', streams: [own] }), kind);

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
        if (current()) options.sendSignal(JSON.stringify({ g: mine, items } satisfies Body));
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
      for (const transceiver of pc.getTransceivers()) {
        const kind = transceiver.receiver.track.kind as 'audio' | 'video';
        if (transceiver.direction !== 'sendrecv') transceiver.direction = 'sendrecv';
        transceiver.sender.setStreams?.(own);
        prefer(transceiver, kind);
        void transceiver.sender.replaceTrack(published[kind]);
      }
      tune();
    }

    async function receive(item: Item): Promise<void> {
      if ('c' in item) {
        if (!pc.remoteDescription) held.push(item.c);
        else if (!ignoring) await pc.addIceCandidate(item.c);
      } else if ('d' in item) {
        const glare = item.d.type === 'offer' && pc.signalingState !== 'stable';
        ignoring = glare && options.offers;
        if (ignoring) return;
        await pc.setRemoteDescription(item.d);
        if (item.d.type === 'offer') {
          place();
          await describe();
        }
        for (const candidate of held.splice(0)) await pc.addIceCandidate(candidate);
      }
    }

    function mend(anyway = false): void {
      const carries = pc.connectionState === 'connected';
      if (!current() || !begun || pc.connectionState === 'closed' || (carries && !anyway)) return;
      if (pc.remoteDescription) pc.restartIce();
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
      // Before the first offer has come, the answering side has nothing to say.
      if (begun && (options.offers || pc.remoteDescription)) void negotiate();
    };
    pc.onicecandidate = ({ candidate }) => candidate && post({ c: candidate.toJSON() });
    pc.ontrack = ({ track }) => {
      remote.addTrack(track);
      if (current()) options.onRemote(remote);
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
    data.onopen = () => current() && options.onDataOpen(true);
    data.onclose = () => current() && options.onDataOpen(false);
    data.onmessage = ({ data: text }) => current() && typeof text === 'string' && options.onData(text);

    function tune(): void {
      for (const { sender, receiver } of pc.getTransceivers()) {
        const parameters = sender.getParameters();
        const [encoding] = parameters.encodings ?? [];
        if (!encoding) continue;
        if (receiver.track.kind === 'audio') Object.assign(encoding, { priority: 'high', networkPriority: 'high' });
        else {
          const { active, maxBitrate, scale } = videoSettings[level];
          Object.assign(encoding, { active, maxBitrate, scaleResolutionDownBy: scale });
          // Hands are read by movement: fewer pixels before fewer frames.
          (parameters as { degradationPreference?: string }).degradationPreference = 'maintain-framerate';
        }
        sender.setParameters(parameters).catch(() => {
          // Not every browser takes every wish; the line is watched all the same.
        });
      }
    }

    return {
      pc,
      data,
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
      const { g, items } = JSON.parse(text) as Body;
      if (g < generation) return;
      if (g > generation) rebuild(g);
      wire.receive(items);
    },
    publish: (kind, track) => {
      published[kind] = track;
      for (const { sender, receiver } of wire.pc.getTransceivers())
        if (receiver.track.kind === kind && sender.track !== track)
          void sender.replaceTrack(track).then(wire.tune, () => {});
    },
    sendData: (text) => {
      if (wire.data.readyState !== 'open') return false;
      wire.data.send(text);
      return true;
    },
    setVideoLevel: (next) => {
      if (next === level) return;
      level = next;
      wire.tune();
    },
    sample: async () => {
      if (state !== 'open' && state !== 'broken') return null;
      try {
        return sampleOf((await wire.pc.getStats()).values() as Iterable<Record<string, unknown>>);
      } catch {
        return null;
      }
    },
    mend: (anyway) => wire.mend(anyway),
    renew: () => {
      if (!begun || state === 'closed') return;
      rebuild(generation + 1);
      // The side that answers asks for the offer; the other one offers by itself.
      if (!options.offers) wire.post({ renew: true });
    },
    close: () => {
      become('closed');
      wire.close();
    },
  };
}

/**
 * Redundant sound first (RED), where the browser has it: under loss it is the difference between speech and noise
 * (docs/evidence.md, "Call on a bad line").
 */
function prefer(transceiver: RTCRtpTransceiver, kind: 'audio' | 'video'): void {
  if (kind !== 'audio' || !transceiver.setCodecPreferences || !globalThis.RTCRtpReceiver?.getCapabilities) return;
  const codecs = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [];
  const rank = ({ mimeType }: { mimeType: string }) =>
    /\/red$/i.test(mimeType) ? 0 : /\/opus$/i.test(mimeType) ? 1 : 2;
  try {
    transceiver.setCodecPreferences([...codecs].sort((a, b) => rank(a) - rank(b)));
  } catch {
    // The browser's own order then.
  }
}
