/** What a line does to packets that go one way. Pure: time and chance are passed in. */

export type LineSettings = {
  /** One way, in milliseconds. */
  readonly delayMs: number;
  /** Up to so much more, drawn for each packet; packets stay in order. */
  readonly jitterMs: number;
  /** Share of the packets that is lost, 0 to 1. */
  readonly loss: number;
  /** Mean length of a run of lost packets; 1: each is lost or not by itself. */
  readonly burst: number;
  /** What the line carries, kbit/s; null: anything. */
  readonly kbit: number | null;
  /** How long a packet may stand before the line; then it is lost, as in a router's queue. */
  readonly queueMs: number;
  /** Everything is lost and nobody is told, as in a lift. */
  readonly dead: boolean;
  readonly udpBlocked: boolean;
};

export const clearLine: LineSettings = {
  delayMs: 0,
  jitterMs: 0,
  loss: 0,
  burst: 1,
  kbit: null,
  queueMs: 200,
  dead: false,
  udpBlocked: false,
};

export class LineModel {
  settings: LineSettings = clearLine;
  readonly #random: () => number;
  #freeAt = 0;
  #lastOut = 0;
  #losing = false;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** When a packet that comes `now` goes out at the other end, in milliseconds of the same clock; null: never. */
  pass(bytes: number, now: number, udp: boolean): number | null {
    const { dead, udpBlocked, kbit, queueMs, delayMs, jitterMs } = this.settings;
    if (dead || (udp && udpBlocked) || this.#lost()) return null;
    let out = now;
    if (kbit !== null) {
      const start = Math.max(now, this.#freeAt);
      if (start - now > queueMs) return null;
      out = this.#freeAt = start + (bytes * 8) / kbit;
    }
    out += delayMs + jitterMs * this.#random();
    this.#lastOut = Math.max(out, this.#lastOut);
    return this.#lastOut;
  }

  /** Gilbert's model: a good state that loses nothing and a bad one that loses all, left after `burst` packets on average. */
  #lost(): boolean {
    const { loss, burst } = this.settings;
    if (loss <= 0) return false;
    if (burst <= 1) return this.#random() < loss;
    const leave = 1 / burst;
    const enter = (loss * leave) / (1 - loss);
    this.#losing = this.#random() < (this.#losing ? 1 - leave : enter);
    return this.#losing;
  }
}

/** Whether an IP packet carries UDP; version 6 is judged by its first header alone. */
export function isUdp(packet: Uint8Array): boolean {
  const version = (packet[0] ?? 0) >> 4;
  return (version === 4 ? packet[9] : packet[6]) === 17;
}
