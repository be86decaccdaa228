import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Transports } from '../call-transport.ts';
import type { WordsState } from '../keys/key-agreement.ts';
import { createLiveKitTransports } from './livekit-transports.ts';

/** A server that says of a track what it likes. */
const server = vi.hoisted(() => ({ rooms: [] as { readonly tell: (event: string, ...said: unknown[]) => void }[] }));
vi.mock('livekit-client', async (original) => ({
  ...(await original<object>()),
  Room: class {
    state = 'disconnected';
    readonly remoteParticipants = new Map();
    readonly localParticipant = { publishData: async () => {} };
    readonly #listeners = new Map<string, (...said: unknown[]) => void>();
    on(event: string, listener: (...said: unknown[]) => void) {
      this.#listeners.set(event, listener);
      return this;
    }
    tell(event: string, ...said: unknown[]) {
      this.#listeners.get(event)?.(...said);
    }
    async setE2EEEnabled() {}
    async connect() {
      this.state = 'connected';
      server.rooms.push(this);
    }
    async disconnect() {}
    removeAllListeners() {
      this.#listeners.clear();
    }
  },
}));
vi.stubGlobal(
  'Worker',
  class {
    terminate() {}
  },
);
vi.stubGlobal(
  'MediaStream',
  class {
    readonly #tracks = new Set<unknown>();
    addTrack = (track: unknown) => this.#tracks.add(track);
    removeTrack = (track: unknown) => this.#tracks.delete(track);
    getTracks = () => [...this.#tracks];
  },
);

let open: Transports | null = null;
afterEach(() => {
  open?.close();
  server.rooms.length = 0;
});

/** This page and one other, at a server; `hear` is that a track of hers is there. */
async function page() {
  const words: WordsState[] = [];
  const heard: unknown[] = [];
  const claims = btoa(JSON.stringify({ sub: '1.1' }));
  open = createLiveKitTransports({
    me: { who: 1, seat: 1 },
    access: () => ({ url: 'wss://media.example', token: `e30.${claims}.x`, worker: '/frame-keys.js' }),
    iceServers: [],
    relayOnly: false,
    onWords: (now) => words.push(now),
  });
  const way = open.open(
    { who: 2, seat: 1, offers: true, sendSignal: () => {} },
    {
      onState: () => {},
      onRemote: (stream) => heard.push(...stream.getTracks()),
      onData: () => {},
      onBulk: () => {},
      onDataOpen: () => {},
    },
  );
  way.begin();
  await expect.poll(() => server.rooms.length).toBe(1);
  const setSubscribed = vi.fn();
  const hear = (track: string, isEncrypted: boolean) =>
    server.rooms[0]?.tell(
      'trackSubscribed',
      { mediaStreamTrack: { kind: 'audio', id: track } },
      { source: 'microphone', isEncrypted, setSubscribed },
      { identity: '2.1' },
    );
  return { hear, heard, words, setSubscribed };
}

describe('a track that the server says nobody encrypts', () => {
  it('is not played, and the page says that others may be listening', async () => {
    const { hear, heard, words, setSubscribed } = await page();
    hear('slipped in', false);
    expect(heard).toEqual([]);
    expect(setSubscribed).toHaveBeenCalledWith(false);
    expect(words.at(-1)).toEqual({ state: 'broken', words: null });
  });

  it('is told from one that is encrypted', async () => {
    const { hear, heard, words, setSubscribed } = await page();
    hear('hers', true);
    expect(heard).toEqual([{ kind: 'audio', id: 'hers' }]);
    expect(setSubscribed).not.toHaveBeenCalled();
    expect(words).toEqual([]);
  });
});
