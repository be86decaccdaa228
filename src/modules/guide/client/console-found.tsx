import type { Language } from '../../../kernel/language.ts';
import { deskTexts } from '../desk/messages.ts';
import type { ConsoleGuide, Found } from './console-guide.ts';
import { Say } from './console-script.tsx';
import { branchActions, type KeyBindings, keyLabel } from './key-bindings.ts';

type Props = {
  readonly found: Found;
  readonly guide: ConsoleGuide;
  readonly language: Language;
  readonly onOpen: (slug: string) => void;
};

/** What else it may be; the first is open already. Folded away where there is little room. */
export function OtherHits(props: Props & { readonly slug: string | null; readonly folded: boolean }) {
  const { found, guide, language, slug, folded, onOpen } = props;
  const t = deskTexts(language);
  if (found.answer.kind !== 'answer' || found.answer.hits.length < 2) return null;
  const list = (
    <ul class="desk-hits">
      {found.answer.hits.map((hit) => (
        <li key={hit.slug}>
          <button
            type="button"
            class="desk-hit"
            aria-pressed={hit.slug === slug}
            onClick={() => onOpen(hit.slug)}
            data-hit
          >
            {guide.outline(hit.slug)?.title ?? hit.slug}
          </button>
        </li>
      ))}
    </ul>
  );
  return folded ? (
    <details class="console-hits">
      <summary>{`${t.hits} (${found.answer.hits.length - 1})`}</summary>
      {list}
    </details>
  ) : (
    <nav class="console-hits" aria-label={t.hits}>
      {list}
    </nav>
  );
}

/** Danger first: the numbers stand above whatever else the words may mean. */
export function Emergency({ found, language }: { readonly found: Found; readonly language: Language }) {
  const t = deskTexts(language);
  if (found.emergency.length === 0) return null;
  return (
    <section class="console-emergency" role="alert">
      <h2>{t.emergency}</h2>
      <p>{t.emergencyFirst}</p>
      <ul>
        {found.emergency.map((line) => (
          <li key={line.phone}>
            <strong>{line.phone}</strong> {line.name[language] ?? line.name.da}. {line.when[language] ?? line.when.da}.
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Not certain, or nothing: a sentence to ask the citizen, and candidates that she chooses between. Never an answer. */
export function NotTheAnswer({
  found,
  guide,
  language,
  keys,
  onOpen,
  allServices,
  onType,
}: Props & {
  readonly keys: KeyBindings | null;
  /** Where all guides stand, for the citizens. */
  readonly allServices: string;
  readonly onType: (words: string) => void;
}) {
  const t = deskTexts(language);
  const { answer } = found;
  if (answer.kind === 'answer') return null;
  if (answer.kind === 'nothing')
    return (
      <section class="console-unsure">
        <h2>{t.nothing}</h2>
        <Say words={t.nothingSay} language={language} />
        <p>{t.nothingDo}</p>
        <p>
          <a href={allServices} target="_blank" rel="noreferrer">
            {t.allServices}
          </a>
        </p>
      </section>
    );
  const candidates = answer.hits.map(({ slug }) => ({ slug, title: guide.outline(slug)?.title ?? slug }));
  const asked = candidates.slice(0, 3).map(({ title }) => title);
  const last = asked.pop() ?? '';
  const { didYouMean } = answer;
  return (
    <section class="console-unsure">
      <h2>{found.emergency.length > 0 ? t.hits : t.choose}</h2>
      {found.emergency.length > 0 ? null : (
        <Say words={t.chooseSay(asked.length === 0 ? last : `${asked.join(', ')}${t.or}${last}`)} language={language} />
      )}
      {didYouMean === null ? null : (
        <p>
          <button type="button" class="console-small" onClick={() => onType(didYouMean)}>
            {t.didYouMean(didYouMean)}
          </button>
        </p>
      )}
      <ul class="console-candidates">
        {candidates.map(({ slug, title }, index) => (
          <li key={slug}>
            <button type="button" class="button button-secondary" data-hit onClick={() => onOpen(slug)}>
              {keys && branchActions[index] ? <kbd>{keyLabel(keys[branchActions[index]])}</kbd> : null} {title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
