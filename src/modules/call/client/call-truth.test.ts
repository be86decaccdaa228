import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callTexts } from '../messages.ts';
import type { RoomView } from '../protocol.ts';
import { type CallFacts, deviceState, lineOf, type PeerFacts, phaseOf, repairOf } from './call-truth.ts';
import type { LineCode } from './call-types.ts';
import type { OwnDevice } from './devices.ts';
import { personOf } from './testing/channel-pair.ts';

const works = {
  track: {} as MediaStreamTrack,
  wanted: true,
  problem: null,
  ended: false,
  interrupted: false,
} satisfies OwnDevice;
const view: RoomView = {
  you: { who: 1, role: 'citizen', identity: 'none', state: 'admitted' },
  endedBy: null,
  transport: 'direct',
  relayOnly: false,
  people: [personOf(2, 'employee', { name: 'Kim' })],
  guests: [],
};
const kim: PeerFacts = {
  connected: true,
  transport: 'open',
  joiningMs: 60_000,
  dataOpen: true,
  partedMs: 0,
  watched: [],
  videoLevel: 0,
  soundBlocked: false,
};
const room = (extra: Partial<RoomView>) => ({ kind: 'seated' as const, seat: 1, room: { ...view, ...extra } });
const place = (state: RoomView['you']['state']) => room({ you: { ...view.you, state } });
const talking: CallFacts = {
  connection: room({}),
  serverAwayMs: 0,
  admittedMs: 60_000,
  ended: null,
  everLive: true,
  microphone: works,
  camera: works,
  writesOnly: false,
  peers: [kim],
};
const withKim = (extra: Partial<PeerFacts>, more: Partial<CallFacts> = {}): Partial<CallFacts> => ({
  ...more,
  peers: [{ ...kim, ...extra }],
});

describe('a device', () => {
  test('is on only when it is wanted, there, and works', () => {
    fc.assert(
      fc.property(
        fc.record({
          has: fc.boolean(),
          wanted: fc.boolean(),
          ended: fc.boolean(),
          interrupted: fc.boolean(),
          problem: fc.constantFrom(null, 'refused' as const),
        }),
        ({ has, ...rest }) => {
          const device: OwnDevice = { ...rest, track: has && !rest.ended ? ({} as MediaStreamTrack) : null };
          if (deviceState(device) === 'on')
            expect([device.track !== null, device.wanted, device.ended, device.interrupted]).toEqual([
              true,
              true,
              false,
              false,
            ]);
        },
      ),
    );
    expect(deviceState(works)).toBe('on');
    expect(deviceState({ ...works, wanted: false })).toBe('off');
    expect(deviceState({ ...works, track: null, ended: true })).toBe('broken');
    expect(deviceState({ ...works, track: null, problem: 'refused' })).toBe('none');
  });
});

describe('the phase', () => {
  test('goes from connecting over waiting and joining to live, and ends once', () => {
    const fresh = {
      ...talking,
      everLive: false,
      ...withKim({ dataOpen: false, partedMs: null, joiningMs: 0, transport: 'connecting' }),
    };
    expect(phaseOf({ ...fresh, connection: { kind: 'connecting', room: null, seat: null } }).phase).toBe('connecting');
    expect(phaseOf({ ...fresh, connection: place('lobby') }).phase).toBe('waiting');
    expect(phaseOf({ ...talking, connection: place('held') }).phase).toBe('held');
    expect(phaseOf({ ...talking, connection: place('removed') })).toEqual({ phase: 'ended', endedBy: 'removed' });
    expect(phaseOf(fresh).phase).toBe('joining');
    expect(phaseOf(talking).phase).toBe('live');
    expect(phaseOf({ ...talking, connection: room({ endedBy: 'employee' }) })).toEqual({
      phase: 'ended',
      endedBy: 'employee',
    });
    expect(phaseOf({ ...talking, ended: 'citizen', connection: { kind: 'unknown' } })).toEqual({
      phase: 'ended',
      endedBy: 'citizen',
    });
    expect(phaseOf({ ...talking, connection: { kind: 'unknown' } })).toEqual({ phase: 'ended', endedBy: 'unknown' });
    expect(phaseOf({ ...talking, connection: { kind: 'elsewhere' } }).phase).toBe('elsewhere');
  });
  test('stays live while our server or the line is away', () => {
    const connection = { kind: 'connecting' as const, seat: 1, room: room({}).room };
    expect(phaseOf({ ...talking, connection }).phase).toBe('live');
    expect(phaseOf({ ...talking, ...withKim({ dataOpen: false, partedMs: 60_000, transport: 'broken' }) }).phase).toBe(
      'live',
    );
    // The others have gone out for a moment: she is alone, and it goes on.
    expect(phaseOf({ ...talking, peers: [] }).phase).toBe('live');
  });
});

