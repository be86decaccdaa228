import type { ComponentChildren } from 'preact';
import { type Language, pathIn } from '../../../kernel/index.ts';
import { alternates } from '../../../platform/index.ts';
import { StaffPage } from '../../../ui/index.ts';
import { menuAreas, type StaffMember } from '../../identity/index.ts';

/** The frame of an employee's page about meetings, with the way back above its heading. */
export function MeetingFrame(props: {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly title: string;
  readonly path: string;
  readonly back: { readonly path: string; readonly words: string };
  readonly children: ComponentChildren;
}) {
  const { language, staff, title, path, back, children } = props;
  return (
    <StaffPage
      title={title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current="skranke"
      areas={menuAreas(staff.roles)}
      alternates={alternates('', path)}
      styles={['meeting-staff']}
    >
      <p>
        <a href={pathIn(language, '', back.path)}>{back.words}</a>
      </p>
      <h1>{title}</h1>
      {children}
    </StaffPage>
  );
}
