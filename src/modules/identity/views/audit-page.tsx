import { type Language, locale } from '../../../kernel/index.ts';
import { type AuditRow, pathIn } from '../../../platform/index.ts';
import { Button, FactList, Table } from '../../../ui/index.ts';
import type { AuditLook } from '../audit-look.ts';
import { texts } from '../messages.ts';
import type { StaffMember } from '../staff.ts';
import { AdministrationFrame } from './administration-page.tsx';

type Props = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly look: AuditLook;
  readonly rows: readonly AuditRow[];
  readonly older: boolean;
  /** Who is behind an id; null where no investigation was named, and then nobody is shown. */
  readonly names: ReadonlyMap<string, string> | null;
};

/** The trail as it was asked for, newest first. */
export function AuditPage({ language, staff, look, rows, older, names }: Props) {
  const t = texts(language).administration;
  const { columns } = t;
  const time = new Intl.DateTimeFormat(locale[language], {
    timeZone: 'Europe/Copenhagen',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const who = ({ actor }: AuditRow): string => {
    if (actor === 'citizen') return t.citizen;
    if (actor === 'system') return t.system;
    return names === null ? t.hidden : (names.get(actor) ?? actor);
  };
  const oldest = rows.at(-1)?.seq;
  return (
    <AdministrationFrame language={language} staff={staff} title={t.trail}>
      <h1>{t.trail}</h1>
      <FactList
        items={[
          { label: t.purpose, value: look.purpose },
          ...(look.investigation === null ? [] : [{ label: t.investigation, value: look.investigation }]),
        ]}
      />
      {rows.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={t.caption}
          head={[
            '#',
            columns.at,
            columns.action,
            columns.outcome,
            columns.role,
            columns.actor,
            columns.subject,
            columns.purpose,
          ]}
          rows={rows.map((row) => [
            String(row.seq),
            time.format(row.at),
            row.action,
            t.outcomes[row.outcome],
            row.role,
            who(row),
            // An employee's own id here would tell what the column before it hides.
            row.subject === row.actor && names === null ? t.hidden : row.subject,
            row.purpose,
          ])}
        />
      )}
      {older && oldest !== undefined ? (
        <form method="post" action={pathIn(language, '', '/administration/spor')}>
          <input type="hidden" name="purpose" value={look.purpose} />
          <input type="hidden" name="investigation" value={look.investigation ?? ''} />
          <input type="hidden" name="from" value={look.from} />
          <input type="hidden" name="to" value={look.to} />
          <input type="hidden" name="action" value={look.action ?? ''} />
          <input type="hidden" name="beforeSeq" value={String(oldest)} />
          <Button variant="secondary">{t.older}</Button>
        </form>
      ) : null}
      <p>
        <a href={pathIn(language, '', '/administration')}>{t.title}</a>
      </p>
    </AdministrationFrame>
  );
}
