import type { ComponentChildren } from 'preact';
import { direction, type Language } from '../../../../kernel/index.ts';
import { Tag, TextField } from '../../../../ui/index.ts';
import type { Concept } from '../../vocabulary.ts';
import { editingTexts } from '../messages.ts';
import { type Advice, advice, type TextRole } from '../plain-language.ts';

/** One text of a guide in its languages, a box each, with advice on the Danish. */
export function FieldPair({
  language,
  label,
  name,
  values,
  languages = ['da', 'en'],
  errors,
  rows = 3,
  kind,
  concepts,
  hint,
}: {
  readonly language: Language;
  readonly label: string;
  readonly name: (tag: string) => string;
  readonly values: Readonly<Record<string, string>>;
  readonly languages?: readonly string[];
  readonly errors: ReadonlyMap<string, string>;
  readonly rows?: number | undefined;
  readonly kind?: TextRole | undefined;
  readonly concepts?: readonly Concept[];
  readonly hint?: ComponentChildren;
}) {
  const t = editingTexts(language);
  const danish = values[name('da')] ?? '';
  return (
    <div class="edit-pair">
      <div class="edit-boxes">
        {languages.map((tag) => (
          <div key={tag} lang={tag} dir={direction(tag)}>
            <TextField
              id={name(tag)}
              name={name(tag)}
              label={`${label} (${t.languages[tag] ?? tag})`}
              hint={tag === 'da' ? hint : undefined}
              rows={rows}
              value={values[name(tag)] ?? ''}
              error={errors.get(name(tag))}
            />
          </div>
        ))}
      </div>
      {kind === undefined || danish === '' ? null : (
        <AdviceList language={language} found={advice(danish, kind, concepts)} />
      )}
    </div>
  );
}

function AdviceList({ language, found }: { readonly language: Language; readonly found: readonly Advice[] }) {
  if (found.length === 0) return null;
  const t = editingTexts(language);
  return (
    <div class="edit-advice">
      <Tag kind="info">{t.advice}</Tag>
      <ul>
        {found.map((one) => (
          <li key={adviceText(one, language)}>{adviceText(one, language)}</li>
        ))}
      </ul>
    </div>
  );
}

function adviceText(one: Advice, language: Language): string {
  const t = editingTexts(language).adviceKinds;
  switch (one.kind) {
    case 'official':
      return t.official(one.word, one.sayInstead);
    case 'long-sentence':
      return t.long(one.words, one.begins);
    case 'passive':
      return t.passive(one.word);
    case 'not-a-verb-first':
      return t.verb(one.word);
    case 'two-actions':
      return t.two;
    case 'abbreviation':
      return t.abbreviation(one.word);
    case 'hard':
      return t.hard(one.lix);
    case 'bare-link':
      return t.link;
  }
}

/** What sort of text a field holds, for the advice. */
export function roleOf(path: string): TextRole | undefined {
  if (/^steps\.[^.]+\.title$/.test(path)) return 'step-title';
  if (/\.lines\.\d+\./.test(path) || path.startsWith('stopRules.')) return 'staff';
  if (/^steps\./.test(path)) return 'step';
  return path === 'summary' || path === 'nonDigital' ? 'prose' : undefined;
}

/** Lines that a field's box needs. */
export const rowsOf = (path: string): number => (/title$|Title$|url$|label$|^atAGlance|^authority/.test(path) ? 2 : 4);
