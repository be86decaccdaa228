import { type Language, pathIn } from '../../../../kernel/index.ts';
import {
  Button,
  Details,
  ErrorSummary,
  type FieldError,
  Notice,
  SelectField,
  TextField,
} from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import { FactKind } from '../../service-text.ts';
import type { FactFields } from '../fact-form.ts';
import { factTexts } from '../messages.ts';

/** One fact as a form; a common one has a group of boxes for each value in time. */
export function FactPage({
  staff,
  language,
  kind,
  id,
  title,
  fields,
  revision,
  versions,
  usedIn,
  errors,
  overtaken,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly kind: 'vores' | 'faelles';
  /** Null for a new one. */
  readonly id: string | null;
  readonly title: string;
  readonly fields: FactFields;
  readonly revision: number;
  readonly versions: number;
  readonly usedIn: readonly string[];
  readonly errors: readonly FieldError[];
  readonly overtaken: boolean;
}) {
  const t = factTexts(language);
  const wrong = new Map(errors.map(({ field, message }) => [field, message]));
  const address = `/redaktion/oplysninger/${kind}${id === null ? '' : `/${id}`}`;
  const box = (name: string, label: string, type: 'text' | 'date' | 'url' = 'text', rows?: number) => (
    <TextField
      key={name}
      id={name}
      name={name}
      label={label}
      type={type}
      rows={rows}
      value={fields[name] ?? ''}
      error={wrong.get(name)}
    />
  );
  const value = (stem: string) => (
    <div class="field-columns">
      {box(`${stem}da`, t.value(t.languages.da), 'text', 2)}
      {box(`${stem}en`, t.value(t.languages.en), 'text', 2)}
      {box(`${stem}from`, t.from, 'date')}
      {box(`${stem}to`, t.to, 'date')}
    </div>
  );
  return (
    <EditorPage staff={staff} language={language} title={title} room="facts" path={address}>
      <ErrorSummary language={language} errors={errors} />
      {overtaken ? (
        <Notice kind="warning" live>
          <p>{t.overtaken}</p>
        </Notice>
      ) : null}
      <h1>{title}</h1>
      {id === null ? null : <p>{`${t.whereUsed}: ${usedIn.length === 0 ? t.nowhere : usedIn.join(', ')}`}</p>}
      <form method="post" action={pathIn(language, '', address)} novalidate>
        <input type="hidden" name="revision" value={String(revision)} />
        {id === null ? box('id', t.id) : null}
        {box('label', t.label)}
        <SelectField
          id="kind"
          name="kind"
          label={t.kind}
          options={FactKind.options.map((one) => ({ value: one, label: t.kinds[one] }))}
          value={fields.kind ?? 'phone'}
        />
        {kind === 'vores' ? (
          <>
            {value('')}
            <div class="field-columns">
              {box('source', t.source)}
              {box('checked', t.checked, 'date')}
            </div>
          </>
        ) : (
          [...Array(versions).keys()].map((at) => (
            <fieldset key={at}>
              <legend class="form-legend">{at === versions - 1 && at > 0 ? t.next : t.version(at + 1)}</legend>
              {value(`${at}.`)}
              <div class="field-columns">
                {box(`${at}.source`, t.source)}
                {box(`${at}.url`, t.sourceUrl, 'url')}
                {box(`${at}.checked`, t.checked, 'date')}
              </div>
            </fieldset>
          ))
        )}
        {box('owner', t.owner)}
        {kind === 'faelles' ? box('note', t.note) : null}
        <Button>{t.save}</Button>
      </form>
      {kind === 'vores' && id !== null ? (
        <Details summary={t.remove}>
          {usedIn.length > 0 ? (
            <p>{t.inUse(usedIn.join(', '))}</p>
          ) : (
            <form method="post" action={pathIn(language, '', `${address}/slet`)}>
              <Button variant="warning">{t.remove}</Button>
            </form>
          )}
        </Details>
      ) : null}
    </EditorPage>
  );
}