describe('the line', () => {
  const cases: [string, Partial<CallFacts>, LineCode[]][] = [
    ['all is well', {}, []],
    ['the microphone stopped', { microphone: { ...works, track: null, ended: true } }, ['microphone-ended']],
    [
      'a stopped microphone that nobody wants',
      { microphone: { ...works, wanted: false, track: null, ended: true } },
      [],
    ],
    ['our server blinks', { serverAwayMs: 2_000 }, []],
    ['our server is away', { serverAwayMs: 5_000 }, ['server-away']],
    ['she is away', withKim({ dataOpen: false, partedMs: 5_000, connected: false }), ['other-away']],
    ['her socket is away, her voice is not', withKim({ connected: false }), []],
    [
      'she has not come yet',
      withKim(
        { dataOpen: false, partedMs: null, joiningMs: 0, transport: 'idle', connected: false },
        { admittedMs: 1_000 },
      ),
      [],
    ],
    ['the direct way closed', withKim({ dataOpen: false, partedMs: 4_000, transport: 'broken' }), ['line-gone']],
    [
      'who only writes is reached through our server',
      withKim({ dataOpen: false, partedMs: 9_000, transport: 'blocked' }, { writesOnly: true }),
      [],
    ],
    ['no direct way', withKim({ dataOpen: false, partedMs: null, transport: 'blocked' }), ['media-blocked']],
    ['picture off for the sake of sound', withKim({ videoLevel: 3 }), ['video-paused']],
    ['no picture to switch off', withKim({ videoLevel: 3 }, { camera: { ...works, track: null, wanted: false } }), []],
    [
      'worst first',
      withKim({ videoLevel: 2, soundBlocked: true, watched: ['other-cannot-hear-you'] }),
      ['other-cannot-hear-you', 'sound-blocked', 'video-reduced'],
    ],
  ];
  for (const [name, facts, codes] of cases)
    test(name, () => expect(lineOf({ ...talking, ...facts }).codes).toEqual(codes));

  test('of several the worst is told, and whom it concerns', () => {
    const away: PeerFacts = { ...kim, dataOpen: false, partedMs: 9_000, connected: false };
    expect(lineOf({ ...talking, peers: [kim, away] })).toEqual({ codes: ['other-away'], peer: 1 });
    const microphone = { ...works, track: null, ended: true };
    expect(lineOf({ ...talking, microphone, peers: [kim, away] })).toEqual({
      codes: ['microphone-ended', 'other-away'],
      peer: null,
    });
  });

  test('a microphone that does not work is never without a word', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (ended, interrupted, server) => {
        const microphone: OwnDevice = { ...works, track: ended ? null : works.track, ended, interrupted };
        if (deviceState(microphone) !== 'broken') return;
        expect(lineOf({ ...talking, microphone, serverAwayMs: server ? 9_000 : 0 }).codes[0]).toMatch(/^microphone-/);
      }),
    );
  });

  test('every code has its words in both languages, and a mendable one its button', () => {
    for (const language of ['da', 'en'] as const) {
      const texts = callTexts(language);
      for (const code of Object.keys(texts.line) as LineCode[]) {
        expect(texts.line[code]('Kim')).toMatch(/\.$|\?$/);
        const repair = repairOf(code);
        if (repair) expect(texts.repair[repair]).not.toBe('');
      }
    }
  });
});
