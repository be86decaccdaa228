import { type Language, longDate } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
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
import type { Board } from '../board.ts';
import type { LoggedChange } from '../change-log.ts';
import { dataClasses, type Entrance, entranceKinds, entranceStatuses, hasWebAddress, purposes } from '../entrance.ts';
import type { TextField as FieldName, WrittenEntrance } from '../entrance-text.ts';
import { texts } from '../messages.ts';
import { cyclesWith, usualCycle } from '../review.ts';
import { Conflict } from './conflict.tsx';
import { findingText } from './finding-text.ts';
import { History } from './history.tsx';
import { inventoryPath } from './inventory-page.tsx';
import { LinkLine } from './link-line.tsx';
import { RetireForm } from './retire-form.tsx';

export type EntrancePageProps = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly board: Board;
  /** Null for a new one. */
  readonly entrance: Entrance | null;
  readonly values: WrittenEntrance;
  readonly reason: string;
  readonly errors: readonly FieldError[];
  /** Somebody else saved meanwhile: what stands there now differs in these fields. */
  readonly conflict: readonly FieldName[];
  readonly history: readonly LoggedChange[];
  readonly saved: boolean;
  /** What was written in the form that closes it. */
  readonly retiring: { readonly replacedBy: string; readonly reason: string };
};

export function EntrancePage(props: EntrancePageProps) {
  const { staff, language, board, entrance, errors, conflict, saved } = props;
  const t = texts(language);
  const base = pathIn(language, '', inventoryPath);
  const own = entrance ? `${inventoryPath}/${entrance.id}` : `${inventoryPath}/ny`;
  const title = entrance ? entrance.name : t.edit.addTitle;
  const retireFails = errors.some(({ field }) => field === 'replacedBy' || field === 'retireReason');
  return (
    <EditorPage staff={staff} language={language} title={title} room="inventory" path={own}>
      <p>
        <a href={base}>{t.edit.back}</a>
      </p>
      <ErrorSummary language={language} errors={errors} />
      <h1>{title}</h1>
      {saved ? (
        <Notice kind="success" heading={t.inventory.saved} live>
          <p>{entrance?.status === 'retired' ? t.inventory.retiredText : t.inventory.savedText}</p>
        </Notice>
      ) : null}
      {entrance && conflict.length > 0 ? <Conflict {...props} entrance={entrance} /> : null}
      {entrance ? <State entrance={entrance} board={board} language={language} /> : null}
      {entrance?.status === 'retired' ? (
        <>
          <RetireForm {...props} entrance={entrance} />
          <Details summary={t.edit.reopenHeading} open={errors.length > 0 && !retireFails}>
            <p>{t.edit.reopen}</p>
            <EditForm {...props} action={pathIn(language, '', own)} />
          </Details>
        </>
      ) : (
        <>
          <EditForm {...props} action={pathIn(language, '', own)} />
          {entrance ? (
            <Details summary={t.edit.retireHeading} open={retireFails}>
              <RetireForm {...props} entrance={entrance} />
            </Details>
          ) : null}
        </>
      )}
      {entrance ? <History language={language} history={props.history} /> : null}
    </EditorPage>
  );
}

function EditForm(props: EntrancePageProps & { readonly action: string }) {
  const { language, entrance, errors, action } = props;
  const t = texts(language);
  return (
    <form method="post" action={action}>
      <input type="hidden" name="version" value={entrance?.version ?? 0} />
      <Fields {...props} />
      <TextField
        id="reason"
        name="reason"
        label={t.fields.reason}
        hint={t.hints.reason}
        value={props.reason}
        error={errors.find(({ field }) => field === 'reason')?.message}
        maxlength={300}
      />
      <Button>{t.edit.save}</Button>
    </form>
  );
}

