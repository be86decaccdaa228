import { ok, parseId, type Result, refuse } from '../../../kernel/index.ts';
import { findBelow, readXml, textBelow } from '../xml/read-xml.ts';

export type PostStatus = {
  /** The message's number: with us its record's id. Null where it is none. */
  readonly messageId: string | null;
  readonly transmissionId: string | null;
  readonly at: Date;
  /** Null: a code we do not know, which changes nothing. */
  readonly state: 'received' | 'delivered' | 'failed' | null;
};

/** Codes as they have been seen (docs/evidence.md, "Messages"); the whole list is not public. */
const states: Readonly<Record<string, PostStatus['state']>> = {
  'modtaget digital post': 'received',
  'afleveret digital post': 'delivered',
  'modtaget nemsms': 'received',
  'afleveret nemsms': 'delivered',
  fejlet: 'failed',
};

/**
 * Reads what Beskedfordeleren posts: `ModtagBeskedInput` with a `PKO_PostStatus` in base64 inside. Namespaces and order do not
 * matter, since they are not public. Refused is what no status of a message could be. Pure.
 */
export function readStatusEvent(xml: string): Result<PostStatus, 'not-xml' | 'no-status'> {
  const envelope = readXml(xml);
  if (!envelope.ok) return refuse('not-xml');
  const data = findBelow(envelope.value, 'Beskeddata');
  const base64 = data && textBelow(data, 'Base64');
  if (!base64) return refuse('no-status');
  const status = readXml(Buffer.from(base64, 'base64').toString('utf8'));
  if (!status.ok || status.value.name !== 'PKO_PostStatus') return refuse('no-status');
  const text = (name: string) => textBelow(status.value, name);
  const at = new Date(text('TransaktionsDatoTid') ?? '');
  const code = text('TransaktionsStatusKode');
  if (code === null || Number.isNaN(at.getTime())) return refuse('no-status');
  const transmission = text('TransmissionId');
  const key = code.toLowerCase().replace(/\s+/g, ' ');
  return ok({
    messageId: parseId(text('MessageUUID')?.toLowerCase()),
    transmissionId: transmission && /^[\w-]{1,64}$/.test(transmission) ? transmission : null,
    at,
    state: (Object.hasOwn(states, key) ? states[key] : null) ?? null,
  });
}
