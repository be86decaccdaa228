import * as client from 'openid-client';
import { ok, type Result, refuse } from '../../kernel/index.ts';
import type { LoginAttempt } from './login-attempt.ts';
import type { LoginSource } from './login-source.ts';
import type { Claims } from './staff-claims.ts';

/** The provider's answer, checked: its signature, issuer, audience, nonce and times by openid-client. */
export type ProvenIdentity = { readonly subject: string; readonly claims: Claims; readonly idToken: string };
/** `code` is the protocol's own word (`invalid_grant`), never a text that could quote somebody. */
export type ProviderRefusal = { readonly kind: 'cancelled' | 'refused' | 'unreachable'; readonly code: string };

export type ProviderClient = {
  /** Where to send the browser, and what to remember meanwhile. */
  readonly begin: (
    returnTo: string,
    language: string,
  ) => Promise<Result<{ url: string; state: string; nonce: string; verifier: string }, ProviderRefusal>>;
  /** Turns the address that the browser came back to into an identity. */
  readonly finish: (returned: URL, attempt: LoginAttempt) => Promise<Result<ProvenIdentity, ProviderRefusal>>;
  /** Where to log out of the provider too; null where it offers no such place. */
  readonly endSessionUrl: (returnTo: string, idToken: string | null) => Promise<string | null>;
};

const answerWithinSeconds = 10;
const scope = 'openid profile';

/** Speaks to one provider. What it says about itself is read at the first login and kept. */
export function createProviderClient(source: LoginSource): ProviderClient {
  let known: Promise<client.Configuration> | null = null;
  const configuration = () => {
    known ??= discover(source).catch((error: unknown) => {
      // The next login tries again: a provider that was away has come back.
      known = null;
      throw error;
    });
    return known;
  };

  return {
    begin: async (returnTo, language) => {
      try {
        const state = client.randomState();
        const nonce = client.randomNonce();
        const verifier = client.randomPKCECodeVerifier();
        const url = client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: returnTo,
          scope,
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ui_locales: language,
        });
        return ok({ url: url.href, state, nonce, verifier });
      } catch (error) {
        return refuse(refusalOf(error));
      }
    },

    finish: async (returned, attempt) => {
      try {
        const config = await configuration();
        const tokens = await client.authorizationCodeGrant(config, returned, {
          pkceCodeVerifier: attempt.verifier,
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          idTokenExpected: true,
        });
        const proven = tokens.claims();
        if (!proven || tokens.id_token === undefined) return refuse({ kind: 'refused', code: 'no_id_token' });
        // Most brokers tell names and roles here only. A `sub` other than the ID token's is refused by the library.
        const told = config.serverMetadata().userinfo_endpoint
          ? await client.fetchUserInfo(config, tokens.access_token, proven.sub)
          : {};
        return ok({ subject: proven.sub, claims: { ...proven, ...told }, idToken: tokens.id_token });
      } catch (error) {
        return refuse(refusalOf(error));
      }
    },

    endSessionUrl: async (returnTo, idToken) => {
      try {
        const config = await configuration();
        if (!config.serverMetadata().end_session_endpoint) return null;
        const hint = idToken === null ? {} : { id_token_hint: idToken };
        return client.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo, ...hint }).href;
      } catch {
        // Our own session has ended all the same; the provider being away must not stop that.
        return null;
      }
    },
  };
}

async function discover(source: LoginSource): Promise<client.Configuration> {
  // Without this the library trusts the connection in place of the ID token's signature.
  const execute = [client.enableNonRepudiationChecks];
  if (source.plainHttp) execute.push(client.allowInsecureRequests);
  const options: client.DiscoveryRequestOptions = { timeout: answerWithinSeconds, execute };
  const { backChannel } = source;
  if (backChannel !== null) {
    const origin = new URL(source.issuer).origin;
    options[client.customFetch] = (url, init) =>
      fetch(url.startsWith(`${origin}/`) ? `${backChannel}${url.slice(origin.length)}` : url, init as RequestInit);
  }
  return client.discovery(
    new URL(source.issuer),
    source.clientId,
    undefined,
    clientAuthentication(source.clientSecret),
    options,
  );
}

/** The way the provider asks for: the standard's own default is the basic one. */
function clientAuthentication(secret: string | null): client.ClientAuth {
  if (secret === null) return client.None();
  const basic = client.ClientSecretBasic(secret);
  const post = client.ClientSecretPost(secret);
  return (server, ...rest) => {
    const offered = server.token_endpoint_auth_methods_supported;
    (offered === undefined || offered.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

function refusalOf(error: unknown): ProviderRefusal {
  if (error instanceof client.AuthorizationResponseError)
    return { kind: error.error === 'access_denied' ? 'cancelled' : 'refused', code: protocolWord(error.error) };
  if (error instanceof client.ResponseBodyError)
    return { kind: error.status >= 500 ? 'unreachable' : 'refused', code: protocolWord(error.error) };
  const code = protocolWord(String((error as { code?: unknown }).code ?? (error as Error).name));
  // What fetch threw carries no word of the library's; these words of its own mean that something else answered.
  const away =
    /^OAUTH_(TIMEOUT|ABORT|RESPONSE_IS_NOT_CONFORM|RESPONSE_IS_NOT_JSON)$/.test(code) || !code.startsWith('OAUTH_');
  return { kind: away ? 'unreachable' : 'refused', code };
}

/** A word of the protocol, for the log; anything that is not shaped like one could be somebody's text. */
const protocolWord = (text: string): string => (/^\w{1,60}$/.test(text) ? text : 'other');
