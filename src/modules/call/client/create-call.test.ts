import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FromBrowser, RoomView, ToBrowser } from '../protocol.ts';
import type { CallState } from './call-types.ts';
import { createCall } from './create-call.ts';
import type { LocalMedia } from './devices.ts';
import { personOf } from './testing/channel-pair.ts';

const room: RoomView = {
  you: { who: 1, role: 'citizen', identity: 'none', state: 'admitted' },
  endedBy: null,
  transport: 'direct',
  relayOnly: false,
  people: [personOf(2, 'employee', { name: 'Kim' })],
  guests: [],
};

class FakeSocket {
  static all: FakeSocket[] = [];
  readyState = 1;
  said: FromBrowser[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor() {
    FakeSocket.all.push(this);
  }
  send(text: string): void {
    const message = JSON.parse(text) as FromBrowser;
    this.said.push(message);
    if (message.t === 'beat') this.tell({ t: 'beat' });
  }
  close(): void {
    this.readyState = 3;
  }
  tell(message: ToBrowser): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

type Channel = { readyState: string; sent: string[]; send: (text: string) => void } & Record<string, unknown>;

/** As much of a connection as the direct way asks for. Nothing is carried; what happens is said by the test. */
class FakePeerConnection {
  static all: FakePeerConnection[] = [];
  readonly configuration: RTCConfiguration;
  readonly channels: Channel[] = [];
  connectionState = 'new';
  signalingState = 'stable';
  localDescription: { toJSON: () => object } | null = null;
  remoteDescription: object | null = null;
  onicecandidate: ((event: { candidate: { toJSON: () => object } | null }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  constructor(configuration: RTCConfiguration) {
    this.configuration = configuration;
    FakePeerConnection.all.push(this);
  }
  createDataChannel(): Channel {
    const channel: Channel = {
      readyState: 'connecting',
      sent: [],
      send: (text) => void channel.sent.push(text),
      addEventListener: () => {},
    };
    this.channels.push(channel);
    return channel;
  }
  addTransceiver(): object {
    return { sender: {}, receiver: { track: {} } };
  }
  getTransceivers(): object[] {
    return [];
  }
  getStats = async () => new Map();
  restartIce(): void {}
  addIceCandidate = async () => {};
  async setLocalDescription(): Promise<void> {
    this.localDescription = { toJSON: () => ({ type: this.remoteDescription ? 'answer' : 'offer', sdp: '' }) };
  }
  async setRemoteDescription(description: object): Promise<void> {
    this.remoteDescription = description;
  }
  close(): void {
    this.connectionState = 'closed';
  }
  open(): void {
    this.connectionState = 'connected';
    this.onconnectionstatechange?.();
    for (const channel of this.channels) {
      channel.readyState = 'open';
      (channel.onopen as (() => void) | undefined)?.();
    }
  }
  found(address: string): void {
    this.onicecandidate?.({
      candidate: { toJSON: () => ({ candidate: `candidate:1 1 udp 1 ${address} 9 typ host` }) },
    });
  }
}

const listens = { addEventListener: () => {}, removeEventListener: () => {} };
beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  FakePeerConnection.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('RTCPeerConnection', FakePeerConnection);
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('location', { href: 'https://fjordby.dk/hjaelp/vent' });
  vi.stubGlobal('document', { ...listens, visibilityState: 'visible' });
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('removeEventListener', () => {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const noDevice = { track: null, wanted: false, problem: null, ended: false, interrupted: false };

/** A page in a conversation with Kim, whose way is open. */
async function talking() {
  const states: CallState[] = [];
  const media = { state: () => ({ microphone: noDevice, camera: noDevice }), subscribe: () => () => {} };
  const call = createCall({
    socketUrl: '/fjordby/samtale',
    participant: { id: 'p', token: 't' },
    form: 'video',
    language: 'da',
    iceServers: [],
    media: media as unknown as LocalMedia,
    onChange: (state) => void states.push(state),
  });
  const socket = FakeSocket.all.at(-1) as FakeSocket;
  socket.onopen?.();
  socket.tell({ t: 'welcome', seat: 1, sent: 0, typed: null, room });
  const [first] = FakePeerConnection.all as [FakePeerConnection];
  first.open();
  await vi.advanceTimersByTimeAsync(600);
  const bodies = () => socket.said.flatMap((one) => (one.t === 'signal' ? [one.body] : []));
  return { call, states, socket, first, bodies };
}

test('addresses are hidden in a running call: only the relay from then on, and state and text stay', async () => {
  const { call, states, socket, first, bodies } = await talking();
  expect(first.configuration.iceTransportPolicy).toBe('all');
  call.actions.type('Jeg er flyttet');
  call.actions.sendLine();
  call.actions.type('jeg skri');
  expect(call.state()).toMatchObject({ phase: 'live', path: 'direct' });
  states.length = 0;

  // An address that was just found waits to be sent when the word comes.
  first.found('10.1.2.3');
  socket.tell({ t: 'state', room: { ...room, relayOnly: true } });
  first.found('10.1.2.4');
  await vi.advanceTimersByTimeAsync(2_000);

  expect(first.connectionState).toBe('closed');
  const after = FakePeerConnection.all.slice(1);
  expect(after.map(({ configuration }) => configuration.iceTransportPolicy)).toEqual(['relay']);
  expect(bodies().join()).not.toContain('10.1.2');
  expect(states.map(({ phase }) => phase)).not.toContain('joining');
  expect(call.state()).toMatchObject({ phase: 'live', relayOnly: true, path: 'server' });
  expect(call.state().people).toMatchObject([{ who: 2, name: 'Kim' }]);
  expect(call.state().text.lines.map(({ text }) => text)).toEqual(['Jeg er flyttet']);
  expect(call.state().text.own).toBe('jeg skri');
  // What had not been confirmed goes on, through our server.
  expect(JSON.stringify(socket.said.filter(({ t }) => t === 'text'))).toContain('Jeg er flyttet');

  // The way that hides is open: the text goes over it again.
  after[0]?.open();
  call.actions.type('jeg skriver');
  expect(after[0]?.channels[0]?.sent.join()).toContain('ver');
  call.close();
});

test('that the browser plays no sound is told when there is somebody to be heard, and not before', async () => {
  const { call, first } = await talking();
  call.soundBlocked(2, async () => {});
  const report = (microphone: string) => {
    const data = first.channels[0]?.onmessage as ((event: { data: string }) => void) | undefined;
    data?.({ data: JSON.stringify({ r: { microphone, camera: 'none', hears: true } }) });
  };
  report('none');
  expect(call.state().line).not.toContain('sound-blocked');
  report('on');
  expect(call.state().line).toContain('sound-blocked');
  call.close();
});

test.each([
  ['its browser names her last loudness for ever', async (last: object) => new Map([['sound', last]])],
  ['its browser does not count any more', () => new Promise<Map<string, object>>(() => {})],
])('a page that died is not shown as talking for longer than two seconds, though %s', async (_, after) => {
  const { call, states, first } = await talking();
  const data = first.channels[0]?.onmessage as (event: { data: string }) => void;
  const sound = (packetsReceived: number) => ({ type: 'inbound-rtp', kind: 'audio', audioLevel: 0.5, packetsReceived });
  let packets = 0;
  first.getStats = async () => {
    packets += 25;
    return new Map([['sound', sound(packets)]]);
  };
  for (let second = 0; second < 4; second += 1) {
    data({ data: JSON.stringify({ r: { microphone: 'on', camera: 'none', hears: true } }) });
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(states.at(-1)?.people[0]?.active).toBe(true);
  first.getStats = () => after(sound(packets));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(states.at(-1)?.people[0]?.active).toBe(false);
  call.close();
});

test('what was said of the old way is not taken for the new one, and the other way round', async () => {
  const { call, socket, first } = await talking();
  const offer = (g: number, seq: number) =>
    socket.tell({
      t: 'signal',
      seq,
      who: 2,
      from: 1,
      to: 1,
      body: JSON.stringify({ g, items: [{ d: { type: 'offer' } }] }),
    });
  // The other page knows already, and this one not yet: it must not answer with what it would hide.
  offer(1_000_000, 1);
  await vi.advanceTimersByTimeAsync(50);
  expect(first.remoteDescription).toBeNull();
  expect(FakePeerConnection.all).toHaveLength(1);
  socket.tell({ t: 'state', room: { ...room, relayOnly: true } });
  const hidden = FakePeerConnection.all.at(-1);
  offer(0, 2);
  await vi.advanceTimersByTimeAsync(50);
  expect(hidden?.remoteDescription).toBeNull();
  offer(1_000_000, 3);
  await vi.advanceTimersByTimeAsync(50);
  expect(hidden?.remoteDescription).toEqual({ type: 'offer' });
  call.close();
});
