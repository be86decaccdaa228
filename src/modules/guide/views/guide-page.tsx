import { type Language, longDate } from '../../../kernel/language.ts';
import { Button, FactList } from '../../../ui/index.ts';
import { WaysOffered } from '../inventory/views/ways-offered.tsx';
import { ReadIn } from '../languages/views/read-in.tsx';
import { texts } from '../messages.ts';
import type { ComposedService } from '../publication/compose-service.ts';
import { pageAddress } from '../reading/page-address.ts';
import { personalGuide } from '../reading/personal-guide.ts';
import { ExplainedProse, explainedIn } from '../reading/views/explained-prose.tsx';
import { GuideQuestions } from '../reading/views/guide-questions.tsx';
import { HelperMode } from '../reading/views/helper-mode.tsx';
import { ReadBar, ReadTools } from '../reading/views/read-tools.tsx';
import { WordsLink } from '../reading/views/words-page.tsx';
import { TakeAlong } from '../takealong/take-along.tsx';
import { Entry } from './entry.tsx';
import { GuideRecords } from './guide-records.tsx';
import { GuideSteps } from './guide-steps.tsx';
import { bookAddress, helpAddress } from './help-address.ts';
import { Prose } from './prose.tsx';
import type { ViewContext } from './view-context.ts';

/** One service, told to the citizen from what it is to who is responsible for the words. */
export function GuidePage({
  context,
  service: whole,
}: {
  readonly context: ViewContext;
  readonly service: ComposedService;
}) {
  const { language } = context;
  const personal = personalGuide(whole, context.reading?.answers ?? []);
  const { service } = personal;
  const t = texts(language);
  const { atAGlance } = service;
  const glance = (label: string, text: typeof atAGlance.digital) => ({
    label,
    value: <Prose text={text} language={language} />,
  });
  const entryInStep = service.steps.some((step) => step.leadsToEntry);
  return (
    <article data-guide={service.slug} data-municipality={context.municipality.slug}>
      <h1>
        <Prose text={service.plainTitle} language={language} plain />
      </h1>
      {service.title.text === service.plainTitle.text ? null : (
        <p class="official soft">
          {`${t.officialName} `}
          <Prose text={service.title} language={language} plain />
        </p>
      )}
      <ReadIn context={context} service={service} now={language} />
      <p class="lead">
        <ExplainedProse context={context} text={service.summary} explained={explainedIn('om')} />
      </p>
      <ReadTools context={context} />
      <HelperMode context={context} service={service} />
      {isPartlyDanish(service) ? <p class="soft">{t.partlyDanish}</p> : null}
      <FactList
        items={[glance(t.digital, atAGlance.digital), glance(t.price, atAGlance.price), glance(t.time, atAGlance.time)]}
      />
      <WaysOffered ways={context.publication.ways?.(service.slug) ?? null} language={language} />
      <p class="example">{t.example}</p>
      {context.films?.(service.slug, service.plainTitle.text) ?? null}
      <GuideQuestions context={context} whole={whole} personal={personal} />
      {service.ready.length === 0 ? null : (
        <section aria-labelledby="klar">
          <h2 id="klar">{t.ready}</h2>
          <ul>
            {service.ready.map((one) => (
              <li key={one.id}>
                <Prose text={one.text} language={language} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {entryInStep ? <KnowTheWay context={context} service={service} /> : <Entry context={context} service={service} />}
      <GuideSteps context={context} service={service} />
      <section class="help-box no-print" aria-labelledby="hjaelp">
        <h2 id="hjaelp">{t.helpHeading}</h2>
        <p>{t.helpText}</p>
        <p class="actions">
          <Button href={helpAddress(context, service.slug)} variant="secondary" class="stuck">
            {t.getHelp}
          </Button>
          <a class="way" href={bookAddress(context, service.slug)}>
            {t.bookTime}
          </a>
        </p>
      </section>
      <section aria-labelledby="anden-vej">
        <h2 id="anden-vej">{t.nonDigital}</h2>
        <p>
          <ExplainedProse context={context} text={service.nonDigital} explained={explainedIn('anden-vej')} />
        </p>
      </section>
      <section aria-labelledby="hvem">
        <h2 id="hvem">{t.authority}</h2>
        <p>
          <Prose text={service.authority.name} language={language} />
        </p>
      </section>
      <GuideRecords language={language} service={service} />
      <Related context={context} service={service} />
      <p class="soft">{checkedText(service, language)}</p>
      <TakeAlong context={context} service={whole} />
      <WordsLink context={context} />
      <ReadBar context={context} />
    </article>
  );
}

const isPartlyDanish = ({ language, plainTitle, steps, summary }: ComposedService): boolean =>
  [plainTitle, summary, ...steps.flatMap((step) => [step.title, step.text])].some((text) => text.language !== language);

/** For one who has been here before; the button itself stands in the step where it is needed. */
function KnowTheWay({ context, service }: { readonly context: ViewContext; readonly service: ComposedService }) {
  const t = texts(context.language);
  return (
    <p class="no-print">
      {`${t.knowTheWay} `}
      <a href={service.entry.url} rel="noreferrer">
        <Prose text={service.entry.label} language={context.language} plain />
      </a>
      {`. ${t.leaves(service.entry.host)}`}
    </p>
  );
}

function Related({ context, service }: { readonly context: ViewContext; readonly service: ComposedService }) {
  const { language, publication } = context;
  const related = service.related.flatMap((slug) => publication.outline(slug, language) ?? []);
  if (related.length === 0) return null;
  return (
    <section class="no-print" aria-labelledby="andre">
      <h2 id="andre">{texts(language).related}</h2>
      <ul class="plain-list">
        {related.map((one) => (
          <li key={one.slug}>
            <a href={pageAddress(context, `/${one.slug}`)}>
              <Prose text={one.plainTitle} language={language} plain />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function checkedText({ checked }: ComposedService, language: Language): string {
  const t = texts(language);
  const date = longDate(checked.date, language);
  return checked.by === t.notAssigned ? t.checkedNobody(date) : t.checkedBy(date, checked.by);
}
