/**
 * Every page of the guide, from what is asked for to what is drawn: the server sends them, and the offline copy on a
 * citizen's phone renders the same ones (offline/render-offline.tsx). So nothing here may need the server.
 */
import type { VNode } from 'preact';
import { alternates } from '../../../kernel/address.ts';
import { containsCpr } from '../../../kernel/redact.ts';
import { Page } from '../../../ui/index.ts';
import { emergencyLines } from '../emergency-lines.ts';
import { texts } from '../messages.ts';
import { texts as offlineTexts } from '../offline/messages.ts';
import { SavePage } from '../offline/save-section.tsx';
import type { ComposedText } from '../publication/compose-service.ts';
import { texts as readingTexts } from '../reading/messages.ts';
import { readAnswers } from '../reading/questions.ts';
import { isPlain, plainReading, readingQuery } from '../reading/reading.ts';
import { HelperPage } from '../reading/views/helper-page.tsx';
import { WordsPage } from '../reading/views/words-page.tsx';
import { emergencyRoute } from '../search/emergency-route.ts';
import { type CounterSign, FrontPage } from './front-page.tsx';
import { GuidePage } from './guide-page.tsx';
import { NotReadyPage, ReferralPage, WithdrawnPage } from './not-ready-page.tsx';
import { SearchPage } from './search-page.tsx';
import { LifeEventPage, TopicsPage } from './topics-page.tsx';
import type { ViewContext } from './view-context.ts';

/** One page, ready to be set into the municipality's frame. */
export type DrawnPage = {
  /** Its address after the municipality: `/soeg`. */
  readonly rest: string;
  readonly title: string;
  readonly description?: string;
  readonly noIndex?: boolean;
  /** Scripts of this page; those of every page are added by the frame. */
  readonly scripts?: readonly ReaderScript[];
  /** `films` and `languages` only from the server: the offline copy has neither. */
  readonly styles?: readonly (ReaderStyle | 'films' | 'languages')[];
  /** What reading it counts as (visits/count-uses.ts). */
  readonly use?: 'guide' | 'search';
  /** How a search was answered, for the count of searches (words/query-log.ts). */
  readonly answered?: { readonly query: string; readonly outcome: 'none' | 'unsure' | 'hits' };
  readonly children: VNode;
};

/** Longer queries find nothing more. */
const longestQuery = 200;

/** Every script that a page of the guide may name: the offline copy keeps them all. */
export const readerScripts = [
  'guide',
  'take-along',
  'read',
  'read-aloud',
  'offline',
  'offline-keep',
  'search-outcome',
] as const;
type ReaderScript = (typeof readerScripts)[number];
/** As above, besides `site`. */
export const readerStyles = ['reading', 'takealong'] as const;
type ReaderStyle = (typeof readerStyles)[number];

/** Read after every page of the guide: says when the line is gone, and keeps the guide for then. */
const everywhere: readonly ReaderScript[] = ['offline'];

export const frontPage = (context: ViewContext, counter: CounterSign): DrawnPage => ({
  rest: '',
  title: texts(context.language).frontTitle,
  scripts: ['offline-keep'],
  children: <FrontPage context={context} counter={counter} />,
});

export const topicsPage = (context: ViewContext): DrawnPage => ({
  rest: '/emner',
  title: texts(context.language).topicsTitle,
  children: <TopicsPage context={context} />,
});

/** Null where there is no such topic. */
export function lifeEventPage(context: ViewContext, id: string): DrawnPage | null {
  const event = context.publication.lifeEvents(context.language).find((one) => one.id === id);
  if (!event) return null;
  return {
    rest: `/emner/${event.id}`,
    title: event.title.text,
    children: <LifeEventPage context={context} event={event} />,
  };
}

/** What a visitor has asked the search; `removed`: a number was taken out of the address on the way here. */
export type Asked = {
  readonly written: string;
  readonly removed: boolean;
  /** Asks whether she found it; not on a page without a line. */
  readonly asks?: { readonly action: string; readonly thanked: boolean };
};

/** Where the search begins anew after a number was taken out of its address. */
export const removedAddress = '/soeg?fjernet=1';

