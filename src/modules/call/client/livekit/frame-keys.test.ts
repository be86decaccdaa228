import { beforeAll, describe, expect, it } from 'vitest';

/** What a browser hands over for each frame of sound. */
type Frame = { data: ArrayBuffer; readonly timestamp: number; readonly getMetadata: () => object };
type Handler = (event: { readonly data: object }) => void;

/** LiveKit's worker as it is, in a scope that looks like a worker's. */
const scope = globalThis as unknown as {
  onmessage: Handler | null;
  self: unknown;
  postMessage: (said: object) => void;
};
const say = (kind: string, data: object) => scope.onmessage?.({ data: { kind, data } });

const voice = (): Frame => ({
  data: new TextEncoder().encode('en stemme, som ingen har krypteret').buffer as ArrayBuffer,
  timestamp: 1,
  getMetadata: () => ({ synchronizationSource: 7 }),
});

/** What comes out for one frame on a track of this member; null: nothing does. */
async function through(kind: 'encode' | 'decode', participantIdentity: string, frame: Frame): Promise<Frame | null> {
  const way = new TransformStream<Frame, Frame>();
  const out = new TransformStream<Frame, Frame>();
  const trackId = crypto.randomUUID();
  say(kind, { participantIdentity, trackId, readableStream: way.readable, writableStream: out.writable });
  const writer = way.writable.getWriter();
  void writer.write(frame);
  void writer.close();
  return (await out.readable.getReader().read()).value ?? null;
}

beforeAll(async () => {
  Object.assign(scope, { onmessage: null, self: globalThis, postMessage: () => {} });
  await import('./frame-keys.worker.ts');
  say('init', { loglevel: 5, keyProviderOptions: { ratchetWindowSize: 0, failureTolerance: -1, keySize: 256 } });
  const key = await crypto.subtle.importKey('raw', new Uint8Array(32), 'HKDF', false, ['deriveBits', 'deriveKey']);
  say('setKey', { participantIdentity: '2.1', key, keyIndex: 0, updateCurrentKeyIndex: true });
});

describe('a media server that says of a track that nobody encrypts it', () => {
  it('brings no voice of its own through', async () => {
    say('enable', { participantIdentity: '2.1', enabled: false });
    expect(await through('decode', '2.1', voice())).toBeNull();
  });

  it('does not keep her own voice from being encrypted and read', async () => {
    say('enable', { participantIdentity: '2.1', enabled: false });
    const plain = new Uint8Array(voice().data);
    const sealed = await through('encode', '2.1', voice());
    expect(new Uint8Array(sealed?.data ?? plain)).not.toEqual(plain);
    const read = sealed && (await through('decode', '2.1', sealed));
    expect(new Uint8Array(read?.data ?? new ArrayBuffer(0))).toEqual(plain);
  });
});
