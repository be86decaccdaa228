import { type Language, longDate } from '../../../kernel/language.ts';
import { Details } from '../../../ui/index.ts';
import { texts } from '../messages.ts';
import { checkingText } from '../publication/checking-text.ts';
import type { ComposedFact, ComposedService, ComposedSource } from '../publication/compose-service.ts';
import { Prose } from './prose.tsx';

/** What the page stands on: law, dated facts and sources, each with when somebody last looked. */
export function GuideRecords({
  language,
  service,
}: {
  readonly language: Language;
  readonly service: ComposedService;
}) {
  const t = texts(language);
  const date = (iso: string) => longDate(iso, language);
  return (
    <div class="records">
      {service.facts.length === 0 ? null : (
        <Details summary={t.facts}>
          <ul>
            {service.facts.map((fact) => (
              <li key={fact.id}>
                <strong>{t.factKinds[fact.kind]}: </strong>
                <FactText fact={fact} language={language} />
                <br />
                <span class="soft">
                  {/* The day somebody looked says nothing of when it began. */}
                  {fact.value === null || fact.validFrom === fact.checked ? '' : `${t.lawFrom(date(fact.validFrom))} `}
                  {`${t.checkedOn(date(fact.checked))} `}
                  <SourceLink source={fact.source} />
                </span>
              </li>
            ))}
          </ul>
        </Details>
      )}
      {service.law.length === 0 ? null : (
        <Details summary={t.law}>
          <ul>
            {service.law.map((law) => (
              <li key={law.id}>
                <Prose text={law.statement} language={language} />
                <br />
                <span class="soft">
                  <span lang="da">{law.law}</span>
                  {`. ${law.validFrom === null || law.validFrom === law.checked ? '' : `${t.lawFrom(date(law.validFrom))} `}${t.checkedOn(date(law.checked))} `}
                  <SourceLink source={law.source} />
                </span>
              </li>
            ))}
          </ul>
        </Details>
      )}
      {service.sources.length === 0 ? null : (
        <Details summary={t.sources}>
          <ul>
            {service.sources.map((source) => (
              <li key={source.id}>
                <SourceLink source={source} /> <span class="soft">{t.checkedOn(date(source.checked))}</span>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </div>
  );
}

function FactText({ fact, language }: { readonly fact: ComposedFact; readonly language: Language }) {
  const text = fact.sentence ?? fact.value;
  return text === null ? <span>{checkingText(fact.kind, language)}</span> : <Prose text={text} language={language} />;
}

function SourceLink({ source }: { readonly source: ComposedSource | null }) {
  if (source === null) return null;
  return (
    <a href={source.url} rel="noreferrer" lang="da">
      {source.title}
    </a>
  );
}
