import type { Language } from '../../../../kernel/index.ts';
import { pathIn } from '../../../../platform/index.ts';
import { Button, ErrorSummary, Notice, TextField } from '../../../../ui/index.ts';
import type { StaffMember } from '../../../identity/index.ts';
import { EditorPage } from '../../editor-page.tsx';
import { texts } from '../messages.ts';
import { inventoryPath } from './inventory-page.tsx';

type Props = {
  readonly staff: StaffMember;
  readonly language: Language;
  readonly text: string;
  /** The list as it was when the page was made. */
  readonly seen: string;
  readonly error: string | null;
  readonly saved: boolean;
};

export function RolesPage({ staff, language, text, seen, error, saved }: Props) {
  const t = texts(language);
  const path = `${inventoryPath}/roller`;
  return (
    <EditorPage staff={staff} language={language} title={t.roles.title} room="inventory" path={path}>
      <p>
        <a href={pathIn(language, '', inventoryPath)}>{t.edit.back}</a>
      </p>
      <ErrorSummary language={language} errors={error === null ? [] : [{ field: 'roles', message: error }]} />
      <h1>{t.roles.title}</h1>
      {saved ? (
        <Notice kind="success" heading={t.inventory.saved} live>
          <p>{t.inventory.savedText}</p>
        </Notice>
      ) : null}
      <p>{t.roles.lead}</p>
      <form method="post" action={pathIn(language, '', path)}>
        <textarea name="seen" hidden value={seen} />
        <TextField
          id="roles"
          name="roles"
          label={t.roles.label}
          hint={t.roles.hint}
          value={text}
          rows={12}
          error={error ?? undefined}
        />
        <Button>{t.roles.save}</Button>
      </form>
    </EditorPage>
  );
}
