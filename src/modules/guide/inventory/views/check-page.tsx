import { type Language, longDate } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, ErrorSummary, type FieldError, SelectField, Table, Tag, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { Board } from '../board.ts';
import { type Entrance, hasWebAddress } from '../entrance.ts';
import type { PictureService } from '../guide-picture.ts';
import { texts } from '../messages.ts';
import { cyclesWith, type Task } from '../review.ts';
import type { TextCare } from '../store.ts';
import { roleOptions } from './entrance-page.tsx';
import { inventoryPath } from './inventory-page.tsx';
import { taskPath, tasksPath } from './tasks-page.tsx';

type Props = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly board: Board;
  readonly task: Task;
  readonly entrance: Entrance | null;
  readonly service: PictureService | null;
  readonly care: TextCare | null;
  readonly errors: readonly FieldError[];
  readonly how: string;
  readonly role: string;
};

/** One thing to look at: what it is, how it was looked at, in which role. */
export function CheckPage(props: Props) {
  const { staff, language, board, task, entrance, service, care, errors } = props;
  const t = texts(language);
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  const path = taskPath(task);
  return (
    <EditorPage staff={staff} language={language} title={t.tasks.checkTitle(task.name)} room="tasks" path={path}>
      <p>
        <a href={pathIn(language, '', tasksPath)}>{t.tasks.back}</a>
      </p>
      <ErrorSummary language={language} errors={errors} />
      <h1>{t.tasks.checkTitle(task.name)}</h1>
      <p>{entrance ? t.tasks.checkEntrance : t.tasks.checkText}</p>
      {entrance ? <EntranceToTry entrance={entrance} language={language} /> : null}
      {service ? (
        <p>
          <a href={pathIn(language, `/${staff.municipality.slug}`, `/${service.slug}`)} lang="da">
            {service.title}
          </a>
        </p>
      ) : null}
      {service ? <Links service={service} board={board} language={language} /> : null}
      <form method="post" action={pathIn(language, '', path)}>
        <input type="hidden" name="version" value={task.version} />
        <SelectField
          id="role"
          name="role"
          label={t.tasks.role}
          value={props.role}
          error={error('role')}
          options={roleOptions(board.roles, '', language)}
        />
        <TextField
          id="how"
          name="how"
          label={t.tasks.how}
          hint={t.tasks.howHint}
          value={props.how}
          error={error('how')}
          rows={2}
          maxlength={300}
        />
        <Button>{t.tasks.checked}</Button>
      </form>
      {care ? <CareForm {...props} care={care} path={path} /> : null}
    </EditorPage>
  );
}

function EntranceToTry({ entrance, language }: { entrance: Entrance; language: Language }) {
  const t = texts(language);
  return (
    <p class="breakable">
      {t.kinds[entrance.kind]}:{' '}
      {hasWebAddress(entrance.kind) && /^https?:/.test(entrance.address) ? (
        <a href={entrance.address} rel="noreferrer">
          {entrance.address}
        </a>
      ) : (
        entrance.address
      )}
      {'. '}
      <a href={pathIn(language, '', `${inventoryPath}/${entrance.id}`)}>{t.tasks.open}</a>
    </p>
  );
}

/** The addresses of a guide with what is known of each: beside the text, where the editor looks. */
function Links({ service, board, language }: { service: PictureService; board: Board; language: Language }) {
  const t = texts(language);
  return (
    <Table
      caption={t.links.inText}
      head={[t.inventory.guideColumns.where, t.links.heading, t.links.state]}
      rows={service.links.map((link) => {
        const state = board.links.get(link.url);
        return [
          `${t.inventory.where[link.kind]}${link.id === '' ? '' : ` “${link.id}”`}`,
          <a key="url" class="breakable" href={link.url} rel="noreferrer">
            {link.url}
          </a>,
          state ? (
            <span key="state">
              <Tag kind={state.state === 'broken' ? 'bad' : state.state === 'moved' ? 'warn' : 'neutral'}>
                {t.links[state.state]}
              </Tag>{' '}
              {t.links.reasons[state.reason]} {state.movedTo ?? ''}
            </span>
          ) : (
            t.links.unknown
          ),
        ];
      })}
    />
  );
}

function CareForm({ language, board, care, errors, path }: Props & { readonly care: TextCare; readonly path: string }) {
  const t = texts(language);
  const error = (field: string) => errors.find((one) => one.field === field)?.message;
  return (
    <form method="post" action={pathIn(language, '', `${path}/ejer`)}>
      <h2>{t.tasks.careHeading}</h2>
      {care.checked ? (
        <p>{t.edit.checkedNow(longDate(care.checked.on, language), care.checked.role, care.checked.how)}</p>
      ) : null}
      <input type="hidden" name="version" value={care.version} />
      <div class="field-columns">
        <SelectField
          id="ownerRole"
          name="ownerRole"
          label={t.fields.ownerRole}
          hint={t.hints.ownerRole}
          value={care.ownerRole}
          error={error('ownerRole')}
          options={roleOptions(board.roles, care.ownerRole, language)}
        />
        <SelectField
          id="cycleMonths"
          name="cycleMonths"
          label={t.tasks.cycle}
          value={String(care.cycleMonths)}
          error={error('cycleMonths')}
          options={cyclesWith(care.cycleMonths).map((months) => ({ value: String(months), label: t.months(months) }))}
        />
      </div>
      <Button variant="secondary">{t.tasks.care}</Button>
    </form>
  );
}
