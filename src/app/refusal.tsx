import type { Context } from 'hono';
import { pathIn, problem, sendPage } from '../platform/index.ts';
import { PlainPage } from '../ui/index.ts';
import { texts } from './messages.ts';

/**
 * A refusal before any room was reached: a page with a way on for a person, a problem document for a program. The way on
 * is the address she came from by hand, never one that a header gave.
 */
export function refusal(c: Context, status: 403 | 413 | 429, words: string): Response {
  if (c.req.path.startsWith('/api/') || !(c.req.header('accept') ?? '').includes('text/html'))
    return problem(c, status, words);
  const language = c.get('language') ?? 'da';
  const base = /^\/[a-z0-9-]+/.exec(c.req.path)?.[0] ?? '';
  return sendPage(
    c,
    <PlainPage title={words} language={language} noIndex>
      <h1>{words}</h1>
      <p>
        <a href={pathIn(language, base)}>{texts(language).frontPage}</a>
      </p>
    </PlainPage>,
    status === 413 ? 422 : status,
  );
}
