/** Loudness of what was sent and what was played, frame by frame, and how alike the two are. */
import type { Page } from '@playwright/test';

/** One number for each 20 ms: the root of the mean square. */
type Envelope = readonly number[];
type Hearing = { readonly benchHear: (which: 'own' | 'other', ms: number) => Promise<Envelope> };

/** Runs in the page before anything else. Sound is measured on the audio thread and nothing but its loudness leaves it. */
export function hearLoudness(): void {
  const processor = `registerProcessor('loudness', class extends AudioWorkletProcessor {
    sum = 0; count = 0; frames = [];
    process([[samples]]) {
      for (let at = 0; at < 128; at += 1) {
        const value = samples ? samples[at] : 0;
        this.sum += value * value;
        if (++this.count === sampleRate / 50) {
          this.frames.push(Math.sqrt(this.sum / this.count));
          this.sum = this.count = 0;
          if (this.frames.length === 25) { this.port.postMessage(this.frames); this.frames = []; }
        }
      }
      return true;
    }
  });`;
  const devices = navigator.mediaDevices;
  let own: MediaStreamTrack | null = null;
  if (devices?.getUserMedia) {
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wish) => {
      const stream = await ask(wish);
      own = stream.getAudioTracks()[0] ?? own;
      return stream;
    };
  }
  const played = () => {
    const peers = (window as never as { benchMedia: { peers: RTCPeerConnection[] } }).benchMedia.peers;
    const peer = peers.filter((one) => one.connectionState === 'connected').at(-1);
    return peer?.getReceivers().find(({ track }) => track.kind === 'audio')?.track ?? null;
  };
  let context: AudioContext | null = null;
  const hear = async (which: 'own' | 'other', ms: number): Promise<Envelope> => {
    const track = which === 'own' ? own : played();
    if (!track) return [];
    if (!context) {
      context = new AudioContext({ sampleRate: 48_000 });
      await context.audioWorklet.addModule(URL.createObjectURL(new Blob([processor], { type: 'text/javascript' })));
      await context.resume();
    }
    const node = new AudioWorkletNode(context, 'loudness');
    const frames: number[] = [];
    node.port.onmessage = ({ data }) => frames.push(...(data as number[]));
    const source = context.createMediaStreamSource(new MediaStream([track]));
    source.connect(node);
    await new Promise((done) => setTimeout(done, ms));
    source.disconnect();
    return frames;
  };
  Object.assign(window, { benchHear: hear });
}

export const hear = (page: Page, which: 'own' | 'other', ms: number): Promise<Envelope> =>
  page.evaluate(([one, time]) => (window as never as Hearing).benchHear(one, time), [which, ms] as const);

/** Pearson's correlation of the two where they overlap when `b` is `lag` frames later. */
export function correlation(a: Envelope, b: Envelope, lag: number): number {
  const from = Math.max(0, -lag);
  const to = Math.min(a.length, b.length - lag);
  const count = to - from;
  if (count < 100) return 0;
  let sums = [0, 0, 0, 0, 0];
  for (let at = from; at < to; at += 1) {
    const [x, y] = [a[at] ?? 0, b[at + lag] ?? 0];
    const [sx = 0, sy = 0, xx = 0, yy = 0, xy = 0] = sums;
    sums = [sx + x, sy + y, xx + x * x, yy + y * y, xy + x * y];
  }
  const [sx = 0, sy = 0, xx = 0, yy = 0, xy = 0] = sums;
  const spread = Math.sqrt((xx - (sx * sx) / count) * (yy - (sy * sy) / count));
  return spread === 0 ? 0 : (xy - (sx * sy) / count) / spread;
}

/** Frames of one stretch: the receiver's buffer grows and shrinks, so the time between sent and played holds for a while only. */
const stretch = 150;

/** How alike sent and played are, in stretches of 3 s, whatever the time between them (up to 2 s either way). */
export function likeness(sent: Envelope, played: Envelope): readonly number[] {
  const found: number[] = [];
  for (let from = 100; from + stretch + 100 <= Math.min(sent.length, played.length); from += stretch) {
    const part = sent.slice(from, from + stretch);
    let best = 0;
    for (let lag = -100; lag <= 100; lag += 1) best = Math.max(best, correlation(part, played, from + lag));
    found.push(best);
  }
  return found;
}
