import { parse } from 'hono/utils/cookie';

/** What a use of the guide was: a guide page was read, or a search was answered. */
export type VisitKind = 'guide' | 'search';

/** Where a visit came in when nothing says more. */
export const webEntrance = 'web';
/** The entrances that we give to what we make ourselves; editors name more (`visit_entrance`). */
export const builtInEntrances = [
  webEntrance,
  'soegefelt',
  'ydelseskort',
  'hjaelpekort',
  'linkside',
  'qr',
  'kiosk',
] as const;
export type BuiltInEntrance = (typeof builtInEntrances)[number];

/** The name of the marker in an address. */
export const marker = 'fra';
const entranceKey = /^[a-z0-9][a-z0-9-]{0,29}$/;
export const isEntranceKey = (text: string | null | undefined): text is string => entranceKey.test(text ?? '');

/**
 * Programs that say what they are. A robot that calls itself a browser and sends a browser's headers is counted; so short a
 * list is looked after, a long one is not. Fetchers of pictures for links that people send each other are among them.
 */
const robot =
  /(?<!cu)bot\b|(?<!cu)bot[/_;-]|crawl|spider|slurp|preview|externalhit|embedly|headless|lighthouse|pagespeed|monitor|uptime|validator|siteimprove|checker|archiver|curl|wget|python|java\/|okhttp|go-http|node|axios|libwww|scrapy|httpclient|feed/i;

/** A session at work, whatever it says: who has one is not a citizen just now. */
const staffCookies = ['mb_staff', '__Host-mb_staff'];

/** Somebody who is not counted: a robot that says so, a page fetched in advance, or whoever is at work. */
export function isNobody(header: (name: string) => string | undefined): boolean {
  if (/prefetch|prerender/i.test(`${header('sec-purpose') ?? ''} ${header('purpose') ?? ''}`)) return true;
  const agent = header('user-agent') ?? '';
  if (agent === '' || robot.test(agent)) return true;
  const cookie = header('cookie');
  return cookie !== undefined && staffCookies.some((name) => name in parse(cookie));
}

/** What a request tells, as the browser sent it. Nothing of it is kept. */
export type VisitSigns = {
  readonly method: string;
  readonly header: (name: string) => string | undefined;
  /** The marker in the address, whatever was written there. */
  readonly marked: string | null;
};

/**
 * The entrance of a visit that has just begun, or that began on a page which counts nothing by itself (a marked link leads on
 * from it); null for every other request: the next page of a visit, a reload, something fetched in advance, a robot, staff.
 * The rule is told to everybody on `/tal`, with what it does not see.
 */
export function freshEntrance({ method, header, marked }: VisitSigns): string | null {
  // A page in the window itself, asked for by a browser that says so (all since spring 2023, over https or on localhost).
  if (method !== 'GET' || header('sec-fetch-mode') !== 'navigate' || header('sec-fetch-dest') !== 'document')
    return null;
  // A reload asks whether the page has changed.
  if (/no-cache|max-age=0/i.test(header('cache-control') ?? '')) return null;
  if (isNobody(header)) return null;
  const agent = header('user-agent') ?? '';
  const site = header('sec-fetch-site');
  // Back and forward: browsers that tell what a person asked for do not tell it then. What comes from another program (a
  // scanned code, an e-mail) lacks it on phones too, so there the benefit of the doubt counts.
  const tells = header('sec-ch-ua') !== undefined || /firefox\//i.test(agent);
  const phone = header('sec-ch-ua-mobile') === '?1' || /android|mobile/i.test(agent);
  if (tells && header('sec-fetch-user') !== '?1' && !(site === 'none' && phone)) return null;
  const fromOutside = site === 'none' || site === 'cross-site' || site === 'same-site';
  if (!fromOutside && (site !== 'same-origin' || marked === null)) return null;
  return isEntranceKey(marked) ? marked : webEntrance;
}

/**
 * The same page, where each link that stays in the municipality carries the entrance along. Done to the finished HTML, which
 * we wrote ourselves, so that no view needs to know of counting; pages that count nothing by themselves are few and small.
 */
export function markLinks(html: string, base: string, entrance: string): string {
  const own = new RegExp(`(<a\\b[^>]*?\\shref=")(${base}(?:/[^"?#]*)?)(\\?[^"#]*)?(#[^"]*)?"`, 'g');
  const search = new RegExp(`(<form\\b[^>]*?\\saction="${base}(?:/en)?/soeg"[^>]*>)`, 'g');
  return html
    .replace(own, (_, before: string, path: string, query = '', hash = '') =>
      /[?;&]fra=/.test(query)
        ? `${before}${path}${query}${hash}"`
        : `${before}${path}${query === '' ? '?' : `${query}&amp;`}${marker}=${entrance}${hash}"`,
    )
    .replace(search, `$1<input type="hidden" name="${marker}" value="${entrance}"/>`);
}
