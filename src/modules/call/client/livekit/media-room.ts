/**
 * This page's one connection to the LiveKit server: what it publishes, what it receives from whom, how it comes back. It knows
 * members by name (`who.seat`) and nothing of people. A connection that is lost is resumed, then begun anew, then joined again
 * with a fresh right, for as long as the page wants it.
 */
import {
  BaseKeyProvider,
  ConnectionState,
  type LocalTrack,
  type RemoteParticipant,
  Room,
  RoomEvent,
  setLogLevel,
  type Track,
} from 'livekit-client';
import type { MediaKind } from '../call-transport.ts';
import type { Bytes } from '../keys/bytes.ts';
import type { Member } from '../keys/key-message.ts';
import { kindOf, publishOptions, sources } from './publish-options.ts';

/** What our server gives those who are admitted. `worker`: where the frames are encrypted. */
export type MediaAccess = { readonly url: string; readonly token: string; readonly worker: string };

export type MediaRoomOptions = {
  /** Null while our server has not let this page in. */
  readonly access: () => MediaAccess | null;
  readonly iceServers: readonly RTCIceServer[];
  readonly relayOnly: boolean;
  /** Somebody came, went or is another connection of the same page; the room is there or is not. */
  readonly onChange: () => void;
  readonly onTrack: (member: Member, kind: MediaKind, track: MediaStreamTrack | null) => void;
  readonly onData: (sender: Member, sealed: Uint8Array) => void;
  /** The server has said of a track that nobody encrypts it. */
  readonly onUnsealed: () => void;
};

export type MediaRoom = ReturnType<typeof createMediaRoom>;

/** Resumed or begun anew by the library; after the last it is joined again from here. */
const retryMs = [100, 300, 600, 1_000, 1_500, 2_000, 2_000, 2_000, 2_000, 2_000];
/** Our server's word or the first key is under way. */
const notYetMs = 40;
const joinAgainMs = [300, 600, 1_000, 2_000, 3_000];
/** Hands each page's key to the library; of the own keys only the newest, or a reconnection would go back to an old one. */
class FrameKeys extends BaseKeyProvider {
  readonly #keys = new Map<
    string,
    { readonly key: CryptoKey; readonly participantIdentity: Member; keyIndex: number }
  >();
  #own = 0;

