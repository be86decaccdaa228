import type { LinkAnswer, LinkReason } from './link-state.ts';
import { isInvented } from './may-connect.ts';
import { type Answer, ask, type Network, webPort } from './polite-request.ts';
import { allowAll, parseRobots, type Robots } from './robots.ts';

/** What robots.txt names us by. */
export const robotToken = 'medbetjening-linkkontrol';

export const userAgentFor = (baseUrl: string, contact: string | null): string =>
  `${robotToken}/1.0 (+${baseUrl}/was${contact === null ? '' : `; ${contact}`})`;

export type Checker = {
  readonly check: (address: string, signal: AbortSignal) => Promise<LinkAnswer>;
};

export type CheckerOptions = {
  readonly network: Network;
  readonly userAgent: string;
  readonly now: () => number;
  /** Ends early, with a rejection, when the signal says so. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Only the web's own ports; a test listens elsewhere. */
  readonly anyPort?: boolean;
  /** A test with certificates of its own speaks plain HTTP to names that end in `.example`. */
  readonly inventedToo?: boolean;
};

const redirectsAtMost = 5;
/** Between two requests to one host; a host may ask for longer, but not for ever. */
const pauseMs = 2000;
const longestPauseMs = 30_000;
const robotsKeptMs = 24 * 3_600_000;
const robotsBytes = 512 * 1024;
/** One address, all its redirects and pauses included. */
const wholeCheckMs = 60_000;

type Robot = { readonly robots: Robots | 'away'; readonly until: number };

/**
 * Asks addresses politely: what robots.txt forbids is not asked, one host gets one request at a time with a pause between,
 * and a page is asked for with HEAD before GET. Its memory is small: hosts it has met in the last day.
 */
export function createChecker(options: CheckerOptions): Checker {
  const { network, userAgent, now, pause } = options;
  const robotsOf = new Map<string, Robot>();
  const freeAt = new Map<string, number>();

  const polite = async (url: URL, method: 'HEAD' | 'GET', signal: AbortSignal, bytes?: number): Promise<Answer> => {
    const wait = (freeAt.get(url.host) ?? 0) - now();
    if (wait > 0) await pause(wait, signal);
    const answer = await ask(network, {
      url,
      method,
      userAgent,
      signal,
      ...(bytes === undefined ? {} : { bytes }),
    });
    const known = robotsOf.get(url.origin)?.robots;
    const asked = known && known !== 'away' ? known.delay * 1000 : 0;
    freeAt.set(url.host, now() + Math.min(longestPauseMs, Math.max(pauseMs, asked)));
    return answer;
  };

  const mayAsk = (url: URL): LinkReason | null => {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-web';
    if (url.username !== '' || url.password !== '') return 'credentials';
    if (!options.inventedToo && isInvented(url.hostname)) return 'invented';
    return options.anyPort || webPort(url) ? null : 'port';
  };

  /** Null: the host cannot be reached at all, which says the same of the page. */
  const robotsFor = async (origin: string, signal: AbortSignal): Promise<Robots | 'away' | Answer> => {
    const kept = robotsOf.get(origin);
    if (kept && kept.until > now()) return kept.robots;
    let url = new URL('/robots.txt', origin);
    for (let hop = 0; hop <= redirectsAtMost; hop += 1) {
      const answer = await polite(url, 'GET', signal, robotsBytes);
      if (!answer.ok) return answer;
      const next = redirectOf(answer, url);
      if (next) {
        if (mayAsk(next)) break;
        url = next;
        continue;
      }
      const robots =
        answer.status >= 500 || answer.status === 429
          ? 'away'
          : answer.status >= 200 && answer.status < 300
            ? parseRobots(answer.body, robotToken)
            : allowAll;
      keep(origin, robots);
      return robots;
    }
    keep(origin, allowAll);
    return allowAll;
  };
  const keep = (origin: string, robots: Robots | 'away') => {
    if (robotsOf.size > 2000) robotsOf.clear();
    if (freeAt.size > 2000) freeAt.clear();
    robotsOf.set(origin, { robots, until: now() + robotsKeptMs });
  };

  /** HEAD, and GET where a server does not answer HEAD as it answers a browser. */
  const askPage = async (url: URL, signal: AbortSignal): Promise<Answer> => {
    const head = await polite(url, 'HEAD', signal);
    if (head.ok && (head.status < 400 || head.status === 429)) return head;
    if (!head.ok && head.reason !== 'no-answer' && head.reason !== 'timeout') return head;
    return polite(url, 'GET', signal);
  };

  const follow = async (address: string, signal: AbortSignal): Promise<LinkAnswer> => {
    if (!URL.canParse(address)) return { kind: 'skipped', reason: 'not-web' };
    let url = new URL(address);
    url.hash = '';
    const seen = new Set<string>();
    let movedTo: string | null = null;
    let permanent = true;
    for (let hop = 0; hop <= redirectsAtMost; hop += 1) {
      const refused = mayAsk(url);
      if (refused) return { kind: 'skipped', reason: refused };
      if (seen.has(url.href)) return { kind: 'failed', reason: 'redirect-loop', status: null };
      seen.add(url.href);
      const robots = await robotsFor(url.origin, signal);
      if (typeof robots === 'object' && 'ok' in robots) return unreachable(robots);
      if (robots === 'away') return { kind: 'unclear', reason: 'robots-away', status: null, again: 'day' };
      if (!robots.allows(`${url.pathname}${url.search}`))
        return { kind: 'unclear', reason: 'robots', status: null, again: 'week' };
      const answer = await askPage(url, signal);
      if (!answer.ok) return unreachable(answer);
      const next = redirectOf(answer, url);
      if (!next) return judge(answer.status, movedTo);
      // Only what has moved for good is worth a new link; after a passing redirect nothing is.
      permanent = permanent && (answer.status === 301 || answer.status === 308);
      if (permanent) movedTo = next.href;
      url = next;
    }
    return { kind: 'failed', reason: 'redirects', status: null };
  };

  return {
    check: async (address, signal) => {
      const limit = AbortSignal.timeout(wholeCheckMs);
      try {
        return await follow(address, AbortSignal.any([signal, limit]));
      } catch (error) {
        if (signal.aborted || !limit.aborted) throw error;
        return { kind: 'failed', reason: 'timeout', status: null };
      }
    },
  };
}

function unreachable(answer: Answer): LinkAnswer {
  const reason = answer.ok ? 'no-answer' : answer.reason;
  return reason === 'private' ? { kind: 'skipped', reason } : { kind: 'failed', reason, status: null };
}

function judge(status: number, movedTo: string | null): LinkAnswer {
  if (status >= 200 && status < 300) return { kind: 'ok', status, movedTo };
  // The page is there, but not for everybody or not for programs.
  if (status === 401 || status === 403) return { kind: 'unclear', reason: 'login', status, again: 'week' };
  if (status === 429 || status === 503) return { kind: 'unclear', reason: 'busy', status, again: 'day' };
  return { kind: 'failed', reason: 'status', status };
}

/** Where an answer sends us; null when it does not. */
function redirectOf(answer: Answer, from: URL): URL | null {
  if (!answer.ok || answer.location === null || ![301, 302, 303, 307, 308].includes(answer.status)) return null;
  if (!URL.canParse(answer.location, from.href)) return null;
  const next = new URL(answer.location, from.href);
  next.hash = '';
  return next;
}
