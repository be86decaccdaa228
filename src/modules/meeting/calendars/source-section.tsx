import { dayAndDate, type Language, pathIn, wallClock, wallTimeText } from '../../../kernel/index.ts';
import type { FieldError } from '../../../platform/index.ts';
import { Button, ChoiceTiles, TextField } from '../../../ui/index.ts';
import { calendarPath } from './feed-section.tsx';
import { texts } from './messages.ts';
import type { SourceForm } from './source-form.ts';
import type { SourceState } from './source-store.ts';

const dayMs = 86_400_000;

/** Calendars that make her busy here: how each of them is, and a way to add one. */
export function SourceSection(props: {
  readonly language: Language;
  readonly sources: readonly SourceState[] | null;
  readonly outlook: boolean;
  readonly typed: SourceForm;
  readonly errors: readonly FieldError[];
  readonly now: Date;
}) {
  const { language, sources, outlook, typed, now } = props;
  const t = texts(language).sources;
  const error = (field: string) => props.errors.find((one) => one.field === field)?.message;
  return (
    <section aria-labelledby="ind">
      <h2 id="ind">{t.heading}</h2>
      <p>{t.intro}</p>
      {sources === null ? <p>{t.noResource}</p> : null}
      {sources?.length === 0 ? <p>{t.none}</p> : null}
      <ul class="meeting-lines">
        {sources?.map((source, place) => (
          <li key={source.id}>
            <strong>{named(sources, place)}</strong> <span class="soft">{t.kinds[source.kind]}</span>
            <StateWords source={source} language={language} now={now} />
            <form method="post" action={pathIn(language, '', `${calendarPath}/${source.id}/fjern`)}>
              <Button variant="quiet">{t.remove(named(sources, place))}</Button>
            </form>
          </li>
        ))}
      </ul>
      {sources === null ? null : (
        <form method="post" action={pathIn(language, '', `${calendarPath}/hent`)} novalidate>
          <h3>{t.add}</h3>
          <ChoiceTiles
            legend={t.kind}
            name="hvor"
            options={[
              { value: 'ics', label: t.kinds.ics },
              { value: 'caldav', label: t.kinds.caldav },
              ...(outlook ? [{ value: 'graph', label: t.kinds.graph }] : []),
            ]}
            value={typed.hvor}
            error={error('hvor')}
          />
          <TextField
            id="adresse"
            name="adresse"
            type="url"
            label={t.url}
            hint={t.urlHint}
            value={typed.adresse}
            error={error('adresse')}
          />
          <TextField
            id="bruger"
            name="bruger"
            label={t.user}
            hint={t.userHint}
            value={typed.bruger}
            error={error('bruger')}
          />
          <TextField
            id="kode"
            name="kode"
            type="password"
            label={t.password}
            hint={t.passwordHint}
            error={error('kode')}
          />
          {outlook ? (
            <TextField
              id="postkasse"
              name="postkasse"
              type="email"
              label={t.mailbox}
              hint={t.mailboxHint}
              value={typed.postkasse}
              error={error('postkasse')}
            />
          ) : null}
          <Button variant="secondary">{t.submit}</Button>
        </form>
      )}
    </section>
  );
}

/** Two calendars of one house are told apart by a number. */
function named(sources: readonly SourceState[], place: number): string {
  const where = sources[place]?.where ?? '';
  const before = sources.slice(0, place).filter((one) => one.where === where).length;
  return before === 0 ? where : `${where} (${before + 1})`;
}

function StateWords(props: { readonly source: SourceState; readonly language: Language; readonly now: Date }) {
  const { source, language, now } = props;
  const { lastGoodAt, fault } = source;
  const t = texts(language).sources;
  const read = lastGoodAt && wallClock(lastGoodAt);
  return (
    <>
      {fault ? <p>{t.faults[fault]}</p> : null}
      {read ? <p>{t.good(`${dayAndDate(read.date, language)} ${wallTimeText(read.time, language)}`)}</p> : null}
      {lastGoodAt && now.getTime() - lastGoodAt.getTime() > dayMs ? <p>{t.old}</p> : null}
      {fault === null && read === null ? <p>{t.waiting}</p> : null}
    </>
  );
}
