import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Configuration, Provider } from 'oidc-provider';
import { isLanguage, type Language, newToken } from '../../../kernel/index.ts';
import { errorFields, type Log } from '../../../platform/index.ts';
import { isNearAddress, mayDemonstrate } from '../may-demonstrate.ts';
import { demoEmployees } from './demo-employees.ts';
import { demoErrorPage, demoLoginPage } from './demo-pages.tsx';
import { createMemoryAdapter } from './memory-adapter.ts';

const demoPath = '/demo-login';
const choicePath = /^\/demo-login\/valg\/([\w-]{1,64})$/;

/** A real, certified provider library with invented employees: the login is the true one, only the people are not. */
export type DemoProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly claims: { readonly roles: string; readonly municipality: string; readonly name: string };
  /** Does this request belong to the provider? Asked before the rest of the program sees it. */
  readonly owns: (req: IncomingMessage) => boolean;
  readonly handler: (req: IncomingMessage, res: ServerResponse) => void;
};

const minutes = 60;
/** Nothing of it outlives a login: a new one always asks who one wants to be. */
const lifetimes = {
  Interaction: 10 * minutes,
  Session: 10 * minutes,
  Grant: 10 * minutes,
  AccessToken: 10 * minutes,
  IdToken: 5 * minutes,
  AuthorizationCode: minutes,
};

/**
 * Starts the demonstration provider, or answers null where the base address is not plainly loopback or a private network.
 * The library is not even loaded then.
 */
export async function createDemoProvider(options: {
  readonly baseUrl: string;
  readonly log: Log;
}): Promise<DemoProvider | null> {
  const { baseUrl, log } = options;
  if (!mayDemonstrate(baseUrl)) return null;
  // Left out of a production install with the other optional packages: then there is no demonstration to start.
  const library = await import('oidc-provider').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  });
  if (library === null) return null;
  const { Provider } = library;
  const issuer = `${baseUrl}${demoPath}`;
  const clientId = 'medbetjening';
  const clientSecret = newToken();
  const provider = new Provider(issuer, configuration({ baseUrl, clientId, clientSecret }));
  // Behind `handler` the forwarded scheme is ours to say: what the outside says of it is overwritten there.
  provider.proxy = true;
  provider.on('server_error', (_ctx, error) => log.error('demo login failed', errorFields(error)));
  provider.on('error' as 'server_error', (error: unknown) => log.error('demo login failed', errorFields(error)));
  log.debug('demo login started', { baseUrl });
  const answer = provider.callback();
  return {
    issuer,
    clientId,
    clientSecret,
    claims: { roles: 'roles', municipality: 'municipality', name: 'name' },
    owns: (req) => /^\/demo-login(?:[/?]|$)/.test(req.url ?? ''),
    handler: (req, res) => {
      const path = (req.url ?? '').split('?')[0] ?? '';
      protect(res, baseUrl);
      if (!comesFromNear(req)) return refuseRequest(res);
      speakAs(req, baseUrl);
      const chosen = choicePath.exec(path);
      if (!chosen) {
        mount(req);
        return void answer(req, res);
      }
      choose(provider, req, res).catch((error: unknown) => {
        // An old page, or another browser's: the way on is to begin again.
        log.debug('demo login lost', errorFields(error));
        sendHtml(res, 410, demoErrorPage());
      });
    },
  };
}

function configuration(options: { baseUrl: string; clientId: string; clientSecret: string }): Configuration {
  const { baseUrl, clientId, clientSecret } = options;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const off = { enabled: false };
  return {
    adapter: createMemoryAdapter(Date.now),
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${baseUrl}/log-ind/retur`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: newToken() } as never] },
    cookies: {
      keys: [newToken()],
      names: { session: 'demo_session', interaction: 'demo_interaction', resume: 'demo_resume' },
      long: { signed: true, httpOnly: true, sameSite: 'lax', path: demoPath },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    claims: { openid: ['sub'], profile: ['name', 'roles', 'municipality'] },
    scopes: ['openid'],
    findAccount: (_ctx, subject) => {
      const found = demoEmployees.find((one) => one.subject === subject);
      if (!found) return undefined;
      const { name, role, municipality } = found;
      return { accountId: subject, claims: () => ({ sub: subject, name, roles: [role], municipality }) };
    },
    // Consent is the employer's to give; there is nobody here to ask.
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, interaction) => `${demoPath}/valg/${interaction.uid}` },
    features: {
      devInteractions: off,
      rpInitiatedLogout: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      resourceIndicators: off,
    },
    pkce: { required: () => true },
    expiresWithSession: () => false,
    clientBasedCORS: () => false,
    ttl: lifetimes,
    renderError: (ctx) => {
      ctx.type = 'html';
      ctx.body = demoErrorPage();
    },
  };
}

/** The page with the employees on it, and what is pressed there. */
async function choose(provider: Provider, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(req, res);
  if (req.method === 'GET' || req.method === 'HEAD') {
    const wished = String(params.ui_locales ?? '').split(' ')[0];
    const language: Language = isLanguage(wished) ? wished : 'da';
    return sendHtml(res, 200, demoLoginPage(language));
  }
  const origin = req.headers['sec-fetch-site'];
  if (req.method !== 'POST' || (origin !== undefined && origin !== 'same-origin')) return refuseRequest(res);
  const subject = (await readSmallForm(req)).get('employee');
  const known = demoEmployees.some((one) => one.subject === subject);
  const result =
    known && subject !== null ? { login: { accountId: subject, remember: false } } : { error: 'access_denied' };
  await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}

async function readSmallForm(req: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of req) {
    text += String(chunk);
    if (text.length > 1_000) throw new Error('a form larger than the demonstration sends');
  }
  return new URLSearchParams(text);
}

/**
 * The base address says where the demonstration may be seen, but HOST may listen wider. So the caller too must be near,
 * and must have called by a near name; a page elsewhere that points its own name at this machine is refused by that. What
 * a proxy has forwarded may come from anywhere, however near the proxy is.
 */
function comesFromNear(req: IncomingMessage): boolean {
  const forwarded = Object.keys(req.headers).some((name) => /^(forwarded|via|x-real-ip|x-forwarded-.*)$/.test(name));
  return (
    !forwarded && isNearAddress(req.socket.remoteAddress ?? '') && mayDemonstrate(`http://${req.headers.host ?? ''}`)
  );
}

/** The provider writes its addresses from the request; they must be the base address's, whoever asked and how. */
function speakAs(req: IncomingMessage, baseUrl: string): void {
  const { host, protocol } = new URL(baseUrl);
  for (const name of Object.keys(req.headers))
    if (name === 'forwarded' || name.startsWith('x-forwarded-')) delete req.headers[name];
  req.headers.host = host;
  req.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  // Without its session cookie the provider asks anew each time who one wants to be.
  const kept = (req.headers.cookie ?? '').split(/;\s*/).filter((one) => !one.startsWith('demo_session'));
  req.headers.cookie = kept.join('; ');
}

/** The provider stands at its own root and reads from `originalUrl` where that is. */
function mount(req: IncomingMessage): void {
  const whole = req.url ?? demoPath;
  const rest = whole.slice(demoPath.length);
  (req as { originalUrl?: string }).originalUrl = whole;
  req.url = rest.startsWith('/') ? rest : `/${rest}`;
}

/** These pages are answered outside the program's middleware, so they carry the same protection themselves. */
function protect(res: ServerResponse, baseUrl: string): void {
  const headers = {
    'content-security-policy':
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex',
    ...(baseUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
}

function refuseRequest(res: ServerResponse): void {
  sendHtml(res, 403, demoErrorPage());
}

function sendHtml(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}
