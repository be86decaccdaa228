import type { VNode } from 'preact';
import { type Language, pathIn } from '../../../../kernel/index.ts';
import type { FieldError } from '../../../../platform/index.ts';
import {
  Button,
  CheckboxField,
  ErrorSummary,
  SelectField,
  Table,
  TextField,
  VisuallyHidden,
} from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import type { Place } from '../../../tenancy/index.ts';
import type { InTheWay } from '../change-hours.ts';
import type { Closing } from '../closing-store.ts';
import { texts } from '../messages.ts';
import { holidaysOf, usualDays } from '../usual-days.ts';
import { dayWords } from '../when.ts';
import { HoursFrame } from './hours-frame.tsx';
import { InTheWayNotice } from './in-the-way.tsx';
import { resourcesPath, Saved } from './resource-page.tsx';

export const closingsPath = '/administration/moeder/lukkedage';

export type ClosingsPageProps = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly year: number;
  /** The Danish date of today. */
  readonly today: string;
  readonly now: Date;
  readonly closings: readonly Closing[];
  readonly places: readonly Place[];
  readonly values: Readonly<Record<string, string>>;
  /** The usual days that are marked. */
  readonly marked: readonly string[];
  readonly errors: readonly FieldError[];
  /** Of which form it is. */
  readonly way?: { readonly of: 'one' | 'usual'; readonly found: InTheWay };
  readonly saved?: boolean;
  readonly left?: number;
};

/** A year's closing days beside its public holidays, with the usual ones in one press. */
export function ClosingsPage(props: ClosingsPageProps) {
  const { language, staff, year, today, now, closings, places, values, errors, way } = props;
  const t = texts(language).closings;
  const here = pathIn(language, '', closingsPath);
  const where = (placeId: string | null) => places.find((one) => one.id === placeId)?.name ?? t.everywhere;
  const thisYear = Number(today.slice(0, 4));
  const rows = [
    ...holidaysOf(year).map(({ day, name }) => ({ day, cells: [t.holiday(name), t.everywhere, ''] })),
    ...closings
      .filter(({ day }) => day.startsWith(String(year)))
      .map((one) => ({
        day: one.day,
        cells: [
          one.name,
          where(one.placeId),
          <form key="remove" method="post" action={here}>
            <input type="hidden" name="handling" value="aabn" />
            <input type="hidden" name="id" value={one.id} />
            <input type="hidden" name="aar" value={year} />
            <Button variant="quiet">
              <span aria-hidden="true">{t.remove}</span>
              <VisuallyHidden>{t.removeWhich(dayWords(one.day, now, language), where(one.placeId))}</VisuallyHidden>
            </Button>
          </form>,
        ],
      })),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
  const text = (name: string) => ({
    id: name,
    name,
    value: values[name] ?? '',
    error: errors.find((one) => one.field === name)?.message,
  });
  const chooseplace = (id: string) => (
    <SelectField
      {...text(id)}
      label={t.place}
      options={[{ value: '', label: t.everywhere }, ...places.map((one) => ({ value: one.id, label: one.name }))]}
    />
  );
  const seen = (of: 'one' | 'usual') => (way?.of === of ? way.found.seen : '');
  const button = (of: 'one' | 'usual', words: string) => (
    <Button variant={of === 'one' ? 'secondary' : 'primary'}>{way?.of === of ? t.closeAnyway : words}</Button>
  );
  return (
    <HoursFrame
      language={language}
      staff={staff}
      title={t.year(year)}
      path={closingsPath}
      area="/administration"
      back={{ path: resourcesPath, words: texts(language).one.back }}
    >
      <ErrorSummary language={language} errors={errors} />
      {way === undefined ? null : <InTheWayNotice language={language} way={way.found} now={now} />}
      {props.saved ? <Saved language={language} staff={staff} left={props.left ?? 0} /> : null}
      <p>{t.intro}</p>
      <nav aria-label={t.otherYears}>
        <p>
          {`${t.otherYears}: `}
          {[thisYear, thisYear + 1, thisYear + 2].flatMap((one, at) => [
            at === 0 ? '' : ' ',
            <a key={one} href={`${here}?aar=${one}`} aria-current={one === year ? 'page' : undefined}>
              {one}
            </a>,
          ])}
        </p>
      </nav>
      <Table
        caption={t.caption(year)}
        head={t.head}
        rows={rows.map(({ day, cells }) => [dayWords(day, now, language), ...cells])}
      />
      <UsualDays
        {...props}
        here={here}
        button={button('usual', t.closeThese)}
        place={chooseplace('usualPlace')}
        seen={seen('usual')}
      />
      <section>
        <h2>{t.add}</h2>
        <form method="post" action={here} novalidate>
          <input type="hidden" name="handling" value="luk" />
          <input type="hidden" name="aar" value={year} />
          <input type="hidden" name="set" value={seen('one')} />
          <TextField {...text('day')} label={t.day} type="date" />
          <TextField {...text('name')} label={t.name} hint={t.nameHint} maxlength={80} />
          {chooseplace('place')}
          {button('one', t.close)}
        </form>
      </section>
    </HoursFrame>
  );
}

function UsualDays(
  props: ClosingsPageProps & {
    readonly here: string;
    readonly button: VNode;
    readonly place: VNode;
    readonly seen: string;
  },
) {
  const { language, year, today, now, closings, marked, here } = props;
  const t = texts(language).closings;
  const isClosed = (day: string) => closings.some((one) => one.day === day && one.placeId === null);
  const coming = usualDays(year).filter(({ day }) => day >= today);
  if (coming.length === 0) return null;
  const open = coming.filter(({ day }) => !isClosed(day));
  return (
    <section>
      <h2>{t.usual}</h2>
      {open.length === 0 ? (
        <p>{t.allClosed}</p>
      ) : (
        <form method="post" action={here}>
          <p>{t.usualIntro}</p>
          <input type="hidden" name="handling" value="saedvanlige" />
          <input type="hidden" name="aar" value={year} />
          <input type="hidden" name="set" value={props.seen} />
          <fieldset>
            <legend class="form-legend">{t.usualDays}</legend>
            {open.map(({ day, kind }) => (
              <CheckboxField
                key={day}
                id={`dag-${day}`}
                name="dag"
                value={day}
                label={`${t.usualNames[kind]}, ${dayWords(day, now, language)}`}
                checked={marked.includes(day)}
              />
            ))}
          </fieldset>
          {props.place}
          {props.button}
        </form>
      )}
    </section>
  );
}
