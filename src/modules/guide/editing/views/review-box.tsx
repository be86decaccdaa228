import { type Language, longDate, pathIn, wallClock, wallTimeText } from '../../../../kernel/index.ts';
import { Button, Details, Notice, TextField } from '../../../../ui/index.ts';
import type { ServiceText } from '../../service-text.ts';
import type { FieldDifference } from '../compare-texts.ts';
import type { Draft } from '../draft.ts';
import { editingTexts } from '../messages.ts';
import { problemErrors } from '../page-errors.ts';
import { Differences } from './differences.tsx';

export function timeText(at: Date, language: Language): string {
  const { date, time } = wallClock(at);
  return `${longDate(date, language)} ${language === 'da' ? 'kl. ' : ''}${wallTimeText(time.slice(0, 5), language)}`;
}

/** Why it was not published at its time, as the sweep wrote it down: a field and a problem on each line. */
const refusalLines = (refusal: string, service: ServiceText | null, language: Language): readonly string[] =>
  problemErrors(
    refusal.split('\n').map((line) => {
      const at = line.indexOf(': ');
      return { path: line.slice(0, Math.max(at, 0)), problem: line.slice(at < 0 ? 0 : at + 2) };
    }),
    service,
    language,
  ).map(({ message }) => message);

/** Where the draft stands, what it changes, and what may be done with it now by this person. */
export function ReviewBox({
  language,
  draft,
  differences,
  service,
  names,
  self,
  errors,
}: {
  readonly language: Language;
  readonly draft: Draft | null;
  readonly differences: readonly FieldDifference[];
  readonly service: ServiceText | null;
  readonly names: ReadonlyMap<string, string>;
  /** The employee who looks. */
  readonly self: string;
  readonly errors: ReadonlyMap<string, string>;
}) {
  const t = editingTexts(language);
  if (!draft) return <p class="soft">{t.draft.none}</p>;
  const name = (id: string | null) => (id === null ? t.somebody : (names.get(id) ?? t.somebody));
  const address = pathIn(language, '', `/redaktion/tekst/${draft.service}/gang`);
  const hidden = (
    <>
      <input type="hidden" name="udkast" value={draft.id} />
      <input type="hidden" name="version" value={String(draft.version)} />
    </>
  );
  return (
    <section class="edit-review" aria-labelledby="gennemsyn">
      <h2 id="gennemsyn">{t.approveHeading}</h2>
      <p>
        {draft.state === 'writing'
          ? t.draft.writing(name(draft.updatedBy), timeText(draft.updatedAt, language))
          : draft.state === 'review'
            ? t.draft.review(name(draft.updatedBy))
            : t.draft.approved(name(draft.reviewer), draft.publishAt ? timeText(draft.publishAt, language) : '')}
      </p>
      {draft.note === '' ? null : <p>{`“${draft.note}”`}</p>}
      {draft.refusal === null ? null : (
        <Notice kind="warning" heading={t.draft.refusedHeading}>
          {draft.refusal === 'base-moved' ? (
            <p>{t.draft.refusedBase}</p>
          ) : (
            <ul>
              {refusalLines(draft.refusal, service, language).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <Details summary={`${t.changedNow} (${differences.length})`} open={draft.state === 'review'}>
        {differences.length === 0 ? (
          <p>{t.changedNone}</p>
        ) : (
          <Differences language={language} differences={differences} service={service} />
        )}
      </Details>
      {draft.state === 'review' && draft.updatedBy === self ? <p>{t.approveOwn}</p> : null}
      {draft.state === 'review' && draft.updatedBy !== self ? (
        <form method="post" action={address}>
          {hidden}
          <p>{t.approveText}</p>
          <p>
            <Button name="gang" value="udgiv">
              {t.approveNow}
            </Button>
          </p>
          <div class="field-columns">
            <TextField id="dato" name="dato" type="date" label={t.approveDate} error={errors.get('dato')} />
            <TextField id="klokken" name="klokken" type="time" label={t.approveTime} error={errors.get('klokken')} />
          </div>
          <p class="edit-buttons">
            <Button name="gang" value="tidspunkt" variant="secondary">
              {t.approveAt}
            </Button>
            <Button name="gang" value="tilbage" variant="secondary">
              {t.sendBack}
            </Button>
          </p>
        </form>
      ) : null}
      {draft.state === 'writing' ? null : (
        <form method="post" action={address}>
          {hidden}
          <Button name="gang" value="tilbage" variant="quiet">
            {t.takeBack}
          </Button>
        </form>
      )}
      <Details summary={t.discard}>
        <form method="post" action={address}>
          {hidden}
          <Button name="gang" value="kasser" variant="warning">
            {t.discardSure}
          </Button>
        </form>
      </Details>
    </section>
  );
}
