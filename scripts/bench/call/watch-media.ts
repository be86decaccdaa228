/** What the newest connection of a page has counted since it began; milliseconds, packets, samples, bytes. */
export type MediaCounts = {
  readonly at: number;
  readonly soundTotal: number;
  readonly soundConcealed: number;
  readonly soundPackets: number;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  readonly freezes: number;
  readonly frozenMs: number;
  readonly sentVideoBytes: number;
  readonly sentAudioBytes: number;
  readonly sentWidth: number;
  readonly sentHeight: number;
  /** Kinds of the two candidates, such as `host/relay udp`. */
  readonly way: string;
};

export type WatchedPage = {
  readonly benchMedia: {
    readonly peers: RTCPeerConnection[];
    /** When frames of others were presented, milliseconds since 1970; those that the page was told of together have one time. */
    frames: number[];
    readonly counts: () => Promise<MediaCounts | null>;
  };
};

/**
 * Runs in the page before anything else. It only looks: at every peer connection's statistics, and at the frames that video
 * elements present of tracks that did not come from this machine's devices.
 */
export function watchMedia(): void {
  const peers: RTCPeerConnection[] = [];
  const data: RTCDataChannel[] = [];
  const own = new Set<string>();
  const Peer = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Peer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peers.push(this);
    }
    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, options);
      data.push(channel);
      return channel;
    }
  };
  const devices = navigator.mediaDevices;
  if (devices?.getUserMedia) {
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wish) => {
      const stream = await ask(wish);
      for (const track of stream.getTracks()) own.add(track.id);
      return stream;
    };
  }
  const watched = new WeakSet<HTMLVideoElement>();
  const media = {
    peers,
    frames: [] as number[],
    counts: async (): Promise<MediaCounts | null> => {
      const peer = peers.filter((one) => one.connectionState === 'connected').at(-1);
      if (!peer) return null;
      const stats = [...(await peer.getStats()).values()] as Record<string, unknown>[];
      const of = (type: string, kind: string) =>
        stats.filter((one) => one.type === type && one.kind === kind).at(-1) ?? {};
      const number = (value: unknown) => (typeof value === 'number' ? value : 0);
      const audio = of('inbound-rtp', 'audio');
      const video = of('inbound-rtp', 'video');
      const sent = of('outbound-rtp', 'video');
      const pair =
        stats.find((one) => one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded') ?? {};
      const end = (id: unknown) => stats.find((one) => one.id === id) ?? {};
      return {
        at: performance.timeOrigin + performance.now(),
        soundTotal: number(audio.totalSamplesReceived),
        soundConcealed: number(audio.concealedSamples) - number(audio.silentConcealedSamples),
        soundPackets: number(audio.packetsReceived),
        frames: number(video.framesDecoded),
        width: number(video.frameWidth),
        height: number(video.frameHeight),
        freezes: number(video.freezeCount),
        frozenMs: number(video.totalFreezesDuration) * 1000,
        sentVideoBytes: number(sent.bytesSent),
        sentAudioBytes: number(of('outbound-rtp', 'audio').bytesSent),
        sentWidth: number(sent.frameWidth),
        sentHeight: number(sent.frameHeight),
        way: `${end(pair.localCandidateId).candidateType}/${end(pair.remoteCandidateId).candidateType} ${
          end(pair.localCandidateId).relayProtocol ?? end(pair.localCandidateId).protocol
        }`,
      };
    },
  };
  const watch = (video: HTMLVideoElement) => {
    if (watched.has(video)) return;
    watched.add(video);
    // The browser draws whether or not the page's thread has time to hear of it: what it has missed is counted too.
    let before = 0;
    const each = (_now: number, { presentedFrames }: VideoFrameCallbackMetadata) => {
      const [track] = (video.srcObject as MediaStream | null)?.getVideoTracks() ?? [];
      const more = before === 0 || presentedFrames < before ? 1 : presentedFrames - before;
      before = presentedFrames;
      if (track && !own.has(track.id)) for (let one = 0; one < more; one += 1) media.frames.push(Date.now());
      video.requestVideoFrameCallback(each);
    };
    video.requestVideoFrameCallback(each);
  };
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) watch(video);
  }).observe(document, { childList: true, subtree: true });
  Object.assign(window, { benchMedia: media, benchData: data });
}
