/**
 * A page of the guide without the server: what is asked for by its address, drawn from the kept guide with the views the
 * server draws with. Pure, runs in the service worker (client/offline.worker.ts).
 */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { pathIn } from '../../../kernel/address.ts';
import type { DateString } from '../../../kernel/copenhagen.ts';
import { isLanguage, type Language } from '../../../kernel/language.ts';
import { PlainPage } from '../../../ui/index.ts';
import { readingFrom, type Words, wordsOf } from '../reading/reading.ts';
import {
  type DrawnPage,
  framed,
  frontPage,
  helperPage,
  lifeEventPage,
  removedAddress,
  savePage,
  searchPage,
  servicePage,
  topicsPage,
  wordsPage,
} from '../views/pages.tsx';
import { mainPhone, type ReadablePublication, type ViewContext } from '../views/view-context.ts';
import type { GuideBundle } from './guide-bundle.ts';
import { texts } from './messages.ts';
import { NotKeptPage, OfflineHelpPage } from './offline-help-page.tsx';
import { type Gone, OfflineNotice, OldCopy } from './offline-notice.tsx';
import { openBundle } from './open-bundle.ts';

/** What an address asks for. `private` is a page about somebody: never drawn here, never kept. */
export type Way = {
  readonly kind: 'guide' | 'private';
  readonly language: Language;
  /** After municipality and language: ``, `/emner`, `/mitid`. */
  readonly rest: string;
};

/** Reads an address as the server does; null for what is not this municipality's. `private` are the first parts of paths. */
export function wayOf(path: string, base: string, privatePaths: readonly string[]): Way | null {
  if (path !== base && !path.startsWith(`${base}/`)) return null;
  const [first = '', ...others] = path.slice(base.length + 1).split('/');
  const language = isLanguage(first) && first !== 'da' ? first : 'da';
  const parts = (language === 'da' ? [first, ...others] : others).filter((part) => part !== '');
  const [room = ''] = parts;
  const guide = parts.length <= 1 ? !privatePaths.includes(room) : parts.length === 2 && room === 'emner';
  return { kind: guide ? 'guide' : 'private', language, rest: parts.map((part) => `/${part}`).join('') };
}

/** The kept guide, with the day on which it was last known to be the newest. */
export type KeptGuide = { readonly bundle: GuideBundle; readonly confirmed: DateString };

export type OfflineAnswer =
  | { readonly kind: 'page'; readonly html: string; readonly status: 200 | 404 }
  | { readonly kind: 'redirect'; readonly to: string };

export type OfflineRequest = {
  readonly way: Way;
  readonly query: URLSearchParams;
  readonly gone: Gone;
  readonly today: DateString;
  /** Scheme and host of the page. */
  readonly origin: string;
};

type Opened = { readonly today: DateString; readonly publication: ReadablePublication; readonly words: Words };
const opened = new WeakMap<GuideBundle, Opened>();

/** Opened once a day: the search index takes a phone a moment to build. */
function open(bundle: GuideBundle, today: DateString): Opened {
  const found = opened.get(bundle);
  if (found?.today === today) return found;
  const now = { today, publication: openBundle(bundle, today), words: wordsOf(bundle.words) };
  opened.set(bundle, now);
  return now;
}

export function renderOffline({ bundle, confirmed }: KeptGuide, request: OfflineRequest): OfflineAnswer {
  const { way, query, gone, today, origin } = request;
  const { language, rest } = way;
  const { municipality } = bundle;
  const { publication, words } = open(bundle, today);
  const given = {
    answers: query.getAll('svar'),
    thanked: query.getAll('tak'),
    helper: query.get('hjaelper') === '1',
  };
  const context: ViewContext = {
    language,
    municipality,
    base: `/${municipality.slug}`,
    publication,
    reading: readingFrom(given, words),
    origin,
  };
  const page = (drawn: DrawnPage, status: 200 | 404 = 200): OfflineAnswer => {
    const address = `${pathIn(language, context.base, rest)}${query.size > 0 ? `?${query}` : ''}`;
    const notice = <OfflineNotice language={language} gone={gone} date={confirmed} address={address} />;
    const whole: VNode = (
      <>
        <OldCopy language={language} date={confirmed} today={today} phone={mainPhone(publication)} />
        {drawn.children}
        {bundle.without === 'nothing' ? null : <p class="soft">{texts(language).without[bundle.without]}</p>}
      </>
    );
    const html = renderToString(framed(context, { ...drawn, children: whole }, notice));
    return { kind: 'page', html: `<!doctype html>${html}`, status };
  };
  if (way.kind === 'private')
    return isWayToPerson(rest) ? page(helpPage(context, rest)) : page(notKept(context, rest), 404);
  if (rest === '/soeg') {
    const asked = { written: query.get('q') ?? '', removed: query.has('fjernet') };
    const drawn = searchPage(context, asked);
    return drawn ? page(drawn) : { kind: 'redirect', to: pathIn(language, context.base, removedAddress) };
  }
  const drawn = drawnAt(context, rest);
  return drawn ? page(drawn) : page(notKept(context, rest), 404);
}

/** Before anything is kept, not even the municipality's name is known: the browser's own words would say less. */
export function renderNothingKept(base: string, way: Way, gone: Gone): string {
  const { language } = way;
  const t = texts(language);
  const page = (
    <PlainPage title={t.helpTitle} language={language} scripts={['offline']}>
      <OfflineNotice language={language} gone={gone} date={null} address={pathIn(language, base, way.rest)} />
      <NotKeptPage language={language} base={base} places={[]} />
    </PlainPage>
  );
  return `<!doctype html>${renderToString(page)}`;
}

function drawnAt(context: ViewContext, rest: string): DrawnPage | null {
  if (rest === '') return frontPage(context, { open: false, text: texts(context.language).counterGone });
  if (rest === '/emner') return topicsPage(context);
  if (rest === '/offline') return savePage(context);
  if (rest === '/ord') return wordsPage(context);
  if (rest === '/hjaelper') return helperPage(context);
  const [, room = '', event] = rest.split('/');
  return event === undefined ? servicePage(context, room) : lifeEventPage(context, event);
}

/** First parts of the addresses on the way to a person and back. */
const toPerson = new Set(['hjaelp', 'moede', 'samtale', 'svar', 'tak', 'vent', 'venterum']);
const isWayToPerson = (rest: string): boolean => toPerson.has(rest.split('/')[1] ?? '');

const helpPage = ({ language, base, publication }: ViewContext, rest: string): DrawnPage => ({
  rest,
  title: texts(language).helpTitle,
  noIndex: true,
  children: (
    <OfflineHelpPage
      language={language}
      base={base}
      places={publication.places}
      again={rest === '/hjaelp' || rest.startsWith('/tak') ? null : pathIn(language, base, rest)}
    />
  ),
});

const notKept = ({ language, base, publication }: ViewContext, rest: string): DrawnPage => ({
  rest,
  title: texts(language).notKeptTitle,
  noIndex: true,
  children: <NotKeptPage language={language} base={base} places={publication.places} />,
});
