import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Language } from '../../kernel/index.ts';
import {
  alternates,
  audit,
  cookieName,
  dropSecretCookie,
  type House,
  pathIn,
  seeOther,
  sendPage,
  setSecretCookie,
  type WebEnv,
} from '../../platform/index.ts';
import type { DemoProvider } from './demo/demo-provider.ts';
import {
  attemptCookie,
  attemptCookiePrefix,
  attemptSeconds,
  type LoginAttempt,
  openAttempt,
  sealAttempt,
} from './login-attempt.ts';
import { type LoginSource, loginSource } from './login-source.ts';
import { ownPath } from './own-path.ts';
import {
  createProviderClient,
  type ProvenIdentity,
  type ProviderClient,
  type ProviderRefusal,
} from './provider-client.ts';
import { landing } from './role.ts';
import { absoluteSeconds, readSessionCookie, staffCookie } from './session.ts';
import { shutOut, signIn, signOut } from './sign-in.ts';
import { directoryOf, isEncrypted, sessionCookie } from './staff.ts';
import { type ClaimRefusal, staffFromClaims } from './staff-claims.ts';
import {
  CancelledPage,
  LoginLostPage,
  LoginRefusedPage,
  NoAccessPage,
  NotSetUpPage,
  UnreachablePage,
} from './views/login-pages.tsx';

type C = Context<WebEnv>;
const returnPath = '/log-ind/retur';
/** More open attempts than anybody has tabs; cookies past that would fill the header. */
const mostAttempts = 8;

export type Login = {
  readonly source: () => LoginSource | null;
  readonly client: (source: LoginSource) => ProviderClient;
};

/** The provider in use, and one client to it, made when it is first needed: the demonstration starts after the routes. */
export function createLogin(house: House, demo: () => DemoProvider | null): Login {
  const clients = new Map<string, ProviderClient>();
  return {
    source: () => loginSource(house.config, demo()),
    client: (source) => {
      const key = `${source.issuer} ${source.clientId} ${source.clientSecret ?? ''}`;
      let found = clients.get(key);
      if (!found) {
        found = createProviderClient(source);
        clients.set(key, found);
      }
      return found;
    },
  };
}

/** `/log-ind?til=/skranke` and the way back from the identity provider. */
export function loginRoutes(house: House, login: Login): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const cookies = () => ({ path: '/', secure: isEncrypted(house) });
  const returnAddress = () => `${house.baseUrl()}${returnPath}`;

  app.get('/log-ind', async (c) => {
    const { language } = c.var;
    const wanted = ownPath(c.req.query('til'));
    const source = login.source();
    if (!source) {
      const page = (
        <NotSetUpPage language={language} returnAddress={returnAddress()} alternates={alternates('', '/log-ind')} />
      );
      return sendPage(c, page, 503);
    }
    const canonical = elsewhere(c, house.baseUrl(), wanted);
    if (canonical !== null) return seeOther(c, canonical);
    const begun = await login.client(source).begin(returnAddress(), language);
    if (!begun.ok) return sendRefusal(c, house, begun.reason, language, wanted);
    const { url, state, nonce, verifier } = begun.value;
    const attempt: LoginAttempt = { state, nonce, verifier, wanted, language, startedAt: house.clock.now().getTime() };
    const open = openAttempts(c, house);
    if (open.length >= mostAttempts) for (const name of open) dropSecretCookie(c, name, cookies());
    setSecretCookie(c, attemptCookie(state), sealAttempt(house.keys, attempt), {
      ...cookies(),
      maxAgeSeconds: attemptSeconds,
    });
    c.header('cache-control', 'no-store');
    return seeOther(c, url);
  });

  app.get(returnPath, async (c) => {
    c.header('cache-control', 'no-store');
    const state = c.req.query('state') ?? '';
    const name = attemptCookie(state);
    const sealed = getCookie(c, cookieName(name, cookies()));
    // Each attempt is good for once, however it ends.
    if (sealed !== undefined) dropSecretCookie(c, name, cookies());
    const attempt = sealed === undefined ? null : openAttempt(house.keys, state, sealed, house.clock.now());
    const source = login.source();
    if (!attempt || !source) return sendPage(c, <LoginLostPage language={c.var.language} />, 410);
    // The address is put together from the base address: what a proxy or a caller writes in the host header has no say.
    const returned = new URL(`${returnAddress()}${new URL(c.req.url).search}`);
    const proven = await login.client(source).finish(returned, attempt);
    if (!proven.ok) return sendRefusal(c, house, proven.reason, attempt.language, attempt.wanted);
    return admit(c, house, source, proven.value, attempt);
  });

  return app;
}

