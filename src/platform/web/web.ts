import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import * as v from 'valibot';
import type { Language } from '../../kernel/index.ts';

export { alternates, pathIn } from '../../kernel/index.ts';

/** What every request carries once the outer middleware has seen it. */
export type WebEnv = { Variables: { language: Language; requestId: string } };

/** Sends a whole page, rendered on the server. */
export function sendPage(
  c: Context,
  document: VNode,
  status: 200 | 401 | 403 | 404 | 409 | 410 | 422 | 429 | 500 | 503 = 200,
): Response {
  return c.html(`<!doctype html>${renderToString(document)}`, status) as Response;
}

/** After a change: the browser gets the next page, and going back or reloading sends nothing twice. */
export const seeOther = (c: Context, path: string): Response => c.redirect(path, 303) as Response;

export type FieldError = { readonly field: string; readonly message: string };

/** A form or query as text by name; of a name given twice the last counts, or all where `many` names it. */
export async function readForm(c: Context, many: readonly string[] = []): Promise<Record<string, string | string[]>> {
  const body = await c.req.parseBody({ all: true });
  const form: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(body)) {
    const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
    form[name] = many.includes(name) ? texts : (texts.at(-1) ?? '');
  }
  return form;
}

/** Checks input by its schema; each error names its field. */
export function parseInput<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): { ok: true; value: v.InferOutput<Schema> } | { ok: false; errors: readonly FieldError[] } {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return { ok: true, value: parsed.output };
  const errors = parsed.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: issue.message }));
  return { ok: false, errors };
}

/** RFC 9457: what went wrong, with the field that did. Never a stack trace, never the value sent. */
export function problem(
  c: Context,
  status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 411 | 413 | 415 | 422 | 429 | 500 | 503,
  title: string,
  extra: { readonly detail?: string; readonly errors?: readonly FieldError[] } = {},
): Response {
  return c.body(JSON.stringify({ type: 'about:blank', title, status, ...extra }), status, {
    'content-type': 'application/problem+json; charset=utf-8',
  }) as Response;
}

type CookieOptions = { readonly path: string; readonly maxAgeSeconds?: number; readonly secure: boolean };

/** Http-only, same-site; `__Host-` where the connection is encrypted and the cookie belongs to the whole host. */
export function setSecretCookie(c: Context, name: string, value: string, options: CookieOptions): void {
  setCookie(c, cookieName(name, options), value, {
    path: options.path,
    httpOnly: true,
    sameSite: 'Lax',
    secure: options.secure,
    ...(options.maxAgeSeconds === undefined ? {} : { maxAge: options.maxAgeSeconds }),
  });
}
export const getSecretCookie = (
  c: Context,
  name: string,
  options: Omit<CookieOptions, 'maxAgeSeconds'>,
): string | undefined => getCookie(c, cookieName(name, options));
export function dropSecretCookie(c: Context, name: string, options: Omit<CookieOptions, 'maxAgeSeconds'>): void {
  deleteCookie(c, cookieName(name, options), { path: options.path, secure: options.secure });
}
/** The name under which the browser keeps it, for whoever has only raw headers. */
export const cookieName = (name: string, { path, secure }: CookieOptions): string =>
  secure && path === '/' ? `__Host-${name}` : secure ? `__Secure-${name}` : name;
