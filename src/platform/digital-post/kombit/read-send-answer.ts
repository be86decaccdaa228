import type { CarrierOutcome } from '../../outbox/message.ts';
import { readXml, textBelow } from '../xml/read-xml.ts';
import type { TlsAnswer } from './tls-call.ts';

/** `token`: it was not looked at, because the access token is no longer taken. */
export type SendAnswer = CarrierOutcome | { readonly kind: 'token' };

/**
 * What the answer to a message means. Pure. The service's own error codes are not public (docs/evidence.md, "Messages"): a
 * plain no is final, and whatever may have been taken is not known.
 */
export function readSendAnswer(answer: TlsAnswer): SendAnswer {
  if (answer.kind === 'unreachable') return { kind: 'refused', why: 'unreachable' };
  if (answer.kind === 'certificate') return { kind: 'refused', why: 'service' };
  if (answer.kind === 'lost') return { kind: 'unknown' };
  const { status, body } = answer;
  if (status === 401) return { kind: 'token' };
  if (status === 429) return { kind: 'refused', why: 'busy' };
  if (status === 408 || status >= 500) return { kind: 'unknown' };
  if (status === 400 || status === 413 || status === 415 || status === 422) return { kind: 'refused', why: 'invalid' };
  if (status < 200 || status >= 300) return { kind: 'refused', why: 'service' };
  const read = readXml(body);
  if (!read.ok || read.value.name !== 'kombi_response') return { kind: 'unknown' };
  const result = textBelow(read.value, 'Result');
  if (result === 'false') return { kind: 'refused', why: 'invalid' };
  if (result !== 'true') return { kind: 'unknown' };
  const transmission = textBelow(read.value, 'TransmissionID');
  // It is kept and compared: nothing but what such a number looks like.
  return { kind: 'accepted', externalId: transmission && /^[\w-]{1,64}$/.test(transmission) ? transmission : null };
}
