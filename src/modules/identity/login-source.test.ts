import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { type Config, readConfig } from '../../kernel/index.ts';
import { createLog } from '../../platform/index.ts';
import { createDemoProvider } from './index.ts';
import { loginSource } from './login-source.ts';
import { createProviderClient } from './provider-client.ts';

function config(env: Record<string, string>): Config {
  const parsed = readConfig(env);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}
const log = createLog('silent');
const demo = await createDemoProvider({ baseUrl: 'http://localhost:9', log });

test('a configured provider is used, and the demonstration is not', () => {
  const env = { OIDC_ISSUER: 'https://login.kommunen.dk', OIDC_CLIENT_ID: 'x', OIDC_CLAIM_ROLES: 'realm_access.roles' };
  expect(loginSource(config(env), demo)).toEqual({
    issuer: 'https://login.kommunen.dk',
    clientId: 'x',
    clientSecret: null,
    claims: { roles: 'realm_access.roles', municipality: 'municipality', name: 'name' },
    issuerName: 'https://login.kommunen.dk',
    plainHttp: false,
    backChannel: null,
  });
});

test('plain http is for a provider on a near address only', () => {
  const plain = (issuer: string) => loginSource(config({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'x' }), null)?.plainHttp;
  expect([
    plain('http://localhost:8080/realms/x'),
    plain('http://192.168.1.5:8080'),
    plain('http://login.kommunen.dk'),
  ]).toEqual([true, true, false]);
});

test('without either there is no login', () => expect(loginSource(config({}), null)).toBeNull());

test.each([
  [{ PORT: '4100', HOST: '0.0.0.0' }, 'http://127.0.0.1:4100'],
  [{ PORT: '4100', HOST: 'localhost' }, 'http://127.0.0.1:4100'],
  [{ PORT: '4100', HOST: '192.168.1.5' }, 'http://192.168.1.5:4100'],
  [{ PORT: '4100', HOST: '::1' }, 'http://[::1]:4100'],
  [{ PORT: '0' }, null],
])('listening at %j the demonstration is reached at %s', (env, address) =>
  expect(loginSource(config(env), demo)?.backChannel).toBe(address),
);

test('the demonstration is reached where the process listens, though browsers use another port', async () => {
  const server = createServer((req, res) => demo?.handler(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const source = loginSource(config({ PORT: String((server.address() as AddressInfo).port), HOST: '0.0.0.0' }), demo);
  if (!source) throw new Error('no source');
  const begun = await createProviderClient(source).begin('http://localhost:9/log-ind/retur', 'da');
  expect(begun.ok && begun.value.url).toMatch(/^http:\/\/localhost:9\/demo-login\/auth\?/);
  await new Promise((resolve) => server.close(resolve));
});
