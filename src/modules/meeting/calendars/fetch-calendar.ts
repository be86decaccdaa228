import { lookup as systemLookup } from 'node:dns/promises';
import { request as plainRequest, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Result } from '../../../kernel/index.ts';
import { isPublicAddress } from '../../guide/index.ts';

/** What a test replaces: names, what may be connected to, and whether it may be without TLS. */
export type CalendarNetwork = {
  readonly resolve: (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;
  readonly mayConnect: (address: string) => boolean;
  readonly plain: boolean;
  /** For one request with its whole answer. */
  readonly timeoutMs: number;
};

/** Nothing inside a private network is reached: the address comes from an employee, and the answer's shape tells of it. */
export const openCalendars: CalendarNetwork = {
  resolve: (host) => systemLookup(host, { all: true }),
  mayConnect: isPublicAddress,
  plain: false,
  timeoutMs: 30_000,
};

export type FetchFault = 'address' | 'private' | 'unreachable' | 'timeout' | 'tls' | 'too-large' | 'redirects';
export type Fetched = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};
export type FetchAsk = {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'REPORT';
  readonly headers?: Readonly<Record<string, string>>;
  /** `Authorization`; never sent to another origin than the one that was asked for. */
  readonly authorization?: string | null;
  readonly body?: string;
  readonly signal?: AbortSignal;
};

export const mostBytes = 20 * 1024 * 1024;
const redirectsAtMost = 4;

class Refused extends Error {
  readonly fault: FetchFault;
  constructor(fault: FetchFault) {
    super(fault);
    this.fault = fault;
  }
}

/** One question with its redirects. Each address is judged after its name was resolved, and that one is connected to. */
export async function fetchCalendar(network: CalendarNetwork, ask: FetchAsk): Promise<Result<Fetched, FetchFault>> {
  if (!URL.canParse(ask.url)) return { ok: false, reason: 'address' };
  let url = new URL(ask.url);
  const { origin } = url;
  for (let hop = 0; hop <= redirectsAtMost; hop += 1) {
    let answer: Fetched;
    try {
      const { authorization, ...rest } = ask;
      answer = await once(network, url, {
        ...rest,
        authorization: url.origin === origin ? (authorization ?? null) : null,
      });
    } catch (error) {
      return { ok: false, reason: faultOf(error) };
    }
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.status) || typeof location !== 'string')
      return { ok: true, value: answer };
    if (!URL.canParse(location, url.href)) return { ok: false, reason: 'redirects' };
    url = new URL(location, url.href);
    // What carries a password or a question is not sent on to somebody else.
    if (ask.method !== 'GET' && url.origin !== origin) return { ok: false, reason: 'redirects' };
  }
  return { ok: false, reason: 'redirects' };
}

function once(network: CalendarNetwork, url: URL, ask: FetchAsk): Promise<Fetched> {
  const secure = url.protocol === 'https:';
  if (!secure && !(network.plain && url.protocol === 'http:')) return Promise.reject(new Refused('address'));
  if (url.username !== '' || url.password !== '') return Promise.reject(new Refused('address'));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A number in the address is connected to without any lookup.
  if (isIP(host) && !network.mayConnect(host)) return Promise.reject(new Refused('private'));
  const lookup: LookupFunction = (name, options, done) => {
    network.resolve(name).then(
      (found) => {
        const first = found[0];
        if (!first) return done(new Refused('unreachable'), '');
        // One address inside is enough: which one is used is not ours to choose.
        if (!found.every(({ address }) => network.mayConnect(address))) return done(new Refused('private'), '');
        return options.all ? done(null, [...found]) : done(null, first.address, first.family);
      },
      (error) => done(error as NodeJS.ErrnoException, ''),
    );
  };
  const limit = AbortSignal.timeout(network.timeoutMs);
  const options: RequestOptions = {
    method: ask.method,
    host,
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    agent: false,
    lookup,
    maxHeaderSize: 32 * 1024,
    signal: ask.signal ? AbortSignal.any([ask.signal, limit]) : limit,
    headers: {
      host: url.host,
      'user-agent': 'medbetjening/1.0',
      connection: 'close',
      ...ask.headers,
      ...(ask.authorization ? { authorization: ask.authorization } : {}),
      ...(ask.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(ask.body)) }),
    },
  };
  return new Promise((settle, fail) => {
    const request = (secure ? tlsRequest : plainRequest)(options, async (response) => {
      try {
        const parts: Buffer[] = [];
        let size = 0;
        for await (const part of response) {
          size += (part as Buffer).length;
          if (size > mostBytes) throw new Refused('too-large');
          parts.push(part as Buffer);
        }
        const body = Buffer.concat(parts).toString('utf8');
        settle({ status: response.statusCode ?? 0, headers: response.headers, body });
      } catch (error) {
        fail(error);
      } finally {
        request.destroy();
      }
    });
    request.on('error', fail);
    request.end(ask.body);
  });
}

function faultOf(error: unknown): FetchFault {
  if (error instanceof Refused) return error.fault;
  if (error instanceof AggregateError) return faultOf(error.errors[0]);
  const { code = '', name = '' } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT') return 'timeout';
  return /CERT|TLS|SSL|ALTNAME|SELF_SIGNED|UNABLE_TO|EPROTO/.test(code) ? 'tls' : 'unreachable';
}
