/**
 * One of the others, as this page has her: the way to her page, the watch over it, what arrives from her. The call holds one
 * for each who is admitted (create-call.ts); another page of hers is another peer.
 */
import type { PersonView } from '../protocol.ts';
import type { CallTransport, PicturePurpose, Transports } from './call-transport.ts';
import { deviceState } from './call-truth.ts';
import type { DeviceState, LineCode, Person } from './call-types.ts';
import type { LocalMedia } from './devices.ts';
import { type Direct, readDirect } from './direct-message.ts';
import { type LineReport, LineWatch } from './line-watch.ts';
import type { WireText } from './real-time-text.ts';
import { SigningRate } from './stage/signing-rate.ts';
import { VideoLadder, type VideoLevel } from './video-ladder.ts';

export type PeerOptions = {
  readonly person: PersonView;
  /** This page speaks first. */
  readonly offers: boolean;
  readonly transports: Transports;
  readonly media: LocalMedia;
  readonly sendSignal: (body: string) => void;
  readonly onChange: () => void;
  readonly onText: (text: WireText) => void;
  readonly onTopic: (topic: string, json: unknown) => void;
  readonly onBulk: (piece: Uint8Array) => void;
  /** Text and topics can go to her directly from now on, or not any more. */
  readonly onReach: (open: boolean) => void;
  /** Nothing arrives from her, although it should. */
  readonly onStall: () => void;
  /** The way is another one, or the same again: what is unconfirmed should go over it. */
  readonly onWay: () => void;
};

/** What one's own page says of itself to every other. */
export type OwnNow = {
  readonly screen: MediaStreamTrack | null;
  readonly purpose: PicturePurpose;
  readonly signing: boolean;
};

/** How loud a voice is that counts as speaking; room noise is a tenth of it. */
const speaks = 0.03;
const activeMs = 1_200;

export class Peer {
  readonly watch = new LineWatch();
  readonly #options: PeerOptions;
  readonly #transport: CallTransport;
  #person: PersonView;
  #ladder = new VideoLadder();
  #own: OwnNow = { screen: null, purpose: 'speech', signing: false };
  #metAt: number | null = null;
  #partedAt: number | null = null;
  #everMet = false;
  #dataOpen = false;
  #remote: MediaStream | null = null;
  #screen: MediaStream | null = null;
  #seen = false;
  #spokeAt = Number.NEGATIVE_INFINITY;
  #watched: readonly LineCode[] = [];
  #stalled = false;
  #frames: { readonly at: number; readonly count: number }[] = [];
  #looks = 0;
  #rate = new SigningRate();
  /** Of our own picture, as she sees it. */
  #seenRate = new SigningRate();
  #closed = false;