function State({ entrance, board, language }: { entrance: Entrance; board: Board; language: Language }) {
  const t = texts(language);
  const found = board.findings.byEntrance.get(entrance.id) ?? [];
  const titles = new Map(board.guide.services.map((service) => [service.slug, service.title]));
  const link = hasWebAddress(entrance.kind) ? board.links.get(entrance.address) : undefined;
  const next = board.entrances.find((one) => one.id === entrance.replacedBy);
  return (
    <>
      {entrance.status === 'retired' ? (
        <Notice kind="warning" heading={t.edit.retired}>
          <p>{next ? t.edit.retiredBy(next.name) : t.edit.retiredByNobody}</p>
        </Notice>
      ) : null}
      {found.length === 0 ? null : (
        <Notice kind="warning" heading={t.inventory.findings}>
          <ul>
            {found.map((one) => (
              <li key={one.kind} class="breakable">
                {t.findings[one.kind]}. {findingText(one, (slug) => titles.get(slug) ?? slug, language)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <p>
        {entrance.checked
          ? t.edit.checkedNow(longDate(entrance.checked.on, language), entrance.checked.role, entrance.checked.how)
          : t.edit.checkedNever}{' '}
        {entrance.status === 'retired' ? null : (
          <a href={pathIn(language, '', `/redaktion/opgaver/indgang/${entrance.id}`)}>{t.edit.toTasks}</a>
        )}
      </p>
      {link ? <LinkLine link={link} language={language} /> : null}
    </>
  );
}

function Fields({ language, board, values, errors }: EntrancePageProps) {
  const t = texts(language);
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const written = (name: Exclude<FieldName, 'services'>, rows?: number) => (
    <TextField
      id={name}
      name={name}
      label={t.fields[name]}
      hint={(t.hints as Readonly<Record<string, string>>)[name] ?? null}
      value={values[name]}
      error={error(name)}
      {...(rows === undefined ? {} : { rows })}
    />
  );
  const chosen = (
    name: Exclude<FieldName, 'services'>,
    options: readonly { readonly value: string; readonly label: string }[],
  ) => (
    <SelectField
      id={name}
      name={name}
      label={t.fields[name]}
      hint={(t.hints as Readonly<Record<string, string>>)[name] ?? null}
      value={values[name]}
      error={error(name)}
      options={options}
    />
  );
  const statuses = entranceStatuses.filter((status) => status !== 'retired');
  return (
    <>
      {written('name')}
      <div class="field-columns">
        {chosen(
          'kind',
          entranceKinds.map((kind) => ({ value: kind, label: t.kinds[kind] })),
        )}
        {chosen(
          'status',
          statuses.map((status) => ({ value: status, label: t.statuses[status] })),
        )}
      </div>
      {written('address')}
      {chosen(
        'purpose',
        purposes.map((purpose) => ({ value: purpose, label: t.purposes[purpose] })),
      )}
      <Services language={language} board={board} values={values} error={error('services')} />
      <div class="field-columns">
        {chosen('ownerRole', roleOptions(board.roles, values.ownerRole, language))}
        {chosen('backupRole', roleOptions(board.roles, values.backupRole, language, t.inventory.none))}
      </div>
      {written('unit')}
      <div class="field-columns">
        {chosen(
          'dataClass',
          dataClasses.map((one) => ({ value: one, label: t.dataClasses[one] })),
        )}
        {written('kle')}
        {chosen(
          'cycleMonths',
          cyclesWith(Number(values.cycleMonths) || usualCycle).map((months) => ({
            value: String(months),
            label: t.months(months),
          })),
        )}
      </div>
      {written('note', 3)}
    </>
  );
}

/** The list, with nobody first, and the stored one where it is no longer on the list. */
export function roleOptions(
  roles: readonly string[],
  current: string,
  language: Language,
  nobody = texts(language).nobody,
) {
  const t = texts(language);
  const known = ['', ...roles].map((role) => ({ value: role, label: role === '' ? nobody : role }));
  return current === '' || roles.includes(current)
    ? known
    : [...known, { value: current, label: t.unknownRole(current) }];
}

function Services({
  language,
  board,
  values,
  error,
}: {
  language: Language;
  board: Board;
  values: WrittenEntrance;
  error: string | undefined;
}) {
  const t = texts(language);
  const known = board.guide.services.map(({ slug, title }) => ({ slug, label: title }));
  const gone = values.services
    .filter((slug) => !known.some((one) => one.slug === slug))
    .map((slug) => ({ slug, label: t.notOfferedHere(slug) }));
  return (
    <fieldset id="services" class="form-group" tabindex={-1}>
      <legend class="form-label">{t.edit.servicesLegend}</legend>
      {error === undefined ? null : <p class="form-error-message">{error}</p>}
      <Details summary={t.edit.servicesSummary(values.services.length)} open={gone.length > 0}>
        <div class="field-columns">
          {[...gone, ...known].map(({ slug, label }) => (
            <div class="form-check" key={slug}>
              <input
                type="checkbox"
                id={`service-${slug}`}
                name="services"
                value={slug}
                checked={values.services.includes(slug)}
              />
              <label for={`service-${slug}`} lang="da">
                {label}
              </label>
            </div>
          ))}
        </div>
      </Details>
    </fieldset>
  );
}
