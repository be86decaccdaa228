import { Agent } from 'node:https';
import * as v from 'valibot';
import { type Clock, newId, ok, parseId, type Result, refuse } from '../../../kernel/index.ts';
import type { Log } from '../../log/log.ts';
import type { Carrier, CarrierRefusal } from '../../outbox/message.ts';
import type { DigitalPostSettings, DigitalPostTenant } from '../settings.ts';
import { kombiRequest, readEnvelope } from './envelope.ts';
import { readSendAnswer } from './read-send-answer.ts';
import { callTls, type TlsCall } from './tls-call.ts';
import { createTokens } from './tokens.ts';

/** What she can be registered for; the two have nothing to do with each other. */
export type Mailbox = 'digitalpost' | 'nemsms';

export type DigitalPost = {
  readonly settings: DigitalPostSettings;
  /** What a municipality sends by; null where it has not been set up. */
  readonly tenant: (slug: string) => DigitalPostTenant | null;
  /**
   * Can this person be reached there? False says nothing about why. Never inside a database transaction: it asks KOMBIT.
   * `cvr` is the municipality that asks, in whose name and for whose message the number may be looked up.
   */
  readonly registered: (cvr: string, cpr: string, mailbox: Mailbox) => Promise<Result<boolean, CarrierRefusal>>;
  /** Asks whether she is registered, then sends. `recipient` means: not registered; reach her in the municipality's other way. */
  readonly send: Carrier<'digital-post'>;
  readonly close: () => void;
};

export type DigitalPostLimits = { readonly askMs: number; readonly sendMs: number };
/** With both tokens and a second try well within an outbox's claim. */
const usualLimits: DigitalPostLimits = { askMs: 8_000, sendMs: 20_000 };

const entities = {
  ask: 'http://entityid.kombit.dk/service/postforespoerg/1',
  send: 'http://entityid.kombit.dk/service/kombipostafsend/1',
};

/** SF1601 through KOMBIT's Serviceplatform, for all municipalities of the installation, each by its own certificate. */
export function createDigitalPost(
  settings: DigitalPostSettings,
  {
    clock,
    log,
    limits = usualLimits,
  }: { readonly clock: Clock; readonly log: Log; readonly limits?: DigitalPostLimits },
): DigitalPost {
  const lines = new Map(
    settings.tenants.map((tenant) => [tenant.cvr, createLine(settings, tenant, { clock, limits })]),
  );

  return {
    settings,
    tenant: (slug) => settings.tenants.find((one) => one.slug === slug) ?? null,
    registered: async (cvr, cpr, mailbox) => (await lines.get(cvr)?.registered(cpr, mailbox)) ?? refuse('service'),
    send: async ({ memo, kind }, key) => {
      const envelope = readEnvelope(memo);
      if (!envelope || parseId(key) === null) return { kind: 'refused', why: 'invalid' };
      const line = lines.get(envelope.cvr);
      if (!line) return { kind: 'refused', why: 'service' };
      const registered = await line.registered(envelope.cpr, kind === 'NEMSMS' ? 'nemsms' : 'digitalpost');
      if (!registered.ok) return { kind: 'refused', why: registered.reason };
      if (!registered.value) return { kind: 'refused', why: 'recipient' };
      const outcome = await line.send(kombiRequest(memo, kind, key));
      if (outcome.kind !== 'accepted')
        log.warn('a digital post was not accepted', {
          outcome: outcome.kind === 'refused' ? outcome.why : outcome.kind,
        });
      return outcome;
    },
    close: () => {
      for (const line of lines.values()) line.close();
    },
  };
}

const asked = v.object({ result: v.boolean() });

/** One municipality's way to KOMBIT. */
function createLine(
  { addresses, ca }: DigitalPostSettings,
  tenant: DigitalPostTenant,
  { clock, limits }: { readonly clock: Clock; readonly limits: DigitalPostLimits },
) {
  const agent = new Agent({
    cert: tenant.certificate,
    key: tenant.key,
    ...(ca === null ? {} : { ca }),
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['http/1.1'],
    keepAlive: true,
    // An idle line is left before the other side does: a message written into a closing one would be called not known.
    timeout: 4_000,
    maxSockets: 8,
  });
  const call = (what: TlsCall) => callTls(agent, what);
  const tokens = createTokens({ tenant, addresses, call, clock });
  /** Each attempt has a number and a time of its own. */
  const attempt = (authorization: string) => ({
    authorization,
    'x-transaktionsid': newId(),
    'x-transaktionstid': `${clock.now().toISOString().slice(0, 19)}Z`,
  });

  return {
    close: () => agent.destroy(),

    async registered(cpr: string, mailbox: Mailbox): Promise<Result<boolean, CarrierRefusal>> {
      // A token that was taken a moment ago can have been called back: one new one is tried.
      for (const again of [true, false]) {
        const token = await tokens.get(entities.ask);
        if (!token.ok) return token;
        const answer = await call({
          method: 'GET',
          // The service demands the number in its address: over TLS, to KOMBIT alone, and never logged here.
          url: `${addresses.services}/service/PostForespoerg_1/${mailbox}?cprNumber=${encodeURIComponent(cpr)}`,
          headers: { ...attempt(token.value), accept: 'application/json' },
          limitMs: limits.askMs,
        });
        if (answer.kind === 'certificate') return refuse('service');
        if (answer.kind !== 'answered') return refuse(answer.kind === 'lost' ? 'busy' : 'unreachable');
        if (answer.status === 401 && again) {
          tokens.forget(entities.ask);
          continue;
        }
        if (answer.status === 429 || answer.status === 408 || answer.status >= 500) return refuse('busy');
        if (answer.status !== 200) return refuse('service');
        const read = readJson(answer.body);
        return read ? ok(read.result) : refuse('service');
      }
      return refuse('service');
    },

    async send(body: string): ReturnType<Carrier<'digital-post'>> {
      for (const again of [true, false]) {
        const token = await tokens.get(entities.send);
        if (!token.ok) return { kind: 'refused', why: token.reason };
        const answer = readSendAnswer(
          await call({
            method: 'POST',
            url: `${addresses.services}/service/KombiPostAfsend_1/kombi`,
            headers: {
              ...attempt(token.value),
              'content-type': 'application/xml; charset=utf-8',
              accept: 'application/xml',
            },
            body,
            limitMs: limits.sendMs,
          }),
        );
        if (answer.kind !== 'token') return answer;
        tokens.forget(entities.send);
        if (!again) break;
      }
      return { kind: 'refused', why: 'service' };
    },
  };
}

function readJson(body: string): v.InferOutput<typeof asked> | null {
  try {
    const parsed = v.safeParse(asked, JSON.parse(body));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
