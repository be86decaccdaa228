import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const problemsOf = (env: Record<string, string>) => {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
};

describe('the environment', () => {
  test('may be empty: the embedded database on port 4100', () => {
    const read = readConfig({});
    expect(read.ok && read.config).toMatchObject({
      port: 4100,
      host: '127.0.0.1',
      databaseUrl: null,
      oidc: null,
      roles: ['web', 'realtime', 'jobs'],
    });
  });
  test('an empty variable is an unset one', () => {
    const read = readConfig({ PORT: '', DATABASE_URL: '' });
    expect(read.ok && read.config.port).toBe(4100);
  });
  test.each([
    ['PORT', 'eighty', 'whole number'],
    ['PORT', '70000', '65535'],
    ['PORT', '4190', 'browsers refuse'],
    ['DATABASE_URL', 'mysql://x', 'postgres://'],
    ['BASE_URL', 'https://x.example/path', 'without a path'],
    ['SECRET', 'short', '32'],
    ['ROLES', 'web,cook', 'web, realtime and jobs'],
    ['LOG_LEVEL', 'loud', 'silent, error, warn, info or debug'],
    ['TRUSTED_PROXIES', 'everybody', 'none, loopback or private'],
    ['AUDIT_RETENTION_DAYS', '30', '180'],
    ['OIDC_ISSUER', 'login', 'address'],
    ['LIVEKIT_URL', 'https://media.example', 'wss://'],
    ['LIVEKIT_API_SECRET', 'short', '32'],
  ])('%s=%s is refused by its name, with what it should be', (variable, value, hint) => {
    const problems = problemsOf({ [variable]: value, ...(variable === 'OIDC_ISSUER' ? { OIDC_CLIENT_ID: 'x' } : {}) });
    expect(problems.map((one) => one.variable)).toEqual([variable]);
    expect(problems[0]?.problem).toContain(hint);
  });
  test('combinations that cannot work are named too', () => {
    expect(problemsOf({ OIDC_ISSUER: 'https://login.example' })).toMatchObject([{ variable: 'OIDC_CLIENT_ID' }]);
    expect(problemsOf({ TURN_URLS: 'turn:turn.example' })).toMatchObject([{ variable: 'TURN_SECRET' }]);
    expect(problemsOf({ LIVEKIT_URL: 'wss://media.example' })).toMatchObject([
      { variable: 'LIVEKIT_API_KEY' },
      { variable: 'LIVEKIT_API_SECRET' },
    ]);
    const livekit = { LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 'a secret of thirty-two characters' };
    expect(
      problemsOf({ ...livekit, LIVEKIT_URL: 'ws://media.example', BASE_URL: 'https://hjaelp.example' }),
    ).toMatchObject([{ variable: 'LIVEKIT_URL' }]);
    expect(problemsOf({ DATABASE_OWNER_URL: 'postgres://o@h/d' })).toMatchObject([{ variable: 'DATABASE_URL' }]);
  });
});
