/** Where a link in the frame leads. Pure. */

/** here: a page of this municipality · call: to where she is already · outside: a tab of its own · device: a call, an e-mail. */
export type Way = 'here' | 'call' | 'outside' | 'device';

/** `base` is `/fjordby`, without a language. */
export function wayOf(href: string, page: string, base: string): Way {
  let target: URL;
  const from = new URL(page);
  try {
    target = new URL(href, from);
  } catch {
    return 'here';
  }
  if (/^(tel|sms|mailto):$/.test(target.protocol)) return 'device';
  if (target.origin !== from.origin || !isOfMunicipality(target.pathname, base)) return 'outside';
  if (/\.(pdf|ics|vtt|mp4|webm)$/.test(target.pathname)) return 'outside';
  return isOfCall(target.pathname, base) ? 'call' : 'here';
}

/** A page of this municipality, in whichever language. */
export const isOfMunicipality = (path: string, base: string): boolean => path === base || path.startsWith(`${base}/`);

const isOfCall = (path: string, base: string): boolean =>
  /^\/(?:en\/)?(?:hjaelp|samtale)(?:\/|$)/.test(path.slice(base.length));
