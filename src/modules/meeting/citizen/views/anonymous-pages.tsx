import { pathIn } from '../../../../kernel/address.ts';
import type { DateString } from '../../../../kernel/index.ts';
import { Button, Details, ErrorSummary, FactList, Notice, TextField } from '../../../../ui/index.ts';
import { columnNames, isInternal, valueWords } from '../column-names.ts';
import type { MeetingPage } from '../context.ts';
import { texts } from '../messages.ts';
import type { print, StoredRow } from '../stored.ts';
import { dayOf, languageWords, whenOf } from '../when.ts';
import { Frame, OtherWays } from './frame.tsx';

/** Where six words open a meeting. */
export function PhrasePage({
  page,
  wrong,
  hides,
}: {
  readonly page: MeetingPage;
  readonly wrong: boolean;
  readonly hides: boolean;
}) {
  const { language, base } = page;
  const t = texts(language).anonymous;
  return (
    <Frame page={page} title={t.title}>
      <h1>{t.title}</h1>
      <ErrorSummary language={language} errors={wrong ? [{ field: 'ord', message: t.wrong }] : []} />
      <p>{t.lead}</p>
      <form method="post" action={pathIn(language, base, '/moede/anonym')}>
        <TextField
          id="ord"
          name="ord"
          label={t.words}
          hint={t.wordsHint}
          maxlength={200}
          error={wrong ? t.wrong : undefined}
        />
        <Button>{t.next}</Button>
      </form>
      <p>{t.lost}</p>
      <p>{t.history}</p>
      {hides ? null : <Notice kind="info">{t.noRelay}</Notice>}
      <OtherWays page={page} />
    </Frame>
  );
}

/** A phrase that was used for several meetings. */
export function SeveralPage({
  page,
  meetings,
}: {
  readonly page: MeetingPage;
  readonly meetings: readonly { readonly personId: string; readonly startsAt: Date | null }[];
}) {
  const { language, base, now } = page;
  const t = texts(language).anonymous;
  return (
    <Frame page={page} title={t.several}>
      <h1>{t.several}</h1>
      <form method="post" action={pathIn(language, base, '/moede/anonym/mine')}>
        {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away from a list without bullets */}
        <ul class="times times-whole" role="list">
          {meetings.map(({ personId, startsAt }) => (
            <li key={personId}>
              <Button variant="secondary" name="person" value={personId}>
                {t.open(startsAt ? whenOf(startsAt, now, language) : '')}
              </Button>
            </li>
          ))}
        </ul>
      </form>
    </Frame>
  );
}

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** Everything that lies here about her, as it lies: each row with its columns by name, what is sealed opened. */
export function StoredPage({ page, stored }: { readonly page: MeetingPage; readonly stored: readonly StoredRow[] }) {
  const { language, base, now } = page;
  const t = texts(language).anonymous;
  const label = (name: string): string => (columnNames(language) as Readonly<Record<string, string>>)[name] ?? name;
  const words = (name: string, value: string | boolean | typeof print): string => {
    if (typeof value === 'object') return t.fields.print;
    if (typeof value === 'boolean') return value ? t.fields.yes : t.fields.no;
    if (instant.test(value)) return whenOf(new Date(value), now, language);
    if (day.test(value)) return dayOf(value as DateString, now, language);
    return name === 'language' || name === 'interpreter'
      ? languageWords(value, language)
      : valueWords(name, value, language);
  };
  return (
    <Frame page={page} title={t.stored}>
      <h1>{t.stored}</h1>
      <p>{t.storedLead}</p>
      {stored.map(({ table, fields }, at) => {
        const facts = (internal: boolean) =>
          fields.flatMap(({ name, value }) =>
            value === null || isInternal(name) !== internal
              ? []
              : [{ label: internal ? name : label(name), value: words(name, value) }],
          );
        const empty = fields.filter(({ value }) => value === null).map(({ name }) => label(name));
        return (
          <section key={`${table} ${at}`}>
            <h2 class="h2-small">{t.tables[table]}</h2>
            {table === 'note' ? <p>{t.noteKept}</p> : null}
            <FactList items={facts(false)} />
            {facts(true).length + empty.length === 0 ? null : (
              <Details summary={t.storedRest}>
                {facts(true).length === 0 ? null : <FactList items={facts(true)} />}
                {empty.length === 0 ? null : <p class="soft">{t.empty(empty.join(', '))}</p>}
              </Details>
            )}
          </section>
        );
      })}
      <p>{t.storedLog}</p>
      <p>{t.storedDeletes}</p>
      <p>
        <a class="way" href={pathIn(language, base, '/moede/mit')}>
          {texts(language).own.title}
        </a>
      </p>
    </Frame>
  );
}
