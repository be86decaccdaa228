/**
 * What is kept on the device, in the browser's own store: the guide by language, and the shell its pages stand in. Used by
 * the worker, which fills it, and by the page, which shows and empties it. Never a page, never anything about a person.
 */
import type { DateString } from '../../../kernel/copenhagen.ts';

export const guideStore = (base: string): string => `vejledning ${base}`;
export const shellStore = (base: string, version: string): string => `ramme ${base} ${version}`;
export const isOurs = (name: string, base: string): boolean =>
  name === guideStore(base) || name.startsWith(`ramme ${base} `);

export const bundleAddress = (base: string, language: string): string =>
  `${base}${language === 'da' ? '' : `/${language}`}/guide.json`;

/** The day on which the server last said that this is the newest. */
const confirmedHeader = 'x-confirmed';
const checkedHeader = 'x-checked';

/** What the server forbids its pages, so that a page drawn here may do no more. */
const securityHeaders = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'x-frame-options'];
export const pageHeaders = (kept: Response): Record<string, string> =>
  Object.fromEntries(
    securityHeaders.map((name) => [name, kept.headers.get(name) ?? '']).filter(([, value]) => value !== ''),
  ) as Record<string, string>;

/** A bundle with when it was last known to be right; the answer it came in is what is kept. */
export const confirmed = async (answer: Response, date: DateString, checkedAt: number): Promise<Response> => {
  const headers = new Headers({
    ...pageHeaders(answer),
    'content-type': 'application/json',
    etag: answer.headers.get('etag') ?? '',
    [confirmedHeader]: date,
    [checkedHeader]: String(checkedAt),
  });
  return new Response(await answer.blob(), { headers });
};

export const confirmedDate = (kept: Response): DateString => kept.headers.get(confirmedHeader) ?? '';
export const checkedAt = (kept: Response): number => Number(kept.headers.get(checkedHeader) ?? 0);

export async function keptGuide(base: string, language: string): Promise<Response | null> {
  const store = await caches.open(guideStore(base));
  return (await store.match(bundleAddress(base, language))) ?? null;
}

/** The whole of it, every language and the shell. */
export async function removeKept(base: string): Promise<void> {
  for (const name of await caches.keys()) if (isOurs(name, base)) await caches.delete(name);
}
