import { pathIn } from '../../../kernel/address.ts';
import { localise } from '../../../kernel/language.ts';
import { Button, Notice } from '../../../ui/index.ts';
import type { EmergencyLine } from '../emergency-lines.ts';
import { texts } from '../messages.ts';
import type { GuideHit, GuideSearchAnswer } from '../publication/publication.ts';
import { pageAddress } from '../reading/page-address.ts';
import { FoundIt, type FoundItView } from '../words/views/found-it.tsx';
import { Prose } from './prose.tsx';
import { SearchForm } from './search-form.tsx';
import type { ViewContext } from './view-context.ts';
import { WaysOn } from './ways-on.tsx';

export type SearchView = {
  /** What is searched for, already cut; empty when nothing was. */
  readonly query: string;
  /** A CPR-shaped number was taken out of the address. */
  readonly removed: boolean;
  readonly cut: boolean;
  readonly answer: GuideSearchAnswer | null;
  /** Numbers to call, where the words tell of danger. */
  readonly emergency: readonly EmergencyLine[];
  /** Null where there is nothing to have found, and where nobody hears the answer. */
  readonly found: FoundItView | null;
};

/** The three states of an answer, each with a way on. */
export function SearchPage({ context, view }: { readonly context: ViewContext; readonly view: SearchView }) {
  const { language, base } = context;
  const t = texts(language);
  return (
    <>
      <h1>{t.searchTitle}</h1>
      {view.removed ? (
        <Notice kind="warning" heading={t.removedHeading}>
          <p>{t.removedText}</p>
        </Notice>
      ) : null}
      <SearchForm
        language={language}
        base={base}
        value={view.query}
        hint={view.answer === null}
        helper={context.reading?.helper}
      />
      {view.cut ? (
        <Notice kind="info" heading={t.cutHeading}>
          <p>{t.cutText}</p>
        </Notice>
      ) : null}
      <Emergency context={context} lines={view.emergency} />
      {view.answer === null && !view.removed ? <p>{t.emptySearch}</p> : null}
      {view.answer === null ? null : <Answer context={context} answer={view.answer} />}
      {view.found === null ? null : <FoundIt language={language} view={view.found} />}
      <WaysOn
        context={context}
        {...(view.answer === null || view.answer.kind === 'none' ? { heading: t.waysOnNone } : {})}
      />
      <p>
        <a class="soft" href={pathIn(language, base, '/soegekvalitet')}>
          {t.searchQuality}
        </a>
      </p>
    </>
  );
}

function Emergency({ context, lines }: { readonly context: ViewContext; readonly lines: readonly EmergencyLine[] }) {
  const { language } = context;
  const t = texts(language);
  if (lines.length === 0) return null;
  return (
    <Notice kind="error" heading={t.emergencyHeading}>
      <ul class="plain-list">
        {lines.map((line) => (
          <li key={line.phone}>
            <p>{localise(line.when, language).text}</p>
            <Button href={`tel:${line.phone.replaceAll(' ', '')}`} variant="secondary">
              {`${t.call(line.phone)}, ${localise(line.name, language).text}`}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Guesses are not an answer: a long list of them is only more to read. */
const fewGuesses = 4;

function Answer({ context, answer }: { readonly context: ViewContext; readonly answer: GuideSearchAnswer }) {
  const { language, base } = context;
  const t = texts(language);
  const suggestion =
    answer.didYouMean === null ? null : (
      <p>
        {`${t.didYouMean} `}
        <a href={`${pathIn(language, base, '/soeg')}?q=${encodeURIComponent(answer.didYouMean)}`}>
          {answer.didYouMean}
        </a>
      </p>
    );
  if (answer.kind === 'none')
    return (
      <section aria-labelledby="svar">
        <h2 id="svar">{t.noneHeading}</h2>
        <p>{t.noneText}</p>
        {suggestion}
      </section>
    );
  return (
    <section aria-labelledby="svar">
      <h2 id="svar">{answer.kind === 'unsure' ? t.unsureHeading : t.found(answer.hits.length)}</h2>
      {answer.kind === 'unsure' ? <p>{t.unsureText}</p> : null}
      {suggestion}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets */}
      <ol class="results" role="list">
        {(answer.kind === 'unsure' ? answer.hits.slice(0, fewGuesses) : answer.hits).map((hit) => (
          <Hit key={hit.slug} context={context} hit={hit} />
        ))}
      </ol>
    </section>
  );
}

function Hit({ context, hit }: { readonly context: ViewContext; readonly hit: GuideHit }) {
  const { language } = context;
  const { service } = hit;
  const official = service.title.text !== service.plainTitle.text;
  return (
    <li>
      <a href={pageAddress(context, `/${service.slug}`)}>
        <Prose text={service.plainTitle} language={language} plain />
      </a>
      {official ? (
        <p class="soft">
          {`${texts(language).officialName} `}
          <Prose text={service.title} language={language} plain />
        </p>
      ) : null}
      {service.summary === null ? null : (
        <p>
          <Prose text={service.summary} language={language} plain />
        </p>
      )}
    </li>
  );
}
