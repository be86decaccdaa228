import type { ComponentChildren } from 'preact';
import { type Language, pathIn } from '../../../../kernel/index.ts';
import { alternates } from '../../../../platform/index.ts';
import { StaffPage } from '../../../../ui/index.ts';
import { menuAreas, type StaffMember } from '../../../identity/index.ts';

/** The frame of the pages about hours, with the way back above the heading. */
export function HoursFrame(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly title: string;
  readonly path: string;
  readonly area: '/administration' | '/skranke';
  readonly back: { readonly path: string; readonly words: string };
  readonly children: ComponentChildren;
}) {
  const { language, staff, title, path, area, back, children } = props;
  return (
    <StaffPage
      title={title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current={area}
      areas={menuAreas(staff.roles)}
      logOutAction={pathIn(language, '', '/log-ud')}
      alternates={alternates('', path)}
    >
      <p>
        <a href={pathIn(language, '', back.path)}>{back.words}</a>
      </p>
      <h1>{title}</h1>
      {children}
    </StaffPage>
  );
}
