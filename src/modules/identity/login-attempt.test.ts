import { describe, expect, test } from 'vitest';
import { keysFrom } from '../../platform/index.ts';
import { attemptCookie, type LoginAttempt, openAttempt, sealAttempt } from './login-attempt.ts';

const keys = keysFrom('a secret for tests only, long enough');
const now = new Date('2026-11-24T09:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const attempt: LoginAttempt = {
  state: 'state-one',
  nonce: 'n',
  verifier: 'v',
  wanted: '/skranke',
  language: 'da',
  startedAt: now.getTime(),
};
const sealed = sealAttempt(keys, attempt);

describe('a login attempt', () => {
  test('opens with its own state within ten minutes', () => {
    expect(openAttempt(keys, 'state-one', sealed, later(599))).toEqual(attempt);
    expect(openAttempt(keys, 'state-one', sealed, later(600))).toBeNull();
    expect(openAttempt(keys, 'state-one', sealed, later(-1))).toBeNull();
  });
  test('opens with no other state, no other key, and not when changed', () => {
    expect(openAttempt(keys, 'state-two', sealed, now)).toBeNull();
    expect(openAttempt(keysFrom('another secret, also long enough...'), 'state-one', sealed, now)).toBeNull();
    expect(openAttempt(keys, 'state-one', `${sealed.slice(0, -2)}AA`, now)).toBeNull();
    expect(openAttempt(keys, 'state-one', '', now)).toBeNull();
  });
  test('tells nothing of itself', () => {
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('skranke');
  });
  test('has a cookie of its own, with a name that a header can carry', () => {
    expect(attemptCookie('abc-DEF_123456789')).toBe('mb_login_abc-DEF_1234');
    expect(attemptCookie('a;b=c d\r\n')).toBe('mb_login_abcd');
  });
});