/** Null where a CPR number was written: the answer is then an address without it. */
export function searchPage(context: ViewContext, { written, removed, asks }: Asked): DrawnPage | null {
  // The whole text is looked at, before it is cut: nothing of the number may stay in an address, a title or a page.
  if (containsCpr(written)) return null;
  const { language, publication } = context;
  const signs = [...written.trim()];
  const query = signs.slice(0, longestQuery).join('');
  const danger = emergencyRoute(query);
  const answer = query === '' ? null : publication.search(query, language);
  const view = {
    query,
    removed,
    cut: signs.length > longestQuery,
    // Who tells of danger is not asked whether she misspelled it.
    answer: answer === null || danger === null ? answer : { ...answer, didYouMean: null },
    emergency: danger === null ? [] : emergencyLines[danger],
    found: asks && danger === null && answer !== null && answer.kind !== 'none' ? { ...asks, query } : null,
  };
  return {
    rest: '/soeg',
    // The query stands in the page, never in its title: titles end up in histories and screen sharing.
    title: texts(language).searchTitle,
    noIndex: true,
    ...(answer === null || answer.kind === 'none' ? {} : { use: 'search' as const }),
    ...(answer === null || asks?.thanked ? {} : { answered: { query, outcome: answer.kind } }),
    ...(view.found ? { scripts: ['search-outcome' as const] } : {}),
    children: <SearchPage context={context} view={view} />,
  };
}

/** How to have the guide without a line. */
export const savePage = ({ language }: ViewContext): DrawnPage => ({
  rest: '/offline',
  title: offlineTexts(language).pageTitle,
  scripts: ['offline-keep'],
  children: <SavePage language={language} />,
});

/** The official words, said plainly. */
export const wordsPage = (context: ViewContext): DrawnPage => ({
  rest: '/ord',
  title: readingTexts(context.language).wordsTitle,
  styles: ['reading'],
  children: <WordsPage context={context} />,
});

/** What one who helps somebody else may do. */
export const helperPage = (context: ViewContext): DrawnPage => ({
  rest: '/hjaelper',
  title: readingTexts(context.language).helperTitle,
  description: readingTexts(context.language).helperLead,
  children: <HelperPage context={context} />,
});

/** The guide of a service, that it is not ready, or where to go instead; null for one that is unknown or not offered here. */
export function servicePage(context: ViewContext, slug: string): DrawnPage | null {
  const { language, publication, reading = plainReading } = context;
  const service = publication.service(slug, language);
  const answers = readAnswers(service?.questions ?? [], reading.answers);
  if (service)
    return {
      rest: `/${slug}${readingQuery(service.questions, { ...reading, answers })}`,
      title: service.plainTitle.text,
      description: service.summary.text,
      scripts: ['guide', 'take-along', 'read'],
      styles: ['reading', 'takealong', ...(context.films?.(slug, '') ? (['films'] as const) : [])],
      noIndex: !isPlain(reading),
      use: 'guide',
      children: <GuidePage context={context} service={service} />,
    };
  const outline = publication.outline(slug, language);
  if (!outline) return null;
  const { referral } = outline;
  return {
    rest: `/${slug}`,
    title: outline.plainTitle.text,
    noIndex: true,
    children: referral ? (
      <ReferralPage context={context} service={{ ...outline, referral }} />
    ) : (
      <NotReadyPage context={context} service={outline} />
    ),
  };
}

/** What became of a text that was withdrawn. */
export const withdrawnPage = (context: ViewContext, slug: string, title: ComposedText): DrawnPage => ({
  rest: `/${slug}`,
  title: title.text,
  noIndex: true,
  children: <WithdrawnPage context={context} title={title} />,
});

/** The page as the whole document, under what goes on for this visitor. */
export function framed({ language, municipality, base }: ViewContext, page: DrawnPage, banner: VNode | null): VNode {
  const { rest, children, scripts = [], use: _, ...head } = page;
  return (
    <Page
      {...head}
      language={language}
      municipality={municipality}
      base={base}
      alternates={alternates(base, rest)}
      banner={banner}
      scripts={[...everywhere, ...scripts]}
    >
      {children}
    </Page>
  );
}
