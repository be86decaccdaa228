import { X509Certificate } from 'node:crypto';
import * as v from 'valibot';
import { type Clock, ok, type Result, refuse } from '../../../kernel/index.ts';
import type { CarrierRefusal } from '../../outbox/message.ts';
import type { DigitalPostTenant, KombitAddresses } from '../settings.ts';
import { findBelow, readXml } from '../xml/read-xml.ts';
import type { TlsAnswer, TlsCall } from './tls-call.ts';

/** What a call may show: `Holder-of-key …`. */
export type Authorization = string;

export type Tokens = {
  /** For one service (its entity id); from memory while it holds. */
  readonly get: (entity: string) => Promise<Result<Authorization, CarrierRefusal>>;
  /** The service did not take it. */
  readonly forget: (entity: string) => void;
};

const tokenMs = 10_000;
const issued = v.object({ RequestedSecurityToken: v.object({ Assertion: v.pipe(v.string(), v.base64()) }) });
const exchanged = v.object({
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/)),
  token_type: v.optional(v.pipe(v.string(), v.regex(/^[\w-]+$/)), 'Holder-of-key'),
  expires_in: v.pipe(v.number(), v.minValue(1)),
});

type Kept = { readonly value: string; readonly until: number };

/** Renewed when a tenth of its life is left, at most a quarter of an hour before: a call must not meet its end. */
const renewAt = (now: number, end: number): number => end - Math.min(900_000, (end - now) / 10);

/**
 * The two tokens of one municipality: a SAML token from the STS (8 hours), changed for an access token (1 hour). Both lie in
 * memory alone. Callers at the same time share one renewal.
 */
export function createTokens({
  tenant,
  addresses,
  call,
  clock,
}: {
  readonly tenant: DigitalPostTenant;
  readonly addresses: KombitAddresses;
  readonly call: (what: TlsCall) => Promise<TlsAnswer>;
  readonly clock: Clock;
}): Tokens {
  const saml = new Map<string, Kept>();
  const access = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Result<Authorization, CarrierRefusal>>>();
  const useKey = new X509Certificate(tenant.certificate).raw.toString('base64');
  const fresh = (kept: Kept | undefined) => (kept && kept.until > clock.now().getTime() ? kept.value : null);

  async function issue(entity: string): Promise<Result<string, CarrierRefusal>> {
    const kept = fresh(saml.get(entity));
    if (kept !== null) return ok(kept);
    const answer = await call({
      method: 'POST',
      url: addresses.sts,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        TokenType: 'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0',
        RequestType: 'http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue',
        KeyType: 'http://docs.oasis-open.org/ws-sx/ws-trust/200512/PublicKey',
        AnvenderKontekst: { Cvr: tenant.cvr },
        UseKey: useKey,
        AppliesTo: { EndpointReference: { Address: entity } },
        OnBehalfOf: null,
      }),
      limitMs: tokenMs,
    });
    const read = readAnswer(answer, issued);
    if (!read.ok) return read;
    const token = read.value.RequestedSecurityToken.Assertion;
    const end = endOf(token);
    if (end === null) return refuse('service');
    saml.set(entity, { value: token, until: renewAt(clock.now().getTime(), end) });
    return ok(token);
  }

  async function renew(entity: string): Promise<Result<Authorization, CarrierRefusal>> {
    const token = await issue(entity);
    if (!token.ok) return token;
    const answer = await call({
      method: 'POST',
      url: addresses.tokens,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ 'saml-token': token.value }).toString(),
      limitMs: tokenMs,
    });
    const read = readAnswer(answer, exchanged);
    if (!read.ok) {
      // It may be the SAML token that is no longer taken: the next try begins with a new one.
      saml.delete(entity);
      return read;
    }
    const { access_token, token_type, expires_in } = read.value;
    const authorization = `${token_type} ${access_token}`;
    const now = clock.now().getTime();
    access.set(entity, { value: authorization, until: renewAt(now, now + expires_in * 1000) });
    return ok(authorization);
  }

  return {
    get: async (entity) => {
      const kept = fresh(access.get(entity));
      if (kept !== null) return ok(kept);
      const waiting = underWay.get(entity);
      if (waiting) return waiting;
      const renewal = renew(entity).finally(() => underWay.delete(entity));
      underWay.set(entity, renewal);
      return renewal;
    },
    forget: (entity) => void access.delete(entity),
  };
}

/** No message has left while tokens are fetched: nothing here is unknown. */
function readAnswer<Schema extends v.GenericSchema>(
  answer: TlsAnswer,
  schema: Schema,
): Result<v.InferOutput<Schema>, CarrierRefusal> {
  if (answer.kind === 'unreachable') return refuse('unreachable');
  if (answer.kind === 'certificate') return refuse('service');
  if (answer.kind === 'lost' || answer.status >= 500 || answer.status === 429 || answer.status === 408)
    return refuse('busy');
  if (answer.status !== 200) return refuse('service');
  try {
    const parsed = v.safeParse(schema, JSON.parse(answer.body));
    return parsed.success ? ok(parsed.output) : refuse('service');
  } catch {
    return refuse('service');
  }
}

/** When a SAML token (base64) ends, in milliseconds. */
function endOf(token: string): number | null {
  const read = readXml(Buffer.from(token, 'base64').toString('utf8'));
  const end = read.ok ? Date.parse(findBelow(read.value, 'Conditions')?.attributes.NotOnOrAfter ?? '') : Number.NaN;
  return Number.isNaN(end) ? null : end;
}
