import type { Language } from '../../../kernel/index.ts';
import { pathIn } from '../../../platform/index.ts';
import { Button } from '../../../ui/index.ts';
import type { Film } from './film.ts';
import { FilmPlayer } from './film-player.tsx';
import { texts } from './messages.ts';

/** What the guide is and how to get help, for whoever has sign language as her first: the film, and plain Danish beside it. */
export function SignLanguagePage({
  language,
  base,
  film,
  services,
}: {
  readonly language: Language;
  readonly base: string;
  readonly film: Film | null;
  readonly services: readonly {
    readonly href: string;
    readonly title: { readonly text: string; readonly language: string };
  }[];
}) {
  const t = texts(language);
  return (
    <div class="sign-language">
      <h1>{t.entryTitle}</h1>
      <p class="lead">{t.entryLead}</p>
      {film === null ? null : <FilmPlayer film={film} base={base} language={language} name={t.entryTitle} />}
      <p class="example">{t.example}</p>
      <section aria-labelledby="hvad">
        <h2 id="hvad">{t.entryWhat}</h2>
        {t.entryWhatText.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </section>
      <section aria-labelledby="hjaelp">
        <h2 id="hjaelp">{t.entryHelp}</h2>
        <ol>
          {t.entryHelpText.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
        <Button href={pathIn(language, base, '/hjaelp')}>{t.entryHelpButton}</Button>
      </section>
      <section aria-labelledby="med-film">
        <h2 id="med-film">{t.entryFilms}</h2>
        {services.length === 0 ? (
          <p>{t.entryNoFilms}</p>
        ) : (
          <ul>
            {services.map(({ href, title }) => (
              <li key={href}>
                <a href={`${href}#film`} lang={title.language === language ? undefined : title.language}>
                  {title.text}
                </a>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
