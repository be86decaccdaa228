import { describe, expect, test } from 'vitest';
import { fjordby } from '../../../test/support/test-house.ts';
import { newToken } from '../../kernel/index.ts';
import { readSessionCookie, sessionCookieValue, sessionState } from './session.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 24, 9) + seconds * 1000);
const session = (seen: number) => ({ seenAt: at(seen), expiresAt: at(36_000) });

describe('a session', () => {
  test('ends after an hour without a request, to the second', () => {
    expect(sessionState(session(0), at(3_599))).toEqual({ live: true, touch: true });
    expect(sessionState(session(0), at(3_600))).toEqual({ live: false, touch: false });
  });
  test('ends after ten hours however busy, to the second', () => {
    expect(sessionState(session(35_990), at(35_999)).live).toBe(true);
    expect(sessionState(session(35_990), at(36_000)).live).toBe(false);
  });
  test('is noted as seen at most once a minute', () => {
    expect(sessionState(session(0), at(59)).touch).toBe(false);
    expect(sessionState(session(0), at(60)).touch).toBe(true);
  });
});

describe('the session cookie', () => {
  test('tells municipality and token', () => {
    const token = newToken();
    expect(readSessionCookie(sessionCookieValue(fjordby, token))).toEqual({ municipality: fjordby, token });
  });
  test('of any other shape is nobody', () => {
    const token = newToken();
    for (const value of [
      undefined,
      '',
      '.',
      fjordby,
      `${fjordby}.`,
      `${fjordby}.short`,
      `x.${token}`,
      `${fjordby}.${token}x`,
      `'; drop--.${token}`,
    ])
      expect(readSessionCookie(value)).toBeNull();
  });
});
