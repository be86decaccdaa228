import { pathIn } from '../../../kernel/address.ts';
import { type Language, locale, wallTimeText } from '../../../kernel/language.ts';
import { Button } from '../../../ui/index.ts';
import type { Place } from '../../tenancy/index.ts';
import { PhoneLink } from '../views/prose.tsx';
import { texts } from './messages.ts';

type HelpProps = { readonly language: Language; readonly base: string; readonly places: readonly Place[] };

/** In place of help on screen, which needs a line: who can be called, and where somebody is. */
export function OfflineHelpPage({
  language,
  base,
  places,
  again,
}: HelpProps & {
  /** Where she has a place in line or a conversation to come back to; null where she has none. */
  readonly again: string | null;
}) {
  const t = texts(language);
  return (
    <>
      <h1>{t.helpTitle}</h1>
      {again === null ? null : (
        <>
          <p>{t.placeHeld}</p>
          <p>
            <a class="way" href={again}>
              {t.tryAgain}
            </a>
          </p>
        </>
      )}
      <p>{places.length === 0 ? t.noPhones : t.helpText}</p>
      <Phones language={language} places={places} />
      <WaysBack language={language} base={base} />
    </>
  );
}

/** A page that is not in the kept guide. */
export function NotKeptPage({ language, base, places }: HelpProps) {
  const t = texts(language);
  return (
    <>
      <h1>{t.notKeptTitle}</h1>
      <p>{places.length === 0 ? t.noPhones : t.notKeptText}</p>
      <WaysBack language={language} base={base} />
      <Phones language={language} places={places} />
    </>
  );
}

function WaysBack({ language, base }: Omit<HelpProps, 'places'>) {
  const t = texts(language);
  return (
    <ul class="plain-list">
      <li>
        <a class="way" href={pathIn(language, base, '/emner')}>
          {t.toTopics}
        </a>
      </li>
      <li>
        <a class="way" href={pathIn(language, base)}>
          {t.toFront}
        </a>
      </li>
    </ul>
  );
}

function Phones({ language, places }: Omit<HelpProps, 'base'>) {
  const t = texts(language);
  if (places.length === 0) return null;
  return (
    <>
      {places.map((place, index) => (
        <section key={place.id} aria-labelledby={`sted-${index}`}>
          <h2 id={`sted-${index}`} class="h2-small">
            {place.name}
          </h2>
          <p>
            <Button href={`tel:+45${place.phone.replace(/\D/g, '')}`} variant={index === 0 ? 'primary' : 'secondary'}>
              {t.call(place.phone)}
            </Button>
          </p>
          <p>{place.address}</p>
          <p>{`${t.hours}:`}</p>
          <ul>
            {weekInWords(place, language).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p class="soft">{t.holidays}</p>
        </section>
      ))}
      <p>
        <PhoneLink phone="112">{t.danger}</PhoneLink>
      </p>
    </>
  );
}

const week = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** The week as lines, days with the same hours together: `mandag–onsdag kl. 10.00–15.00`. */
export function weekInWords({ hours }: Place, language: Language): readonly string[] {
  const t = texts(language);
  const nameOf = new Intl.DateTimeFormat(locale[language], { weekday: 'long', timeZone: 'UTC' });
  // 1 January 2024 was a Monday.
  const dayName = (day: string) => nameOf.format(new Date(Date.UTC(2024, 0, Number(day))));
  const groups: { readonly times: string; readonly days: string[] }[] = [];
  for (const day of week) {
    const times = (hours.weekly[day] ?? [])
      .map(([from, to]) => `${wallTimeText(from, language)}–${wallTimeText(to, language)}`)
      .join(', ');
    const last = groups.at(-1);
    if (last?.times === times) last.days.push(day);
    else groups.push({ times, days: [day] });
  }
  return groups.map(({ times, days }) => {
    const [first = '', last = first] = [days[0], days.at(-1)];
    const named = first === last ? dayName(first) : `${dayName(first)}–${dayName(last)}`;
    return times === '' ? t.closedOn(named) : t.hoursOn(named, times);
  });
}
