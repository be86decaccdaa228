import { fillSmsBody, type MessageSettings } from '../../kernel/index.ts';
import type { Outcome, SmsPort } from './ports.ts';

export type SmsGatewaySettings = NonNullable<MessageSettings['sms']>;

/** An employee waits for the answer with a citizen on the phone. */
const gatewayMs = 10_000;

/** Sends by a gateway's HTTPS interface. Follows no redirect: the token is for this address alone. */
export function createHttpSmsPort(settings: SmsGatewaySettings, limitMs: number = gatewayMs): SmsPort {
  return {
    async send({ to, text, key }) {
      const { type, body } = fillSmsBody(settings.body, {
        to,
        msisdn: to.slice(1),
        from: settings.sender,
        text,
        key,
      });
      try {
        const response = await fetch(settings.url, {
          method: 'POST',
          redirect: 'manual',
          signal: AbortSignal.timeout(limitMs),
          headers: {
            'content-type': type,
            'idempotency-key': key,
            ...(settings.token === null ? {} : { authorization: `Bearer ${settings.token}` }),
          },
          body,
        });
        // What it says besides is not read: it may repeat the number.
        void response.body?.cancel().catch(() => {});
        return readStatus(response.status);
      } catch (error) {
        return neverLeft(error) ? { kind: 'refused', why: 'unreachable' } : { kind: 'unknown' };
      }
    },
  };
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
