/**
 * Sound comes first: on a bad line our own picture steps down, at last goes out, and both are told. A simple, honest ladder;
 * between the steps the browser's own congestion control does its work.
 */
import type { PicturePurpose } from './call-transport.ts';
import type { LineSample } from './line-sample.ts';

/**
 * 0: full · 1: half the bits · 2: small · 3: no picture; but a signer's picture never goes out by itself: it is what she says,
 * so 3 is the least that still moves.
 */
export type VideoLevel = 0 | 1 | 2 | 3;

/** What the encoder is told. `scale`: by how much the picture is made smaller, each way. */
export type VideoSettings = {
  readonly active: boolean;
  readonly maxBitrate: number;
  readonly scale: number;
  readonly maxFramerate: number;
  readonly degradation: 'maintain-framerate' | 'maintain-framerate-and-resolution';
};

/** What a picture of this purpose is sent with at this level. */
export const videoSettings = (level: VideoLevel, purpose: PicturePurpose): VideoSettings =>
  purpose === 'signing' ? signingSettings(level) : speechSettings(level);

/**
 * At most so many bits a second for sound; null leaves it to the browser. Beside hands that speak on a narrow line sound
 * takes half: still to 8 kHz (EN 301 549, 6.1, asks for 7), and the hands get what it leaves.
 */
export const soundBits = (level: VideoLevel, purpose: PicturePurpose): number | null =>
  purpose === 'signing' && level > 0 ? 16_000 : null;

type Row = Omit<VideoSettings, 'degradation'>;

const speech: Record<VideoLevel, Row> = {
  0: { active: true, maxBitrate: 900_000, scale: 1, maxFramerate: 24 },
  1: { active: true, maxBitrate: 400_000, scale: 1, maxFramerate: 24 },
  2: { active: true, maxBitrate: 150_000, scale: 2, maxFramerate: 20 },
  3: { active: false, maxBitrate: 150_000, scale: 2, maxFramerate: 20 },
};

/**
 * Of a camera's 640x360: 427x240 at level 1 and 2, so that hands and mouth stay readable, and 30 frames while the bits reach.
 * 20 a second is what the standard asks for (EN 301 549, 6.5.3); under 150 kbit/s no picture of that size can hold it.
 */
const signing: Record<VideoLevel, Row> = {
  0: { active: true, maxBitrate: 900_000, scale: 1, maxFramerate: 30 },
  1: { active: true, maxBitrate: 400_000, scale: 1.5, maxFramerate: 25 },
  2: { active: true, maxBitrate: 200_000, scale: 1.5, maxFramerate: 25 },
  3: { active: true, maxBitrate: 120_000, scale: 1.5, maxFramerate: 25 },
};

/** Calm and sharp enough for a face that speaks. Lips are read by movement too: fewer pixels before fewer frames. */
export const speechSettings = (level: VideoLevel): VideoSettings => ({
  ...speech[level],
  degradation: 'maintain-framerate',
});

/**
 * Hands are read by movement: frames before sharpness. Once the size has been chosen here, the encoder takes neither frames
 * nor size of its own: left to it, it went to 320x180 at 18 a second on a line that bears both (docs/benchmarks.md).
 */
export const signingSettings = (level: VideoLevel): VideoSettings => ({
  ...signing[level],
  degradation: level === 0 ? 'maintain-framerate' : 'maintain-framerate-and-resolution',
});

/** Sound needs 40 kbit/s with redundancy and headers; a picture under 100 kbit/s costs sound more than it shows. */
const needs: Record<VideoLevel, number> = { 0: 500_000, 1: 250_000, 2: 140_000, 3: 0 };
/** Loss at which the browser's redundancy no longer covers sound next to that much picture. */
const bears: Record<VideoLevel, number> = { 0: 0.1, 1: 0.2, 2: 0.28, 3: 1 };
/**
 * What a picture gets small or goes out for besides. The browser cuts its estimate when packets come late, be it that a processor
 * was busy, and where little is sent nothing brings it back: alone it put a picture out on a line that bore it
 * (docs/benchmarks.md). On a line that is narrow, packets are lost or wait.
 */
const lost = 0.02;
const waitsMs = 100;
const badSeconds = 3;
const goodSeconds = 12;
/** Without a picture the estimate of the line does not grow, so it is tried again, each time later. */
const firstTryAfter = 20;
const lastTryAfter = 120;

export class VideoLadder {
  #level: VideoLevel = 0;
  #bad = 0;
  #good = 0;
  #dark = 0;
  #tryAfter = firstTryAfter;
  #leastTrip = Number.POSITIVE_INFINITY;

  get level(): VideoLevel {
    return this.#level;
  }

  /** Once a second while the line is open. The level that holds from now. */
  observe({ lossOut, roomOut, tripOut }: Pick<LineSample, 'lossOut' | 'roomOut' | 'tripOut'>): VideoLevel {
    this.#leastTrip = Math.min(this.#leastTrip, tripOut ?? this.#leastTrip);
    if (this.#level === 3) {
      this.#dark = (lossOut ?? 0) > bears[2] ? 0 : this.#dark + 1;
      if (this.#dark >= this.#tryAfter) {
        this.#tryAfter = Math.min(lastTryAfter, this.#tryAfter * 2);
        this.#go(2);
      }
      return this.#level;
    }
    const narrow = roomOut !== null && roomOut < needs[this.#level] * 0.7;
    const suffers = (lossOut ?? 0) > lost || tripOut === null || tripOut > this.#leastTrip + waitsMs;
    const bad = (lossOut ?? 0) > bears[this.#level] || (narrow && (this.#level === 0 || suffers));
    const above = Math.max(0, this.#level - 1) as VideoLevel;
    const good = (lossOut ?? 0) < bears[above] / 2 && (roomOut === null || roomOut > needs[this.#level] * 1.1);
    this.#bad = bad ? this.#bad + 1 : 0;
    this.#good = good ? this.#good + 1 : 0;
    if (this.#bad >= badSeconds) this.#go((this.#level + 1) as VideoLevel);
    else if (this.#level > 0 && this.#good >= goodSeconds) {
      this.#go(above);
      if (this.#level === 0) this.#tryAfter = firstTryAfter;
    }
    return this.#level;
  }

  #go(level: VideoLevel): void {
    this.#level = level;
    this.#bad = 0;
    this.#good = 0;
    this.#dark = 0;
  }
}
