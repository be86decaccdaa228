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
import type { ComposedText } from '../publication/compose-service.ts';
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
  readonly scripts?: readonly string[];
  /** What reading it counts as (visits/count-uses.ts). */
  readonly use?: 'guide' | 'search';
  readonly children: VNode;
};

/** Longer queries find nothing more. */
const longestQuery = 200;

/** Read after every page of the guide: says when the line is gone, and keeps the guide for then. */
const everywhere = ['offline'];

export const frontPage = (context: ViewContext, counter: CounterSign): DrawnPage => ({
  rest: '',
  title: texts(context.language).frontTitle,
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
export type Asked = { readonly written: string; readonly removed: boolean };

/** Where the search begins anew after a number was taken out of its address. */
export const removedAddress = '/soeg?fjernet=1';

/** Null where a CPR number was written: the answer is then an address without it. */
export function searchPage(context: ViewContext, { written, removed }: Asked): DrawnPage | null {
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
  };
  return {
    rest: '/soeg',
    // The query stands in the page, never in its title: titles end up in histories and screen sharing.
    title: texts(language).searchTitle,
    noIndex: true,
    ...(answer === null || answer.kind === 'none' ? {} : { use: 'search' as const }),
    children: <SearchPage context={context} view={view} />,
  };
}

/** The guide of a service, that it is not ready, or where to go instead; null for one that is unknown or not offered here. */
export function servicePage(context: ViewContext, slug: string): DrawnPage | null {
  const { language, publication } = context;
  const service = publication.service(slug, language);
  if (service)
    return {
      rest: `/${slug}`,
      title: service.plainTitle.text,
      description: service.summary.text,
      scripts: ['guide'],
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