  constructor(options: PeerOptions) {
    this.#options = options;
    this.#person = options.person;
    const { who, seat } = options.person;
    this.#transport = options.transports.open(
      { who, seat, offers: options.offers, sendSignal: options.sendSignal },
      {
        onState: (state) => {
          if (state === 'open' || state === 'broken') options.onWay();
          options.onChange();
        },
        onRemote: (stream, what) => this.#arrived(stream, what),
        onData: (text) => this.#received(text),
        onBulk: options.onBulk,
        onDataOpen: (open) => this.#opened(open),
      },
    );
  }

  get person(): PersonView {
    return this.#person;
  }
  get transport(): CallTransport {
    return this.#transport;
  }
  get dataOpen(): boolean {
    return this.#dataOpen;
  }
  get everMet(): boolean {
    return this.#everMet;
  }
  get watched(): readonly LineCode[] {
    return this.#watched;
  }
  /** A signer's picture gets small, and never goes out (video-ladder.ts). */
  get level(): VideoLevel {
    const { level } = this.#ladder;
    return level === 3 && this.#own.purpose === 'signing' ? 2 : level;
  }
  /** A channel that is open on a line that is dead takes text and keeps it: our server is the better way then. */
  get direct(): boolean {
    return this.#dataOpen && this.#transport.state() === 'open' && !this.#watched.includes('line-gone');
  }
  /** Milliseconds since both were there; 0 before. */
  joiningMs(now: number): number {
    return this.#metAt === null ? 0 : now - this.#metAt;
  }
  /** Milliseconds since the direct way was last there; null where it has never been. */
  partedMs(now: number): number | null {
    return this.#everMet ? (this.#partedAt === null ? 0 : now - this.#partedAt) : null;
  }

  /** What our server says of her now. The first time that she is there, the two pages begin to find each other. */
  update(person: PersonView, own: OwnNow): void {
    this.#person = person;
    this.present(own);
    if (!person.connected || this.#metAt !== null) return;
    this.#metAt = performance.now();
    this.#transport.begin();
  }

  /** What this page sends: own devices, own screen, what the picture is for. */
  present(own: OwnNow): void {
    this.#own = own;
    const { microphone, camera } = this.#options.media.state();
    this.#transport.publish('audio', microphone.track);
    this.#transport.publish('video', camera.track);
    this.#transport.publish('screen', own.screen);
    this.#transport.setPurpose(own.purpose);
    this.tell();
  }

  /** Our own report of the second. */
  tell(): void {
    if (!this.#dataOpen) return;
    const { microphone, camera } = this.#options.media.state();
    const r: LineReport = {
      microphone: deviceState(microphone),
      camera: camera.track && camera.wanted && this.level === 3 ? 'paused' : deviceState(camera),
      hears: this.watch.hears(),
      screen: this.#own.screen !== null,
      signing: this.#own.signing,
      signs: this.#own.purpose === 'signing',
      plays: this.#signs() ? this.framesPerSecond() : null,
    };
    this.#transport.sendData(JSON.stringify({ r } satisfies Direct));
  }

  /** Twice a second: what is true of the line now. */
  async look(): Promise<void> {
    const sample = await this.#transport.sample();
    if (this.#closed || !this.#dataOpen) return;
    const now = performance.now();
    const { microphone } = this.#options.media.state();
    this.#watched = this.watch.look({ now, sample, microphone: deviceState(microphone) });
    // The browser itself takes 5 to 8 s to call a connection lost.
    const stalled = this.watch.stalledAt(now);
    if (stalled && !this.#stalled) this.#transport.mend(true);
    if (stalled) this.#options.onStall();
    this.#stalled = stalled;
    if (sample) {
      this.#seen = this.watch.seesAt(now);
      // The browser may go on naming the last loudness of a line that is dead.
      if ((sample.levelIn ?? 0) > speaks && this.watch.arrives) this.#spokeAt = now;
      this.#frames = [...this.#frames.filter((one) => now - one.at < 3_500), { at: now, count: sample.framesIn }];
    }
    // Who speaks with her hands is not expected to be heard; whether she can be seen is the more watched.
    if (this.#own.purpose === 'signing') {
      this.#watched = this.#watched.filter((code) => code !== 'microphone-silent');
      if (this.#seenRate.observe(this.watch.playsAt(now), now)) this.#watched = [...this.#watched, 'signing-seen-slow'];
    }
    if (this.#signs() && this.#rate.observe(this.framesPerSecond(), now))
      this.#watched = [...this.#watched, 'signing-slow'];
    this.#looks += 1;
    if (this.#looks % 2 !== 0) return;
    if (sample && this.#transport.state() === 'open') this.#transport.setVideoLevel(this.#ladder.observe(sample));
    this.tell();
  }

  /** Frames a second over the last three seconds; null while no picture is expected or it is too early to say. */
  framesPerSecond(): number | null {
    const [first] = this.#frames;
    const last = this.#frames.at(-1);
    if (!first || !last || last.at - first.at < 2_000 || this.watch.report?.camera !== 'on') return null;
    return Math.max(0, Math.round(((last.count - first.count) * 1000) / (last.at - first.at)));
  }

  /** As the page shows her. `line` is what is true of the way to her (call-truth.ts). */
  shown(now: number, line: readonly LineCode[]): Person {
    const report = this.watch.report;
    const microphone: DeviceState = report?.microphone ?? 'none';
    const gone = line.includes('line-gone') || line.includes('other-away');
    const speaking = microphone === 'on' && now - this.#spokeAt < activeMs;
    return {
      ...this.#person,
      signs: this.#signs(),
      connected: this.#person.connected || this.#dataOpen,
      microphone,
      camera: report === null ? 'none' : report.camera === 'paused' ? 'on' : report.camera,
      active: !gone && (speaking || report?.signing === true),
      remote: this.#remote,
      seen: this.#seen,
      framesPerSecond: this.framesPerSecond(),
      screen: report?.screen ? this.#screen : null,
      path: this.direct ? 'direct' : 'server',
      line,
    };
  }

  #signs(): boolean {
    return this.#person.signs || this.watch.report?.signs === true;
  }

  close(): void {
    this.#closed = true;
    this.#transport.close();
  }

  #arrived(stream: MediaStream, what: 'person' | 'screen'): void {
    if (what === 'screen') this.#screen = stream;
    else {
      this.#remote = stream;
      for (const track of stream.getVideoTracks())
        track.onunmute = () => {
          this.#seen = true;
          this.#options.onChange();
        };
    }
    this.#options.onChange();
  }

  #received(text: string): void {
    const message = readDirect(text);
    if (message === null) return;
    if ('w' in message) this.#options.onText(message.w);
    else if ('m' in message) this.#options.onTopic(message.m[0], message.m[1]);
    else {
      this.watch.reported(message.r, performance.now());
      this.#options.onChange();
    }
  }

  #opened(open: boolean): void {
    if (this.#closed) return;
    this.#dataOpen = open;
    this.#watched = [];
    this.#frames = [];
    this.watch.begin(open ? performance.now() : null);
    this.#partedAt = open ? null : (this.#partedAt ?? performance.now());
    this.#everMet ||= open;
    if (open) this.tell();
    this.#options.onReach(open);
    this.#options.onWay();
    this.#options.onChange();
  }
}
