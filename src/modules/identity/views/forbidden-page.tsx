import type { Language } from '../../../kernel/index.ts';
import { pathIn } from '../../../platform/index.ts';
import { type Alternate, Button, StaffPage } from '../../../ui/index.ts';
import { roleList, texts } from '../messages.ts';
import { areaPaths, areasFor, type Role } from '../role.ts';
import type { StaffMember } from '../staff.ts';
import { menuAreas } from './staff-menu.ts';

type Props = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly needed: readonly Role[];
  readonly alternates: readonly Alternate[];
};

/** Says which role the page needs, who can give it, and where she can go instead. */
export function ForbiddenPage({ language, staff, needed, alternates }: Props) {
  const t = texts(language).forbidden;
  const [home] = areasFor(staff.roles);
  return (
    <StaffPage
      title={t.title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current=""
      areas={menuAreas(staff.roles)}
      logOutAction={pathIn(language, '', '/log-ud')}
      alternates={alternates}
    >
      <h1>{t.title}</h1>
      <p>
        {t.needs(roleList(needed, language))} {t.has(roleList(staff.roles, language, 'and'))}
      </p>
      <p>{t.way}</p>
      <p>{t.logged}</p>
      {home === undefined ? null : <Button href={pathIn(language, '', areaPaths[home])}>{t.go[home]}</Button>}
    </StaffPage>
  );
}
