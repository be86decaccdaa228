import type { LineReport } from './line-watch.ts';
import type { WireText } from './real-time-text.ts';

/** What goes over the data channel: text, or the report of each second. */
export type Direct = { readonly w: WireText } | { readonly r: LineReport };

/** The other's page is as trustworthy as whoever holds it: what is no message of ours is ignored. */
export function readDirect(text: string): Direct | null {
  try {
    const message = JSON.parse(text) as { w?: { k?: unknown; o?: unknown }; r?: unknown } | null;
    if (message?.w && (message.w.k !== 'ops' || Array.isArray(message.w.o))) return message as Direct;
    return message?.r ? (message as Direct) : null;
  } catch {
    return null;
  }
}
