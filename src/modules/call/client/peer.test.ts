import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CallTransport, TransportEvents, Transports } from './call-transport.ts';
import type { LocalMedia } from './devices.ts';
import { readDirect } from './direct-message.ts';
import { Peer } from './peer.ts';
import { personOf } from './testing/channel-pair.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const works = { track: {} as MediaStreamTrack, wanted: true, problem: null, ended: false, interrupted: false };
const media = { state: () => ({ microphone: works, camera: works }) } as unknown as LocalMedia;

/** Two pages with a line between them; `frames` of the signer's picture arrive at the other each second. */
function signerAndOther() {
  const ends: { events: TransportEvents; sent: string[] }[] = [];
  let frames = 0;
  const transportsOf = (at: 0 | 1): Transports => ({
    open: (_opposite, events) => {
      ends[at] = { events, sent: [] };
      const transport: Partial<CallTransport> = {
        state: () => 'open',
        begin: () => {},
        publish: () => {},
        setPurpose: () => {},
        setVideoLevel: () => {},
        mend: () => {},
        sendData: (text) => {
          ends[at]?.sent.push(text);
          ends[1 - at]?.events.onData(text);
          return true;
        },
        sample: async () => ({
          soundIn: Math.floor(performance.now() / 20),
          framesIn: at === 1 ? Math.floor(frames) : Math.floor(performance.now() / 40),
          levelIn: 0,
          energyOut: performance.now(),
          lossOut: 0,
          roomOut: 1_000_000,
          tripOut: 20,
        }),
      };
      return transport as CallTransport;
    },
    close: () => {},
  });
  const nothing = () => {};
  const peers = ([0, 1] as const).map(
    (at) =>
      new Peer({
        person: personOf(2 - at, at === 0 ? 'employee' : 'citizen'),
        offers: at === 1,
        transports: transportsOf(at),
        media,
        sendSignal: nothing,
        onChange: nothing,
        onText: nothing,
        onTopic: nothing,
        onBulk: nothing,
        onReach: nothing,
        onStall: nothing,
        onWay: nothing,
      }),
  );
  const [atSigner, atOther] = peers as [Peer, Peer];
  const own = (purpose: 'signing' | 'speech') => ({ screen: null, purpose, signing: false });
  atSigner.present(own('signing'));
  atOther.present(own('speech'));
  for (const { events } of ends) events.onDataOpen(true);
  return {
    atSigner,
    atOther,
    ends,
    speak: () => atSigner.present(own('speech')),
    /** Seconds of so many frames; whether the signer is told at the end of each. */
    run: async (seconds: number, rate: number) => {
      const told: boolean[] = [];
      for (let half = 1; half <= seconds * 2; half += 1) {
        vi.advanceTimersByTime(500);
        frames += rate / 2;
        await atOther.look();
        await atSigner.look();
        if (half % 2 === 0) told.push(atSigner.watched.includes('signing-seen-slow'));
      }
      return told;
    },
  };
}

describe('a signer is told how others see her', () => {
  test('not while it is fast enough, nor for a moment; after a sustained fall, until it is good again', async () => {
    const { run } = signerAndOther();
    expect(await run(20, 24)).not.toContain(true);
    expect(await run(1, 5)).not.toContain(true);
    expect(await run(10, 24)).not.toContain(true);
    const fall = await run(12, 12);
    expect(fall[1]).toBe(false);
    expect(fall.at(-1)).toBe(true);
    expect((await run(15, 24)).at(-1)).toBe(false);
  });

  test('nobody is told who does not sign, and nothing of it is sent then', async () => {
    const { run, speak, ends } = signerAndOther();
    speak();
    await run(2, 5);
    for (const end of ends) end.sent.length = 0;
    expect(await run(10, 5)).not.toContain(true);
    expect(ends.flatMap(({ sent }) => sent).filter((text) => /"plays":\d/.test(text))).toEqual([]);
  });

  test('what she was told holds no longer than the other goes on saying it', async () => {
    const { atSigner, run } = signerAndOther();
    expect((await run(15, 8)).at(-1)).toBe(true);
    for (let half = 0; half < 8; half += 1) {
      vi.advanceTimersByTime(500);
      await atSigner.look();
    }
    expect(atSigner.watched).not.toContain('signing-seen-slow');
  });
});

test('a rate that is none is not believed', () => {
  const read = (plays: unknown) =>
    readDirect(JSON.stringify({ r: { microphone: 'on', camera: 'on', hears: true, plays } }));
  expect(read(12)).toMatchObject({ r: { plays: 12 } });
  for (const none of [-1, 1e9, '12', null, { a: 1 }]) expect(read(none)).toMatchObject({ r: { plays: null } });
});
