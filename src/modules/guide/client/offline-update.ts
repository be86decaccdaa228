import { bundleAddress, checkedAt, confirmed, guideStore, keptGuide } from './offline-kept.ts';

/** The guide is asked for anew no oftener than this while she reads; the answer is most often that nothing is new. */
const askAgainMs = 10 * 60_000;
/** On a line that is slow or paid for by the byte. */
const askAgainSparingMs = 7 * 86_400_000;

/**
 * Fetches the guide in a language where it is missing or may be newer, else does nothing.
 * @returns true when what is kept is now known to be the newest.
 */
export async function updateGuide(
  base: string,
  language: string,
  { sparing = false, now = false }: { readonly sparing?: boolean | undefined; readonly now?: boolean | undefined },
): Promise<boolean> {
  const kept = await keptGuide(base, language);
  if (kept && !now && Date.now() - checkedAt(kept) < (sparing ? askAgainSparingMs : askAgainMs)) return true;
  const address = bundleAddress(base, language);
  const etag = kept?.headers.get('etag');
  const answer = await fetch(address, {
    // The server's word is wanted, not that of the browser's own cache.
    cache: 'no-store',
    credentials: 'omit',
    headers: etag ? { 'if-none-match': etag } : {},
  });
  const date = answer.headers.get('x-guide-date');
  const source = answer.status === 304 ? kept : answer.ok ? answer : null;
  if (!source || !date) return false;
  const store = await caches.open(guideStore(base));
  await store.put(address, await confirmed(source, date, Date.now()));
  return true;
}
