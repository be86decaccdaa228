import { type DateString, type Language, longDate } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Notice, SelectField, Table } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import { texts } from '../messages.ts';
import type { Task, TaskGroup, TaskWindow } from '../review.ts';

export const tasksPath = '/redaktion/opgaver';
export const taskPath = (task: Pick<Task, 'kind' | 'id'>): string =>
  `${tasksPath}/${task.kind === 'entrance' ? 'indgang' : 'vejledning'}/${task.id}`;

type Props = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly window: TaskWindow;
  readonly groups: readonly TaskGroup[];
  readonly today: DateString;
  readonly saved: boolean;
};

export function TasksPage({ staff, language, window, groups, today, saved }: Props) {
  const t = texts(language).tasks;
  const path = pathIn(language, '', tasksPath);
  return (
    <EditorPage staff={staff} language={language} title={t.title} room="tasks" path={tasksPath}>
      <h1>{t.title}</h1>
      {saved ? (
        <Notice kind="success" heading={texts(language).inventory.saved} live>
          <p>{t.done}</p>
        </Notice>
      ) : null}
      <p>{t.lead}</p>
      <form method="get" action={path} class="inline-form">
        <SelectField
          id="vis"
          name="vis"
          label={t.show}
          value={window}
          options={(['overdue', 'month', 'all'] as const).map((one) => ({ value: one, label: t.windows[one] }))}
        />
        <Button variant="secondary">{t.show}</Button>
      </form>
      {groups.length === 0 ? <p>{t.none}</p> : null}
      {groups.map((group) => {
        const role = group.role === '' ? t.nobody : group.role;
        return (
          <section key={group.role}>
            <h2>
              {role} ({group.tasks.length})
            </h2>
            <Table
              caption={role}
              head={[t.columns.what, t.columns.due, t.columns.checked, t.columns.kind]}
              rows={group.tasks.map((task) => [
                <a key="check" href={pathIn(language, '', taskPath(task))} lang="da">
                  {task.name}
                </a>,
                dueText(task, today, language),
                task.checkedOn === null ? texts(language).inventory.never : longDate(task.checkedOn, language),
                t[task.kind],
              ])}
            />
            <p>
              <a href={`${path}/opgaver.ics?rolle=${encodeURIComponent(group.role)}`}>{t.calendar(role)}</a>
            </p>
          </section>
        );
      })}
    </EditorPage>
  );
}

function dueText(task: Task, today: DateString, language: Language): string {
  const t = texts(language).tasks;
  if (task.due === null) return t.now;
  const date = longDate(task.due, language);
  return task.due < today ? t.overdue(date) : date;
}
