import { pathIn } from '../../../kernel/address.ts';
import { type Language, locale, longDate, percent } from '../../../kernel/language.ts';
import { Details, Table } from '../../../ui/index.ts';
import { texts } from './messages.ts';
import type { Figures, PublishedQuality, PublishedSet } from './published-quality.ts';

type Rate = Figures['success1'];

/** What was measured of the search, what the figures can say, and every question it did not answer right. */
export function SearchQualityPage({
  language,
  base,
  quality,
}: {
  readonly language: Language;
  readonly base: string;
  readonly quality: PublishedQuality;
}) {
  const t = texts(language);
  const [main, ...older] = quality.sets;
  if (!main) return null;
  const whole = (number: number) => number.toLocaleString(locale[language]);
  const share = ({ rate }: Rate) => percent(rate, language);
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead(whole(main.rows), share(main.all.success3), share(main.all.silence))}</p>
      <p class="soft">{t.measured(longDate(quality.measured, language), quality.services, whole(quality.terms))}</p>
      <h2>{t.howHeading}</h2>
      <ul>
        {t.how.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{t.known(whole(main.fresh.success1.of), share(main.fresh.success1), share(main.fresh.success3))}</p>
      <h2>{t.kindsHeading}</h2>
      <FiguresTable
        language={language}
        head={t.kinds}
        rows={main.classes.map(({ name, figures }) => [t.classes[name] ?? name, figures])}
      />
      {main.emergency.of > 0 ? <p>{t.emergency(share(main.emergency), main.emergency.of)}</p> : null}
      <h2>{t.partsHeading}</h2>
      <FiguresTable
        language={language}
        head={t.parts}
        rows={[{ name: 'all', figures: main.all }, ...main.ablation].map(({ name, figures }) => [
          t.partNames[name] ?? name,
          figures,
        ])}
      />
      <h2>{t.othersHeading}</h2>
      <FiguresTable
        language={language}
        head={t.others}
        rows={[
          [t.ours, main.all],
          ...main.engines.map(({ name, figures }) => [engineName(name, language), figures] as const),
        ]}
      />
      {main.lead ? <p>{leadSentence(main.lead, language)}</p> : null}
      <h2>{t.missesHeading}</h2>
      <Details summary={t.misses(main.misses.length)}>
        <Misses language={language} misses={main.misses} names={quality.names} />
      </Details>
      {older.length > 0 ? (
        <>
          <h2>{t.oldHeading}</h2>
          <p>{t.old}</p>
          <FiguresTable language={language} head={t.set} rows={older.map(({ file, all }) => [file, all])} />
        </>
      ) : null}
      <p>
        <a class="way" href={pathIn(language, base, '/soeg')}>
          {t.back}
        </a>
      </p>
    </>
  );
}

const suffix = ', texts only';
const engineName = (name: string, language: Language): string =>
  name.endsWith(suffix) ? texts(language).textsOnly(name.slice(0, -suffix.length)) : name;

function leadSentence({ over, success1 }: NonNullable<PublishedSet['lead']>, language: Language): string {
  const points = (value: number) => Math.round(value * 100).toLocaleString(locale[language]);
  const [mean, low, high] = [success1.mean, success1.low, success1.high].map(points);
  return texts(language).lead2(engineName(over, language), mean ?? '', low ?? '', high ?? '');
}

function FiguresTable({
  language,
  head,
  rows,
}: {
  readonly language: Language;
  readonly head: string;
  readonly rows: readonly (readonly [name: string, figures: Figures])[];
}) {
  const t = texts(language);
  const shown = ({ rate, of, low, high }: Rate) =>
    of === 0 ? '–' : `${percent(rate, language)} (${Math.round(low * 100)}–${Math.round(high * 100)})`;
  return (
    <Table
      caption={head}
      head={[head, t.first, t.three, t.silence, t.count]}
      numeric={[1, 2, 3, 4]}
      rows={rows.map(([name, { success1, success3, silence }]) => [
        name,
        shown(success1),
        shown(success3),
        shown(silence),
        (success1.of + silence.of).toLocaleString(locale[language]),
      ])}
    />
  );
}

function Misses({
  language,
  misses,
  names,
}: {
  readonly language: Language;
  readonly misses: PublishedSet['misses'];
  readonly names: PublishedQuality['names'];
}) {
  const t = texts(language);
  const called = (slugs: readonly string[], none: string) =>
    slugs.map((slug) => names[slug] ?? slug).join(', ') || none;
  return (
    <Table
      caption={t.missesHeading}
      head={[t.missed, t.got, t.wanted]}
      rows={misses.map(({ query, got, wanted }) => [query, called(got, t.nothing), called(wanted, t.noAnswer)])}
    />
  );
}
