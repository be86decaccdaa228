/**
 * The service worker of one municipality's pages. On a good line it only passes the server's answers on. On a bad line, or
 * none, it draws the guide's pages from the kept guide. It keeps no page, and nothing of the way to a person.
 */
import { registerAssets } from '../../../ui/index.ts';
import type { GuideBundle } from '../offline/guide-bundle.ts';
import { type Gone, todayHere } from '../offline/offline-notice.tsx';
import { type Packed, unpack } from '../offline/pack.ts';
import { type KeptGuide, renderNothingKept, renderOffline, type Way, wayOf } from '../offline/render-offline.tsx';
import { confirmedDate, keptGuide, pageHeaders } from './offline-kept.ts';
import { dropOldShells, fromShell, keepShell } from './offline-shell.ts';
import { updateGuide } from './offline-update.ts';
import type { FetchingEvent, Told, WorkerFace } from './offline-worker-face.ts';

const worker = self as unknown as WorkerFace;
const settings = worker.guideSettings;
const { base } = settings;
registerAssets(settings.assets);

/** Longer than this on a page of the guide, and what is kept is the better answer. */
const patienceMs = 3500;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    keepShell(settings)
      .then(() => updateGuide(base, 'da', {}))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  // The page is asked for while the worker wakes up, so that on a good line nobody waits for it.
  event.waitUntil(Promise.all([dropOldShells(settings), worker.registration.navigationPreload?.enable()]));
});

worker.addEventListener('message', (event) => {
  const { use, sparing, now } = event.data as Told;
  const work = updateGuide(base, use === 'en' ? 'en' : 'da', { sparing, now }).catch(() => false);
  event.waitUntil(work.then((done) => event.ports[0]?.postMessage(done)));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') {
    const way = wayOf(pathname, base, settings.privatePaths);
    if (way) event.respondWith(way.kind === 'guide' ? guidePage(event, way) : privatePage(event, way));
  } else if (pathname.startsWith('/static/') || settings.shell.includes(pathname)) {
    event.respondWith(fromShell(request, settings));
  }
});

const fromServer = async (event: FetchingEvent): Promise<Response> =>
  (await event.preloadResponse) ?? fetch(event.request);

/** Why the server's answer is not shown. `onLine` is wrong only when it says that there is a line. */
const goneNow = (): Gone => (navigator.onLine ? 'unreachable' : 'offline');

async function guidePage(event: FetchingEvent, way: Way): Promise<Response> {
  const server = fromServer(event);
  const slow = new Promise<'slow'>((done) => setTimeout(() => done('slow'), patienceMs));
  const first = await Promise.race([server.catch(() => null), slow]);
  if (first instanceof Response && first.status < 500) return first;
  const drawn = await draw(event, way, first === 'slow' ? 'slow' : goneNow());
  if (drawn) return drawn;
  return first instanceof Response ? first : server.catch(() => nothingKept(way));
}

/** A page about a person comes from the server or not at all. */
async function privatePage(event: FetchingEvent, way: Way): Promise<Response> {
  try {
    return await fromServer(event);
  } catch {
    return (await draw(event, way, goneNow())) ?? nothingKept(way);
  }
}

async function draw(event: FetchingEvent, way: Way, gone: Gone): Promise<Response | null> {
  const kept = await readKept(way.language);
  if (!kept) return null;
  const query = new URL(event.request.url).searchParams;
  const answer = renderOffline(kept, { way, query, gone, today: todayHere(new Date()), origin: location.origin });
  return answer.kind === 'redirect'
    ? Response.redirect(new URL(answer.to, location.origin).href, 303)
    : html(answer.html, answer.status, kept.headers);
}

const nothingKept = (way: Way): Response => html(renderNothingKept(base, way, goneNow()), 503);

const html = (text: string, status: number, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(text, { status, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } });

type Kept = KeptGuide & { readonly headers: Readonly<Record<string, string>> };

/** In the memory of the running worker, by language; another bundle has another mark. */
const inMemory = new Map<string, Kept & { readonly mark: string }>();

/** The guide in the language asked for, or in Danish. */
async function readKept(language: string): Promise<Kept | null> {
  for (const tag of new Set([language, 'da'])) {
    const kept = await keptGuide(base, tag);
    if (!kept) continue;
    const mark = kept.headers.get('etag') ?? '';
    const known = inMemory.get(tag);
    const bundle = known?.mark === mark ? known.bundle : (unpack((await kept.json()) as Packed) as GuideBundle);
    const guide = { bundle, confirmed: confirmedDate(kept), headers: pageHeaders(kept) };
    inMemory.set(tag, { ...guide, mark });
    return guide;
  }
  return null;
}