  constructor() {
    super({ ratchetWindowSize: 0, failureTolerance: -1, keySize: 256 });
  }
  async set(member: Member, bytes: Bytes, index: number, own: boolean): Promise<void> {
    const key = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits', 'deriveKey']);
    this.#keys.set(own ? 'own' : `${member} ${index}`, { key, participantIdentity: member, keyIndex: index });
    if (own) this.#own = index;
    this.onSetEncryptionKey(key, member, index);
  }
  override getKeys() {
    return [...this.#keys.values()];
  }
  override getLatestManuallySetKeyIndex(): number {
    return this.#own;
  }
}

export function createMediaRoom(me: Member, options: MediaRoomOptions) {
  setLogLevel('silent');
  const keys = new Map<string, { readonly member: Member; readonly bytes: Bytes; readonly index: number }>();
  const wanted: Record<MediaKind, MediaStreamTrack | null> = { audio: null, video: null, screen: null };
  const published = new Map<MediaKind, LocalTrack>();
  let tune: (kind: MediaKind, sender: RTCRtpSender) => void = () => {};
  let now: { readonly room: Room; readonly provider: FrameKeys; readonly worker: Worker } | null = null;
  let failures = 0;
  let again: ReturnType<typeof setTimeout> | null = null;
  const publishing = new Map<MediaKind, Promise<void>>();
  let resting = true;
  let closed = false;

  async function join(): Promise<void> {
    if (closed || resting || now) return;
    const access = options.access();
    // Without a key of our own nothing may be said.
    if (!access || !keys.has('own')) return later(0);
    const worker = new Worker(access.worker, { type: 'module' });
    const provider = new FrameKeys();
    const room = new Room({
      // Data is sealed for each one by itself: whoever may read a picture need not be able to write in another's name.
      e2ee: { keyProvider: provider, worker },
      stopLocalTrackOnUnpublish: false,
      disconnectOnPageLeave: true,
      adaptiveStream: false,
      dynacast: false,
      reconnectPolicy: {
        nextRetryDelayInMs: ({ retryCount }) => retryMs[retryCount] ?? null,
      },
    });
    now = { room, provider, worker };
    listen(room);
    try {
      await room.setE2EEEnabled(true);
      for (const { member, bytes, index } of keys.values()) await provider.set(member, bytes, index, member === me);
      await room.connect(access.url, access.token, {
        maxRetries: 0,
        // Its own list would send browsers to others' servers.
        rtcConfig: {
          iceServers: [...options.iceServers],
          iceTransportPolicy: options.relayOnly ? 'relay' : 'all',
        },
      });
      failures = 0;
      publishAll();
      options.onChange();
    } catch {
      if (now?.room !== room) return;
      leave(room);
      later(1);
    }
  }

  function later(counts: 0 | 1): void {
    if (closed || resting || again) return;
    const wait = counts === 0 ? notYetMs : joinAgainMs[Math.min(failures, joinAgainMs.length - 1)];
    failures += counts;
    again = setTimeout(() => {
      again = null;
      void join();
    }, wait);
  }

  /** This connection is over; its tracks are everybody's no more. */
  function leave(room: Room): void {
    if (now?.room !== room) return;
    const { worker } = now;
    now = null;
    published.clear();
    room.removeAllListeners();
    void room
      .disconnect(false)
      .catch(() => {})
      .finally(() => worker.terminate());
    options.onChange();
  }

  function listen(room: Room): void {
    const changed = () => now?.room === room && options.onChange();
    const track = (participant: RemoteParticipant, source: Track.Source, mediaTrack: MediaStreamTrack | null) => {
      const kind = kindOf(source);
      if (kind && now?.room === room) options.onTrack(participant.identity, kind, mediaTrack);
    };
    room
      .on(RoomEvent.ParticipantConnected, changed)
      .on(RoomEvent.ParticipantDisconnected, changed)
      .on(RoomEvent.ConnectionStateChanged, () => {
        changed();
        if (room.state === ConnectionState.Connected) publishAll();
      })
      .on(RoomEvent.TrackSubscribed, (remote, publication, participant) => {
        if (publication.isEncrypted) return track(participant, publication.source, remote.mediaStreamTrack);
        // No page of ours publishes such a one. The worker would drop its frames too (frame-keys.worker.ts); here it is told.
        publication.setSubscribed(false);
        if (now?.room === room) options.onUnsealed();
      })
      .on(RoomEvent.TrackUnsubscribed, (_, { source }, participant) => track(participant, source, null))
      .on(RoomEvent.DataReceived, (payload, _participant, _kind, topic) => {
        if (now?.room === room && topic) options.onData(topic, payload);
      })
      .on(RoomEvent.Disconnected, () => {
        leave(room);
        later(1);
      });
  }

  function publishAll(): void {
    for (const kind of ['audio', 'video', 'screen'] as const) place(kind);
  }

  /** One change of a kind at a time: what is wanted when its turn comes is what is published. */
  function place(kind: MediaKind): void {
    const before = publishing.get(kind) ?? Promise.resolve();
    publishing.set(
      kind,
      before.then(() => placeNow(kind)).catch(() => {}),
    );
  }
  async function placeNow(kind: MediaKind): Promise<void> {
    const room = now?.room;
    if (!room || room.state !== ConnectionState.Connected) return;
    const track = wanted[kind];
    const before = published.get(kind);
    const stands = before && room.localParticipant.getTrackPublication(sources[kind])?.track === before;
    if (before && !stands) published.delete(kind);
    if (stands && before.mediaStreamTrack === track) return;
    if (stands && track) await before.replaceTrack(track, true);
    else if (stands) {
      published.delete(kind);
      await room.localParticipant.unpublishTrack(before, false);
    } else if (track && track.readyState === 'live') {
      const { track: made } = await room.localParticipant.publishTrack(track, publishOptions(kind));
      if (made) published.set(kind, made);
    }
    const sender = published.get(kind)?.sender;
    if (sender) tune(kind, sender);
  }

  const remote = (member: Member): RemoteParticipant | null =>
    now?.room.state === ConnectionState.Connected ? (now.room.remoteParticipants.get(member) ?? null) : null;

  return {
    join: () => {
      resting = false;
      void join();
    },
    /** Nobody is there to be heard or seen: nothing of this page is on the server until it joins again. */
    rest: () => {
      resting = true;
      if (again) clearTimeout(again);
      again = null;
      Object.assign(wanted, { audio: null, video: null, screen: null });
      if (now) leave(now.room);
    },
    connected: () => now?.room.state === ConnectionState.Connected,
    /** Which connection of hers is there; another one has missed what was sent between. Null: none. */
    connectionOf: (member: Member): string | null => remote(member)?.sid ?? null,
    setKey: (member: Member, bytes: Bytes, index: number) => {
      keys.set(member === me ? 'own' : `${member} ${index}`, { member, bytes, index });
      void now?.provider.set(member, bytes, index, member === me);
      if (!now) void join();
    },
    publish: (kind: MediaKind, track: MediaStreamTrack | null) => {
      if (wanted[kind] === track) return;
      wanted[kind] = track;
      place(kind);
    },
    /** What every sender is set to, from now on and whenever one is made. */
    setTuning: (next: (kind: MediaKind, sender: RTCRtpSender) => void) => {
      tune = next;
      for (const [kind, { sender }] of published) if (sender) tune(kind, sender);
    },
    send: async (to: Member, sealed: Bytes): Promise<boolean> => {
      const room = now?.room;
      if (!room) return false;
      try {
        await room.localParticipant.publishData(sealed, { reliable: true, destinationIdentities: [to], topic: me });
        return true;
      } catch {
        return false;
      }
    },
    /** What the browser has counted of her sound and picture, and of our own. */
    stats: async (member: Member): Promise<readonly RTCStatsReport[]> => {
      const receivers = ['audio', 'video'] as const;
      const theirs = receivers.map((kind) => remote(member)?.getTrackPublication(sources[kind])?.track?.receiver);
      const mine = receivers.map((kind) => published.get(kind)?.sender);
      const reports = [...theirs, ...mine].map((one) => one?.getStats().catch(() => undefined));
      return (await Promise.all(reports)).filter((report) => report !== undefined);
    },
    /** Looks for a way at once: the network has changed, or nothing is there. */
    mend: () => {
      if (!now) {
        if (again) clearTimeout(again);
        again = null;
        void join();
      } else if (now.room.state === ConnectionState.Connected)
        void now.room.simulateScenario('signal-reconnect').catch(() => {});
    },
    renew: () => {
      if (now && now.room.state !== ConnectionState.Connecting) leave(now.room);
      failures = 0;
      void join();
    },
    close: () => {
      closed = true;
      if (again) clearTimeout(again);
      if (now) leave(now.room);
    },
  };
}
