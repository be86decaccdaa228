import type { ParticipantId } from '../../kernel/index.ts';
import { fromWire, TextReceiver, type WireText } from './client/real-time-text.ts';
import type { Typed } from './protocol.ts';

/** As much as a waiting citizen could want to say; more stays in her own browser until she is admitted. */
const roomBytes = 64 * 1024;
/** As long as her place in line is kept while her page is closed. */
const keptMs = 2 * 60_000;

/**
 * What somebody writes while she waits, in this process's memory and nowhere else. Her browser sends it itself once she is
 * admitted; this copy gives it back to her when she closes the page and opens it again. Never stored, never logged.
 */
export class EarlyText {
  readonly #kept = new Map<
    ParticipantId,
    { seat: number; receiver: TextReceiver; lines: readonly string[]; bytes: number; forget: NodeJS.Timeout | null }
  >();

  /** `seat`: which of her pages writes, see seats.ts. */
  hold(participant: ParticipantId, seat: number, text: WireText): void {
    if (text.k !== 'ops') return;
    let kept = this.#kept.get(participant);
    if (!kept) {
      kept = { seat, receiver: new TextReceiver(), lines: [], bytes: 0, forget: null };
      this.#kept.set(participant, kept);
    }
    const size = JSON.stringify(text.o).length;
    if (kept.bytes + size > roomBytes) return;
    kept.bytes += size;
    const { finished } = kept.receiver.receive(text.s, text.o.map(fromWire));
    if (finished.length > 0) kept.lines = [...kept.lines, ...finished.map((line) => line.text)];
  }

  /** Gives it to the participant's new page, which sends it again as its own. */
  take(participant: ParticipantId): Typed | null {
    const kept = this.#kept.get(participant);
    this.forget(participant);
    if (!kept || (kept.lines.length === 0 && kept.receiver.live === '')) return null;
    return { lines: kept.lines, live: kept.receiver.live };
  }

  /**
   * Her page is gone, or another has her seat (on another process, perhaps): the text waits for as long as her place does.
   * What a newer page has written here meanwhile stays.
   */
  pageClosed(participant: ParticipantId, seat: number): void {
    const kept = this.#kept.get(participant);
    if (kept?.seat !== seat) return;
    if (kept.forget) clearTimeout(kept.forget);
    kept.forget = setTimeout(() => this.forget(participant), keptMs).unref();
  }

  forget(participant: ParticipantId): void {
    const kept = this.#kept.get(participant);
    if (kept?.forget) clearTimeout(kept.forget);
    this.#kept.delete(participant);
  }
}
