import { direction, type Language, pathIn } from '../../../../kernel/index.ts';
import {
  Button,
  ErrorSummary,
  type FieldError,
  Notice,
  Table,
  TextField,
  VisuallyHidden,
} from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { ServiceText } from '../../service-text.ts';
import { coverageOf } from '../coverage.ts';
import { danishLabels, labelKeys } from '../labels.ts';
import { type LanguageFields, placesHint } from '../language-form.ts';
import { languageTexts } from '../messages.ts';
import type { KeptLanguage } from '../store.ts';

/** One language: the words around the text as a form, and how far each guide is. */
export function LanguagePage({
  staff,
  language,
  kept: { record, revision },
  services,
  mayWrite,
  fields,
  errors,
  said,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly kept: KeptLanguage;
  readonly services: readonly ServiceText[];
  readonly mayWrite: boolean;
  readonly fields: LanguageFields;
  readonly errors: readonly FieldError[];
  readonly said: 'saved' | 'overtaken' | null;
}) {
  const t = languageTexts(language);
  const { code } = record;
  const address = `/redaktion/sprog/${code}`;
  const wrong = new Map(errors.map(({ field, message }) => [field, message]));
  return (
    <EditorPage staff={staff} language={language} title={t.page(record.name)} room="languages" path={address}>
      <ErrorSummary language={language} errors={errors} />
      {said === null ? null : (
        <Notice kind={said === 'saved' ? 'success' : 'warning'} live>
          <p>{t[said]}</p>
        </Notice>
      )}
      <h1>
        {t.page('')}
        <bdi lang={code}>{record.name}</bdi>
      </h1>
      <Table
        caption={t.coverage}
        head={[t.coverageColumns.service, t.coverageColumns.state, t.coverageColumns.open]}
        rows={coverageOf(services, code).map((one) => [
          one.title,
          one.translated === one.all ? t.whole : one.translated === 0 ? t.untouched : t.part(one.translated, one.all),
          <span key="open">
            {mayWrite ? (
              <a href={pathIn(language, '', `/redaktion/tekst/${one.slug}/hel`)}>
                {t.translate}
                <VisuallyHidden>{`: ${one.title}`}</VisuallyHidden>
              </a>
            ) : null}{' '}
            {one.begun ? (
              <a href={pathIn(language, `/${staff.municipality.slug}`, `/${one.slug}/${code}`)}>
                {t.read}
                <VisuallyHidden>{`: ${one.title}`}</VisuallyHidden>
              </a>
            ) : null}
          </span>,
        ])}
      />
      <p>{t.coverageLead}</p>
      <p class="soft">{t.howTo}</p>
      <h2>{t.labels}</h2>
      {mayWrite ? (
        <form method="post" action={pathIn(language, '', address)} novalidate>
          <p>{t.labelsLead}</p>
          <input type="hidden" name="revision" value={String(revision)} />
          <TextField
            id="name"
            name="name"
            label={t.name}
            value={fields.name ?? ''}
            error={wrong.get('name')}
            written={{ lang: code, dir: direction(code) }}
          />
          {labelKeys.map((key) => (
            <TextField
              key={key}
              id={key}
              name={key}
              label={<span lang="da">{danishLabels[key]}</span>}
              hint={placesHint(key) === null ? undefined : t.holds(placesHint(key) ?? '')}
              value={fields[key] ?? ''}
              error={wrong.get(key)}
              rows={danishLabels[key].length > 60 ? 2 : undefined}
              written={{ lang: code, dir: direction(code) }}
            />
          ))}
          <Button>{t.save}</Button>
        </form>
      ) : (
        <p>{t.readOnly}</p>
      )}
    </EditorPage>
  );
}
