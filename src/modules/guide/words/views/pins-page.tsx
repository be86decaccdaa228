import { addDays, type DateString, type Language, longDate } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, ErrorSummary, type FieldError, SelectField, Table, Tag, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import { texts } from '../messages.ts';
import { type PinFields as Fields, mostPinDays, pinHolds, type SearchPin } from '../pins.ts';
import { type Done, DoneNotice } from './done-notice.tsx';
import type { ServiceName } from './suggestions-page.tsx';
import { WordsMenu, wordPaths } from './words-menu.tsx';

export type PinsView = {
  readonly pins: readonly SearchPin[];
  readonly services: readonly ServiceName[];
  readonly today: DateString;
  readonly values: Fields;
  readonly errors: readonly FieldError[];
  readonly done: Done | null;
};
type Shown = { readonly staff: StaffMember; readonly language: Language; readonly view: PinsView };

/** Answers that stand first: what, until when, why and who looks after it. */
export function PinsPage({ staff, language, view }: Shown) {
  const t = texts(language).pins;
  const nameOf = new Map(view.services.map(({ slug, title }) => [slug, title]));
  return (
    <EditorPage staff={staff} language={language} title={t.title} room="words" path={wordPaths.pins}>
      <WordsMenu current="pins" language={language} staff={staff} />
      <ErrorSummary language={language} errors={view.errors} />
      <DoneNotice done={view.done} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {view.pins.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={t.title}
          head={[
            t.columns.query,
            t.columns.service,
            t.columns.until,
            t.columns.owner,
            t.columns.reason,
            t.columns.change,
          ]}
          rows={view.pins.map((pin) => [
            <span key="query" lang="da">
              {pin.query}
            </span>,
            <span key="service" lang="da">
              {nameOf.get(pin.service) ?? pin.service}
            </span>,
            <span key="until">
              {longDate(pin.expiresOn, language)} {pinHolds(pin, view.today) ? null : <Tag kind="bad">{t.expired}</Tag>}
            </span>,
            pin.ownerRole,
            pin.reason,
            <a
              key="change"
              href={pathIn(language, '', `${wordPaths.pins}/${pin.id}`)}
              aria-label={t.changePin(pin.query)}
            >
              {t.columns.change}
            </a>,
          ])}
        />
      )}
      <h2>{t.addHeading}</h2>
      <form method="post" action={pathIn(language, '', wordPaths.pins)}>
        <PinFields language={language} view={view} />
        <div class="actions">
          <Button>{t.add}</Button>
        </div>
      </form>
    </EditorPage>
  );
}

/** One pin, to change, renew or remove. */
export function PinPage({ staff, language, view, pin }: Shown & { readonly pin: SearchPin }) {
  const t = texts(language);
  const path = `${wordPaths.pins}/${pin.id}`;
  return (
    <EditorPage staff={staff} language={language} title={t.pins.editTitle(pin.query)} room="words" path={path}>
      <WordsMenu current="pins" language={language} staff={staff} />
      <ErrorSummary language={language} errors={view.errors} />
      <h1>{t.pins.editTitle(pin.query)}</h1>
      <form method="post" action={pathIn(language, '', path)}>
        <input type="hidden" name="version" value={String(pin.version)} />
        <PinFields language={language} view={view} />
        <div class="actions">
          <Button>{t.pins.save}</Button>
          <a class="way" href={pathIn(language, '', wordPaths.pins)}>
            {t.form.cancel}
          </a>
        </div>
      </form>
      <form method="post" action={pathIn(language, '', `${path}/fjern`)}>
        <input type="hidden" name="version" value={String(pin.version)} />
        <Button variant="warning">{t.pins.remove}</Button>
      </form>
    </EditorPage>
  );
}

function PinFields({ language, view }: { readonly language: Language; readonly view: PinsView }) {
  const t = texts(language);
  const p = t.pins;
  const field = (name: string) => ({
    id: name,
    name,
    value: view.values[name] ?? '',
    error: view.errors.find((one) => one.field === name)?.message,
  });
  return (
    <>
      <TextField {...field('query')} label={p.query} hint={p.queryHint} maxlength={200} />
      <SelectField
        {...field('service')}
        label={p.service}
        options={[
          { value: '', label: t.suggestions.choose },
          ...view.services.map(({ slug, title }) => ({ value: slug, label: title })),
        ]}
      />
      <TextField {...field('ownerRole')} label={p.owner} hint={p.ownerHint} maxlength={120} />
      <TextField {...field('reason')} label={p.reason} hint={p.reasonHint} maxlength={300} />
      <TextField
        {...field('expiresOn')}
        type="date"
        label={p.until}
        hint={p.untilHint}
        value={view.values.expiresOn ?? addDays(view.today, Math.floor(mostPinDays / 4))}
      />
    </>
  );
}
