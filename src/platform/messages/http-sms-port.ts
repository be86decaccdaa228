import { fillSmsBody, type MessageSettings } from '../../kernel/index.ts';
import type { Outcome, SmsPort } from './ports.ts';

export type SmsGatewaySettings = NonNullable<MessageSettings['sms']>;

/** An employee waits for the answer with a citizen on the phone. */
const gatewayMs = 10_000;

/** Sends by a gateway's HTTPS interface. Follows no redirect: the token is for this address alone. */
export function createHttpSmsPort(settings: SmsGatewaySettings, limitMs: number = gatewayMs): SmsPort {
  return {
    async send({ to, text, key, reference = key, receipt = '' }) {
      const { type, body } = fillSmsBody(settings.body, {
        to,
        msisdn: to.slice(1),
        from: settings.sender,
        text,
        key,
        reference,
        receipt,
      });
      try {
        const response = await fetch(settings.url, {
          method: 'POST',
          redirect: 'manual',
          signal: AbortSignal.timeout(limitMs),
          headers: {
            'content-type': type,
            'idempotency-key': key,
            ...(settings.token === null
              ? {}
              : { authorization: `${settings.dialect === 'gatewayapi' ? 'Token' : 'Bearer'} ${settings.token}` }),
          },
          body,
        });
        const outcome = readStatus(response.status);
        if (outcome.kind === 'accepted') return { ...outcome, ...(await readId(response, settings.dialect)) };
        // What it says besides is not read: it may repeat the number.
        void response.body?.cancel().catch(() => {});
        return outcome;
      } catch (error) {
        return neverLeft(error) ? { kind: 'refused', why: 'unreachable' } : { kind: 'unknown' };
      }
    },
  };
}

/** Longer answers, and those that do not end in time, are not worth an id: the message has been accepted in any case. */
const mostLetters = 4_096;

/** What the gateway calls the message; of all that it says nothing else is kept. */
async function readId(response: Response, dialect: SmsGatewaySettings['dialect']): Promise<{ externalId?: string }> {
  if (dialect === 'generic') {
    void response.body?.cancel().catch(() => {});
    return {};
  }
  try {
    const text = await response.text();
    const id = (JSON.parse(text.slice(0, mostLetters)) as { msg_id?: unknown } | null)?.msg_id;
    return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? { externalId: id } : {};
  } catch {
    return {};
  }
}

/** A gateway that fails inside (5xx) may have sent before it failed. */
function readStatus(status: number): Outcome {
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === 429) return { kind: 'refused', why: 'busy' };
  // A message with this key is or was under way.
  if (status === 409 || status === 408 || status >= 500) return { kind: 'unknown' };
  return { kind: 'refused', why: status === 400 || status === 422 ? 'recipient' : 'service' };
}

/** Errors from before the request was written: no name, no connection, no trust. */
function neverLeft(error: unknown): boolean {
  const cause = (error as { cause?: { code?: string } } | null)?.cause;
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|ERR_SSL)/.test(
    String(cause?.code ?? ''),
  );
}
