import * as v from 'valibot';
import { type ParticipantId, parseId } from '../../kernel/index.ts';
import type { FromBrowser } from './protocol.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** The bus carries 4,000 characters; browsers cut their text to less (client/real-time-text.ts). */
const textBytes = 3_900;
/** A browser's description with all its codecs is 8,000 letters; more is no description. */
const signalUnits = 32_000;
const short = v.pipe(v.string(), v.maxLength(64));

const WireOp = v.union([
  v.tuple([v.literal('e'), count, count, count, v.string(), v.union([v.literal(0), short])]),
  v.tuple([v.literal('h'), count, count, short, v.string(), v.union([v.literal(0), v.literal(1)])]),
]);
const WireText = v.variant('k', [
  v.object({ k: v.literal('ops'), s: short, o: v.array(WireOp) }),
  v.object({ k: v.literal('ack'), s: short, n: count }),
  v.object({ k: v.literal('again'), s: short, n: count }),
]);

const Message = v.variant('t', [
  v.object({
    t: v.literal('hello'),
    participant: v.pipe(
      v.string(),
      v.check((id) => parseId(id) !== null),
    ),
    token: v.pipe(v.string(), v.maxLength(128)),
    session: v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/)),
    lastSeq: count,
    takeOver: v.optional(v.boolean(), false),
  }),
  v.object({
    t: v.literal('signal'),
    n: v.pipe(count, v.minValue(1)),
    who: count,
    to: count,
    body: v.pipe(v.string(), v.maxLength(signalUnits)),
  }),
  v.object({ t: v.literal('got'), seq: count }),
  v.object({ t: v.literal('text'), to: count, w: WireText }),
  v.object({ t: v.literal('beat') }),
  v.object({ t: v.literal('end') }),
]);

/** Reads one message of a browser; null for anything that is not one. */
export function readMessage(data: string): FromBrowser | null {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return null;
  }
  const parsed = v.safeParse(Message, json);
  if (!parsed.success) return null;
  const message = parsed.output;
  if (message.t === 'text' && Buffer.byteLength(JSON.stringify(message.w)) > textBytes) return null;
  return message;
}

export const participantOf = (hello: { readonly participant: string }): ParticipantId =>
  hello.participant as ParticipantId;
