import { type Language, pathIn } from '../../../../kernel/index.ts';
import { Button, ErrorSummary, type FieldError, Table, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { ServiceText } from '../../service-text.ts';
import { coverageOf } from '../coverage.ts';
import { labelKeys } from '../labels.ts';
import type { LanguageFields } from '../language-form.ts';
import { missingLabels } from '../language-record.ts';
import { languageTexts } from '../messages.ts';
import type { KeptLanguage } from '../store.ts';

/** The languages that there are, how far each is, and a new one. */
export function LanguagesPage({
  staff,
  language,
  languages,
  services,
  mayWrite,
  fields,
  errors,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly languages: readonly KeptLanguage[];
  readonly services: readonly ServiceText[];
  readonly mayWrite: boolean;
  readonly fields: LanguageFields;
  readonly errors: readonly FieldError[];
}) {
  const t = languageTexts(language);
  const wrong = new Map(errors.map(({ field, message }) => [field, message]));
  return (
    <EditorPage staff={staff} language={language} title={t.title} room="languages" path="/redaktion/sprog">
      <ErrorSummary language={language} errors={errors} />
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      {languages.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={t.table}
          head={[t.columns.name, t.columns.labels, t.columns.services]}
          rows={languages.map(({ record }) => {
            const begun = coverageOf(services, record.code).filter((one) => one.begun);
            const whole = begun.filter((one) => one.translated === one.all);
            return [
              <span key="name">
                <a href={pathIn(language, '', `/redaktion/sprog/${record.code}`)} lang={record.code}>
                  <bdi>{record.name}</bdi>
                </a>{' '}
                <code>{record.code}</code>
              </span>,
              t.labelsDone(labelKeys.length - missingLabels(record).length, labelKeys.length),
              t.servicesDone(whole.length, begun.length),
            ];
          })}
        />
      )}
      {mayWrite ? (
        <form method="post" action={pathIn(language, '', '/redaktion/sprog')} novalidate>
          <h2>{t.add}</h2>
          <TextField
            id="code"
            name="code"
            label={t.code}
            hint={t.codeHint}
            value={fields.code ?? ''}
            error={wrong.get('code')}
          />
          <TextField
            id="name"
            name="name"
            label={t.name}
            hint={t.nameHint}
            value={fields.name ?? ''}
            error={wrong.get('name')}
          />
          <Button>{t.addButton}</Button>
        </form>
      ) : (
        <p>{t.readOnly}</p>
      )}
      <p class="soft">{t.howTo}</p>
    </EditorPage>
  );
}
