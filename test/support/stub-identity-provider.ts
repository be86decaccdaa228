import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

type Json = Readonly<Record<string, unknown>>;

/** What the provider answers next; a test changes it between requests. */
export type StubAnswers = {
  /** Claims of the ID token beyond iss, aud, exp and iat. */
  idToken: Json;
  userInfo: Json | null;
  /** Instead of tokens: status and body. */
  tokenError: { readonly status: number; readonly body: string } | null;
  /** Signs with a key that the provider does not publish. */
  forgedKey: boolean;
  algorithm: 'ES256' | 'none';
  endSession: boolean;
  authMethods: readonly string[];
};

export type StubProvider = {
  readonly issuer: string;
  readonly server: Server;
  readonly answers: StubAnswers;
  readonly tokenRequests: { readonly authorization: string | undefined; readonly body: URLSearchParams }[];
};

/** An identity provider that says whatever a test wants it to, also what a true one never would. */
export async function startStubProvider(answers: Partial<StubAnswers> = {}): Promise<StubProvider> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const forged = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' };
  const current: StubAnswers = {
    idToken: {},
    userInfo: null,
    tokenError: null,
    forgedKey: false,
    algorithm: 'ES256',
    endSession: false,
    authMethods: ['client_secret_basic'],
    ...answers,
  };
  const tokenRequests: StubProvider['tokenRequests'] = [];
  let issuer = '';
  const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const idToken = () => {
    const now = Math.floor(Date.now() / 1000);
    const text = `${part({ alg: current.algorithm, kid: 'one' })}.${part({ iss: issuer, aud: 'medbetjening', iat: now, exp: now + 300, ...current.idToken })}`;
    if (current.algorithm === 'none') return `${text}.`;
    const key = current.forgedKey ? forged.privateKey : keys.privateKey;
    return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
  const server = createServer(async (req, res) => {
    const send = (status: number, body: string) =>
      res.writeHead(status, { 'content-type': 'application/json' }).end(body);
    const path = (req.url ?? '').split('?')[0];
    if (path === '/.well-known/openid-configuration')
      return send(
        200,
        JSON.stringify({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
          token_endpoint_auth_methods_supported: current.authMethods,
          ...(current.userInfo ? { userinfo_endpoint: `${issuer}/userinfo` } : {}),
          ...(current.endSession ? { end_session_endpoint: `${issuer}/logout` } : {}),
        }),
      );
    if (path === '/jwks') return send(200, JSON.stringify({ keys: [jwk] }));
    if (path === '/userinfo') return send(200, JSON.stringify(current.userInfo ?? {}));
    if (path === '/token') {
      let body = '';
      for await (const chunk of req) body += String(chunk);
      tokenRequests.push({ authorization: req.headers.authorization, body: new URLSearchParams(body) });
      if (current.tokenError) return send(current.tokenError.status, current.tokenError.body);
      return send(200, JSON.stringify({ access_token: 'access', token_type: 'Bearer', id_token: idToken() }));
    }
    return send(404, '{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterAll(() => new Promise<void>((resolve) => (server.listening ? server.close(() => resolve()) : resolve())));
  return { issuer, server, answers: current, tokenRequests };
}
