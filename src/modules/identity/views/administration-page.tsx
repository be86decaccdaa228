import type { ComponentChildren } from 'preact';
import type { Language } from '../../../kernel/index.ts';
import { type AuditFault, alternates, type FieldError, pathIn } from '../../../platform/index.ts';
import { Button, Details, ErrorSummary, Notice, SelectField, StaffPage, TextField } from '../../../ui/index.ts';
import { texts } from '../messages.ts';
import type { StaffMember } from '../staff.ts';
import { OwnSessions } from './logout-pages.tsx';
import { menuAreas } from './staff-menu.ts';

type Values = Readonly<Record<string, string | readonly string[]>>;

export type AdministrationProps = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly actions: readonly string[];
  /** How many places she herself is logged in at. */
  readonly places: number;
  readonly values: Values;
  readonly errors: readonly FieldError[];
  /** The outcome of the check that was just asked for. */
  readonly checked?: { readonly faults: readonly AuditFault[]; readonly newest: number } | undefined;
};

/** Every page of the administration. */
export function AdministrationFrame({
  language,
  staff,
  title,
  path = '/administration',
  children,
}: {
  language: Language;
  staff: StaffMember;
  title: string;
  /** Where this page is in every language. */
  path?: string;
  children: ComponentChildren;
}) {
  return (
    <StaffPage
      title={title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current="/administration"
      areas={menuAreas(staff.roles)}
      logOutAction={pathIn(language, '', '/log-ud')}
      alternates={alternates('', path)}
    >
      {children}
    </StaffPage>
  );
}

export function AdministrationPage({ language, staff, actions, places, values, errors, checked }: AdministrationProps) {
  const t = texts(language).administration;
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  const error = (name: string) => errors.find((one) => one.field === name)?.message;
  const field = (name: string) => ({ id: name, name, value: text(name), error: error(name) });
  return (
    <AdministrationFrame language={language} staff={staff} title={t.title}>
      <h1>{t.title}</h1>
      <ErrorSummary language={language} errors={errors} />
      {checked === undefined ? null : <CheckResult language={language} {...checked} />}
      <section>
        <h2>{t.hours.title}</h2>
        <p>{t.hours.linkIntro}</p>
        <p>
          <a href={pathIn(language, '', '/administration/aabningstider')}>{t.hours.link}</a>
        </p>
      </section>
      <section>
        <h2>{t.desk.title}</h2>
        <p>{t.desk.intro}</p>
        <p>
          <a href={pathIn(language, '', '/administration/skranke')}>{t.desk.link}</a>
        </p>
      </section>
      <section>
        <h2>{t.meetings.title}</h2>
        <p>{t.meetings.intro}</p>
        <ul>
          {(
            [
              ['/administration/moedetyper', t.meetings.types],
              ['/administration/moeder/ressourcer', t.meetings.resources],
              ['/administration/moeder/lukkedage', t.meetings.closings],
              ['/administration/moeder/beskeder', t.meetings.messages],
              ['/administration/moeder/sletning', t.meetings.deletion],
              ['/administration/moeder/programmer', t.meetings.programs],
            ] as const
          ).map(([path, words]) => (
            <li key={path}>
              <a href={pathIn(language, '', path)}>{words}</a>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t.trail}</h2>
        <p>{t.trailIntro}</p>
        <form method="post" action={pathIn(language, '', '/administration/spor')}>
          <TextField {...field('purpose')} label={t.purpose} hint={t.purposeHint} maxlength={200} />
          <TextField {...field('from')} label={t.from} type="date" />
          <TextField {...field('to')} label={t.to} type="date" />
          <SelectField
            {...field('action')}
            label={t.action}
            options={[
              { value: '', label: t.anyAction },
              ...actions.map((action) => ({ value: action, label: action })),
            ]}
          />
          <TextField {...field('investigation')} label={t.investigation} hint={t.investigationHint} maxlength={200} />
          <Button>{t.show}</Button>
        </form>
      </section>
      <section>
        <h2>{t.check}</h2>
        <p>{t.checkIntro}</p>
        <form method="post" action={pathIn(language, '', '/administration/kontrol')}>
          <Details summary={t.headSummary} open={text('headSeq') !== '' || text('headHash') !== ''}>
            <p>{t.headIntro}</p>
            <TextField {...field('headSeq')} label={t.headSeq} inputmode="numeric" maxlength={15} />
            <TextField {...field('headHash')} label={t.headHash} maxlength={64} />
          </Details>
          <Button variant="secondary">{t.checkButton}</Button>
        </form>
      </section>
      <section>
        <h2>{t.sessions}</h2>
        <OwnSessions language={language} name={staff.name} places={places} aside />
        <h3>{t.endAll}</h3>
        <form method="post" action={pathIn(language, '', '/administration/login')}>
          <TextField {...field('endPurpose')} label={t.endAllPurpose} hint={t.endAllHint} maxlength={200} />
          <Button variant="warning">{t.endAll}</Button>
        </form>
      </section>
    </AdministrationFrame>
  );
}

function CheckResult({
  language,
  faults,
  newest,
}: {
  language: Language;
  faults: readonly AuditFault[];
  newest: number;
}) {
  const t = texts(language).administration;
  if (faults.length === 0)
    return (
      <Notice kind="success" live>
        <p>{t.sound(newest)}</p>
      </Notice>
    );
  return (
    <Notice kind="error" heading={t.unsound} live>
      <ul>
        {faults.slice(0, 20).map(({ seq, fault }) => (
          <li key={`${seq} ${fault}`}>{t.faults[fault](seq)}</li>
        ))}
      </ul>
      <p>{t.unsoundWay}</p>
    </Notice>
  );
}
