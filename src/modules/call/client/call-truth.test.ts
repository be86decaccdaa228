import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callTexts } from '../messages.ts';
import { type CallFacts, deviceState, lineOf, phaseOf, repairOf } from './call-truth.ts';
import type { LineCode } from './call-types.ts';
import type { OwnDevice } from './devices.ts';

const works = {
  track: {} as MediaStreamTrack,
  wanted: true,
  problem: null,
  ended: false,
  interrupted: false,
} satisfies OwnDevice;
const other = { role: 'employee', name: 'Kim', connected: true, seat: 1 } as const;
const talking: CallFacts = {
  connection: { kind: 'seated', seat: 1, room: { admitted: true, endedBy: null, other } },
  serverAwayMs: 0,
  transport: 'open',
  joiningMs: 60_000,
  admittedMs: 60_000,
  dataOpen: true,
  partedMs: 0,
  ended: null,
  watched: [],
  microphone: works,
  camera: works,
  writesOnly: false,
  videoLevel: 0,
  soundBlocked: false,
};
const room = (extra: object) => ({
  kind: 'seated' as const,
  seat: 1,
  room: { admitted: true, endedBy: null, other, ...extra },
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
    const fresh = { ...talking, dataOpen: false, partedMs: null, joiningMs: 0, transport: 'connecting' as const };
    expect(phaseOf({ ...fresh, connection: { kind: 'connecting', room: null, seat: null } }).phase).toBe('connecting');
    expect(phaseOf({ ...fresh, connection: room({ admitted: false, other: null }) }).phase).toBe('waiting');
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
    expect(phaseOf({ ...talking, dataOpen: false, partedMs: 60_000, transport: 'broken' }).phase).toBe('live');
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
    [
      'she is away',
      { dataOpen: false, partedMs: 5_000, connection: room({ other: { ...other, connected: false } }) },
      ['other-away'],
    ],
    ['her socket is away, her voice is not', { connection: room({ other: { ...other, connected: false } }) }, []],
    [
      'she has not come yet',
      {
        dataOpen: false,
        partedMs: null,
        joiningMs: 0,
        admittedMs: 1_000,
        transport: 'idle',
        connection: room({ other: { ...other, connected: false } }),
      },
      [],
    ],
    ['the direct way closed', { dataOpen: false, partedMs: 4_000, transport: 'broken' }, ['line-gone']],
    [
      'who only writes is reached through our server',
      { writesOnly: true, dataOpen: false, partedMs: 9_000, transport: 'blocked' },
      [],
    ],
    ['no direct way', { dataOpen: false, partedMs: null, transport: 'blocked' }, ['media-blocked']],
    ['picture off for the sake of sound', { videoLevel: 3 }, ['video-paused']],
    ['no picture to switch off', { videoLevel: 3, camera: { ...works, track: null, wanted: false } }, []],
    [
      'worst first',
      { videoLevel: 2, soundBlocked: true, watched: ['other-cannot-hear-you'] },
      ['other-cannot-hear-you', 'sound-blocked', 'video-reduced'],
    ],
  ];
  for (const [name, facts, codes] of cases) test(name, () => expect(lineOf({ ...talking, ...facts })).toEqual(codes));

  test('a microphone that does not work is never without a word', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (ended, interrupted, server) => {
        const microphone: OwnDevice = { ...works, track: ended ? null : works.track, ended, interrupted };
        if (deviceState(microphone) !== 'broken') return;
        expect(lineOf({ ...talking, microphone, serverAwayMs: server ? 9_000 : 0 })[0]).toMatch(/^microphone-/);
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
