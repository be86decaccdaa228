import { texts } from '../messages.ts';
import type { LifeEventOutline } from '../publication/publication.ts';
import { pageAddress } from '../reading/page-address.ts';
import { SheetSet } from '../takealong/sheet-set.tsx';
import { Prose } from './prose.tsx';
import { SearchForm } from './search-form.tsx';
import { Alphabet, ServiceList } from './service-list.tsx';
import type { ViewContext } from './view-context.ts';
import { WaysOn } from './ways-on.tsx';

/** Every topic, and every service from A to Å. */
export function TopicsPage({ context }: { readonly context: ViewContext }) {
  const { language, base, publication } = context;
  const t = texts(language);
  return (
    <>
      <h1>{t.topicsTitle}</h1>
      <SearchForm language={language} base={base} helper={context.reading?.helper} />
      <section aria-labelledby="emner">
        <h2 id="emner">{t.byLifeEvent}</h2>
        {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets */}
        <ul class="link-tiles link-tiles-tight" role="list">
          {publication.lifeEvents(language).map((event) => (
            <li key={event.id}>
              <a href={pageAddress(context, `/emner/${event.id}`)}>
                <Prose text={event.title} language={language} plain />
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="alfabet">
        <h2 id="alfabet">{t.alphabet}</h2>
        <Alphabet context={context} services={publication.all(language)} />
      </section>
    </>
  );
}

/** The services of one topic. */
export function LifeEventPage({ context, event }: { readonly context: ViewContext; readonly event: LifeEventOutline }) {
  const t = texts(context.language);
  return (
    <>
      <h1>
        <Prose text={event.title} language={context.language} plain />
      </h1>
      {event.services.length === 0 ? (
        <p>{t.topicEmpty}</p>
      ) : (
        <ServiceList context={context} services={event.services} />
      )}
      <SheetSet context={context} event={event} />
      <WaysOn context={context} />
    </>
  );
}
