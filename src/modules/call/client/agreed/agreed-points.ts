/**
 * What we agreed: points written during the talk, seen by all, approved or objected to by the citizen (or who represents her)
 * before they become the note. Nothing is stored: each page has the points, the newest text of each wins, and an answer holds
 * for the text that was read, so that a point changed afterwards must be answered anew. Pure.
 */
import { may, type Role } from '../../roles.ts';

/** `of` and `ofBy`: the text that was answered, by its clock and its writer's place. */
export type Answer = {
  readonly says: 'yes' | 'no';
  readonly why: string;
  readonly of: number;
  readonly ofBy: number;
};

export type Point = {
  readonly id: string;
  /** Empty: taken back. */
  readonly text: string;
  /** Counts up past every change its writer had seen; of two, the greater wins, and at a tie the greater place. */
  readonly clock: number;
  readonly by: number;
  /** The citizen's answer, which holds for the text that she answered. */
  readonly answer: Answer | null;
  readonly answerClock: number;
};

export type AgreedMessage =
  | { readonly k: 'text'; readonly id: string; readonly text: string; readonly clock: number }
  | { readonly k: 'answer'; readonly id: string; readonly answer: Answer; readonly clock: number }
  /** All that I know, to one who comes (back). */
  | { readonly k: 'all'; readonly points: readonly Point[] };

/** A clock that leaps further would leave no numbers for what comes after. */
const furthestLeap = 10_000;
const most = 60;
const units = 600;
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 1e9;
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,40}$/.test(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= units;

function readAnswer(value: unknown): Answer | null {
  const answer = value as Partial<Record<keyof Answer, unknown>> | null;
  if (typeof answer !== 'object' || answer === null) return null;
  const { says, why, of, ofBy } = answer;
  return (says === 'yes' || says === 'no') && isText(why) && isCount(of) && isCount(ofBy)
    ? { says, why, of, ofBy }
    : null;
}

function readPoint(value: unknown): Point | null {
  const point = value as Partial<Record<keyof Point, unknown>> | null;
  if (typeof point !== 'object' || point === null) return null;
  const { id, text, clock, by, answer, answerClock } = point;
  if (!isId(id) || !isText(text) || !isCount(clock) || !isCount(by) || !isCount(answerClock)) return null;
  const read = answer === null ? null : readAnswer(answer);
  return answer !== null && read === null ? null : { id, text, clock, by, answer: read, answerClock };
}

/** Reads a message off the channel; null for what is none. */
export function readAgreed(json: unknown): AgreedMessage | null {
  const message = json as Partial<Record<string, unknown>> | null;
  if (typeof message !== 'object' || message === null) return null;
  const { k, id, text, clock, points } = message;
  if (k === 'text') return isId(id) && isText(text) && isCount(clock) ? { k, id, text, clock } : null;
  if (k === 'answer') {
    const answer = readAnswer(message.answer);
    return isId(id) && answer && isCount(clock) ? { k, id, answer, clock } : null;
  }
  if (k !== 'all' || !Array.isArray(points) || points.length > most) return null;
  const read = points.map(readPoint);
  return read.every((point) => point !== null) ? { k, points: read as Point[] } : null;
}

const newer = (clock: number, by: number, than: { readonly clock: number; readonly by: number }): boolean =>
  clock > than.clock || (clock === than.clock && by > than.by);

function put(points: readonly Point[], next: Point): readonly Point[] {
  const at = points.findIndex((point) => point.id === next.id);
  if (at >= 0) return points.map((point, index) => (index === at ? next : point));
  return points.length >= most ? points : [...points, next];
}

/**
 * The points after a message from this place. What the role may not say is not believed; `all` is believed from one who may
 * propose, and an answer in it only from one who may agree, or where this page holds it already.
 */
export function applyAgreed(
  points: readonly Point[],
  from: { readonly who: number; readonly role: Role },
  message: AgreedMessage,
): readonly Point[] {
  const latest = nextClock(points) + furthestLeap;
  if (message.k === 'all') {
    if (!may(from.role, 'propose-point')) return points;
    return message.points
      .filter((point) => Math.max(point.clock, point.answerClock) <= latest)
      .reduce((kept, theirs) => {
        const mine = kept.find((point) => point.id === theirs.id);
        const text = !mine || newer(theirs.clock, theirs.by, mine) ? theirs : mine;
        const believed = may(from.role, 'agree') ? theirs : null;
        const answered = [mine, believed].reduce<Point | null>(
          (best, point) => (point?.answer && (!best || point.answerClock > best.answerClock) ? point : best),
          null,
        );
        return put(kept, {
          ...text,
          answer: answered?.answer ?? null,
          answerClock: answered?.answerClock ?? 0,
        });
      }, points);
  }
  if (message.clock > latest) return points;
  const known = points.find((point) => point.id === message.id);
  if (message.k === 'text') {
    if (!may(from.role, 'propose-point')) return points;
    if (known && !newer(message.clock, from.who, known)) return points;
    return put(points, {
      id: message.id,
      text: message.text,
      clock: message.clock,
      by: from.who,
      answer: known?.answer ?? null,
      answerClock: known?.answerClock ?? 0,
    });
  }
  if (!may(from.role, 'agree') || !known || message.clock <= known.answerClock) return points;
  return put(points, { ...known, answer: message.answer, answerClock: message.clock });
}

/** Those that stand, in the order they were first written. */
export const standing = (points: readonly Point[]): readonly Point[] =>
  points.filter((point) => point.text.trim() !== '');

/** How the citizen stands to a point: her answer holds only for the text that she read. */
export const standOf = (point: Point): 'open' | 'yes' | 'no' =>
  point.answer && point.answer.of === point.clock && point.answer.ofBy === point.by ? point.answer.says : 'open';

/** The next clock of this page. */
export const nextClock = (points: readonly Point[]): number =>
  points.reduce((most, point) => Math.max(most, point.clock, point.answerClock), 0) + 1;