/** Lets in whom the claims let in; tells everybody else whom to ask. */
async function admit(
  c: C,
  house: House,
  source: LoginSource,
  proven: ProvenIdentity,
  attempt: LoginAttempt,
): Promise<Response> {
  const municipalities = await directoryOf(house).all();
  const claimed = staffFromClaims(proven.claims, source.claims, municipalities);
  const who = { issuer: source.issuerName, subject: proven.subject };
  if (!claimed.ok) {
    await shutOut(house, who);
    await noteRefusal(house, claimed.reason);
    return sendPage(c, <NoAccessPage language={attempt.language} refusal={claimed.reason} />, 403);
  }
  const { name, roles, municipality } = claimed.value;
  const value = await signIn(house, { ...who, municipality: municipality.id, name, roles, idToken: proven.idToken });
  // Whoever sat here before is gone for good: the browser forgets that token, and so does the table.
  const before = readSessionCookie(sessionCookie(house, c));
  if (before) await signOut(house, before);
  const cookies = { path: '/', secure: isEncrypted(house) };
  for (const name of openAttempts(c, house)) dropSecretCookie(c, name, cookies);
  setSecretCookie(c, staffCookie, value, { ...cookies, maxAgeSeconds: absoluteSeconds });
  house.log.info('staff signed in', { municipality: municipality.slug });
  return seeOther(c, landing(roles, attempt.wanted ?? pathIn(attempt.language, '', '/skranke')));
}

async function noteRefusal(house: House, refusal: ClaimRefusal): Promise<void> {
  house.log.warn('staff sign-in refused', { reason: refusal.kind });
  if (refusal.kind !== 'no role') return;
  // Nobody here knows her: her subject at the provider is hers and stays there.
  const entry = {
    actor: 'system',
    role: '',
    action: 'session.begin',
    subject: refusal.municipality.id,
    outcome: 'refused',
    purpose: 'login without a role',
  } as const;
  await house.database.inMunicipality(refusal.municipality.id, () => audit(entry, house.clock.now()));
}

function sendRefusal(
  c: C,
  house: House,
  refusal: ProviderRefusal,
  language: Language,
  wanted: string | null,
): Response {
  if (refusal.kind === 'cancelled') return sendPage(c, <CancelledPage language={language} wanted={wanted} />);
  house.log.warn('staff login failed', { reason: refusal.kind, code: refusal.code });
  return refusal.kind === 'unreachable'
    ? sendPage(c, <UnreachablePage language={language} wanted={wanted} />, 503)
    : sendPage(c, <LoginRefusedPage language={language} wanted={wanted} code={refusal.code} />, 403);
}

/**
 * The provider sends the browser back to the base address; a cookie set on another name of this machine would be missed
 * there. So the login begins on the base address. Once: behind a proxy that does not pass the name on it would go round.
 */
function elsewhere(c: C, baseUrl: string, wanted: string | null): string | null {
  if (c.req.query('her') !== undefined || new URL(c.req.url).host === new URL(baseUrl).host) return null;
  const query = new URLSearchParams({ her: '1', ...(wanted === null ? {} : { til: wanted }) });
  return `${baseUrl}${pathIn(c.var.language, '', '/log-ind')}?${query}`;
}

/** The plain names of the cookies of attempts that this browser has open. */
function openAttempts(c: C, house: House): readonly string[] {
  const prefix = cookieName(attemptCookiePrefix, { path: '/', secure: isEncrypted(house) });
  return Object.keys(getCookie(c))
    .filter((name) => name.startsWith(prefix))
    .map((name) => `${attemptCookiePrefix}${name.slice(prefix.length)}`);
}
