import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../kernel/language.ts';
import type { ComposedLine, ComposedService, ComposedStep, ComposedStop } from '../../guide/index.ts';
import { texts } from '../messages.ts';
import type { DeskAnswer, DeskApi } from './desk-api.ts';

/** Soon enough that the first line is there 300 ms after the last key, late enough not to ask for every letter. */
const searchAfterMs = 80;

type Props = {
  readonly api: DeskApi;
  readonly language: Language;
  /** Where the citizen stands. */
  readonly service: string | null;
  readonly step: string | null;
  readonly done: readonly string[];
  /** What the contact is about now: she may have searched for another. */
  readonly onService: (slug: string | null) => void;
};

/** What to say, what to do, and when to stop pushing digital; the citizen's step first, search always at hand. */
export function DeskGuide({ api, language, service, step, done, onService }: Props) {
  const t = texts(language).desk;
  const [query, setQuery] = useState('');
  const [answer, setAnswer] = useState<DeskAnswer | null>(null);
  const [slug, setSlug] = useState(service);
  const [shown, setShown] = useState<ComposedService | null>(null);
  const asked = useRef(0);

  useEffect(() => setSlug(service), [service]);
  useEffect(() => {
    onService(slug);
    if (slug === null) return setShown(null);
    let current = true;
    void api.guide(slug).then((found) => current && setShown(found));
    return () => {
      current = false;
    };
  }, [slug]);
  useEffect(() => {
    if (query.trim().length < 2) return setAnswer(null);
    const number = ++asked.current;
    const timer = window.setTimeout(() => {
      void api.search(query).then((found) => {
        if (number !== asked.current) return;
        setAnswer(found);
        // A fuzzy guess is never shown as the answer (docs/evidence.md, "Danish search").
        const first = found?.kind === 'hits' ? found.hits[0] : undefined;
        if (first) setSlug(first.slug);
      });
    }, searchAfterMs);
    return () => window.clearTimeout(timer);
  }, [query]);

  return (
    <>
      <label class="desk-search">
        <span>
          {t.search} <kbd>/</kbd>
        </span>
        <input
          type="search"
          id="desk-soeg"
          autocomplete="off"
          placeholder={t.searchHint}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </label>
      {answer === null ? null : (
        <div role="status">
          {answer.kind === 'none' ? <p>{t.noHits}</p> : null}
          {answer.kind === 'unsure' ? <p>{t.unsure}</p> : null}
          <ul class="desk-hits">
            {answer.hits.map((hit) => (
              <li key={hit.slug}>
                <button
                  type="button"
                  class="desk-hit"
                  aria-pressed={hit.slug === slug}
                  onClick={() => setSlug(hit.slug)}
                >
                  {hit.title}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {shown === null ? null : (
        <GuideLines shown={shown} here={shown.slug === service ? step : null} done={done} language={language} />
      )}
    </>
  );
}

function GuideLines(props: {
  readonly shown: ComposedService;
  readonly here: string | null;
  readonly done: readonly string[];
  readonly language: Language;
}) {
  const { shown, here, done, language } = props;
  const t = texts(language).desk;
  const now =
    shown.steps.find((step) => step.id === here) ??
    shown.steps.find((step) => !done.includes(step.id)) ??
    shown.steps[0];
  return (
    <article>
      <h3>{shown.title.text}</h3>
      {now === undefined ? null : (
        <section class="desk-now">
          <h4>
            {now.number}. {now.title.text}
            {now.id === here ? <strong class="desk-here"> {t.citizenHere}</strong> : null}
          </h4>
          <StepLines step={now} shown={shown} language={language} />
        </section>
      )}
      <StopRules stops={shown.stopRules} language={language} />
      {shown.steps.length === 0 ? null : <h4>{t.allSteps}</h4>}
      <ol class="desk-steps">
        {shown.steps.map((step) => (
          <li key={step.id}>
            <details>
              <summary>
                {step.number}. {step.title.text}
                {done.includes(step.id) ? <small> ✓ {t.done}</small> : null}
              </summary>
              <StepLines step={step} shown={shown} language={language} />
            </details>
          </li>
        ))}
      </ol>
      <h4>{t.nonDigital}</h4>
      <p>{shown.nonDigital.text}</p>
      {shown.law.length === 0 ? null : (
        <>
          <h4>{t.law}</h4>
          <ul>
            {shown.law.map((law) => (
              <li key={law.id}>
                {law.statement.text} <small>({law.law})</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}

/** What the employee says and does at a step, and what the citizen reads there. */
function StepLines(props: {
  readonly step: ComposedStep;
  readonly shown: ComposedService;
  readonly language: Language;
}) {
  const { step, shown, language } = props;
  return (
    <>
      {step.lines.map((line) => (
        <Line key={`${line.stage} ${line.say.text}`} line={line} shown={shown} language={language} />
      ))}
      <p class="desk-citizen-text">
        <span>{texts(language).desk.citizenStep}:</span> {step.text.text}
      </p>
    </>
  );
}

function Line({
  line,
  shown,
  language,
}: {
  readonly line: ComposedLine;
  readonly shown: ComposedService;
  readonly language: Language;
}) {
  const t = texts(language).desk;
  const target = (goTo: string): string => {
    const [kind, id] = goTo.split(':');
    if (kind === 'stop') return t.stop;
    const step = shown.steps.find((one) => one.id === id);
    return step ? t.step(step.number, step.title.text) : '';
  };
  return (
    <div class="desk-said">
      <p class="desk-say">
        <span class="desk-verb">{t.say}</span> “{line.say.text}”
      </p>
      {line.do === null ? null : (
        <p>
          <span class="desk-verb">{t.do}</span> {line.do.text}
        </p>
      )}
      {line.ifCitizenSays.map((branch) => (
        <p key={branch.says.text} class="desk-branch">
          <span class="desk-verb">{t.ifSays}</span> “{branch.says.text}” → {target(branch.goTo)}
        </p>
      ))}
    </div>
  );
}

function StopRules({ stops, language }: { readonly stops: readonly ComposedStop[]; readonly language: Language }) {
  const t = texts(language).desk;
  if (stops.length === 0) return null;
  return (
    <section class="desk-stop" aria-label={t.stop}>
      <h4>{t.stop}</h4>
      <ul>
        {stops.map((stop) => (
          <li key={stop.id}>
            <strong>{stop.when.text}</strong> {stop.offer.text}
            {stop.law === null ? null : <small> ({stop.law.law})</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}
