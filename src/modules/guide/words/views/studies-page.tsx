import { type Language, longDate } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, Table, Tag } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import type { Study } from '../study.ts';
import { studyTexts } from '../study-messages.ts';
import { type Done, DoneNotice } from './done-notice.tsx';
import { studiesPath } from './study-frame.ts';

export type StudyRow = Omit<Study, 'terms'> & {
  readonly open: boolean;
  /** In whole steps of five. */
  readonly answers: { readonly citizen: number; readonly employee: number };
};

export function StudiesPage({
  staff,
  language,
  rows,
  done,
}: {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly rows: readonly StudyRow[];
  readonly done: Done | null;
}) {
  const t = studyTexts(language);
  return (
    <EditorPage staff={staff} language={language} title={t.title} room="studies" path={studiesPath}>
      <DoneNotice done={done} />
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {staff.municipality.demonstration ? <p class="soft">{t.invented}</p> : null}
      <div class="actions">
        <Button href={pathIn(language, '', `${studiesPath}/ny`)}>{t.create}</Button>
      </div>
      {rows.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={t.title}
          head={[t.columns.title, t.columns.state, t.columns.closes, t.columns.citizens, t.columns.employees]}
          rows={rows.map((row) => [
            <a key="title" href={pathIn(language, '', `${studiesPath}/${row.id}`)} lang="da">
              {row.title}
            </a>,
            <Tag key="state" kind={row.open ? 'good' : 'neutral'}>
              {row.open ? t.open : t.closed}
            </Tag>,
            longDate(row.closesOn, language),
            t.soFar(row.answers.citizen),
            t.soFar(row.answers.employee),
          ])}
        />
      )}
    </EditorPage>
  );
}
