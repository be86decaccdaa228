import { lookup as systemLookup } from 'node:dns/promises';
import { type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { LinkReason } from './link-state.ts';
import { isPublicAddress, usualPort } from './may-connect.ts';

/** What a test replaces: names and what may be connected to. */
export type Network = {
  readonly resolve: (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;
  readonly mayConnect: (address: string, port: number) => boolean;
  readonly timeoutMs: number;
};

export const openInternet: Network = {
  resolve: (host) => systemLookup(host, { all: true }),
  mayConnect: (address) => isPublicAddress(address),
  timeoutMs: 10_000,
};

export type Answer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly location: string | null;
      /** At most as many bytes as were asked for. */
      readonly body: string;
    }
  | { readonly ok: false; readonly reason: LinkReason };

/** Bytes of a page that are read before the connection is dropped: enough to know that it answers. */
const pageBytes = 16 * 1024;

export type Ask = {
  readonly url: URL;
  readonly method: 'HEAD' | 'GET';
  readonly userAgent: string;
  readonly bytes?: number;
  readonly signal: AbortSignal;
};

/** Carries why a name may not be connected to out of the socket's lookup. */
class Refusal extends Error {
  readonly reason: LinkReason;
  constructor(reason: LinkReason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * One request: no redirect is followed, no cookie or credential is sent, nothing is kept for the next. The address that was
 * looked at is the one that is connected to, so that a name cannot change its meaning between the two.
 */
export async function ask(
  network: Network,
  { url, method, userAgent, bytes = pageBytes, signal }: Ask,
): Promise<Answer> {
  const secure = url.protocol === 'https:';
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const checked = async (name: string) => {
    const found = isIP(name) ? [{ address: name, family: isIP(name) }] : await network.resolve(name);
    if (found.length === 0) throw new Refusal('dns');
    // One address inside the house is enough to refuse the name: which one is used is not ours to choose.
    if (!found.every(({ address }) => network.mayConnect(address, port))) throw new Refusal('private');
    return found;
  };
  const lookup: LookupFunction = (name, options, done) => {
    checked(name).then(
      (found) => {
        const first = found[0];
        if (options.all) done(null, [...found]);
        else if (first) done(null, first.address, first.family);
      },
      (error) => done(error as NodeJS.ErrnoException, ''),
    );
  };
  // A number in the address is connected to without any lookup.
  if (isIP(host) && !network.mayConnect(host, port)) return { ok: false, reason: 'private' };
  const options: RequestOptions = {
    method,
    host,
    port,
    path: `${url.pathname}${url.search}`,
    agent: false,
    lookup,
    maxHeaderSize: 32 * 1024,
    signal: AbortSignal.any([signal, AbortSignal.timeout(network.timeoutMs)]),
    headers: {
      host: url.host,
      'user-agent': userAgent,
      accept: 'text/html,application/xhtml+xml,*/*;q=0.5',
      'accept-language': 'da',
      connection: 'close',
    },
  };
  return new Promise((settle) => {
    const fail = (error: unknown) => settle({ ok: false, reason: reasonOf(error) });
    const request = (secure ? tlsRequest : plainRequest)(options, (response) => {
      readSome(response, method === 'HEAD' ? 0 : bytes).then((body) => {
        settle({ ok: true, status: response.statusCode ?? 0, location: response.headers.location ?? null, body });
        request.destroy();
      }, fail);
    });
    request.on('error', fail);
    request.end();
  });
}

/** The beginning of a body; the rest is never taken in, however long it is. */
async function readSome(response: IncomingMessage, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  if (limit > 0)
    for await (const part of response) {
      parts.push(part as Buffer);
      size += (part as Buffer).length;
      if (size >= limit) break;
    }
  return Buffer.concat(parts).subarray(0, limit).toString('utf8');
}

const byCode: Readonly<Record<string, LinkReason>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ETIMEDOUT: 'timeout',
  ABORT_ERR: 'timeout',
  EPROTO: 'tls',
};

function reasonOf(error: unknown): LinkReason {
  if (error instanceof Refusal) return error.reason;
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  const { code = '', name = '' } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError') return 'timeout';
  if (byCode[code]) return byCode[code];
  return /CERT|TLS|SSL|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(code) ? 'tls' : 'no-answer';
}

/** Ports other than the web's own are where other things listen. */
export const webPort = (url: URL): boolean => usualPort(url.port === '' ? 443 : Number(url.port));
