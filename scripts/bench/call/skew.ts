import type { Page } from '@playwright/test';
import { type Figure, median, type Report, spread, verdict } from '../report.ts';
import type { BenchOptions } from '../run-bench.ts';
import { openCallPlace, type Pair, wait } from './calls.ts';

type Clap = { readonly benchClaps: { readonly beeps: number[]; readonly flashes: number[] } };

/**
 * Runs in the page before anything else. Camera and microphone are one clapperboard: each second the picture turns white and
 * a tone begins in the same moment. The receiving page notes when it shows the white and when it plays the tone.
 */
function clap(): void {
  const board = () => {
    const context = new AudioContext({ sampleRate: 48_000 });
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
    const paint = canvas.getContext('2d');
    const tone = new OscillatorNode(context, { frequency: 1_000 });
    const loud = new GainNode(context, { gain: 0 });
    const out = context.createMediaStreamDestination();
    tone.connect(loud).connect(out);
    tone.start();
    void context.resume();
    let white = false;
    setInterval(() => {
      const now = performance.now() % 1_000 < 200;
      if (now !== white) loud.gain.value = now ? 0.5 : 0;
      white = now;
      if (!paint) return;
      paint.fillStyle = white ? '#fff' : '#000';
      paint.fillRect(0, 0, 320, 180);
      paint.fillStyle = '#777';
      paint.fillRect((performance.now() / 10) % 300, 80, 20, 20);
    }, 15);
    return new MediaStream([...canvas.captureStream(30).getTracks(), ...out.stream.getTracks()]);
  };
  let made: MediaStream | null = null;
  navigator.mediaDevices.getUserMedia = async (wish) => {
    made ??= board();
    const tracks = [...(wish?.audio ? made.getAudioTracks() : []), ...(wish?.video ? made.getVideoTracks() : [])];
    return new MediaStream(tracks.map((one) => one.clone()));
  };
  const claps: Clap['benchClaps'] = { beeps: [], flashes: [] };
  Object.assign(window, { benchClaps: claps, benchListen: listen });

  async function listen(): Promise<void> {
    const { peers } = (window as never as { benchMedia: { peers: RTCPeerConnection[] } }).benchMedia;
    const peer = peers.filter((one) => one.connectionState === 'connected').at(-1);
    const tracks = peer?.getReceivers().map((one) => one.track) ?? [];
    const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true });
    video.srcObject = new MediaStream(tracks.filter((one) => one.kind === 'video').slice(0, 1));
    void video.play();
    const small = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
    const paint = small.getContext('2d', { willReadFrequently: true });
    let white = true;
    const look = (_: number, { expectedDisplayTime }: VideoFrameCallbackMetadata) => {
      paint?.drawImage(video, 0, 0, 8, 8);
      const now = (paint?.getImageData(0, 0, 1, 1).data[0] ?? 0) > 128;
      if (now && !white) claps.flashes.push(expectedDisplayTime);
      white = now;
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    const context = new AudioContext({ sampleRate: 48_000 });
    const worklet = `registerProcessor('tone', class extends AudioWorkletProcessor {
      on = true;
      process([[samples]]) {
        let most = 0;
        for (const value of samples ?? []) most = Math.max(most, Math.abs(value));
        if (most > 0.05 && !this.on) this.port.postMessage(currentTime);
        if (most > 0.05) { this.on = true; this.quiet = 0; } else if (++this.quiet > 30) this.on = false;
        return true;
      }
      quiet = 0;
    });`;
    await context.audioWorklet.addModule(URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' })));
    await context.resume();
    const node = new AudioWorkletNode(context, 'tone');
    node.port.onmessage = ({ data }) => {
      const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp();
      claps.beeps.push(performanceTime + ((data as number) - contextTime) * 1_000);
    };
    context
      .createMediaStreamSource(new MediaStream(tracks.filter((one) => one.kind === 'audio').slice(0, 1)))
      .connect(node);
  }
}

/** The time between each white picture and its tone, in milliseconds; more than 0: sound comes later. */
async function skews(page: Page, ms: number): Promise<readonly number[]> {
  await page.evaluate(() => (window as never as { benchListen: () => Promise<void> }).benchListen());
  await wait(ms);
  const { beeps, flashes } = await page.evaluate(() => (window as never as Clap).benchClaps);
  return flashes.flatMap((flash) => {
    const nearest = beeps.map((beep) => beep - flash).sort((a, b) => Math.abs(a) - Math.abs(b))[0];
    return nearest === undefined || Math.abs(nearest) > 450 ? [] : [nearest];
  });
}

/** Sound and picture of one moment, how far apart at the other: on this machine, and over a line with 5 % loss and jitter. */
export async function benchSkew({ rounds, say }: BenchOptions): Promise<Report> {
  const ms = (rounds ?? 3) * 10_000;
  const figures: Figure[] = [];
  const place = await openCallPlace({ apart: true, before: clap });
  try {
    for (const [what, line] of [
      ['clear line', {}],
      ['75 ms each way, 30 ms jitter, 5 % loss', { delayMs: 75, jitterMs: 30, loss: 0.05 }],
    ] as const) {
      const measure = async (open: () => Promise<Pair>) => {
        await place.networks?.setLine('citizen', {});
        const pair = await open();
        await place.networks?.setLine('citizen', line);
        await wait(6_000);
        const found = await skews(pair.staff, ms);
        await pair.close();
        return found;
      };
      const own = await measure(() => place.own());
      const bare = await measure(() => place.bare());
      say(
        `${what}: median ${median(own).toFixed(0)} ms of ${own.length}, bare ${median(bare).toFixed(0)} of ${bare.length}`,
      );
      figures.push({
        what: `sound after picture, ${what}`,
        unit: 'ms',
        value: spread(own),
        baseline: { what: 'bare call', value: spread(bare) },
        must: verdict('|median| ≤ 100 ms', Math.abs(median(own)) <= 100),
      });
    }
  } finally {
    await place.close();
  }
  return {
    figures,
    notes: [
      'A clapperboard drawn and sounded in the page stands for camera and microphone: white picture and tone begin in the same turn of a timer. At the other: the expected display time of the first white frame, and the output time of the first sample of the tone. What the browser needs to take a picture from a canvas is in it, for both calls.',
    ],
  };
}
