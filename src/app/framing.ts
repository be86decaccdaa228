/** Which of our pages may lie in a frame of our own, and which may hold one. No page of ours lies in a frame of anybody else's. */
import { reservedPaths } from '../modules/guide/index.ts';

/** What of a municipality's pages is not its guide: the way into a call, and what staff do. */
const closed =
  /^\/(?:en\/)?(?:administration|api|demo-login|hjaelp|indlejr|kiosk|ledelse|log-ind|log-ud|personale|redaktion|samtale|skranke|vent|venterum)(?:\/|$)/;

/**
 * A municipality's own pages, which a citizen uses inside her call: the guide, its forms, booking. The page that holds the call
 * shows them in a frame, so that the call is not lost when she goes from one to another.
 */
export function mayLieInOurFrame(path: string): boolean {
  const [, slug = '', rest = ''] = /^\/([a-z0-9-]+)(\/.*)?$/.exec(path) ?? [];
  return slug !== '' && !reservedPaths.has(slug) && !closed.test(rest);
}

/** Pages that hold a call: the citizen's, a guest's and the desk. They may hold frames of ours, and show a screen. */
export const holdsCall = (path: string): boolean =>
  /^\/[a-z0-9-]+\/(?:en\/)?(?:hjaelp\/(?:klar|vent)|samtale\/gaest)(?:\/|$)/.test(path) ||
  /^\/(?:en\/)?skranke$/.test(path);
