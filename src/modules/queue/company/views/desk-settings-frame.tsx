import type { ComponentChildren } from 'preact';
import type { Language } from '../../../../kernel/index.ts';
import { alternates, type FieldError, pathIn } from '../../../../platform/index.ts';
import { ErrorSummary, Notice, StaffPage } from '../../../../ui/index.ts';
import { menuAreas, type StaffMember } from '../../../identity/index.ts';
import type { Place } from '../../../tenancy/index.ts';
import { companyTexts } from '../messages.ts';

export type Group = { readonly id: string; readonly title: string };

/** What both pages about the desk are given. */
export type DeskSettingsProps = {
  readonly language: Language;
  readonly staff: StaffMember;
  readonly places: readonly Place[];
  readonly groups: readonly Group[];
  readonly errors: readonly FieldError[];
  /** What was written, where it could not be kept. */
  readonly typed?: Readonly<Record<string, unknown>>;
  readonly saved?: boolean;
};

/** A page of forms about the desk: the way back, what is wrong with what was written, or that it is saved. */
export function DeskSettingsFrame(
  props: Pick<DeskSettingsProps, 'language' | 'staff' | 'errors' | 'saved'> & {
    readonly title: string;
    readonly path: string;
    /** The area it belongs to, as the menu and the way back name it. */
    readonly area: string;
    readonly back: { readonly path: string; readonly words: string };
    readonly children: ComponentChildren;
  },
) {
  const { language, staff, title, path, back } = props;
  return (
    <StaffPage
      title={title}
      language={language}
      municipality={staff.municipality}
      staffName={staff.name}
      current={props.area}
      areas={menuAreas(staff.roles)}
      alternates={alternates('', path)}
    >
      <p>
        <a href={pathIn(language, '', back.path)}>{back.words}</a>
      </p>
      <h1>{title}</h1>
      <ErrorSummary language={language} errors={props.errors} />
      {props.saved ? (
        <Notice kind="success" live>
          <p>{companyTexts(language).settings.saved}</p>
        </Notice>
      ) : null}
      {props.children}
    </StaffPage>
  );
}
