import { pathIn } from '../../../kernel/address.ts';
import { Button } from '../../../ui/index.ts';
import { texts } from '../messages.ts';
import { SaveSection } from '../offline/save-section.tsx';
import { Prose } from './prose.tsx';
import { SearchForm } from './search-form.tsx';
import { mainPhone, type ViewContext } from './view-context.ts';

/** Whether somebody can come now, in words: `Åbent. Ventetid omkring 5–10 minutter`. */
export type CounterSign = { readonly open: boolean; readonly text: string };

const shownLifeEvents = 6;

/** One field, six topics, two ways to a person. */
export function FrontPage({ context, counter }: { readonly context: ViewContext; readonly counter: CounterSign }) {
  const { language, base, municipality, publication } = context;
  const t = texts(language);
  const phone = mainPhone(publication);
  return (
    <>
      <h1 class="sr-only">{`${t.frontTitle} – ${municipality.fullName}`}</h1>
      <SearchForm language={language} base={base} hint quiet />
      <section aria-labelledby="emner">
        <h2 id="emner" class="h2-small">
          {t.lifeEvents}
        </h2>
        {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets */}
        <ul class="link-tiles link-tiles-tight" role="list">
          {publication
            .lifeEvents(language)
            .slice(0, shownLifeEvents)
            .map((event) => (
              <li key={event.id}>
                <a href={pathIn(language, base, `/emner/${event.id}`)}>
                  <Prose text={event.title} language={language} plain />
                </a>
              </li>
            ))}
        </ul>
      </section>
      <div class="help-now">
        <div>
          <Button href={pathIn(language, base, '/hjaelp')}>{t.getHelp}</Button>
          <p class={counter.open ? 'counter counter-open' : 'counter'}>{counter.text}</p>
        </div>
        <div>
          <Button href={pathIn(language, base, '/moede')} variant="secondary">
            {t.bookTime}
          </Button>
          {phone === null ? null : <p>{t.bookByPhone(phone)}</p>}
        </div>
      </div>
      <p>
        <a class="way" href={pathIn(language, base, '/emner')}>
          {t.allTopics}
        </a>
      </p>
      <p>
        <a class="way" href={pathIn(language, base, '/tegnsprog')}>
          {t.signLanguage}
        </a>
      </p>
      <SaveSection language={language} base={base} />
    </>
  );
}
