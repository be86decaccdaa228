import { type Language, locale, longDate } from '../../../kernel/index.ts';
import { Details } from '../../../ui/index.ts';
import type { Film } from './film.ts';
import { captionsAddress, filmAddress, posterAddress } from './film-address.ts';
import { texts } from './messages.ts';

/** `1 minut og 20 sekunder`: how long, in words. */
export function durationWords(seconds: number, language: Language): string {
  const t = texts(language);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes === 0) return t.seconds(rest);
  return rest === 0 ? t.minutes(minutes) : t.and(t.minutes(minutes), t.seconds(rest));
}

/** `0,2 MB`, `24 MB`: what it costs whoever pays for data. */
export function sizeWords(bytes: number, language: Language): string {
  const megabytes = Math.max(0.1, bytes / 1e6);
  return texts(language).size(
    megabytes.toLocaleString(locale[language], { maximumFractionDigits: megabytes < 10 ? 1 : 0 }),
  );
}

/** A service's films, folded: a page is for reading first, and nothing is fetched before somebody asks for it. */
export function GuideFilms({
  films,
  base,
  language,
  name,
}: {
  readonly films: readonly Film[];
  /** `/fjordby`, without a language. */
  readonly base: string;
  readonly language: Language;
  /** What the films are about. */
  readonly name: string;
}) {
  const t = texts(language);
  if (films.length === 0) return null;
  return (
    <section class="films no-print" aria-labelledby="film">
      <h2 id="film">{t.heading}</h2>
      {t.onlyDanish === '' ? null : <p class="soft">{t.onlyDanish}</p>}
      {films.map((film) => (
        <Details
          key={film.kind}
          summary={`${t.kinds[film.kind]} (${durationWords(film.seconds, language)}, ${sizeWords(film.bytes, language)})`}
        >
          <FilmPlayer film={film} base={base} language={language} name={name} />
        </Details>
      ))}
    </section>
  );
}

/** The browser's own player: it has keys, captions and a full screen, and needs no script. */
export function FilmPlayer({
  film,
  base,
  language,
  name,
}: {
  readonly film: Film;
  readonly base: string;
  readonly language: Language;
  readonly name: string;
}) {
  const t = texts(language);
  const address = filmAddress(base, film);
  const size = sizeWords(film.bytes, language);
  return (
    <div class="film">
      <video
        class="film-picture"
        controls
        preload="none"
        playsInline
        poster={posterAddress(base)}
        aria-label={`${t.kinds[film.kind]}: ${name}`}
      >
        <source src={address} type={`video/${film.type}`} />
        <track kind="captions" src={captionsAddress(base, film)} srclang="da" label={t.captions} default />
        {t.cannotPlay}
      </video>
      <p class="soft">{t.startsNothing}</p>
      <Details summary={t.transcript}>
        <div lang="da">
          {film.transcript.split(/\n\s*\n/).map((paragraph, index) => (
            <p key={index}>{paragraph}</p>
          ))}
        </div>
      </Details>
      <p>
        <a href={address} download={`${film.kind}.${film.type}`}>
          {t.download(size)}
        </a>
      </p>
      <p class="soft">{t.checked(longDate(film.checkedOn, language), film.owner)}</p>
    </div>
  );
}
