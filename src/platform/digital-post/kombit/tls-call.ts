import { type Agent, request } from 'node:https';

export type TlsAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  /** Nothing was sent: no name, no connection, no trust in who answered. */
  | { readonly kind: 'unreachable' }
  /** The other side does not take our certificate. */
  | { readonly kind: 'certificate' }
  /** It may have been read; no whole answer came. */
  | { readonly kind: 'lost' };

export type TlsCall = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly limitMs: number;
};

/** An answer of KOMBIT's is a few hundred letters; a token some thousand. */
const mostBytes = 512 * 1024;

/**
 * One call over mutual TLS, HTTP/1.1 (its services have reset streams of HTTP/2), no redirects. Whether something may have
 * been read is known by the handshake: before it has ended nothing was sent.
 */
export function callTls(agent: Agent, { method, url, headers, body, limitMs }: TlsCall): Promise<TlsAnswer> {
  return new Promise((done) => {
    let sent = false;
    const calling = request(url, {
      method,
      agent,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      },
    });
    const limit = setTimeout(() => calling.destroy(new Error('timeout')), limitMs);
    const end = (answer: TlsAnswer) => {
      clearTimeout(limit);
      done(answer);
    };
    calling.on('socket', (socket) => {
      if (calling.reusedSocket) sent = true;
      else socket.once('secureConnect', () => (sent = true));
    });
    calling.on('error', (error) => end(failureOf(error, sent)));
    calling.on('response', (response) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > mostBytes) calling.destroy(new Error('too long'));
        else parts.push(part);
      });
      response.on('end', () =>
        end(
          response.complete
            ? { kind: 'answered', status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }
            : { kind: 'lost' },
        ),
      );
      response.on('error', () => end({ kind: 'lost' }));
      response.on('close', () => end({ kind: 'lost' }));
    });
    calling.end(body);
  });
}

/** With TLS 1.3 a server says only after our side of the handshake that it does not take the certificate. */
export function failureOf(error: unknown, sent: boolean): TlsAnswer {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (/^ERR_SSL_.*ALERT.*(CERT|UNKNOWN_CA|HANDSHAKE_FAILURE|ACCESS_DENIED)/.test(code)) return { kind: 'certificate' };
  return sent ? { kind: 'lost' } : { kind: 'unreachable' };
}
