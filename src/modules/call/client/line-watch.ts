/**
 * Tells the truth about the line (docs/architecture.md, invariant 6). Each side reports once a second, over the data
 * channel, what its microphone is and whether the other's sound is being decoded; from these reports and the browser's own
 * counters it is decided who cannot hear whom. Judged by packets, never by loudness: who is silent, muted, or writes instead, raises no alarm.
 * Pure: time and counters are passed in.
 */
import type { DeviceState, LineCode } from './call-types.ts';
import type { LineSample } from './line-sample.ts';

/** What one side tells the other each second. */
export type LineReport = {
  readonly microphone: DeviceState;
  readonly camera: DeviceState | 'paused';
  /** Packets of your sound arrived since the last report but one. */
  readonly hears: boolean;
  /** A screen is shown. */
  readonly screen?: boolean;
  /** Speaks with her hands now. */
  readonly signing?: boolean;
  /** Speaks with her hands in this conversation: her frames are counted. */
  readonly signs?: boolean;
  /** Frames of your picture a second, as they are shown here; told to whoever speaks with her hands, while one is expected. */
  readonly plays?: number | null;
};

export type LineFacts = {
  /** Milliseconds of any steady clock. */
  readonly now: number;
  /** Null while there are no statistics. */
  readonly sample: LineSample | null;
  readonly microphone: DeviceState;
};

/**
 * Both are told within 4 s that a line is gone (docs/evidence.md, "Budgets", N4): three missed reports, and the look itself
 * comes twice a second.
 */
const goneMs = 2_800;
/** Sound comes fifty times a second: so long without anything at all, and a new way is looked for before anybody is told. */
const stalledMs = 1_500;
/** Sound missing this long, while reports come, is no gap of the network any more. */
const soundMissingMs = 3_000;
/** Two reports in a row; each `hears: false` already looks back over 1.5 s. */
const unheardMs = 1_200;
const hearsWindowMs = 1_500;
/** Digital nothing is a switch on the headset or a wrong device; a quiet room is never exactly nothing. */
const digitalSilenceMs = 6_000;
/** Pieces of sound, of ten milliseconds at the least; real sound brings more between two looks. */
const correction = 10;
/** The page was asleep: what it missed meanwhile proves nothing. */
const asleepMs = 2_500;

export class LineWatch {
  #lookedAt: number | null = null;
  #heardAt: number | null = null;
  #report: LineReport | null = null;
  #reportAt = 0;
  #soundIn = 0;
  #soundAt: number | null = null;
  #countedAt = 0;
  #arrives = false;
  #framesIn = 0;
  #framesAt: number | null = null;
  #energy: number | null = null;
  #energyAt = 0;
  #otherOnSince: number | null = null;
  #ownOnSince: number | null = null;
  #unheardSince: number | null = null;

  /** The other's newest report; null before the first, and after a connection was begun anew. */
  get report(): LineReport | null {
    return this.#report;
  }

  /** Frames of the other's picture arrived within the last 2 s. */
  seesAt(now: number): boolean {
    return this.#framesAt !== null && now - this.#framesAt < 2_000;
  }

  /** Frames of our picture a second, as the other's page shows it; null where it does not say so, or has not for a while. */
  playsAt(now: number): number | null {
    return now - this.#reportAt < goneMs ? (this.#report?.plays ?? null) : null;
  }

  /** Nothing comes any more although it should: worth looking for a new way, too early to be told. */
  stalledAt(now: number): boolean {
    return this.#heardAt !== null && now - this.#heardAt > (this.#report?.microphone === 'on' ? stalledMs : goneMs);
  }

  /**
   * Packets of the other's sound arrive: what our own report says. Judged at the last count: a page that was too busy to count
   * knows nothing newer, and says nothing else.
   */
  hears(): boolean {
    return this.#soundAt !== null && this.#countedAt - this.#soundAt < hearsWindowMs;
  }

  /** Packets of her sound came since the count before the last: who talks is told by this alone. */
  get arrives(): boolean {
    return this.#arrives;
  }

  reported(report: LineReport, now: number): void {
    this.#heardAt = now;
    this.#reportAt = now;
    this.#report = report;
    this.#otherOnSince = report.microphone === 'on' ? (this.#otherOnSince ?? now) : null;
    this.#unheardSince = report.hears ? null : (this.#unheardSince ?? now);
  }

  /** The data channel opened (`now`) or closed (null): what was counted before is of no meaning. */
  begin(now: number | null): void {
    this.#heardAt = now;
    this.#report = null;
    this.#soundIn = 0;
    this.#framesIn = 0;
    this.#soundAt = this.#framesAt = this.#otherOnSince = this.#unheardSince = this.#energy = null;
  }

  /** Twice a second. What is certain now, worst first. */
  look({ now, sample, microphone }: LineFacts): readonly LineCode[] {
    if (this.#lookedAt !== null && now - this.#lookedAt > asleepMs) this.#excuse(now);
    this.#lookedAt = now;
    this.#ownOnSince = microphone === 'on' ? (this.#ownOnSince ?? now) : null;
    this.#arrives = false;
    if (sample) this.#count(sample, now);
    else this.#countedAt = now;

    const codes: LineCode[] = [];
    // Never heard of: the connection is still being made, which is not a loss.
    if (this.#heardAt === null) return codes;
    const gone = now - this.#heardAt > goneMs;
    if (gone) codes.push('line-gone');
    else {
      const fresh = now - this.#reportAt < goneMs;
      const ownOn = this.#ownOnSince !== null && now - this.#ownOnSince > unheardMs + hearsWindowMs;
      if (fresh && ownOn && this.#unheardSince !== null && now - this.#unheardSince >= unheardMs)
        codes.push('other-cannot-hear-you');
      const otherOn = this.#otherOnSince !== null && now - this.#otherOnSince >= soundMissingMs;
      if (fresh && otherOn && now - (this.#soundAt ?? 0) >= soundMissingMs) codes.push('you-cannot-hear-other');
      if (this.#report?.microphone === 'broken') codes.push('other-microphone-broken');
      if (this.#report?.camera === 'paused') codes.push('other-video-paused');
    }
    const digital =
      this.#ownOnSince !== null &&
      this.#energy !== null &&
      now - Math.max(this.#energyAt, this.#ownOnSince) >= digitalSilenceMs;
    if (digital) codes.push('microphone-silent');
    return codes;
  }

  #count(sample: LineSample, now: number): void {
    this.#countedAt = now;
    if (sample.soundIn > this.#soundIn) {
      this.#arrives = true;
      this.#soundAt = now;
      this.#heardAt = now;
    }
    if (sample.framesIn > this.#framesIn) {
      this.#framesAt = now;
      this.#heardAt = now;
    }
    // What was played is corrected by a piece or two afterwards, which is neither sound nor a connection that counts anew.
    const corrected = sample.soundIn < this.#soundIn && this.#soundIn - sample.soundIn <= correction;
    if (!corrected) this.#soundIn = sample.soundIn;
    this.#framesIn = sample.framesIn;
    if (sample.energyOut === null || this.#energy === null || sample.energyOut !== this.#energy) this.#energyAt = now;
    this.#energy = sample.energyOut;
  }

  #excuse(now: number): void {
    if (this.#heardAt !== null) this.#heardAt = now;
    if (this.#soundAt !== null) this.#soundAt = now;
    this.#reportAt = now;
    this.#energyAt = now;
    if (this.#unheardSince !== null) this.#unheardSince = now;
    if (this.#otherOnSince !== null) this.#otherOnSince = now;
    if (this.#ownOnSince !== null) this.#ownOnSince = now;
  }
}
