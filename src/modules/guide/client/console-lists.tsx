import type { Language } from '../../../kernel/language.ts';
import { deskTexts } from '../desk/messages.ts';
import type { ToRead } from '../desk/to-read.ts';
import { type KeyBindings, keyLabel } from './key-bindings.ts';

/** What she has not read, until she says that she has. */
export function News(props: {
  readonly items: readonly ToRead[];
  readonly language: Language;
  readonly keys: KeyBindings | null;
  readonly onRead: (item: ToRead) => void;
  readonly onOpen: (slug: string) => void;
}) {
  const { items, language, keys } = props;
  const t = deskTexts(language);
  if (items.length === 0) return null;
  return (
    <section class="console-news" aria-labelledby="nyt">
      <h2 id="nyt">{t.news}</h2>
      <ul>
        {items.map((item, index) => (
          <li key={item.subject}>
            <h3>{item.title}</h3>
            {item.body.map((text) => (
              <p key={text}>{text}</p>
            ))}
            <p class="console-news-foot">
              <small>{item.date}</small>
              {item.service === null ? null : (
                <button type="button" class="console-small" onClick={() => props.onOpen(item.service ?? '')}>
                  {t.newsAbout}
                </button>
              )}
              <button type="button" class="console-small" onClick={() => props.onRead(item)}>
                {keys && index === 0 ? <kbd>{keyLabel(keys.read)}</kbd> : null} {t.read}
                <span class="sr-only">: {item.title}</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Guides at hand: those she keeps, and those this desk used last. */
export function AtHand(props: {
  readonly favourites: readonly string[];
  readonly recent: readonly string[];
  readonly titleOf: (slug: string) => string | null;
  readonly language: Language;
  readonly onOpen: (slug: string) => void;
}) {
  const t = deskTexts(props.language);
  const list = (id: string, heading: string, slugs: readonly string[]) => {
    const known = slugs.flatMap((slug) => {
      const title = props.titleOf(slug);
      return title === null ? [] : [{ slug, title }];
    });
    return known.length === 0 ? null : (
      <section aria-labelledby={id}>
        <h2 id={id}>{heading}</h2>
        <ul>
          {known.map(({ slug, title }) => (
            <li key={slug}>
              <button type="button" class="console-link" onClick={() => props.onOpen(slug)}>
                {title}
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  };
  const kept = [...props.favourites].sort((a, b) =>
    (props.titleOf(a) ?? '').localeCompare(props.titleOf(b) ?? '', 'da'),
  );
  return (
    <div class="console-at-hand">
      {list('favoritter', t.favourites, kept)}
      {list(
        'sidst-brugt',
        t.recent,
        props.recent.filter((slug) => !props.favourites.includes(slug)),
      )}
      {kept.length + props.recent.length === 0 ? <p class="desk-quiet">{t.nothingKept}</p> : null}
    </div>
  );
}
