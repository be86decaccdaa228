import type { DeviceState } from './call-types.ts';
import type { LineReport } from './line-watch.ts';
import type { WireOp, WireText } from './real-time-text.ts';

/** What goes over the data channel: text, the report of each second, or a message of a topic (room-channel.ts). */
export type Direct = { readonly w: WireText } | { readonly r: LineReport } | { readonly m: readonly [string, unknown] };

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const deviceStates: ReadonlySet<unknown> = new Set<DeviceState | 'paused'>(['on', 'off', 'none', 'broken', 'paused']);

/** A message of the other's page; null for what is none. Nobody has checked it before: she who holds the page may send anything. */
export function readDirect(text: string): Direct | null {
  let message: Record<string, unknown>;
  try {
    message = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
  if (typeof message !== 'object' || message === null) return null;
  if ('w' in message) return readText(message.w) ? { w: message.w } : null;
  if ('r' in message) {
    const report = readReport(message.r);
    return report ? { r: report } : null;
  }
  const { m } = message;
  return Array.isArray(m) && m.length === 2 && isText(m[0]) ? { m: [m[0], m[1]] } : null;
}

function readText(value: unknown): value is WireText {
  const text = value as Partial<Record<'k' | 's' | 'n' | 'o', unknown>> | null;
  if (typeof text !== 'object' || text === null || !isText(text.s) || text.s.length > 64) return false;
  if (text.k === 'ack' || text.k === 'again') return isCount(text.n);
  return text.k === 'ops' && Array.isArray(text.o) && text.o.every(isOp);
}

const isOp = (op: unknown): op is WireOp =>
  Array.isArray(op) &&
  isCount(op[1]) &&
  isCount(op[2]) &&
  (op[0] === 'e'
    ? isCount(op[3]) && isText(op[4]) && (op[5] === 0 || isText(op[5]))
    : op[0] === 'h' && isText(op[3]) && isText(op[4]) && (op[5] === 0 || op[5] === 1));

const isRate = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1_000;

function readReport(value: unknown): LineReport | null {
  const report = value as Partial<Record<keyof LineReport, unknown>> | null;
  if (typeof report !== 'object' || report === null) return null;
  const { microphone, camera, hears } = report;
  if (!deviceStates.has(microphone) || microphone === 'paused' || !deviceStates.has(camera)) return null;
  if (typeof hears !== 'boolean') return null;
  return {
    microphone: microphone as DeviceState,
    camera: camera as LineReport['camera'],
    hears,
    screen: report.screen === true,
    signing: report.signing === true,
    signs: report.signs === true,
    plays: isRate(report.plays) ? report.plays : null,
  };
}
