import { type Language, longDate } from '../../../kernel/index.ts';
import { pathIn } from '../../../platform/index.ts';
import { Button, Details, ErrorSummary, Notice, SelectField, Table, TextField } from '../../../ui/index.ts';
import type { ServiceOutline } from '../publication/publication.ts';
import type { FieldFault, FilmForm } from './check-form.ts';
import { entrySubject, type Film, filmKinds } from './film.ts';
import { filmName } from './film-address.ts';
import type { StoredFile } from './film-files.ts';
import { durationWords, FilmPlayer, sizeWords } from './film-player.tsx';
import { texts } from './messages.ts';

const path = '/redaktion/film';

export type FilmEditorProps = {
  readonly language: Language;
  /** `/fjordby` */
  readonly base: string;
  readonly films: readonly Film[];
  readonly services: readonly ServiceOutline[];
  /** A subject as the form and the address write it. */
  readonly placeOf: (subject: string) => string;
  readonly form: FilmForm;
  /** What has come, or lies there, for this form. */
  readonly file: StoredFile | null;
  readonly faults: readonly FieldFault[];
  /** The film that is being mended. */
  readonly chosen: Film | null;
};

export function FilmEditor(props: FilmEditorProps) {
  const { language, base, films, services, placeOf, chosen, faults } = props;
  const t = texts(language).editor;
  const nameOf = (subject: string) =>
    subject === entrySubject
      ? t.entry
      : (services.find(({ slug }) => slug === subject)?.plainTitle.text ?? t.goneService(subject));
  return (
    <>
      <ErrorSummary
        language={language}
        errors={faults.map(({ field, fault }) => ({ field, message: t.faults[fault] }))}
      />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {films.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={t.list}
          head={[t.columns.subject, t.columns.kind, t.columns.size, t.columns.checked, t.columns.edit]}
          rows={films.map((film) => [
            nameOf(film.subject),
            texts(language).kinds[film.kind],
            `${durationWords(film.seconds, language)}, ${sizeWords(film.bytes, language)}`,
            longDate(film.checkedOn, language),
            <a
              key="edit"
              href={`${pathIn(language, '', path)}?sted=${placeOf(film.subject)}&art=${film.kind}`}
              aria-label={t.editLabel(`${nameOf(film.subject)}, ${texts(language).kinds[film.kind]}`)}
            >
              {t.edit}
            </a>,
          ])}
        />
      )}
      {chosen === null ? null : (
        <section aria-labelledby="vist">
          <h2 id="vist">{t.preview}</h2>
          <FilmPlayer film={chosen} base={base} language={language} name={nameOf(chosen.subject)} />
          <form method="post" action={pathIn(language, '', `${path}/fjern`)}>
            <input type="hidden" name="subject" value={placeOf(chosen.subject)} />
            <input type="hidden" name="kind" value={chosen.kind} />
            <p>{t.removeText}</p>
            <Button variant="warning">{t.remove}</Button>
          </form>
        </section>
      )}
      <UploadForm {...props} />
    </>
  );
}

function UploadForm({ language, services, placeOf, form, file, faults }: FilmEditorProps) {
  const t = texts(language).editor;
  const f = t.fields;
  const error = (field: FieldFault['field']) => {
    const found = faults.find((one) => one.field === field);
    return found && t.faults[found.fault];
  };
  return (
    <section aria-labelledby="tilfoej">
      <h2 id="tilfoej">{t.add}</h2>
      <p>{t.replaceNote}</p>
      <form method="post" action={pathIn(language, '', path)} encType="multipart/form-data">
        <input type="hidden" name="kept" value={file === null ? '' : filmName(file)} />
        <SelectField
          id="subject"
          name="subject"
          label={f.subject}
          value={form.subject}
          error={error('subject')}
          options={[
            { value: '', label: '–' },
            { value: placeOf(entrySubject), label: t.entry },
            ...services.map(({ slug, plainTitle }) => ({ value: slug, label: plainTitle.text })),
          ]}
        />
        <SelectField
          id="kind"
          name="kind"
          label={f.kind}
          value={form.kind}
          error={error('kind')}
          options={[
            { value: '', label: '–' },
            ...filmKinds.map((kind) => ({ value: kind, label: texts(language).kinds[kind] })),
          ]}
        />
        <FileField
          id="film"
          label={f.film}
          hint={file === null ? f.filmHint : f.filmKept(sizeWords(file.bytes, language))}
          error={error('film')}
          accept="video/mp4,video/webm,.mp4,.webm"
        />
        <TextField
          id="length"
          name="length"
          label={f.length}
          hint={f.lengthHint}
          value={form.length}
          error={error('length')}
          maxlength={6}
        />
        <FileField
          id="captionsFile"
          label={f.captionsFile}
          hint={f.captionsHint}
          error={error('captionsFile')}
          accept=".vtt,text/vtt"
        />
        <Details summary={f.captions} open={form.captions !== '' && error('captionsFile') !== undefined}>
          <TextField id="captions" name="captions" label={f.captions} value={form.captions} rows={8} />
        </Details>
        <TextField
          id="transcript"
          name="transcript"
          label={f.transcript}
          hint={f.transcriptHint}
          value={form.transcript}
          error={error('transcript')}
          rows={6}
          maxlength={20000}
        />
        <TextField
          id="owner"
          name="owner"
          label={f.owner}
          hint={f.ownerHint}
          value={form.owner}
          error={error('owner')}
          maxlength={100}
        />
        <TextField
          id="checkedOn"
          name="checkedOn"
          type="date"
          label={f.checkedOn}
          value={form.checkedOn}
          error={error('checkedOn')}
        />
        <Notice kind="info">
          <p>{t.saving}</p>
        </Notice>
        <Button>{t.save}</Button>
      </form>
    </section>
  );
}

function FileField({
  id,
  label,
  hint,
  error,
  accept,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly error: string | undefined;
  readonly accept: string;
}) {
  return (
    <div class={error === undefined ? 'form-group' : 'form-group form-error'}>
      <label class="form-label" for={id}>
        {label}
      </label>
      <p class="form-hint" id={`${id}-hint`}>
        {hint}
      </p>
      {error === undefined ? null : (
        <p class="form-error-message" id={`${id}-error`}>
          {error}
        </p>
      )}
      <input
        class="form-input"
        type="file"
        id={id}
        name={id}
        accept={accept}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? `${id}-hint` : `${id}-hint ${id}-error`}
      />
    </div>
  );
}
