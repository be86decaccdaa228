import { createHmac } from 'node:crypto';
import { type MunicipalityId, parseId } from '../../kernel/index.ts';
import { type Keys, sameText } from '../crypto/seal.ts';

export type Receipt = {
  readonly municipality: MunicipalityId;
  readonly id: string;
  /** Null: a word that says nothing about where the message is. */
  readonly state: 'accepted' | 'received' | 'delivered' | 'failed' | null;
};

/** What a gateway is given to give back: whose message it is, and which. Tells nobody anything. */
export const receiptReference = (municipality: MunicipalityId, id: string): string => `${municipality}.${id}`;

function readReference(text: unknown): Pick<Receipt, 'municipality' | 'id'> | null {
  const [first, second, ...more] = typeof text === 'string' ? text.split('.') : [];
  const municipality = parseId<'municipality'>(first);
  const id = parseId(second);
  return municipality && id && more.length === 0 ? { municipality, id } : null;
}

const macOf = (keys: Keys, reference: string) => keys.fingerprint('message receipt', reference).slice(0, 32);

/** The path at which a gateway tells what became of one message. Whoever knows it can say that of this one alone. */
export const receiptPath = (keys: Keys, reference: string): string =>
  `/kvittering/${reference}/${macOf(keys, reference)}`;

/** Reads the path's two parts and the gateway's word; null for a path that is not ours. */
export function readReceiptPath(keys: Keys, reference: string, mac: string, word: unknown): Receipt | null {
  const found = readReference(reference);
  return found && sameText(mac, macOf(keys, reference)) ? { ...found, state: stateOf(word) } : null;
}

/** GSM's own words (GSM 03.40 as SMPP spells them), and what gateways make of them. What is unknown changes nothing. */
function stateOf(word: unknown): Receipt['state'] {
  const bare = String(word ?? '')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  if (/^(delivrd|delivered|deliveredtohandset|read)$/.test(bare)) return 'delivered';
  if (/^(acceptd|accepted|enroute|buffered|sent|queued|submitted|deliveredtonetwork)$/.test(bare)) return 'received';
  if (/^(expired|deleted|undeliv|undelivered|undeliverable|rejectd|rejected|failed|skipped)$/.test(bare))
    return 'failed';
  return null;
}

/**
 * A status of GatewayAPI's Mobile Messaging API. Its signature is `v1=` and the hexadecimal HMAC-SHA-256 of the body under the
 * webhook's key (https://gatewayapi.com/docs/message/overview/). `forged` where that does not hold; `other` for what is no
 * status of a message of ours.
 */
export function readGatewayApiReceipt(
  secret: string,
  signature: string | undefined,
  body: string,
): Receipt | 'forged' | 'other' {
  const right = `v1=${createHmac('sha256', secret).update(body).digest('hex')}`;
  if (!sameText(signature ?? '', right)) return 'forged';
  try {
    const { event } = JSON.parse(body) as { event?: { reference?: unknown; status?: unknown } };
    const found = readReference(event?.reference);
    return found ? { ...found, state: stateOf(event?.status) } : 'other';
  } catch {
    return 'other';
  }
}
