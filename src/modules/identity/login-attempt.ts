import * as v from 'valibot';
import { languages } from '../../kernel/index.ts';
import type { Keys } from '../../platform/index.ts';

/** What is remembered between going to the identity provider and coming back: sealed in a cookie, in no table. */
const LoginAttempt = v.object({
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  /** One of our own paths, or null for her own first page. */
  wanted: v.nullable(v.string()),
  language: v.picklist(languages),
  startedAt: v.number(),
});
export type LoginAttempt = v.InferOutput<typeof LoginAttempt>;

/** Long enough to find the phone with the second factor. */
export const attemptSeconds = 600;
const purpose = 'staff login attempt';

/**
 * The cookie's name tells which attempt it belongs to: tabs that log in at once do not overwrite each other, nor do two
 * processes on different ports of one host (cookies know no ports).
 */
export const attemptCookiePrefix = 'mb_login_';
export const attemptCookie = (state: string): string =>
  `${attemptCookiePrefix}${state.replace(/[^\w-]/g, '').slice(0, 12)}`;

export const sealAttempt = (keys: Keys, attempt: LoginAttempt): string =>
  keys.seal(purpose, attempt.state, JSON.stringify(attempt));

/** The attempt that this state belongs to; null for one that is not ours, another's, or too old. */
export function openAttempt(keys: Keys, state: string, sealed: string, now: Date): LoginAttempt | null {
  const text = keys.open(purpose, state, sealed);
  if (text === null) return null;
  const attempt = v.parse(LoginAttempt, JSON.parse(text));
  const age = now.getTime() - attempt.startedAt;
  return attempt.state === state && age >= 0 && age < attemptSeconds * 1000 ? attempt : null;
}
